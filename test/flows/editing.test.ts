import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { MessageEntity } from "@grammyjs/types";
import {
  ANYA,
  countRows,
  type Hand,
  handOf,
  labelsOf,
  MAX,
  PIXEL,
  READER,
  startBot,
  startStandIn,
  textOf,
} from "./driver.ts";

const POST = "Baba Is AI\n\nагенты меняют правила игры\n\n👀LINK";
const LINK: MessageEntity[] = [
  { type: "text_link", offset: POST.indexOf("👀LINK"), length: 6, url: "https://arxiv.org/abs/2407.13729" },
];

async function scene(t: TestContext) {
  const telegram = await startStandIn(t);
  const { db, app } = await startBot(telegram);
  return {
    telegram,
    db,
    app,
    anya: handOf(telegram, ANYA),
    max: handOf(telegram, MAX),
    reader: handOf(telegram, READER),
  };
}

async function publish(
  hand: Hand,
  text = POST,
  entities: MessageEntity[] | undefined = text === POST ? LINK : undefined,
) {
  await hand.paste(text, entities);
  await hand.press(`${text.split("\n")[0]}\nЧерновик №`, "Опубликовать");
  await hand.sees(new RegExp(`^${text.split("\n")[0]}.*✅ Опубликовано`, "s"));
}

async function openCard(hand: Hand): Promise<void> {
  await hand.press("✅ Опубликовано", "Правка");
  await hand.sees("Пост в канале");
}

/** What the bot does unseen, as soon as it is on disk. */
async function eventually(done: () => boolean): Promise<void> {
  const end = Date.now() + 8_000;
  while (!done() && Date.now() < end) await new Promise((resolve) => setImmediate(resolve));
  assert.ok(done(), "it did not happen within 8 seconds");
}

test("from the receipt a post's text is replaced in place, the change is shown as words, undone, and found", async (t) => {
  const { anya, db } = await scene(t);
  await publish(anya);
  await openCard(anya);
  await anya.press("Пост в канале", "Текст");
  await anya.sees(/Поместится до 4\u202f096 знаков.*Пришлите новый текст/s);
  await anya.say("Baba Is AI\n\nагенты переписывают правила игры");
  const card = await anya.sees("Исправлено в канале");
  assert.match(textOf(card), /🕘 1 правка, последняя — .* · @zzmtsvv/);
  const [post] = await anya.channel();
  assert.equal(post?.text, "Baba Is AI\n\nагенты переписывают правила игры");
  await anya.say("/search переписывать");
  await anya.sees("Нашёлся 1 пост");
  await anya.press("Исправлено в канале", "Правки");
  await anya.press("Нажмите на правку", /^2 · /);
  await anya.sees(/2 · Правка · .*агенты меняют переписывают правила игры/s);
  await anya.press("2 · Правка", /^1 · /);
  await anya.press("1 · Как вышел", "Вернуть этот вид");
  await anya.sees(/Исправлено в канале.*/s);
  const [again] = await anya.channel();
  assert.equal(again?.text, POST);
  assert.deepEqual(again?.entities, LINK, "the link under its word came back");
  assert.deepEqual(db.prepare("SELECT kind, state, person_id FROM revision ORDER BY id").raw().all(), [
    ["first", "made", null],
    ["edit", "made", ANYA],
    ["restored", "made", ANYA],
  ]);
});

test("a title, tags and papers are changed, and only what stands in the text reaches the channel", async (t) => {
  const { anya } = await scene(t);
  await publish(anya);
  await openCard(anya);
  await anya.press("Пост в канале", "Заголовок");
  await anya.say("Baba Is You");
  await anya.sees(/^Baba Is You.*Исправлено/s);
  assert.equal((await anya.channel())[0]?.text, POST.replace("Baba Is AI", "Baba Is You"));
  await anya.press("Пост в канале", "Теги");
  await anya.press("Теги архива", "Добавить теги");
  await anya.say("игры, rl");
  await anya.sees("🏷 #игры #rl");
  await anya.press("Пост в канале", "Теги");
  await anya.press("Теги архива", "#rl");
  await anya.sees(/🏷 #игры\n/);
  await anya.press("Пост в канале", "Статьи");
  await anya.press("Пост в канале", "Добавить статью");
  await anya.say("2406.11717");
  await anya.sees("arXiv 2406.11717");
  assert.equal((await anya.channel())[0]?.text, POST.replace("Baba Is AI", "Baba Is You"));
  await anya.say("/paper 2406.11717");
  await anya.sees(/об этой статье|Baba Is You/i);
});

test("figures are replaced one by one, and an album is never promised to grow", async (t) => {
  const { anya } = await scene(t);
  await anya.photos(2, "Два рисунка\n\nи подпись к ним");
  await anya.press("Два рисунка\nЧерновик №", "Опубликовать");
  await anya.sees("✅ Опубликовано");
  await openCard(anya);
  await anya.press("Пост в канале", "Картинки");
  await anya.press("Добавить новые в альбом Telegram не даёт", "Заменить 2-ю");
  await anya.sees("встанет на место прежней");
  await anya.say("нет картинки");
  await anya.sees("Здесь нет ни картинки, ни файла");
  const before = (await anya.channel()).map(({ photo }) => photo?.at(-1)?.file_unique_id);
  await anya.photos(1);
  await anya.sees("Исправлено в канале");
  const channel = await anya.channel();
  const after = channel.map(({ photo }) => photo?.at(-1)?.file_unique_id);
  assert.equal(after[0], before[0]);
  assert.equal(channel[0]?.caption, "Два рисунка\n\nи подпись к ним");
  assert.equal(channel.length, 2);
});

test("what does not fit a caption is said with its numbers, and becomes a reply by one tap", async (t) => {
  const { anya } = await scene(t);
  await anya.photos(1, "Рисунок\n\nи подпись");
  await anya.press("Рисунок\nЧерновик №", "Опубликовать");
  await openCard(anya);
  await anya.press("Пост в канале", "UPD");
  await anya.press("Как дополнить?", "Строкой");
  await anya.sees("Что дописать");
  await anya.say(`много слов ${"а".repeat(1100)}`);
  await anya.sees(/в подпись под картинкой входит 1\u202f024 знаков, а было бы 1\u202f136, на 112 больше/);
  await anya.press("Не помещается", "Ответом на пост");
  const card = await anya.sees("Дополняет пост «Рисунок»");
  assert.match(textOf(card), /дополнение/);
  await anya.press("Дополняет пост «Рисунок»", "Опубликовать");
  await anya.sees(/Без заголовка\n✅ Опубликовано/);
  const [post, update] = await anya.channel();
  assert.equal(update?.reply_to_message?.message_id, post?.message_id);
});

test("an UPD is a line, a reply or a new post, and the archive shows them as one timeline", async (t) => {
  const { anya, reader, telegram } = await scene(t);
  await publish(anya);
  await anya.press("✅ Опубликовано", "UPD");
  await anya.press("Как дополнить?", "Строкой");
  await anya.say("вышел код");
  await anya.sees("Исправлено в канале");
  assert.equal((await anya.channel())[0]?.text, `${POST}\n\nUPD: вышел код`);
  await anya.press("Исправлено в канале", "Вернуть как было");
  await telegram.until(async () => (await anya.channel())[0]?.text === POST, 8_000);
  const without = await anya.sees(/🕘 2 правки/);
  assert.doesNotMatch(textOf(without), /➕ UPD от/, "what was taken back is in no timeline");
  await anya.press(/🕘 2 правки/, "Вернуть как было");
  await anya.sees(/➕ UPD от.*🕘 3 правки/s);

  await anya.press("Пост в канале", "UPD");
  await anya.press("Как дополнить?", "Ответом на пост");
  await anya.sees("Теперь текст");
  await anya.say("UPD с бенчмарками");
  await anya.press("Пришлите ещё", "Готово");
  await anya.press("UPD с бенчмарками\nЧерновик №", "Опубликовать");
  await anya.sees(/UPD с бенчмарками.*✅ Опубликовано/s);

  await anya.forward((await anya.channel())[0]?.chat.id ?? 0, [(await anya.channel())[0]?.message_id ?? 0]);
  await anya.press(/^Baba Is AI.*Пост в канале/s, "UPD");
  await anya.press("Как дополнить?", "Новым постом");
  await anya.sees("Записал: 24 знака");
  await anya.say("год спустя");
  await anya.press("Записал: 36 знаков", "Готово");
  await anya.press("UPD к посту «Baba Is AI»\nЧерновик №", "Опубликовать");
  await anya.sees(/UPD к посту.*✅ Опубликовано/s);
  const channel = await anya.channel();
  assert.equal(channel[1]?.reply_to_message?.message_id, channel[0]?.message_id);
  assert.equal(channel[2]?.reply_to_message, undefined);
  assert.match(channel[2]?.text ?? "", /^UPD к посту «Baba Is AI»\n\nгод спустя$/);
  assert.equal(channel[2]?.entities?.[0]?.type, "text_link");

  await reader.say("https://arxiv.org/abs/2407.13729");
  const answer = await reader.sees("Baba Is AI");
  assert.equal(textOf(answer).match(/➕ UPD от /g)?.length, 3);
  assert.doesNotMatch(textOf(answer), /2\. /, "one timeline, not four answers");
  await reader.say("бенчмарк");
  await reader.sees(/Нашёлся 1 пост.*UPD с бенчмарками/s);
});

test("a post is taken down by a second press, its record stays, and it can be put out again", async (t) => {
  const { anya, db, telegram } = await scene(t);
  await publish(anya);
  await openCard(anya);
  await anya.press("Пост в канале", "Убрать из канала");
  await anya.sees("Отменить это нельзя");
  assert.equal((await anya.channel()).length, 1);
  await anya.press("Отменить это нельзя", "Убрать насовсем");
  await anya.sees("Убран из канала");
  assert.equal((await anya.channel()).length, 0);
  await anya.say("/search правила");
  await anya.sees("пока нет постов");
  assert.equal(countRows(db, "SELECT count(*) FROM post WHERE taken_down_at IS NOT NULL"), 1);
  await anya.press("Убран из канала", "Выложить заново");
  await anya.press("Baba Is AI\nЧерновик №2", "Опубликовать");
  const post = await telegram.until(async () => (await anya.channel())[0], 8_000);
  assert.equal(post?.text, POST);
  assert.deepEqual(post?.entities, LINK);
});

test("what cannot grow in its place is put out anew, and then the old post is offered to be taken down", async (t) => {
  const { anya, telegram } = await scene(t);
  await anya.photos(1, "Рисунок\n\nи подпись");
  await anya.press("Рисунок\nЧерновик №", "Опубликовать");
  await anya.sees("✅ Опубликовано");
  const [first] = await anya.channel();
  const { channelId: chat } = telegram;
  await telegram.people.say({ person: MAX, chat, text: "UPD: вышел код", replyTo: first?.message_id ?? 0 });
  await openCard(anya);
  await anya.press("Пост в канале", "Текст");
  await anya.sees("Пришлите новый текст");
  await anya.say(`Рисунок\n\n${"много слов ".repeat(120)}`);
  const said = await anya.sees("Не помещается");
  assert.match(textOf(said), /пропадут его реакции, комментарии, ссылка и место в ленте/);
  await anya.press("Не помещается", "Выложить заново");
  await anya.sees("предложу убрать прежний");
  await anya.press("Рисунок\nЧерновик №2", "Опубликовать");
  await anya.sees(/Новый пост вышел, а прежний ещё в канале.*Отменить это нельзя/s);
  const before = await anya.channel();
  await anya.press("Новый пост вышел", "Убрать насовсем");
  await anya.sees("Убран из канала");
  const after = await anya.channel();
  assert.deepEqual(
    after.map(({ message_id }) => message_id),
    before.slice(1).map(({ message_id }) => message_id),
  );
  assert.ok(after.some((message) => textOf(message).includes("много слов")));
  await anya.say("/search рисунок");
  const found = await anya.sees("Нашёлся 1 пост");
  assert.match(textOf(found), /➕ UPD от/, "the update adds to the new post now");
});

test("a post is pinned from its receipt and unpinned from its card", async (t) => {
  const { anya, telegram } = await scene(t);
  await publish(anya);
  const answer = await anya.press("✅ Опубликовано", "Закрепить");
  assert.equal(answer.text, "Закреплено");
  const pinned = async () => (await telegram.people.look({ person: ANYA, chat: telegram.channelId })).pinned;
  assert.equal((await pinned()).length, 1);
  await anya.press("Пост в канале", "Открепить");
  assert.deepEqual(await pinned(), []);
});

test("a stranger's press, and one that saw an older post, change nothing and are told why", async (t) => {
  const { anya, max, reader, telegram } = await scene(t);
  await publish(anya);
  await openCard(anya);
  const [post] = await anya.channel();
  await max.forward(telegram.channelId, [post?.message_id ?? 0]);
  await max.sees("Пост в канале");
  await anya.press("Пост в канале", "Заголовок");
  await anya.say("Другой заголовок");
  await anya.sees("Исправлено в канале");
  const stale = await max.press("Пост в канале", "Текст");
  assert.match(stale.text ?? "", /Пост с тех пор изменился/);
  await max.sees("Другой заголовок");

  await reader.forward(telegram.channelId, [post?.message_id ?? 0]);
  const shown = await reader.sees("Другой заголовок");
  assert.deepEqual(labelsOf(shown), [], "a reader sees a post, not its card");

  await telegram.people.setAdministrator({ person: MAX, rights: null });
  const late = await max.press("Другой заголовок", "Заголовок");
  assert.match(late.text ?? "", /Менять посты канала вы сейчас не можете/);
});

test("posts, edits and reactions made by hand come into the archive", async (t) => {
  const { max, anya, db, telegram, app } = await scene(t);
  const { people, channelId } = telegram;
  const say = (text: string, replyTo?: number) =>
    people.say({ person: MAX, chat: channelId, text, ...(replyTo === undefined ? {} : { replyTo }) });
  const posted = await say("Пост от руки\n\nпро #внимание и https://arxiv.org/abs/1706.03762");
  await eventually(() => countRows(db, "SELECT count(*) FROM post") === 1);
  const [message] = await anya.channel();
  assert.ok(message !== undefined && posted !== undefined);
  await anya.say("внимание");
  await anya.sees("Пост от руки");

  await people.react({ person: ANYA, chat: channelId, message: message.message_id, emoji: "👍" });
  await eventually(() => countRows(db, "SELECT count(*) FROM post_reaction") === 1);
  await app.dispatcher.idle();
  assert.equal(countRows(db, "SELECT count(*) FROM revision"), 0, "the first reaction is no revision");

  await people.edit({ person: MAX, chat: channelId, message: message.message_id, text: "Пост, исправленный от руки" });
  await eventually(() => countRows(db, "SELECT count(*) FROM revision WHERE kind = 'by-hand'") === 1);
  assert.deepEqual(db.prepare("SELECT title, text FROM post").raw().all(), [
    ["Пост, исправленный от руки", "Пост, исправленный от руки"],
  ]);
  assert.equal(countRows(db, "SELECT count(*) FROM post_tag"), 0);

  await say("UPD: и ещё", message.message_id);
  await eventually(() => countRows(db, "SELECT count(*) FROM post WHERE follows_post_id = 1") === 1);
  await max.forward(channelId, [message.message_id]);
  await max.sees(/исправленный от руки.*➕ UPD от/s);
});

test("a post that somebody changed in the channel is not overwritten unseen", async (t) => {
  const { anya, max, telegram, db } = await scene(t);
  await publish(anya);
  await openCard(anya);
  const [post] = await anya.channel();
  const message = post?.message_id ?? 0;
  await telegram.people.edit({ person: ANYA, chat: telegram.channelId, message, text: "Правка в канале" });
  await anya.press("Пост в канале", "Текст");
  await anya.sees(/Пост правили в канале.*агенты меняют правила игры.*Правка в канале/s);
  await anya.press("Пост правили в канале", "Взять оттуда");
  await anya.sees(/^Правка в канале.*Взял то, что стоит в канале/s);
  await anya.say("/search правка");
  await anya.sees("Нашёлся 1 пост");

  await telegram.people.edit({ person: ANYA, chat: telegram.channelId, message, text: "Ещё одна правка" });
  await anya.press("Взял то, что стоит", "UPD");
  await anya.press("Как дополнить?", "Строкой");
  await anya.press("Пост правили в канале", "Заменить моим");
  await anya.sees("Что дописать");
  assert.equal((await anya.channel())[0]?.text, "Правка в канале", "what was known is there again at once");
  await anya.say("и ещё");
  await anya.sees("Исправлено в канале");
  assert.equal((await anya.channel())[0]?.text, "Правка в канале\n\nUPD: и ещё");
  assert.deepEqual(db.prepare("SELECT kind FROM revision ORDER BY id").pluck().all(), [
    "first",
    "by-hand",
    "by-hand",
    "restored",
    "update",
  ]);

  await telegram.people.delete({ person: ANYA, chat: telegram.channelId, message });
  await anya.press("Исправлено в канале", "Текст");
  await anya.sees("Этого поста в канале больше нет");
  await anya.press("Этого поста в канале больше нет", "Убрать и отсюда");
  await anya.sees("Убран из канала");
  await max.say("/search правка");
  await max.sees("пока нет постов");
});

test("a post that is changed in the channel while an answer is written is not overwritten either", async (t) => {
  const { anya, telegram, db } = await scene(t);
  await publish(anya);
  await openCard(anya);
  const [post] = await anya.channel();
  const change = (text: string) =>
    telegram.people.edit({ person: ANYA, chat: telegram.channelId, message: post?.message_id ?? 0, text });
  await anya.press("Пост в канале", "UPD");
  await anya.press("Как дополнить?", "Строкой");
  await anya.sees("Что дописать");
  await change("Baba Is AI\n\nправка рукой");
  await anya.say("вышел код");
  await anya.sees("Пост правили в канале");
  await anya.press("Пост правили в канале", "Взять оттуда");
  await anya.sees("Исправлено в канале");
  assert.equal((await anya.channel())[0]?.text, "Baba Is AI\n\nправка рукой\n\nUPD: вышел код");

  await anya.press("Исправлено в канале", "Текст");
  await anya.sees("Пришлите новый текст");
  await change("Совсем другое");
  await anya.say("Baba Is AI\n\nмой новый текст");
  await anya.press("Пост правили в канале", "Заменить моим");
  const mine = "Baba Is AI\n\nмой новый текст";
  await telegram.until(async () => (await anya.channel())[0]?.text === mine, 8_000);
  await anya.sees(/🕘 4 правки.*Исправлено в канале/s);
  const texts = db.prepare("SELECT json_extract(snapshot, '$.parts[0].document.text') FROM revision").pluck().all();
  assert.ok(texts.includes("Совсем другое"), "what stood there by hand is kept as a revision");
  await anya.press("Исправлено в канале", "Вернуть как было");
  await anya.sees(/^Совсем другое.*Исправлено в канале/s);
});

test("two people at once: the second keeps what they wrote, and brings it by a tap", async (t) => {
  const { anya, max, telegram } = await scene(t);
  await publish(anya);
  await openCard(anya);
  const [post] = await anya.channel();
  await max.forward(telegram.channelId, [post?.message_id ?? 0]);
  await max.press("Пост в канале", "UPD");
  await max.press("Как дополнить?", "Строкой");
  await max.sees("Что дописать");
  await anya.press("Пост в канале", "Заголовок");
  await anya.say("Другой заголовок");
  await anya.sees("Исправлено в канале");
  await max.sees(/^Другой заголовок.*🕘 1 правка/s);
  await max.say("от Макса");
  await max.press("Пост с тех пор изменился", "Заменить моим");
  await max.sees("Исправлено в канале");
  await anya.sees(/^Другой заголовок.*🕘 2 правки/s);
  assert.equal((await anya.channel())[0]?.text, `${POST.replace("Baba Is AI", "Другой заголовок")}\n\nUPD: от Макса`);
});

test("links, buttons and the look are changed in place, each by taps, and taken back", async (t) => {
  const { anya } = await scene(t);
  await publish(anya);
  await openCard(anya);
  await anya.press("Пост в канале", "Ссылки");
  await anya.press("Какую ссылку заменить", "👀LINK");
  await anya.sees("Куда должна вести");
  await anya.say("просто слова");
  await anya.sees("Не вижу здесь адреса");
  await anya.say("2406.11717");
  const card = await anya.sees(/arXiv 2406.11717.*Исправлено в канале/s);
  assert.doesNotMatch(textOf(card), /2407\.13729/, "the paper went with its link");
  const link = (await anya.channel())[0]?.entities?.[0];
  assert.ok(link?.type === "text_link");
  assert.equal(link.url, "https://arxiv.org/abs/2406.11717");

  await anya.press("Исправлено в канале", "Кнопки");
  await anya.press("Кнопки-ссылки под постом", "arXiv 2406.11717");
  await anya.sees("Исправлено в канале");
  assert.deepEqual(labelsOf((await anya.channel())[0] ?? ({} as never)), ["📄 arXiv 2406.11717"]);
  await anya.press("Исправлено в канале", "Кнопки");
  await anya.press("Кнопки-ссылки под постом", "Своя кнопка");
  await anya.sees("Пришлите подпись и адрес");
  await anya.say("Код https://github.com/a/b");
  await anya.sees("Исправлено в канале");
  assert.deepEqual(labelsOf((await anya.channel())[0] ?? ({} as never)), ["📄 arXiv 2406.11717", "Код"]);
  await anya.press("Исправлено в канале", "Кнопки");
  await anya.press("Кнопки-ссылки под постом", "✖️ 📄");
  await anya.sees("Исправлено в канале");
  const [post] = await anya.channel();
  assert.deepEqual(labelsOf(post ?? ({} as never)), ["Код"]);
  assert.equal(post?.text, POST);

  await anya.press("Исправлено в канале", "Вид");
  await anya.press("Так этот пост может выглядеть", "над текстом");
  await anya.sees("Исправлено в канале");
  const [shown] = await anya.channel();
  assert.equal(shown?.link_preview_options?.show_above_text, true);
  assert.deepEqual(labelsOf(shown ?? ({} as never)), ["Код"], "the button stays");
  await anya.press("Исправлено в канале", "Правки");
  await anya.press("Нажмите на правку", /^6 · /);
  await anya.sees("Изменился вид");
  await anya.press("6 · Правка", /^5 · /);
  await anya.sees(/5 · Правка.*🔘.*Код/s);
  await anya.press("5 · Правка", /^1 · /);
  await anya.press("1 · Как вышел", "Вернуть этот вид");
  await anya.sees("Исправлено в канале");
  const [back] = await anya.channel();
  assert.deepEqual(labelsOf(back ?? ({} as never)), []);
  assert.deepEqual(back?.entities, LINK);
});

test("a text gets a figure in its place, and its caption is not mistaken for the post's", async (t) => {
  const { anya } = await scene(t);
  await publish(anya);
  await openCard(anya);
  await anya.press("Пост в канале", "Картинки");
  await anya.press("Альбомом он не станет", "Поставить картинку");
  await anya.sees("Пришлите картинку");
  await anya.photos(1, "подпись к файлу");
  const card = await anya.sees("Подпись, что пришла с картинкой, я не взял");
  assert.match(textOf(card), /1 картинка/);
  const undo = labelsOf(card).find((label) => label.includes("Вернуть как было"));
  assert.equal(undo, undefined, "Telegram takes no figure out of a message, so that nobody is promised it");
  const [post] = await anya.channel();
  assert.equal(post?.caption, POST);
  assert.equal(post?.photo?.length, 1);
  await anya.press("Исправлено в канале", "Вид");
  await anya.press("Так этот пост может выглядеть", "над картинкой");
  await anya.sees("Исправлено в канале");
  assert.equal((await anya.channel())[0]?.show_caption_above_media, true);
});

test("where the channel cannot be seen, that is said before an edit, and a lost message leaves ways on", async (t) => {
  const { anya, telegram } = await scene(t);
  const { people, channelId } = telegram;
  await publish(anya);
  await openCard(anya);
  const [post] = await anya.channel();
  const description = "Bad Request: message can't be forwarded";
  const closed = { kind: "error", code: 400, description } as const;
  for (const method of ["getUserPersonalChatMessages", "forwardMessage"]) {
    await people.fault({ method, fault: closed, times: 2 });
  }
  await anya.press("Пост в канале", "Заголовок");
  await anya.sees(/Что сейчас стоит в канале, мне не видно.*Какой заголовок/s);
  const gone = { kind: "error", code: 400, description: "Bad Request: message to edit not found" } as const;
  await people.fault({ method: "editMessageText", fault: gone });
  await anya.say("Другой заголовок");
  const card = await anya.sees("Этого сообщения в канале уже нет");
  assert.ok(labelsOf(card).includes("🗑 Убрать и отсюда"));
  assert.equal((await anya.channel())[0]?.text, post?.text);

  await people.delete({ person: ANYA, chat: channelId, message: post?.message_id ?? 0 });
  await anya.press("Этого сообщения в канале уже нет", "Выложить заново");
  await anya.press("Baba Is AI\nЧерновик №2", "Опубликовать");
  await telegram.until(async () => (await anya.channel())[0], 8_000);
  await anya.press(/Новый пост вышел/, "Убрать насовсем");
  await anya.sees("Убран из канала");
  await anya.say("/search правила");
  await anya.sees("Нашёлся 1 пост");
});

test("a message that somebody deleted from a series leaves the post with the others", async (t) => {
  const { anya, telegram, db } = await scene(t);
  await anya.photos(3, "Альбом\n\nи подпись");
  await anya.press("Альбом\nЧерновик №", "Опубликовать");
  await openCard(anya);
  const [first] = await anya.channel();
  await telegram.people.delete({ person: ANYA, chat: telegram.channelId, message: first?.message_id ?? 0 });
  await anya.press("Пост в канале", "Текст");
  await anya.sees("часть его сообщений удалена");
  await anya.press("часть его сообщений удалена", "Взять оттуда");
  await anya.sees("Взял то, что осталось в канале");
  assert.equal(countRows(db, "SELECT count(*) FROM post_message"), 2);
  assert.equal(countRows(db, "SELECT count(*) FROM post_figure"), 2);
  assert.equal(
    countRows(db, "SELECT count(*) FROM post JOIN post_message USING (message_id)"),
    1,
    "the post's link opens a message that is there",
  );
});

test("a line of tags in the channel goes with the tags", async (t) => {
  const { anya } = await scene(t);
  const text = "Baba Is AI\n\nагенты\n\n#рл #игры";
  await publish(anya, text);
  await openCard(anya);
  await anya.press("Пост в канале", "Теги");
  await anya.press("Строка тегов в канале изменится", "#рл");
  await anya.sees("Исправлено в канале и в архиве");
  assert.equal((await anya.channel())[0]?.text, "Baba Is AI\n\nагенты\n\n#игры");
  await anya.press("Исправлено в канале", "Теги");
  await anya.press("Строка тегов в канале изменится", "Добавить теги");
  await anya.say("агенты");
  await anya.sees("🏷 #игры #агенты");
  assert.equal((await anya.channel())[0]?.text, "Baba Is AI\n\nагенты\n\n#игры #агенты");
});

test("an edit that has to wait is told on the card when it has ended, by itself", async (t) => {
  const { anya, telegram } = await scene(t);
  await publish(anya);
  await openCard(anya);
  await anya.press("Пост в канале", "Заголовок");
  await telegram.people.fault({
    method: "editMessageText",
    fault: { kind: "error", code: 429, description: "Too Many Requests: retry after 4", retryAfter: 4 },
  });
  await anya.say("Другой заголовок");
  await anya.sees("Правка записана, отправлю её сам");
  await anya.sees(/^Другой заголовок.*Исправлено в канале/s, 15_000);
  assert.equal((await anya.channel())[0]?.text, POST.replace("Baba Is AI", "Другой заголовок"));
});

test("a long difference and a long history are shown page by page", async (t) => {
  const { anya, db, telegram } = await scene(t);
  const words = (word: string) => Array.from({ length: 380 }, (_, i) => `${word}${i}`).join(" ");
  await publish(anya, `Заголовок\n\n${words("был")}`);
  await openCard(anya);
  await anya.press("Пост в канале", "Текст");
  await anya.say(`Заголовок\n\n${words("стал")}`);
  await anya.sees("Исправлено в канале");
  await anya.press("Исправлено в канале", "Правки");
  await anya.press("Нажмите на правку", /^2 · /);
  await anya.sees(/был0 был1/);
  let seen = "";
  const pages = Number(
    labelsOf(await anya.sees("2 · Правка"))
      .find((label) => /^1\/\d$/.test(label))
      ?.slice(2),
  );
  assert.ok(pages > 1);
  for (let page = 1; page <= pages; page += 1) {
    const mark = `${page}/${pages}`;
    const shown = await telegram.until(
      async () => (await anya.seen()).findLast((message) => labelsOf(message).includes(mark)),
      8_000,
    );
    seen += ` ${textOf(shown)}`;
    if (page < pages) await anya.press("2 · Правка", "→");
  }
  for (const word of ["был379", "стал0", "стал379"]) assert.match(seen, new RegExp(`${word}(?!\\d)`));

  const [last] = db.prepare<[], string>("SELECT snapshot FROM revision ORDER BY id DESC LIMIT 1").pluck().all();
  const add = db.prepare(
    "INSERT INTO revision (post_id, kind, state, snapshot, person_id, began_at, ended_at) VALUES (1, 'edit', 'made', ?, ?, 1, 1)",
  );
  for (let i = 0; i < 10; i += 1) add.run(last, ANYA);
  const [post] = await anya.channel();
  await anya.forward(post?.chat.id ?? 0, [post?.message_id ?? 0]);
  await anya.press("11 правок", "Правки");
  const first = await anya.sees("Нажмите на правку");
  assert.ok(labelsOf(first).some((label) => label.startsWith("12 ·")) && labelsOf(first).includes("1/2"));
  await anya.press("Нажмите на правку", "→");
  await anya.press("Нажмите на правку", /^1 · /);
  await anya.sees("1 · Как вышел");
});

test("an album, and a text that answers a figure at once, are one post; a forward cannot be edited", async (t) => {
  const { anya, db, telegram } = await scene(t);
  const { people, channelId } = telegram;
  const photo = { kind: "photo" as const, file: PIXEL };
  const chat = { person: MAX, chat: channelId };
  await people.sendFiles({ ...chat, files: [photo, photo, photo], caption: "Альбом от руки", arrival: [2, 0, 1] });
  await eventually(() => countRows(db, "SELECT count(*) FROM post_message") === 3);
  assert.equal(countRows(db, "SELECT count(*) FROM post"), 1);
  assert.equal(countRows(db, "SELECT count(*) FROM post_figure"), 3);

  const [figure] = await people.sendFiles({ ...chat, files: [photo] });
  await eventually(() => countRows(db, "SELECT count(*) FROM post") === 2);
  await people.say({ ...chat, text: "Текст под картинкой\n\nещё строка", replyTo: figure?.message_id ?? 0 });
  await eventually(() => countRows(db, "SELECT count(*) FROM post_message") === 5);
  assert.deepEqual(db.prepare("SELECT title FROM post ORDER BY id").pluck().all(), [
    "Альбом от руки",
    "Текст под картинкой",
  ]);

  await anya.forward(channelId, [figure?.message_id ?? 0]);
  await anya.press("Текст под картинкой", "Заголовок");
  await anya.say("Другой текст под картинкой");
  await anya.sees("Исправлено в канале");
  assert.equal((await anya.channel()).at(-1)?.text, "Другой текст под картинкой\n\nещё строка");

  const [own] = await people.say({ person: MAX, chat: telegram.botId, text: "чужое" }).then((message) => [message]);
  await people.forward({ ...chat, from: telegram.botId, messages: [own?.message_id ?? 0] });
  await eventually(() => countRows(db, "SELECT count(*) FROM post") === 3);
  // A forward of a forward names the first sender: this post is found by search.
  await anya.say("/search чужое");
  await anya.press("Нашёлся 1 пост", "Правка");
  await anya.press(/^чужое/, "Картинки");
  await anya.sees("Это пересланный пост");
  await anya.press(/^чужое/, "К посту");
  await anya.press(/^чужое/, "Текст");
  const said = await anya.sees("Это пересланный пост");
  assert.ok(labelsOf(said).includes("Ответом на пост"), "before anybody wrote a word");
  await anya.press("Это пересланный пост", "Заголовок");
  await anya.say("Пересланное");
  await anya.sees(/^Пересланное.*Исправлено в архиве; текст в канале прежний/s);
});

test("a question about a post gives way to a command, to a draft and to /cancel", async (t) => {
  const { anya } = await scene(t);
  await publish(anya);
  await openCard(anya);
  await anya.press("Пост в канале", "Заголовок");
  await anya.sees("Какой заголовок?");
  await anya.say("/latest");
  await anya.sees("Последние");
  await anya.say("/cancel");
  await anya.sees("Хорошо, ничего не меняю");
  await anya.press("Пост в канале", "Заголовок");
  await anya.sees("Какой заголовок?");
  await anya.say("/new");
  await anya.sees("Про какую статью пост?");
  await anya.say("2406.11717");
  await anya.sees("Теперь текст");
  assert.equal((await anya.channel())[0]?.text, POST);
});

test("each language says the card in its own words", async (t) => {
  const { anya } = await scene(t);
  await publish(anya);
  await anya.say("/language");
  await anya.press("Говорю по-русски", "English");
  const [post] = await anya.channel();
  await anya.forward(post?.chat.id ?? 0, [post?.message_id ?? 0]);
  const card = await anya.sees("Post in the channel");
  assert.deepEqual(labelsOf(card).slice(0, 3), ["✏️ Text", "✏️ Title", "🖼 Figures"]);
});
