import assert from "node:assert/strict";
import { test } from "node:test";
import { administrator, CHANNEL, startBot, user, words } from "../telegram.ts";

const anya = user(1, "Аня");
const eve = user(5, "Eve", "en");
const reader = user(6, "Читатель");
const ru = words("ru");

async function setUp(t: { after(fn: () => unknown): void }, posts = 412, tags: readonly string[] = ["рл", "диффузия"]) {
  const bot = await startBot(t, { adminIds: [1], posts, tags });
  bot.channels.serve({ chatId: CHANNEL.id, title: CHANNEL.title, username: CHANNEL.username });
  bot.telegram.answer("getChatMember", ({ user_id }) =>
    user_id === 5 ? { user: eve, ...administrator() } : { error: 400, description: "Bad Request: user not found" },
  );
  return bot;
}

test("a reader is greeted with what can be searched, and ways in", async (t) => {
  const bot = await setUp(t);
  await bot.say(reader, "/start");
  const [answer] = bot.said();
  assert.equal(
    answer?.text,
    "Я ищу по разборам канала «rizzearch»: их 412. Напишите слово или пришлите ссылку на статью.",
  );
  assert.deepEqual(answer?.markup.inline_keyboard, [
    [
      { text: "рл", callback_data: "s:t:рл" },
      { text: "диффузия", callback_data: "s:t:диффузия" },
      { text: "последние", callback_data: "s:l" },
    ],
  ]);
});

test("the number of posts is said as people say it", async (t) => {
  const said = async (posts: number, who = reader) => {
    const bot = await setUp(t, posts);
    await bot.say(who, "/start");
    return bot.said()[0]?.text ?? "";
  };
  assert.match(await said(0), /Пока их нет/);
  assert.match(await said(1), /пока он один/);
  assert.match(await said(12_345), /их 12\s345/);
  assert.match(await said(1, eve), /there is one so far/);
});

test("an empty channel offers no buttons that lead nowhere, and a tag too long for a button is left out", async (t) => {
  const empty = await setUp(t, 0, []);
  await empty.say(reader, "/start");
  assert.equal(empty.said()[0]?.markup, undefined);
  const long = await setUp(t, 5, ["x".repeat(40)]);
  await long.say(reader, "/start");
  assert.equal(long.said()[0]?.markup.inline_keyboard.flat().length, 1);
});

test("authors and admins are told of their own commands, readers of none that is not theirs", async (t) => {
  const bot = await setUp(t);
  for (const [who, has, hasNot] of [
    [reader, [], ["/new", "/drafts", "/settings"]],
    [eve, ["/new", "/drafts"], ["/settings"]],
    [anya, ["/new", "/drafts", "/settings"], []],
  ] as const) {
    for (const command of ["/start", "/help"]) {
      await bot.say(who, command);
      const text = bot.said()[0]?.text ?? "";
      for (const name of has) assert.ok(text.includes(name), `${who.first_name} ${command} ${name}`);
      for (const name of hasNot) assert.ok(!text.includes(name), `${who.first_name} ${command} ${name}`);
    }
  }
});

test("before a channel is connected, an admin is offered to connect one, and others to come back later", async (t) => {
  const bot = await startBot(t, { adminIds: [1] });
  await bot.say(anya, "/start");
  assert.match(bot.said()[0]?.markup.inline_keyboard[0][0].url, /startchannel/);
  await bot.say(reader, "/start");
  assert.equal(bot.said()[0]?.text, ru.html("start-no-channel"));
});

test("before there is an owner, whoever started the bot is led to the console's link", async (t) => {
  const bot = await startBot(t);
  await bot.say(reader, "/start search");
  assert.equal(bot.said()[0]?.text, ru.html("start-no-owner"));
});

test("a channel's name cannot smuggle markup into a greeting", async (t) => {
  const bot = await setUp(t);
  bot.channels.rename({ chatId: CHANNEL.id, title: "<b>&</b>", username: null });
  await bot.say(reader, "/start");
  assert.match(bot.said()[0]?.text ?? "", /«&lt;b&gt;&amp;&lt;\/b&gt;»/);
});

test("the language is Telegram's until it is chosen, in place, and then stays", async (t) => {
  const bot = await setUp(t);
  await bot.say(reader, "/language");
  const [question] = bot.said();
  assert.equal(question?.text, "Говорю по-русски.");
  assert.deepEqual(
    question?.markup.inline_keyboard.flat().map((button: { text: string }) => button.text),
    ["✓ Русский", "English"],
  );
  await bot.press(reader, "o:language:en");
  assert.equal(bot.people.find(6)?.language, "en");
  const [edited] = bot.said();
  assert.equal(edited?.text, "I speak English.");
  await bot.say(reader, "/start");
  assert.match(bot.said()[0]?.text ?? "", /^I search/);
});

for (const [code, start] of [
  ["ru", /^Я ищу/],
  ["uk", /^Я ищу/],
  ["en-US", /^I search/],
  ["de", /^I search/],
  [undefined, /^I search/],
] as const) {
  test(`somebody whose Telegram speaks ${code ?? "no known language"} is answered fittingly`, async (t) => {
    const bot = await setUp(t);
    await bot.say(
      { id: 8, is_bot: false, first_name: "X", ...(code === undefined ? {} : { language_code: code }) },
      "/start",
    );
    assert.match(bot.said()[0]?.text ?? "", start);
  });
}
