import assert from "node:assert/strict";
import { after, before, describe, type TestContext, test } from "node:test";
import type { RichMessage } from "@grammyjs/types";
import type { Browser, Page } from "playwright-core";
import { launchBrowser, openPage } from "./browser.ts";
import { startFixture } from "./fixture.ts";
import { EVERYTHING, HOSTILE, RTL, richWorld } from "./rich-scene.ts";

const launch = await launchBrowser();
const skip = "reason" in launch ? launch.reason : false;

describe("rich messages on the page", { skip, concurrency: false, timeout: 120_000 }, () => {
  let browser: Browser;
  before(() => {
    if ("browser" in launch) browser = launch.browser;
  });
  after(() => browser?.close());

  async function show(t: TestContext, rich: RichMessage, width = 1440): Promise<{ page: Page; errors: string[] }> {
    const fixture = await startFixture(richWorld(rich));
    t.after(() => fixture.close());
    const opened = await openPage(browser, fixture.url, {
      viewport: { width, height: 900 },
      reducedMotion: "reduce",
    });
    t.after(() => opened.page.context().close());
    if (width < 700) await opened.page.locator(".tab").nth(3).click();
    await opened.page.locator(".rich").first().waitFor();
    return opened;
  }

  const count = (page: Page, selector: string): Promise<number> => page.locator(`.rich ${selector}`).count();

  test("every kind of block and text is drawn as what it is", async (t) => {
    const { page } = await show(t, EVERYTHING);
    const expected: Readonly<Record<string, number>> = {
      h1: 1,
      h2: 1,
      h3: 1,
      "strong > em": 1,
      "p > u": 1,
      "p > s": 1,
      "p .spoiler": 1,
      mark: 1,
      "p > code": 1,
      "p > sub": 1,
      "p > sup": 2,
      "a[href='https://arxiv.org/abs/1706.03762']": 1,
      "a[href='mailto:a@example.org']": 1,
      "a[href^='tel:']": 1,
      "a[href='https://t.me/margins']": 1,
      "a[href^='javascript']": 0,
      ".tag": 4,
      ".command": 1,
      ".custom-emoji": 1,
      "time.date-time": 1,
      "p .formula .katex": 1,
      ".rich-formula .katex-display": 1,
      ".rich-list .rich-list": 1,
      ".task[aria-checked=true]": 1,
      ".task[aria-checked=false]": 1,
      "> blockquote > cite": 1,
      ".expandable.collapsed": 1,
      ".pullquote > cite": 1,
      "table caption": 1,
      th: 4,
      "td[rowspan='2'] .katex": 1,
      "td[colspan='2']": 1,
      ".no-cell": 1,
      ".code-block pre": 1,
      "figure.collage .mosaic .picture": 3,
      ".slideshow .slide .picture": 2,
      ".slideshow .dot": 2,
      ".picture.covered": 1,
      ".picture.film": 2,
      "figcaption > cite": 1,
      details: 2,
      "details[open]": 1,
      ".map": 1,
      ".tile": 3,
      ".rich-buttons .rich-button": 2,
      "> hr": 1,
      "> footer": 1,
    };
    const found = Object.fromEntries(
      await Promise.all(Object.keys(expected).map(async (selector) => [selector, await count(page, selector)])),
    );
    assert.deepEqual(found, expected);
  });

  test("formulas stand in KaTeX's own letters, which the page brings along", async (t) => {
    const { page } = await show(t, EVERYTHING);
    await page.evaluate("document.fonts.ready");
    const isLoaded = await page.evaluate("document.fonts.check('16px KaTeX_Main')");
    const family = await page.evaluate("getComputedStyle(document.querySelector('.rich .katex')).fontFamily");
    const source = await page.locator(".rich-formula annotation").textContent();
    assert.equal(isLoaded, true);
    assert.match(String(family), /KaTeX_Main/);
    assert.match(source ?? "", /softmax/);
  });

  test("a footnote's sign leads to its text, also into details that are closed, and back to the top", async (t) => {
    const { page } = await show(t, EVERYTHING);
    await page.locator(".rich .jump[data-to=note-1]").click();
    const note = page.locator('.rich [data-reference="note-1"]');
    await page.locator('.rich [data-reference="note-1"].reached').waitFor();
    await page.waitForFunction(`(() => {
      const box = document.querySelector('.rich [data-reference="note-1"]').getBoundingClientRect();
      return box.top > 0 && box.bottom < innerHeight;
    })()`);
    assert.match((await note.textContent()) ?? "", /парах языков/);
    await page.locator(".rich .jump[data-to=deep]").click();
    await page.locator('.rich details[open] [data-reference="deep"].reached').waitFor();
    await page.locator('.rich .jump[data-to=""]').click();
    await page.locator(".rich.reached").waitFor();
  });

  test("details open and close at a press, and a spoiler opens", async (t) => {
    const { page } = await show(t, EVERYTHING);
    const closed = page.locator(".rich details").first();
    await closed.locator("summary").click();
    assert.equal(await closed.getAttribute("open"), "");
    await closed.locator("summary").click();
    assert.equal(await closed.getAttribute("open"), null);
    await page.locator(".rich p .spoiler").click();
    assert.equal(await count(page, "p .spoiler.open"), 1);
  });

  test("on a phone nothing is wider than the screen, a wide table scrolls in its place", async (t) => {
    const header = {
      type: "table",
      cells: [Array.from({ length: 20 }, (_, i) => ({ text: `столбец ${i}`, align: "left", valign: "top" }))],
    };
    const { page } = await show(t, { blocks: [header, ...EVERYTHING.blocks] } as RichMessage, 390);
    const wide = (await page.evaluate(`(() => {
      const scrolls = document.querySelector(".table-scroll");
      const rich = document.querySelector(".rich").getBoundingClientRect();
      return { page: document.documentElement.scrollWidth, table: scrolls.scrollWidth > scrolls.clientWidth, right: rich.right };
    })()`)) as { page: number; table: boolean; right: number };
    assert.ok(wide.page <= 390, `the page is ${wide.page} wide`);
    assert.ok(wide.right <= 390, `the message ends at ${wide.right}`);
    assert.equal(wide.table, true);
  });

  test("words and formulas that try to be more stay words", async (t) => {
    const { page, errors } = await show(t, HOSTILE);
    const found = {
      images: await count(page, "img"),
      scripts: await count(page, "script"),
      links: await count(page, "a"),
      classes: await count(page, ".offline"),
      fixed: await count(page, "[style*=fixed]"),
    };
    const height = (await page.locator(".rich").boundingBox())?.height ?? 0;
    const words = (await page.locator(".rich p").first().textContent()) ?? "";
    await page.locator(".rich .jump").click();
    assert.deepEqual(found, { images: 0, scripts: 0, links: 0, classes: 0, fixed: 0 });
    assert.match(words, /<script>alert\(2\)<\/script>/);
    assert.ok(height < 900, `the message is ${height} high`);
    assert.deepEqual(errors, []);
  });

  test("a message that reads from the right stands so", async (t) => {
    const { page } = await show(t, RTL);
    const direction = await page.evaluate("getComputedStyle(document.querySelector('.rich')).direction");
    assert.equal(direction, "rtl");
  });
});
