import { existsSync } from "node:fs";
import chromium from "@sparticuz/chromium";
import { type Browser, type BrowserContextOptions, type Page, chromium as playwright } from "playwright-core";

const INSTALLED = [
  "/usr/bin/google-chrome",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];
const QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

/** A browser, or the reason in a sentence why there is none on this machine. */
export type Launch = { readonly browser: Browser } | { readonly reason: string };

/**
 * Starts the browser that an npm package brings (Linux), or else an installed Chrome. It is headless and asks nothing of
 * the network by itself. Never rejects: a machine without a browser is a reason to skip.
 */
export async function launchBrowser(): Promise<Launch> {
  const reasons: string[] = [];
  for (const start of [fromPackage, fromMachine]) {
    try {
      return { browser: await start() };
    } catch (error) {
      reasons.push(error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error));
    }
  }
  return { reason: `No browser on this machine: ${reasons.join("; ")}` };
}

async function fromPackage(): Promise<Browser> {
  if (process.platform !== "linux") throw new Error("@sparticuz/chromium is for Linux");
  chromium.setGraphicsMode = false;
  // One process for everything crashes when a second context closes; the pages here need no such saving.
  const args = chromium.args.filter((each) => each !== "--single-process" && each !== "--disable-web-security");
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...args, ...QUIET],
    headless: true,
  });
}

async function fromMachine(): Promise<Browser> {
  const executablePath = INSTALLED.find((each) => existsSync(each));
  if (!executablePath) throw new Error("Chrome is not installed");
  return playwright.launch({ executablePath, args: QUIET, headless: true });
}

/** A page in a context of its own, with every error of its scripts collected in `errors`. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions & { hint?: boolean } = {},
): Promise<{ page: Page; errors: string[] }> {
  const { hint = false, ...contextOptions } = options;
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: "ru-RU",
    ...contextOptions,
  });
  if (!hint) await context.addInitScript("try { localStorage.setItem('paperboy.hint', 'seen') } catch {}");
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await showAt(page, url);
  return { page, errors };
}

/** Leads a page to a playground's address; resolves when its columns stand there. */
export async function showAt(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator(".column").first().waitFor();
}
