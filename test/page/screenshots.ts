import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launchBrowser, openPage } from "./browser.ts";
import { startFixture } from "./fixture.ts";
import { showcase } from "./showcase.ts";

const HELP = `Takes pictures of the playground's page.

  node test/page/screenshots.ts FOLDER [--url URL]

  FOLDER      where the PNG files go; made when it is not there
  --url URL   a running playground instead of the built-in scene
  --help      this text
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: "boolean" }, url: { type: "string" } },
});
const [folder] = positionals;
if (values.help || !folder) {
  process.stdout.write(HELP);
  process.exit(values.help ? 0 : 2);
}

const SCENES = [
  { name: "desktop-1440-dark-ru", width: 1440, height: 900, colorScheme: "dark", locale: "ru-RU" },
  { name: "desktop-1440-light-ru", width: 1440, height: 900, colorScheme: "light", locale: "ru-RU" },
  { name: "desktop-1920-light-en", width: 1920, height: 1080, colorScheme: "light", locale: "en-GB", hint: true },
  { name: "desktop-1920-dark-en", width: 1920, height: 1080, colorScheme: "dark", locale: "en-GB" },
  { name: "phone-dark-ru", width: 390, height: 844, colorScheme: "dark", locale: "ru-RU", phone: true, tab: 0 },
  { name: "phone-light-en", width: 390, height: 844, colorScheme: "light", locale: "en-GB", phone: true, tab: 3 },
  {
    name: "phone-hint-ru",
    width: 390,
    height: 844,
    colorScheme: "light",
    locale: "ru-RU",
    phone: true,
    tab: 2,
    hint: true,
  },
] as const;

const launch = await launchBrowser();
if ("reason" in launch) {
  process.stderr.write(`${launch.reason}\n`);
  process.exit(1);
}
mkdirSync(folder, { recursive: true });
const fixture = values.url ? null : await startFixture(showcase(Math.floor(Date.now() / 1000)));
for (const scene of SCENES) {
  const { page } = await openPage(launch.browser, values.url ?? fixture?.url ?? "", {
    viewport: { width: scene.width, height: scene.height },
    colorScheme: scene.colorScheme,
    locale: scene.locale,
    deviceScaleFactor: 2,
    hint: "hint" in scene,
    ...("phone" in scene ? { isMobile: true, hasTouch: true } : {}),
  });
  if ("tab" in scene) await page.locator(".tab").nth(scene.tab).click();
  await page.waitForLoadState("networkidle", { timeout: 3000 }).catch(() => undefined); // The event stream never rests.
  await page.evaluate("document.fonts.ready");
  await page.screenshot({ path: join(folder, `${scene.name}.png`), animations: "disabled" });
  process.stdout.write(`${scene.name}.png\n`);
  await page.context().close();
}
await launch.browser.close();
await fixture?.close();
