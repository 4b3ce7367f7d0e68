import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { createDrafts } from "../../src/archive/drafts.ts";
import { writeMarkdown } from "../../src/document/markdown/write.ts";
import { laneOf } from "../../src/telegram/lane.ts";
import { ANYA, handOf, labelsOf, startBot, startStandIn, textOf } from "./driver.ts";
import { fileSeen, normal, published, REVIEW, sendFile } from "./files.ts";

async function scene(t: TestContext) {
  const telegram = await startStandIn(t);
  const { db, app } = await startBot(telegram);
  return { telegram, db, app, drafts: createDrafts(db, Date.now), anya: handOf(telegram, ANYA) };
}

test("a review of 12,000 characters as a Markdown file with six figures becomes one rich message", async (t) => {
  assert.ok(REVIEW.length >= 12_000);
  const here = await scene(t);
  const { anya, drafts } = here;
  await sendFile(here.telegram, "review.md", `\ufeff${REVIEW.replaceAll("\n", "\r\n")}`);
  const card = await anya.sees("Прочитано как Markdown");
  const said = textOf(card);
  for (const part of ["3 формулы", "1 таблица", "2 сноски", "6 мест для картинок"])
    assert.ok(said.includes(part), said);
  assert.match(said, /в тексте 6 картинок, а прислано 0/);
  assert.ok(!labelsOf(card).some((label) => label.includes("Опубликовать")));
  await anya.photos(4);
  await anya.sees("в тексте 6 картинок, а прислано 4");
  await anya.photos(2);
  const ready = await anya.sees("🖼 6 картинок");
  assert.ok(!textOf(ready).includes("прислано"), textOf(ready));
  assert.match(textOf(ready), /#интерпретируемость #безопасность/);
  assert.match(textOf(ready), /arXiv 2406\.11717/);
  const kept = drafts.load(1);
  assert.ok(kept?.content.rich);
  assert.equal(writeMarkdown(kept.content.rich), normal(REVIEW));

  await anya.press("🖼 6 картинок", "📐");
  await anya.press("Черновик №1", "Расширенное");
  await anya.sees("Одним расширенным сообщением");
  await anya.press("Черновик №1", "К черновику");
  await anya.press("Черновик №1", "Опубликовать");
  const [post, ...others] = await published(t, anya);
  assert.deepEqual(others, []);
  const blocks = post?.rich_message?.blocks ?? [];
  assert.equal(blocks.filter(({ type }) => type === "photo").length, 6);
  assert.equal(blocks.filter(({ type }) => type === "table").length, 1);
  assert.equal(blocks.filter(({ type }) => type === "heading").length, 8);

  // It comes out as it came in.
  await anya.press("Опубликовано", "Правка");
  await anya.press("Пост в канале", "Markdown");
  assert.equal(await fileSeen(here.telegram, anya), normal(REVIEW));

  // Its classic twin takes several messages: that is said, and is one tap.
  await anya.press("Реакции, комментарии и место в ленте останутся у этого", "этот оставить");
  const all = await t.waitFor(
    async () => {
      const messages = await anya.channel();
      assert.equal(messages.length, 1 + 6 + 3);
      return messages;
    },
    { timeout: 20_000 },
  );
  const twin = all.slice(1).map(textOf).join("\n");
  for (const said of ["[1]", "[2] В приложении", "Llama 3 8B", "h′ = h − r̂ r̂ᵀ h"]) assert.ok(twin.includes(said), said);

  // And back, instead of the series: when it is out, the series is offered to be taken down.
  await anya.press("rizzearch/3", "Правка");
  await anya.press(/Пост в канале.*может выйти только заново/s, "расширенным вместо этого");
  await anya.press("Новый пост вышел, а прежний ещё в канале", "Убрать");
  const left = await t.waitFor(
    async () => {
      const messages = await anya.channel();
      assert.equal(messages.length, 2);
      return messages;
    },
    { timeout: 20_000 },
  );
  assert.ok(left.every((message) => message.rich_message !== undefined));
});

test("a rich post is swapped with its classic twin in place, edited as Markdown, and comes out as that", async (t) => {
  const here = await scene(t);
  const { anya, telegram } = here;
  await sendFile(here.telegram, "note.md", "# Заметка\n\nФормула $x^2$ и **слово**[^1].\n\n[^1]: Сноска.\n");
  await anya.press("Прочитано как Markdown: 1 заголовок, 1 формула, 1 сноска", "📐");
  await anya.press("Черновик №1", "Расширенное");
  await anya.press("Черновик №1", "К черновику");
  await anya.press("Черновик №1", "Опубликовать");
  await published(t, anya);
  await anya.press("Опубликовано", "Правка");
  await anya.press("Пост в канале", "Обычным сообщением");
  const only = async () => {
    const [message, another] = await anya.channel();
    assert.equal(another, undefined);
    return message;
  };
  await telegram.until(async () => (await only())?.text === "Заметка\n\nФормула x² и слово[1].\n\n[1] Сноска.");
  await anya.sees("1 правка");
  await anya.press("Пост в канале", "Расширенным");
  await telegram.until(async () => (await only())?.rich_message !== undefined);

  const next = "# Заметка\n\nДругая формула $y^3$ и таблица.\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n#тег\n";
  await anya.sees("2 правки");
  await anya.press("Пост в канале", "Текст");
  await anya.sees("Пришлите новый текст");
  await sendFile(here.telegram, "next.md", next);
  await telegram.until(async () =>
    (await only())?.rich_message?.blocks.some((block: { type: string }) => block.type === "table"),
  );
  await anya.press(/Пост в канале.*#тег/s, "Markdown");
  assert.equal(await fileSeen(here.telegram, anya), normal(next));

  // Pasted, it is asked first.
  await anya.press("Пост в канале", "Текст");
  await anya.sees("Пришлите новый текст");
  await anya.say("# Заметка\n\nТеперь **совсем** другая.");
  await anya.press("Прочитать как Markdown?", "Да, прочитать");
  await telegram.until(async () => JSON.stringify((await only())?.rich_message ?? "").includes("совсем"));
  assert.ok(!JSON.stringify((await only())?.rich_message).includes("**"));
});

test("Markdown for a post under its picture is kept beside the caption, and comes out as it came in", async (t) => {
  const here = await scene(t);
  const { anya, telegram } = here;
  await anya.photos(1, "Заметка\n\nПервый текст под картинкой.");
  await anya.press("Черновик №1", "Опубликовать");
  const [before] = await published(t, anya);
  await anya.press("Опубликовано", "Правка");
  await anya.press("Пост в канале", "✏️ Текст");
  await anya.sees("Пришлите новый текст");
  const next = "# Заметка\n\nФормула $x^2$ и **слово**[^1].\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n[^1]: Сноска.\n";
  await sendFile(telegram, "next.md", next, "вот новый");
  const card = await anya.sees("1 правка");
  assert.ok(textOf(card).includes("Подпись к файлу я не взял"), textOf(card));
  const [after, ...others] = await anya.channel();
  assert.deepEqual(others, []);
  assert.equal(after?.message_id, before?.message_id);
  assert.match(after?.caption ?? "", /^Заметка\n\nФормула x² и слово\[1\]\./);
  assert.deepEqual(after?.photo?.at(-1)?.file_unique_id, before?.photo?.at(-1)?.file_unique_id);
  await anya.press("Пост в канале", "Markdown");
  assert.equal(await fileSeen(telegram, anya), normal(next));

  // Changed otherwise, the caption is what is written out.
  await anya.press("Пост в канале", "✏️ Текст");
  await anya.sees("Пришлите новый текст");
  await anya.say("Совсем другой текст.");
  await anya.sees("2 правки");
  const old = (await anya.seen()).findLast((message) => message.document !== undefined)?.message_id ?? 0;
  await anya.press("Пост в канале", "Markdown");
  assert.equal(await fileSeen(telegram, anya, old), "Совсем другой текст.\n");
});

test("without the pictures that its text has places for, a draft is whole by a tap, and has them again by another", async (t) => {
  const here = await scene(t);
  const { anya, telegram, drafts } = here;
  const source = "# Заметка\n\n![А](a.png)\n\nслово[^1]\n\n- ![](b.png)\n- пункт\n\n![](c.png)\n\n[^1]: Сноска.\n";
  await sendFile(telegram, "note.md", source);
  await anya.press("в тексте 3 картинки, а прислано 0", "Без картинок");
  const card = await anya.sees(/Прочитано как Markdown: 1 заголовок, 1 сноска\./);
  assert.ok(labelsOf(card).some((label) => label.includes("Опубликовать")));
  assert.equal(drafts.load(1)?.content.text.text, "Заметка\n\nслово[1]\n\n• пункт\n\n[1] Сноска.");
  await anya.press("Черновик №1", "Вернуть как было");
  await anya.sees("в тексте 3 картинки, а прислано 0");
  assert.equal(writeMarkdown(drafts.load(1)?.content.rich ?? { blocks: [] }), normal(source));

  await anya.photos(1);
  await anya.press("в тексте 3 картинки, а прислано 1", "Без недостающих");
  await anya.sees("1 место для картинки");
  assert.equal(drafts.load(1)?.content.figures.length, 1);
});

test("a Markdown file that its author wants literally is not asked about again; words under it are said to be left", async (t) => {
  const { anya, telegram, drafts } = await scene(t);
  const text = "# Заметка\n\n**Слово** и ещё [ссылка](https://arxiv.org/abs/2407.01392)\n";
  await sendFile(telegram, "note.md", text, "посмотри, пожалуйста");
  const card = await anya.sees("Прочитано как Markdown");
  assert.match(textOf(card), /Подпись к файлу я не взял/);
  await anya.press("Прочитано как Markdown", "Оставить как есть, без Markdown");
  await telegram.until(async () => drafts.load(1)?.content.text.text.startsWith("# Заметка") === true);
  const literal = await telegram.until(async () =>
    (await anya.seen()).findLast((message) => !textOf(message).includes("Прочитано как Markdown")),
  );
  assert.ok(!textOf(literal).includes("Похоже на Markdown"), textOf(literal));
  await anya.press("Черновик №1", "✏️ Текст");
  await anya.press("Черновик №1", "Прочитать как Markdown");
  await anya.sees("Прочитано как Markdown");
});

test("a pasted text that looks like Markdown is asked about, and stays literally what it is if a person says so", async (t) => {
  const here = await scene(t);
  const { anya, drafts } = here;
  const text = "# Заголовок\n\nТекст с **жирным** и [ссылкой](https://arxiv.org/abs/2407.01392).";
  await anya.say(text);
  await anya.press("Похоже на Markdown", "Оставить как есть");
  const card = await telegramUntil(here, async () =>
    (await anya.seen()).findLast((each) => !textOf(each).includes("Похоже на Markdown")),
  );
  assert.ok(labelsOf(card).some((label) => label.includes("Опубликовать")) || textOf(card).includes("Черновик №1"));
  assert.equal(drafts.load(1)?.content.text.text, text);
  assert.equal(drafts.load(1)?.content.rich ?? null, null);

  await anya.press("Черновик №1", "✏️ Текст");
  await anya.press("Черновик №1", "Прочитать как Markdown");
  await anya.sees("Прочитано как Markdown: 1 заголовок.");
  assert.equal(drafts.load(1)?.content.text.text, "Заголовок\n\nТекст с жирным и ссылкой.");
  assert.deepEqual(
    drafts.load(1)?.content.papers.map(({ identifier }) => identifier.value),
    ["2407.01392"],
  );
  await anya.press("Прочитано как Markdown", "Оставить как есть, без Markdown");
  await telegramUntil(here, async () => drafts.load(1)?.content.text.text === text);
});

test("an innocent asterisk is no question", async (t) => {
  const { anya } = await scene(t);
  await anya.say("Заметка про f(a*b) и snake_case\n\n- цена 5 $\n- тег #rl и 2**10");
  const card = await anya.sees("Черновик №1");
  assert.ok(!textOf(card).includes("Markdown"), textOf(card));
});

test("a long paste that Telegram cuts is read as one Markdown text", async (t) => {
  const here = await scene(t);
  const { anya, drafts } = here;
  const text = REVIEW.replace(/^!\[.*$/gm, "").replace(/\n{3,}/g, "\n\n");
  await anya.paste(text.trim());
  await anya.press("Похоже на Markdown", "Да, прочитать");
  await anya.sees("Прочитано как Markdown: 8 заголовков, 3 формулы, 1 таблица, 2 сноски, 1 блок кода.");
  const rich = drafts.load(1)?.content.rich;
  assert.ok(rich);
  assert.ok((drafts.load(1)?.pieces.length ?? 0) > 2);
  assert.equal(writeMarkdown(rich), normal(text));
});

test("a rich message becomes a draft with its figures, and is published as the same", async (t) => {
  const here = await scene(t);
  const { anya, drafts, telegram, app } = here;
  const [photo] = await anya.photos(1, "Картинка к будущему посту");
  await anya.sees("Черновик №1");
  const fileId = photo?.photo?.at(-1)?.file_id ?? "";
  const message = {
    message_id: 900,
    date: Math.floor(Date.now() / 1000),
    chat: { id: ANYA, type: "private", first_name: "Аня" },
    from: { id: ANYA, is_bot: false, first_name: "Аня" },
    rich_message: {
      blocks: [
        { type: "heading", size: 1, text: "Пост из приложения" },
        {
          type: "photo",
          photo: [{ file_id: fileId, file_unique_id: "u900", width: 9, height: 9 }],
          caption: { text: "Рис" },
        },
        {
          type: "paragraph",
          text: [
            "Формула ",
            { type: "mathematical_expression", expression: "x^2" },
            " ",
            { type: "hashtag", text: "#rl", hashtag: "#rl" },
          ],
        },
        { type: "list", items: [{ label: "1.", blocks: [{ type: "paragraph", text: "пункт" }] }] },
      ],
    },
  };
  const update = { update_id: 9_000_000, message } as never;
  app.dispatcher.wake(app.inbox.insert([update], { late: false, lane: laneOf }));
  const card = await anya.sees("Расширенное сообщение: 1 заголовок, 1 формула, 1 место для картинки.");
  assert.match(textOf(card), /Пост из приложения/);
  assert.match(textOf(card), /🖼 1 картинка/);
  assert.match(textOf(card), /#rl/);
  const draft = drafts.load(2);
  assert.deepEqual(draft?.content.figures, [{ kind: "photo", fileId, fileUniqueId: "u900", size: null }]);
  assert.equal(draft?.content.text.text, "Пост из приложения\n\n🖼 Рис\n\nФормула x² #rl\n\n• пункт");
  await anya.press("Пост из приложения", "📐");
  await anya.press("Пост из приложения", "Расширенное");
  await anya.press("Пост из приложения", "К черновику");
  await anya.press("Пост из приложения", "Опубликовать");
  const [post] = await published(t, anya);
  const types = (post?.rich_message?.blocks ?? []).map(({ type }: { type: string }) => type);
  assert.deepEqual(types, ["heading", "photo", "paragraph", "list"]);
  assert.ok(telegram);
});

test("a rich message whose answer was lost is found in the channel, and not sent again", async (t) => {
  const here = await scene(t);
  const { anya, telegram } = here;
  await sendFile(here.telegram, "note.md", "# Заметка\n\nФормула $x^2$, #тег и https://arxiv.org/abs/2407.01392\n");
  await anya.press("Прочитано как Markdown", "📐");
  await anya.press("Черновик №1", "Расширенное");
  await anya.press("Черновик №1", "К черновику");
  await telegram.people.fault({ method: "sendRichMessage", fault: { kind: "drop-after" } });
  await anya.press("Черновик №1", "Опубликовать");
  await anya.sees("✅ Опубликовано", 20_000);
  assert.equal((await anya.channel()).length, 1);
});

test("a message that was read as Markdown is followed when its author edits it", async (t) => {
  const here = await scene(t);
  const { anya, drafts } = here;
  const sent = await anya.say("# Заметка\n\n**Одно** слово");
  await anya.press("Похоже на Markdown", "Да, прочитать");
  await anya.sees("Прочитано как Markdown");
  await anya.edit(sent.message_id, "# Заметка\n\n**Другое** слово и $x^2$");
  await anya.sees("Правку подхватил");
  assert.equal(drafts.load(1)?.content.text.text, "Заметка\n\nДругое слово и x²");
});

test("a file that is no text in UTF-8, or too large for a post, is said to be that, and begins no draft", async (t) => {
  const here = await scene(t);
  const { anya, telegram, drafts } = here;
  const file = `data:text/markdown;base64,${Buffer.from([0xcf, 0xf0, 0xe8, 0xe2]).toString("base64")}`;
  await telegram.people.sendFiles({
    person: ANYA,
    chat: telegram.botId,
    files: [{ kind: "document", file, name: "cp1251.md" }],
  });
  await anya.sees("Файл «cp1251.md» не похож на текст в UTF-8");
  await sendFile(here.telegram, "large.md", "а".repeat(200_000));
  await anya.sees("Файл «large.md» слишком большой");
  assert.equal(drafts.load(1), null);
  await sendFile(here.telegram, "long.md", "слово ".repeat(12_000));
  const card = await anya.sees("Как Markdown не прочиталось");
  assert.match(textOf(card), /Текст слишком длинный, чтобы его разобрать: 72\s000 знаков/);
});

test("in English, too, the question and the reading are put in words", async (t) => {
  const here = await scene(t);
  const { anya } = here;
  await anya.say("/language");
  await anya.press("Говорю по-русски", "English");
  await anya.say("# A note\n\nwith **bold**");
  await anya.press("This looks like Markdown", "Yes, read it");
  await anya.sees("Read as Markdown: 1 heading.");
});

test("pictures that came before the file are joined to it by a tap", async (t) => {
  const here = await scene(t);
  const { anya, drafts } = here;
  await anya.photos(2);
  await anya.sees("Черновик №1");
  await sendFile(here.telegram, "note.md", "# Заметка\n\n![А](a.png)\n\nслово\n\n![](b.png)\n");
  await anya.press("прислано 0", "Добавить к №1");
  const card = await anya.sees(/Заметка.*Черновик №1.*2 картинки/s);
  assert.ok(!textOf(card).includes("прислано"), textOf(card));
  assert.equal(drafts.load(2)?.state, "deleted");
});

test("step by step, a Markdown file is the text, and the channel's template stands around it", async (t) => {
  const here = await scene(t);
  const { anya } = here;
  await anya.say("/new 2406.11717");
  await anya.sees("Теперь текст");
  await sendFile(here.telegram, "text.md", "Найдено **одно** направление: $r$.\n");
  await anya.press("Записал", "Готово");
  await anya.press("Прочитано как Markdown: 1 формула", "Заголовок");
  await anya.say("Отказ как направление");
  await anya.press("Отказ как направление", "📐");
  await anya.press("Отказ как направление", "Расширенное");
  await anya.press("Отказ как направление", "К черновику");
  await anya.press("Отказ как направление", "Опубликовать");
  const [post] = await published(t, anya);
  const said = JSON.stringify(post?.rich_message?.blocks);
  assert.match(said, /Отказ как направление.*Найдено.*одно.*👀LINK/);
});

/** Waits for something that is so in the end. */
function telegramUntil<T>({ telegram }: Awaited<ReturnType<typeof scene>>, look: () => Promise<T>) {
  return telegram.until(look);
}
