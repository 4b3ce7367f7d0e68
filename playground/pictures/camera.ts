import { writeFileSync } from "node:fs";
import chromium from "@sparticuz/chromium";
import { type Page, chromium as playwright } from "playwright-core";
import { demoChannel } from "../demo/index.ts";

/** As wide as a phone, and high enough for every message of the guide. */
const VIEWPORT = { width: 430, height: 3_200 };
/** Of WebP, from 0 to 100. */
const QUALITY = 62;
/** The space around a message, px. */
const AROUND = 8;
const TABS = { author: 0, channel: 3 } as const;

/** Photographs messages on the playground's page. */
export async function openCamera(url: string) {
  const browser = await playwright.launch({
    args: chromium.args.filter((each) => each !== "--single-process"),
    executablePath: await chromium.executablePath(),
  });
  const page = await browser.newPage({
    viewport: VIEWPORT,
    deviceScaleFactor: 2,
    bypassCSP: true,
    locale: "ru-RU",
    colorScheme: "light",
    reducedMotion: "reduce",
    timezoneId: demoChannel.zone,
  });
  await page.addInitScript("localStorage.setItem('paperboy.hint', 'seen')");
  await page.goto(url);
  const session = await page.context().newCDPSession(page);
  return {
    /** Writes these messages of a chat, in one picture; answers how many bytes it has. */
    take: async (chat: keyof typeof TABS, messages: readonly number[], file: string): Promise<number> => {
      await page.locator(".tab").nth(TABS[chat]).click();
      const clip = await around(page, messages);
      const { data } = await session.send("Page.captureScreenshot", {
        format: "webp",
        quality: QUALITY,
        clip: { ...clip, scale: 1 },
      });
      const bytes = Buffer.from(data, "base64");
      writeFileSync(file, bytes);
      return bytes.length;
    },
    close: () => browser.close(),
  };
}

async function around(page: Page, messages: readonly number[]) {
  const shown = messages.map((id) => page.locator(`.column:visible .message[data-id="${id}"] .stack`));
  await shown.at(-1)?.scrollIntoViewIfNeeded();
  // Those of other chats are loaded once somebody looks there.
  await page.waitForFunction(
    "[...document.images].every((each) => each.complete || each.getBoundingClientRect().bottom <= 0 || !each.checkVisibility())",
  );
  await page.evaluate("document.fonts.ready");
  const boxes = [];
  for (const one of shown) {
    const box = await one.boundingBox();
    if (box === null) throw new Error("A message to photograph is not on the page.");
    boxes.push(box);
  }
  const left = Math.min(...boxes.map(({ x }) => x)) - AROUND;
  const top = Math.min(...boxes.map(({ y }) => y)) - AROUND;
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + AROUND;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + AROUND;
  return { x: Math.max(0, left), y: Math.max(0, top), width: right - left, height: bottom - top };
}
