import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { Bot, InlineKeyboard } from "grammy";
import { pino } from "pino";
import type { Browser } from "playwright-core";
import { createPageFiles } from "../../playground/page-files.ts";
import { createStandIn, type StandIn } from "../../playground/server/index.ts";
import { launchBrowser, openPage } from "./browser.ts";

const launch = await launchBrowser();
const skip = "reason" in launch ? launch.reason : false;
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);

describe("the page in front of the stand-in and a bot", { skip, timeout: 90_000 }, () => {
  const browser = (launch as { browser: Browser }).browser;
  let telegram: StandIn;
  let bot: Bot;
  const heard: string[] = [];

  before(async () => {
    const page = createPageFiles(join(import.meta.dirname, "../../playground/page"));
    telegram = await createStandIn({ now: Date.now, log: pino({ level: "silent" }), page });
    bot = new Bot(telegram.token, { client: { apiRoot: telegram.apiRoot } });
    bot.on("message", async (ctx) => {
      heard.push(ctx.message.text ?? ctx.message.caption ?? (ctx.message.photo ? "photo" : "?"));
      if (ctx.message.text?.startsWith("/start")) {
        await ctx.reply("Добрый день", {
          reply_markup: new InlineKeyboard().text("В канал", "post").text("Молчать", "no"),
        });
      }
    });
    bot.on("edited_message", (ctx) => void heard.push(`edited: ${ctx.editedMessage.text}`));
    bot.callbackQuery("post", async (ctx) => {
      await ctx.api.sendMessage(telegram.channelId, "<b>Разбор</b> вышел", { parse_mode: "HTML" });
      await ctx.editMessageText("Опубликовано");
      await ctx.answerCallbackQuery({ text: "Готово" });
    });
    await bot.init();
    void bot.start();
  });
  after(async () => {
    await bot?.stop();
    await browser?.close();
    await telegram?.close();
  });

  test("a person starts the bot, presses its button, sees the post, reacts, edits and sends an album", async () => {
    const { page, errors } = await openPage(browser, telegram.url);
    const chat = page.locator(".column.private").first();
    const channel = page.locator(".column.channel");
    await chat.getByRole("button", { name: "Запустить" }).click();
    await chat.getByRole("button", { name: "В канал" }).click();
    await chat.locator(".toast", { hasText: "Готово" }).waitFor();
    await chat.locator(".theirs", { hasText: "Опубликовано" }).waitFor();
    await channel.locator(".post strong", { hasText: "Разбор" }).waitFor();

    await channel.locator(".post").click({ button: "right" });
    await page.getByRole("menuitem", { name: "Реакция 🔥" }).click();
    await channel.locator('.reaction[aria-pressed="true"]', { hasText: "🔥" }).waitFor();

    const input = chat.getByRole("textbox");
    await input.fill("первая строка\n**вторая**");
    await input.press("Enter");
    await chat.locator(".mine strong", { hasText: "вторая" }).waitFor();
    await input.press("ArrowUp");
    await input.fill("исправленная строка\nвторая");
    await input.press("Enter");
    await chat.locator(".mine", { hasText: "исправленная" }).locator("strong", { hasText: "вторая" }).waitFor();

    const files = ["a.png", "b.png"].map((name) => ({ name, mimeType: "image/png", buffer: PNG }));
    await chat.locator('input[type="file"]').setInputFiles(files);
    await input.fill("Два __рисунка__");
    await input.press("Enter");
    await chat.locator(".mosaic .picture").nth(1).waitFor();
    await chat.locator(".mine em", { hasText: "рисунка" }).waitFor();
    await chat
      .locator(".mosaic img")
      .first()
      .evaluate((image) => (image as unknown as { decode(): Promise<void> }).decode());

    const deadline = Date.now() + 10_000;
    while (!heard.includes("photo")) {
      assert.ok(Date.now() < deadline, `the bot heard ${heard.join(", ")}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.deepEqual(heard, [
      "/start",
      "первая строка\nвторая",
      "edited: исправленная строка\nвторая",
      "Два рисунка",
      "photo",
    ]);
    assert.deepEqual(errors, []);
  });
});
