import assert from "node:assert/strict";
import { test } from "node:test";
import { createRestorations } from "../../../src/archive/restorations.ts";
import { ROWS } from "../../archive/rows.ts";
import { BOT, startBot, user } from "../telegram.ts";

const VERA = user(7, "Вера");
const BEN = user(8, "Ben", "en");
const STRANGER = user(9, "Кто-то");

async function setUp(t: Parameters<typeof startBot>[0]) {
  const bot = await startBot(t, { adminIds: [VERA.id, BEN.id] });
  for (const name of ["0001_channel", "0003_archive", "0004_draft"]) bot.db.exec(ROWS[`${name}.sql`] ?? "");
  const restorations = createRestorations(bot.db, bot.now);
  const restore = () =>
    bot.db
      .prepare("INSERT INTO restored (backup_at, restored_at) VALUES (?, ?)")
      .run(Date.UTC(2026, 10, 23, 1), bot.now());
  for (const person of [VERA, BEN]) bot.people.meet(person);
  return { ...bot, restorations, restore };
}

test("in ordinary times nobody is told anything", async (t) => {
  const { restored, said } = await setUp(t);
  await restored.tell();
  assert.deepEqual(said(), []);
});

test("after a restore all admins are told when the copy was made, and which drafts may be out", async (t) => {
  const { restored, said, restore } = await setUp(t);
  restore();
  await restored.tell();
  const messages = said();
  assert.deepEqual(
    messages.map(({ to }) => to),
    [VERA.id, BEN.id],
  );
  assert.equal(
    messages[0]?.text,
    [
      "🗄 База возвращена из копии от 23 ноября 2026, 04:00. Что было потом, я не помню, поэтому публикация на паузе: иначе пост мог бы выйти второй раз.",
      "Черновики, начатые позже, пропали. Тексты остались у авторов в чате: их можно прислать ещё раз.",
      "Может быть, эти черновики уже вышли. Проверьте в канале:",
      "• № 2 — Второй\n• № 1 — Первая строка",
      "Вышедшие черновики удалите, потом нажмите кнопку.",
    ].join("\n\n"),
  );
  assert.deepEqual(messages[0]?.markup.inline_keyboard, [
    [{ text: "✅ Канал проверен, публиковать", callback_data: "z:go:1" }],
  ]);
  assert.match(messages[1]?.text ?? "", /^🗄 The database was restored from the backup of 23 November 2026, 04:00/);
});

test("titles are escaped and cut, and a long list ends with how many more there are", async (t) => {
  const { restored, said, restore, db } = await setUp(t);
  for (let id = 10; id < 25; id += 1) {
    db.prepare(
      "INSERT INTO draft (id, channel_id, person_id, style, title, created_at, updated_at) VALUES (?, 1, 7, 'guided', ?, 5, ?)",
    ).run(id, `<b>${"длинно".repeat(30)}`, id);
    db.prepare(
      "INSERT INTO draft_text (draft_id, position, chat_id, message_id, text, entities) VALUES (?, 0, 7, ?, 'Текст', '[]')",
    ).run(id, id);
  }
  restore();
  await restored.tell();
  const [first] = said();
  assert.match(first?.text ?? "", /• № 24 — &lt;b&gt;(длинно)+д?л?и?н?н?…\n/);
  assert.match(first?.text ?? "", /\nи ещё 7\n/);
  assert.ok((first?.text.length ?? 0) < 4_096);
});

test("an admin's press lets publishing go on, once; another's and a stranger's change nothing", async (t) => {
  const { press, telegram, restore, restorations, db } = await setUp(t);
  restore();
  telegram.take();
  await press(STRANGER, "z:go:1");
  assert.notEqual(restorations.pausedSince(), null);
  const [refused] = telegram.take("answerCallbackQuery");
  assert.deepEqual([refused?.payload.text, refused?.payload.show_alert], ["Это решают админы.", true]);

  await press(VERA, "z:go:1");
  assert.equal(restorations.pausedSince(), null);
  const calls = telegram.take();
  assert.ok(calls.some(({ method }) => method === "answerCallbackQuery"));
  const edited = calls.find(({ method }) => method === "editMessageText");
  assert.equal(edited?.payload.text, "✅ Публикация снова идёт.");
  await press(BEN, "z:go:1");
  assert.equal(telegram.take("editMessageText")[0]?.payload.text, "✅ Publishing goes on.");
  assert.equal(db.prepare("SELECT confirmed_by FROM restored").pluck().get(), VERA.id);
});

test("the button of an earlier restore confirms nothing, and shows the later one", async (t) => {
  const { press, telegram, restore, restorations } = await setUp(t);
  restore();
  restore();
  telegram.take();
  await press(VERA, "z:go:1");
  assert.equal(restorations.pausedSince()?.id, 2);
  const [edited] = telegram.take("editMessageText");
  assert.equal(edited?.payload.reply_markup.inline_keyboard[0][0].callback_data, "z:go:2");
});

test("a button from the time that is lost does nothing and says so; one from before, or after, works", async (t) => {
  const { feed, telegram, restore, now } = await setUp(t);
  restore();
  const lost = Date.UTC(2026, 10, 23, 5) / 1_000;
  const pressOf = (shown: { readonly date: number; readonly edit_date?: number }) => {
    telegram.take();
    const chat = { id: VERA.id, type: "private", first_name: "x" };
    const message = { message_id: 5, from: BOT, chat, text: "…", ...shown };
    return feed({ callback_query: { id: "7", from: VERA, chat_instance: "1", data: "d:publish:1:1:", message } });
  };
  const toasts = () => telegram.take("answerCallbackQuery").map(({ payload }) => payload.text);
  const old = /^Эта кнопка больше не действует/;
  for (const shown of [{ date: lost }, { date: 1, edit_date: lost }]) {
    await pressOf(shown);
    assert.match(toasts().join(), old);
  }
  const justAfter = { date: Math.floor(now() / 1_000) };
  for (const shown of [{ date: 1 }, { date: lost, edit_date: now() / 1_000 + 1 }, justAfter, { date: 0 }]) {
    await pressOf(shown);
    assert.doesNotMatch(toasts().join(), old);
  }
});
