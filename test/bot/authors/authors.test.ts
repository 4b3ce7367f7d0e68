import assert from "node:assert/strict";
import { test } from "node:test";
import { INVITATION_LIFE } from "../../../src/archive/invitations.ts";
import { administrator, CHANNEL, startBot, user, words } from "../telegram.ts";

const anya = user(1, "Аня");
const bob = user(2, "Bob", "en");
const eve = user(5, "Eve", "en");
const ru = words("ru");
const en = words("en");
const channel = CHANNEL.title;
const publishers = "channel-administrators";

async function setUp(t: { after(fn: () => unknown): void }) {
  const bot = await startBot(t, { adminIds: [1] });
  bot.channels.serve({ chatId: CHANNEL.id, title: channel, username: null });
  await bot.say(anya, "/start");
  bot.said();
  const invite = async () => {
    await bot.press(anya, "i:invite");
    return /start=(author_[\w-]{43})\b/.exec(bot.said()[0]?.text ?? "")?.[1] ?? "";
  };
  const screen = async (data = "i:list") => {
    await bot.press(anya, data);
    const [shown] = bot.said();
    const labels = ((shown?.markup?.inline_keyboard ?? []) as { text: string }[][]).flat().map(({ text }) => text);
    return { text: shown?.text ?? "", labels };
  };
  return { ...bot, invite, screen };
}

test("an invitation that an admin makes lets its opener draft, not publish, and the admin hears of it", async (t) => {
  const bot = await setUp(t);
  const payload = await bot.invite();
  assert.ok(payload.length <= 64, "a deep link carries 64 characters");
  assert.equal((await bot.desk.standing(2)).author, false);
  await bot.say(bob, `/start ${payload}`);
  assert.deepEqual(bot.said(), [
    { to: 2, text: en.html("authors-welcome", { channel, publishers }), markup: undefined },
    { to: 1, text: ru.html("authors-joined", { name: "Bob", channel }), markup: undefined },
  ]);
  const { author, publisher, admin } = await bot.desk.standing(2);
  assert.deepEqual({ author, publisher, admin }, { author: true, publisher: false, admin: false });
});

test("a spent, an old and an invented invitation get one answer, and the opener's second tap the first one's", async (t) => {
  const bot = await setUp(t);
  const old = await bot.invite();
  bot.pass(INVITATION_LIFE);
  const used = await bot.invite();
  await bot.say(bob, `/start ${used}`);
  const [welcome] = bot.said();
  await bot.say(bob, `/start ${used}`);
  assert.deepEqual(bot.said(), [welcome], "the admin is not told again");
  for (const payload of [used, old, "author_", "author_' OR 1=1 --"]) await bot.say(eve, `/start ${payload}`);
  assert.deepEqual([...new Set(bot.said().map(({ text }) => text))], [en.html("authors-spent")]);
  assert.equal((await bot.desk.standing(5)).author, false);
});

test("an admin who tries the link does not use it up", async (t) => {
  const bot = await setUp(t);
  const payload = await bot.invite();
  await bot.say(anya, `/start ${payload}`);
  assert.equal(bot.said()[0]?.text, ru.html("authors-already", { channel }));
  await bot.say(bob, `/start ${payload}`);
  assert.equal(bot.said()[0]?.text, en.html("authors-welcome", { channel, publishers }));
});

test("the screen lists who was invited, lets them go by a tap, and takes that back by another", async (t) => {
  const bot = await setUp(t);
  assert.match((await bot.screen()).text, /По приглашению пока никто не пишет/);
  await bot.say({ ...bob, username: "bob" }, `/start ${await bot.invite()}`);
  bot.said();
  const listed = await bot.screen();
  assert.match(listed.text, /• Bob \(@bob\)/);
  assert.deepEqual(listed.labels, ["Пригласить автора", "✖️ Bob (@bob)", "← К настройкам"]);
  const gone = await bot.screen("i:out:2");
  assert.deepEqual(gone.labels, ["↩️ Вернуть: Bob (@bob)", "Пригласить автора", "← К настройкам"]);
  assert.equal((await bot.desk.standing(2)).author, false);
  await bot.screen("i:in:2");
  assert.equal((await bot.desk.standing(2)).author, true);
});

test("nobody else invites or lets go, by whatever button", async (t) => {
  const bot = await setUp(t);
  await bot.say(bob, `/start ${await bot.invite()}`);
  bot.telegram.answer("getChatMember", () => ({ user: eve, ...administrator() }));
  bot.telegram.take();
  for (const data of ["i:list", "i:invite", "i:out:2", "i:in:5"]) {
    await bot.press(eve, data);
    const calls = bot.telegram.take();
    const toasts = calls.filter(({ method }) => method === "answerCallbackQuery").map(({ payload }) => payload.text);
    assert.deepEqual(toasts, [en.plain("settings-not-yours")], data);
    assert.equal(calls.filter(({ method }) => method === "sendMessage").length, 0);
  }
  assert.deepEqual(bot.roles.holders(1, "author"), [2]);
});

test("a button about somebody unknown, or a mangled one, changes nothing and is answered", async (t) => {
  const bot = await setUp(t);
  for (const data of ["i:in:77", "i:out:77", "i:in", "i:list:1", "i:"]) {
    await bot.press(anya, data);
    assert.equal(bot.telegram.take("answerCallbackQuery").length, 1, data);
  }
  assert.deepEqual(bot.roles.holders(1, "author"), []);
});

test("an invitation holds for its own channel alone", async (t) => {
  const bot = await setUp(t);
  const payload = await bot.invite();
  bot.channels.serve({ chatId: -1002000, title: "другой", username: null });
  await bot.say(bob, `/start ${payload}`);
  assert.equal(bot.said()[0]?.text, en.html("authors-spent"));
});
