import assert from "node:assert/strict";
import { test } from "node:test";
import { Bot } from "grammy";
import { createStandIn } from "../../playground/server/index.ts";

const ADMIN = 1001;

test("a grammY bot talks with a person: message, edit in place, pressed button", async (t) => {
  const telegram = await createStandIn({ now: Date.now });
  const { people, botId } = telegram;
  const bot = new Bot(telegram.token, { client: { apiRoot: telegram.apiRoot } });
  bot.command("start", (ctx) =>
    ctx.reply("<b>Hello</b> #tag", {
      parse_mode: "HTML",
      reply_markup: { inline_keyboard: [[{ text: "More", callback_data: "more" }]] },
    }),
  );
  bot.callbackQuery("more", async (ctx) => {
    await ctx.editMessageText("More it is");
    await ctx.answerCallbackQuery({ text: "Done", show_alert: true });
  });
  const running = bot.start();
  t.after(async () => {
    await bot.stop();
    await running;
    await telegram.close();
  });

  await people.start({ person: ADMIN });
  const greeting = await telegram.until(async () => {
    const { messages } = await people.look({ person: ADMIN, chat: botId });
    return messages.find((one) => one.message.text === "Hello #tag");
  });
  assert.deepEqual(greeting.message.entities, [
    { type: "bold", offset: 0, length: 5 },
    { type: "hashtag", offset: 6, length: 4 },
  ]);

  const message = greeting.message.message_id;
  const answer = await people.press({ person: ADMIN, chat: botId, message, button: "More" });
  assert.deepEqual(answer, { answered: true, text: "Done", alert: true, url: null });
  const { messages } = await people.look({ person: ADMIN, chat: botId });
  assert.equal(messages.at(-1)?.message.text, "More it is");
  assert.equal(messages.at(-1)?.message.reply_markup, undefined);
});

test("the bot's memberships and posts in the channel are as Telegram tells them", async (t) => {
  const telegram = await createStandIn({ now: Date.now });
  t.after(() => telegram.close());
  const { api } = new Bot(telegram.token, { client: { apiRoot: telegram.apiRoot } });
  const me = await api.getChatMember("@paper_reviews", telegram.botId);
  assert.equal(me.status, "administrator");
  assert.equal((await api.getChatMember(telegram.channelId, ADMIN)).status, "creator");
  const post = await api.sendMessage(telegram.channelId, "A review");
  assert.equal(post.message_id, 2);
  assert.equal(post.from, undefined);
  assert.deepEqual(await api.getUpdates(), []);
});
