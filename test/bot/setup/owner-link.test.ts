import assert from "node:assert/strict";
import { test } from "node:test";
import { SETUP_LINK_LIFE } from "../../../src/archive/setup-links.ts";
import { ownerLink } from "../../../src/bot/setup/index.ts";
import { administrator, BOT, CHANNEL, LEFT, startBot, user, words } from "../telegram.ts";

const anya = user(1, "Аня");
const bob = user(2, "Bob", "en");
const payloadOf = (link: string) => new URL(link).searchParams.get("start") ?? "";

test("the owner's link fits into a deep link and is made anew each time", async (t) => {
  const { links } = await startBot(t);
  const [first, second] = [ownerLink(BOT.username, links), ownerLink(BOT.username, links)];
  assert.match(first, /^https:\/\/t\.me\/paperboy_bot\?start=owner_[\w-]{43}$/);
  assert.ok(payloadOf(first).length <= 64);
  assert.notEqual(first, second);
});

test("whoever opens the link becomes the owner and is offered to connect a channel", async (t) => {
  const bot = await startBot(t);
  await bot.say(anya, `/start ${payloadOf(ownerLink(BOT.username, bot.links))}`);
  assert.equal(bot.roles.owner(), 1);
  const [answer] = bot.said();
  assert.equal(answer?.text, words("ru").html("setup-owner"));
  assert.deepEqual(answer?.markup.inline_keyboard, [
    [
      {
        text: "Подключить канал",
        url: "https://t.me/paperboy_bot?startchannel&admin=post_messages+edit_messages",
      },
    ],
  ]);
});

test("of two people who open the link at once, one becomes the owner and the other is told kindly", async (t) => {
  const bot = await startBot(t);
  const payload = payloadOf(ownerLink(BOT.username, bot.links));
  await Promise.all([bot.say(anya, `/start ${payload}`), bot.say(bob, `/start ${payload}`)]);
  const owner = bot.roles.owner();
  const answers = bot.said();
  assert.equal(answers.length, 2);
  for (const { to, text } of answers) {
    const say = words(to === 1 ? "ru" : "en");
    assert.equal(text, say.html(to === owner ? "setup-owner" : "setup-link-spent"));
  }
});

test("the owner's second tap is answered like the first", async (t) => {
  const bot = await startBot(t);
  const payload = payloadOf(ownerLink(BOT.username, bot.links));
  await bot.say(anya, `/start ${payload}`);
  await bot.say(anya, `/start ${payload}`);
  const [first, second] = bot.said();
  assert.equal(first?.text, second?.text);
});

test("a used, an expired and an invented link get one and the same answer", async (t) => {
  const bot = await startBot(t);
  const expired = payloadOf(ownerLink(BOT.username, bot.links));
  bot.pass(SETUP_LINK_LIFE);
  const used = payloadOf(ownerLink(BOT.username, bot.links));
  await bot.say(bob, `/start ${used}`);
  bot.said();
  for (const payload of [used, expired, "owner_", "owner_' OR 1=1 --", `owner_${"A".repeat(43)}`]) {
    await bot.say(anya, `/start ${payload}`);
  }
  assert.deepEqual([...new Set(bot.said().map(({ text }) => text))], [words("ru").html("setup-link-spent")]);
  assert.equal(bot.roles.owner(), 2);
});

test("a channel that the bot was added to before it had an owner is connected once its adder opens the link", async (t) => {
  const bot = await startBot(t);
  await bot.member(anya, LEFT, administrator());
  assert.equal(bot.channels.served(), null);
  assert.deepEqual(
    bot.said().map(({ text }) => text),
    [words("ru").html("setup-ownerless", { channel: "rizzearch" })],
  );
  bot.telegram.answer("getChatMember", ({ user_id }) =>
    user_id === BOT.id ? { user: BOT, ...administrator() } : undefined,
  );
  await bot.say(anya, `/start ${payloadOf(ownerLink(BOT.username, bot.links))}`);
  assert.equal(bot.channels.served()?.chatId, CHANNEL.id);
  const [answer, ...more] = bot.said();
  assert.deepEqual(more, []);
  assert.ok(answer?.text.startsWith("Теперь это ваш бот.\n\n✅ Канал «rizzearch» подключён."));
});

test("the link of a stranger who had added the bot somewhere before connects nothing of theirs", async (t) => {
  const bot = await startBot(t);
  await bot.member(bob, LEFT, administrator());
  await bot.say(anya, `/start ${payloadOf(ownerLink(BOT.username, bot.links))}`);
  assert.equal(bot.channels.served(), null);
});
