import assert from "node:assert/strict";
import { test } from "node:test";
import { administrator, BOT, CHANNEL, startBot, user, words } from "../telegram.ts";

const anya = user(1, "Аня");
const eve = user(5, "Eve", "en");
const ru = words("ru");
const LABEL = (text: string) => ({ text, reply_to_message: { from: BOT, text: ru.plain("settings-ask-label") } });

async function setUp(t: { after(fn: () => unknown): void }) {
  const bot = await startBot(t, { adminIds: [1] });
  bot.channels.serve({ chatId: CHANNEL.id, title: "rizz & <search>", username: null });
  const settings = () => bot.channels.served()?.settings;
  const toasts = () => bot.telegram.take("answerCallbackQuery").map(({ payload }) => payload.text);
  return { ...bot, settings, toasts };
}

test("an admin sees the channel's settings, each with the button that changes it", async (t) => {
  const bot = await setUp(t);
  await bot.say(anya, "/settings");
  const [card] = bot.said();
  assert.match(card?.text ?? "", /Настройки канала «rizz &amp; &lt;search&gt;»/);
  assert.match(card?.text ?? "", /👀LINK/);
  const buttons = (markup: { inline_keyboard: { callback_data: string }[][] }) =>
    markup.inline_keyboard.flat().map(({ callback_data }) => callback_data);
  assert.deepEqual(buttons(card?.markup), [
    "o:publishers:admins",
    "o:menu:layout",
    "o:menu:template",
    "o:menu:publication",
    "i:list",
  ]);
  await bot.press(anya, "o:menu:template");
  const [template] = bot.telegram.take("editMessageText");
  assert.deepEqual(buttons(template?.payload.reply_markup), [
    "o:title-style:plain",
    "o:link-label",
    "o:link-preview:below",
    "o:author-line:yes",
    "o:rubric:yes",
    "o:tags-line:yes",
    "o:footer",
    "o:menu:main",
  ]);
  await bot.press(anya, "o:menu:layout");
  const [layout] = bot.telegram.take("editMessageText");
  assert.match(layout?.payload.text, /С любой кнопкой под постом Telegram прячет кнопку комментариев/);
  assert.ok(buttons(layout?.payload.reply_markup).includes("o:layout:figures-then-text"));
});

test("a tap changes a setting, the message follows in place, and a second tap changes nothing", async (t) => {
  const bot = await setUp(t);
  await bot.press(anya, "o:tags-line:yes");
  assert.equal(bot.settings()?.tagsLine, true);
  const calls = bot.telegram.take();
  assert.equal(calls.find(({ method }) => method === "answerCallbackQuery")?.payload.text, ru.plain("settings-saved"));
  const edit = calls.find(({ method }) => method === "editMessageText");
  assert.match(edit?.payload.text, /Строка с тегами в конце поста: <b>есть<\/b>/);
  assert.match(JSON.stringify(edit?.payload.reply_markup), /o:tags-line:no/);

  bot.telegram.answer("editMessageText", () => ({ error: 400, description: "Bad Request: message is not modified" }));
  await bot.press(anya, "o:tags-line:yes");
  assert.equal(bot.settings()?.tagsLine, true);
  assert.deepEqual(bot.toasts(), [ru.plain("settings-same")]);
});

test("each setting can be turned and turned back", async (t) => {
  const bot = await setUp(t);
  for (const data of ["o:tags-line:yes", "o:author-line:yes", "o:publishers:admins"]) await bot.press(anya, data);
  const { tagsLine, authorLine, publishers } = bot.settings() ?? {};
  assert.deepEqual([tagsLine, authorLine, publishers], [true, true, "admins"]);
  for (const data of ["o:tags-line:no", "o:author-line:no", "o:publishers:channel-administrators"]) {
    await bot.press(anya, data);
  }
  const back = bot.settings();
  assert.deepEqual([back?.tagsLine, back?.authorLine, back?.publishers], [false, false, "channel-administrators"]);
});

test("the template and the layout are set by taps, each screen following in place", async (t) => {
  const bot = await setUp(t);
  for (const data of [
    "o:title-style:link",
    "o:link-preview:above",
    "o:rubric:yes",
    "o:layout:text-then-figures",
    "o:paper-button:yes",
  ]) {
    await bot.press(anya, data);
  }
  const { titleStyle, linkPreview, rubric, layout, paperButton } = bot.settings() ?? {};
  assert.deepEqual(
    [titleStyle, linkPreview, rubric, layout, paperButton],
    ["link", "above", true, "text-then-figures", true],
  );
  const texts = bot.telegram.take("editMessageText").map(({ payload }) => payload.text);
  assert.match(texts[0], /Заголовок: <b>ссылкой на статью<\/b>/);
  assert.match(texts.at(-1), /Вид постов: <b>Текст, потом картинки<\/b>/);
  await bot.press(anya, "o:layout:nothing");
  assert.equal(bot.settings()?.layout, "text-then-figures");
});

test("the screen of layouts tells whether long captions can be copied, as far as was tried", async (t) => {
  const bot = await setUp(t);
  for (const [longCaptions, words] of [
    ["untried", /1 024 знаков.*пока не проверял/],
    ["taken", /Telegram даёт мне их копировать/],
    ["refused", /не даёт мне их копировать/],
  ] as const) {
    bot.channels.changeSettings(bot.channels.served()?.id ?? 0, { longCaptions });
    await bot.press(anya, "o:menu:layout");
    assert.match(bot.telegram.take("editMessageText").at(-1)?.payload.text, words);
  }
});

test("the channel's line is asked for, checked, shown, and taken away by a tap", async (t) => {
  const bot = await setUp(t);
  await bot.press(anya, "o:footer");
  assert.equal(bot.said()[0]?.text, ru.plain("settings-ask-footer"));
  const answer = (text: string, question = "settings-ask-footer") =>
    bot.send(anya, { text, reply_to_message: { from: BOT, text: ru.plain(question) } });
  for (const text of ["x".repeat(201), "\u200b", "a\u0000b"]) {
    await answer(text);
    assert.equal(bot.said()[0]?.text, ru.plain("settings-footer-bad"), JSON.stringify(text));
  }
  await answer(" Подписывайтесь:\n@rizzearch <b> ", "settings-footer-bad");
  assert.equal(bot.settings()?.footer, "Подписывайтесь:\n@rizzearch <b>");
  assert.match(bot.said()[0]?.text ?? "", /@rizzearch &lt;b&gt;/);
  await bot.press(anya, "o:footer-off");
  assert.equal(bot.settings()?.footer, "");
});

test("a setting holds at once: whoever could publish a moment ago cannot any more", async (t) => {
  const bot = await setUp(t);
  bot.telegram.answer("getChatMember", () => ({ user: eve, ...administrator() }));
  assert.equal((await bot.desk.standing(5)).publisher, true);
  await bot.press(anya, "o:publishers:admins");
  assert.equal((await bot.desk.standing(5)).publisher, false);
});

test("nobody else changes a setting, neither by an old button nor by answering the question", async (t) => {
  const bot = await setUp(t);
  bot.telegram.answer("getChatMember", () => ({ user: eve, ...administrator() }));
  const before = bot.settings();
  for (const data of ["o:tags-line:yes", "o:publishers:admins", "o:link-label", "o:serve:-1002"]) {
    await bot.press(eve, data);
    assert.deepEqual(bot.toasts(), [words("en").plain("settings-not-yours")]);
  }
  await bot.send(eve, LABEL("Mine"));
  assert.deepEqual(bot.settings(), before);
});

test("a new word for the link is asked for, checked, saved and shown", async (t) => {
  const bot = await setUp(t);
  await bot.press(anya, "o:link-label");
  const [question] = bot.said();
  assert.equal(question?.text, ru.plain("settings-ask-label"));
  assert.equal(question?.markup.force_reply, true);
  await bot.send(anya, LABEL("  👉 Статья & <b>  "));
  assert.equal(bot.settings()?.linkLabel, "👉 Статья & <b>");
  assert.match(bot.said()[0]?.text ?? "", /👉 Статья &amp; &lt;b&gt;/);
});

test("what is no word for a link is asked for again, and that question is answered likewise", async (t) => {
  const bot = await setUp(t);
  for (const text of ["x".repeat(65), "two\nlines", "\u200b", "\u2028", "a\u0000b"]) {
    await bot.send(anya, LABEL(text));
    const [answer] = bot.said();
    assert.equal(answer?.text, ru.plain("settings-label-bad"), JSON.stringify(text));
    assert.equal(answer?.markup.force_reply, true);
  }
  assert.equal(bot.settings()?.linkLabel, "👀LINK");
  const again = { from: BOT, text: ru.plain("settings-label-bad") };
  await bot.send(anya, { text: "x".repeat(64), reply_to_message: again });
  assert.equal(bot.settings()?.linkLabel, "x".repeat(64));
});

test("/cancel keeps the word that there was, and says so", async (t) => {
  const bot = await setUp(t);
  await bot.send(anya, LABEL("/cancel"));
  assert.equal(bot.said()[0]?.text, ru.html("settings-label-kept"));
  assert.equal(bot.settings()?.linkLabel, "👀LINK");
});

test("a label asked for in one language may be given after the other one was chosen", async (t) => {
  const bot = await setUp(t);
  await bot.press(anya, "o:language:en");
  await bot.send(anya, LABEL("Paper"));
  assert.equal(bot.settings()?.linkLabel, "Paper");
});

test("the question quoted by somebody else's message is no answer", async (t) => {
  const bot = await setUp(t);
  await bot.send(anya, { text: "Mine", reply_to_message: { from: eve, text: ru.plain("settings-ask-label") } });
  await bot.send(anya, { text: "Mine", reply_to_message: { from: BOT, text: "something else" } });
  assert.equal(bot.settings()?.linkLabel, "👀LINK");
});

test("a press that Telegram no longer waits for still does its work", async (t) => {
  const bot = await setUp(t);
  const old = "Bad Request: query is too old and response timeout expired or query ID is invalid";
  bot.telegram.answer("answerCallbackQuery", () => ({ error: 400, description: old }));
  bot.telegram.answer("editMessageText", () => ({ error: 400, description: "Bad Request: message to edit not found" }));
  await bot.press(anya, "o:tags-line:yes");
  assert.equal(bot.settings()?.tagsLine, true);
  assert.equal(bot.telegram.take("sendMessage").length, 1);
});

test("without a channel there is nothing to set, and a reader is told whose command it is", async (t) => {
  const bot = await startBot(t, { adminIds: [1] });
  await bot.say(anya, "/settings");
  assert.equal(bot.said()[0]?.text, ru.plain("settings-no-channel"));
  await bot.say(eve, "/settings");
  assert.equal(bot.said()[0]?.text, words("en").html("unhandled-command-admins"));
});

test("each change of the posts' look can be taken back by the button above the screen", async (t) => {
  const bot = await setUp(t);
  bot.telegram.answer("getChat", ({ chat_id }) =>
    chat_id === CHANNEL.id ? { id: CHANNEL.id, type: "channel", linked_chat_id: -77 } : { id: -77, username: "talk" },
  );
  const first = bot.settings();
  for (const data of [
    "o:tags-line:yes",
    "o:author-line:yes",
    "o:rubric:yes",
    "o:title-style:link",
    "o:link-preview:above",
    "o:layout:rich",
    "o:paper-button:yes",
    "o:discuss-button:yes",
    "o:related-button:yes",
    "o:series:5",
    "o:media-size:0",
    "o:publishers:admins",
  ]) {
    const before = bot.settings();
    bot.telegram.take();
    await bot.press(anya, data);
    assert.notDeepEqual(bot.settings(), before, data);
    const [undo] = bot.telegram.take("editMessageText").at(-1)?.payload.reply_markup.inline_keyboard[0] ?? [];
    assert.equal(undo?.text, ru.plain("settings-undo"), data);
    await bot.press(anya, undo.callback_data);
    assert.deepEqual({ ...bot.settings(), discussion: "" }, first, data);
  }
});

test("words that were typed are taken back as well, and the template is shown on an example", async (t) => {
  const bot = await setUp(t);
  await bot.send(anya, LABEL("Статья"));
  assert.equal(bot.settings()?.linkLabel, "Статья");
  const [changed] = bot.said();
  assert.match(
    changed?.text ?? "",
    /<blockquote><b>Название статьи<\/b>\n\nТекст поста\.\n\n<a href="[^"]+">Статья<\/a>/,
  );
  await bot.press(anya, "o:label-back");
  assert.equal(bot.settings()?.linkLabel, "👀LINK");
  await bot.send(anya, { text: "Наш канал", reply_to_message: { from: BOT, text: ru.plain("settings-ask-footer") } });
  await bot.press(anya, "o:footer-off");
  await bot.press(anya, "o:footer-back");
  assert.equal(bot.settings()?.footer, "Наш канал");
  bot.telegram.take();
  await bot.press(anya, "o:menu:template");
  assert.match(bot.telegram.take("editMessageText")[0]?.payload.text, /Наш канал<\/blockquote>/);
});

test("the button to the discussion needs a group that is linked and can be linked to", async (t) => {
  const bot = await setUp(t);
  const group = (linked: object | null, known: object) =>
    bot.telegram.answer("getChat", ({ chat_id }) =>
      chat_id === CHANNEL.id ? { id: CHANNEL.id, type: "channel", ...linked } : known,
    );
  group(null, {});
  await bot.press(anya, "o:discuss-button:yes");
  group({ linked_chat_id: -77 }, { id: -77 });
  await bot.press(anya, "o:discuss-button:yes");
  bot.telegram.answer("getChat", ({ chat_id }) =>
    chat_id === CHANNEL.id
      ? { id: CHANNEL.id, type: "channel", linked_chat_id: -77 }
      : { error: 400, description: "Bad Request: chat not found" },
  );
  await bot.press(anya, "o:discuss-button:yes");
  assert.equal(bot.settings()?.discussButton, "");
  assert.deepEqual(bot.toasts(), Array(3).fill(ru.plain("settings-discuss-none")));
  bot.telegram.answer("getChat", () => ({ error: 502, description: "Bad Gateway" }));
  await bot.press(anya, "o:discuss-button:yes");
  assert.deepEqual(bot.toasts(), [ru.plain("settings-discuss-unknown")]);
  group({ linked_chat_id: -77 }, { id: -77, invite_link: "https://t.me/+secret" });
  await bot.press(anya, "o:discuss-button:yes");
  assert.deepEqual(
    [bot.settings()?.discussButton, bot.settings()?.discussion],
    [ru.plain("settings-discuss-words"), "https://t.me/+secret"],
  );
  await bot.press(anya, "o:discuss-button:no");
  assert.equal(bot.settings()?.discussButton, "");
});
