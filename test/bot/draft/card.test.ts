import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type CardState, renderCard } from "../../../src/bot/draft/card.ts";
import { listScreen } from "../../../src/bot/draft/list.ts";
import { MENUS } from "../../../src/bot/draft/menus.ts";
import type { DraftView } from "../../../src/bot/draft/view.ts";
import { LANGUAGES, loadWords } from "../../../src/bot/words.ts";
import type { Finding } from "../../../src/post/finding.ts";

const words = loadWords();
const STATE: CardState = { publisher: true, menu: "main", note: null, guessed: false, other: null };

function view(over: Partial<DraftView> = {}, content: Partial<DraftView["draft"]["content"]> = {}): DraftView {
  return {
    draft: {
      id: 14,
      channelId: 1,
      personId: 11,
      state: "open",
      version: 3,
      chosenKind: null,
      content: {
        kind: "review",
        title: null,
        text: { text: `Diffusion Forcing\n${"а".repeat(1939)}`, entities: [] },
        style: "verbatim",
        papers: [{ identifier: { scheme: "arxiv", value: "2407.01392" }, title: "D", byline: "Chen et al., 2024" }],
        figures: [{ kind: "photo", fileId: "f", fileUniqueId: "u", size: 1 }],
        tags: ["диффузия", "rl"],
        authors: [{ id: 1, name: "Аня", username: "zzmtsvv", rubric: null }],
        follows: null,
        ...content,
      },
      pieces: [],
      reading: null,
      figures: [],
      paperIds: [5],
      skipped: [],
      waved: [],
      options: {},
      updatedAt: 1,
    },
    findings: [],
    earlier: null,
    layout: "figures-then-text",
    reason: { by: "auto", unfit: null, length: 1957, limit: 4096, over: 1024 },
    calls: 2,
    fitting: ["figures-then-text", "text-then-figures", "rich"],
    code: true,
    publication: null,
    planned: null,
    published: null,
    zone: "Europe/Moscow",
    delivery: { silent: false, pin: false, protect: false },
    now: 1,
    undoable: false,
    literal: false,
    mayBeMarkdown: false,
    suggested: [],
    authors: [],
    ...over,
  };
}

const bare = (label: number): Finding => ({
  code: "label-bare",
  path: ["text"],
  severity: "warning",
  args: { label: "👀LINK", offset: label, url: `https://arxiv.org/abs/${label}`, paper: `arXiv ${label}` },
});

test("a card says what the draft has, in the words of the scene", () => {
  const { html, keyboard } = renderCard(view(), STATE, words("ru"));
  assert.equal(
    html,
    [
      "<b>Diffusion Forcing</b>\nЧерновик №14 · разбор · @zzmtsvv",
      "📄 arXiv 2407.01392 — Chen et al., 2024 · код есть\n🖼 1 картинка · ✍️ 1\u202f957 знаков\n🏷 #диффузия #rl",
      "Двумя сообщениями: сначала картинки, ответом на них текст. <i>1\u202f957 из 4\u202f096; под картинку поместилось бы 1\u202f024.</i>",
    ].join("\n\n"),
  );
  assert.deepEqual(
    keyboard.inline_keyboard.map((row) => row.map(({ text }) => text)),
    [
      ["🚀 Опубликовать", "🗓 Запланировать"],
      ["👁 Предпросмотр"],
      ["✏️ Заголовок", "✏️ Текст"],
      ["🖼 Картинки", "🏷 Теги"],
      ["Вид: разбор", "📄 Статьи"],
      ["📐 Картинки, потом текст", "⋯"],
    ],
  );
});

test("at most three findings are shown, the rest unfolds, and each has its tap", () => {
  const findings = [1, 2, 3, 4, 5].map(bare);
  const folded = renderCard(view({ findings }), STATE, words("ru"));
  assert.equal(folded.html.match(/• /g)?.length, 3);
  const texts = folded.keyboard.inline_keyboard.flat().map(({ text }) => text);
  assert.ok(texts.includes("Ещё 2"));
  assert.equal(texts.filter((text) => text.startsWith("🔧")).length, 3);
  const unfolded = renderCard(view({ findings }), { ...STATE, menu: "findings" }, words("ru"));
  assert.equal(unfolded.html.match(/• /g)?.length, 5);
});

test("publishing is offered only to those who may, and only where nothing stands in its way", () => {
  const error: Finding = { code: "title-missing", path: ["title"], severity: "error", args: {} };
  const offers = (over: Partial<DraftView>, state: Partial<CardState>) =>
    renderCard(view(over), { ...STATE, ...state }, words("en"))
      .keyboard.inline_keyboard.flat()
      .some(({ text }) => text.includes("Publish"));
  assert.equal(offers({}, {}), true);
  assert.equal(offers({}, { publisher: false }), false);
  assert.equal(offers({ findings: [error] }, {}), false);
  assert.equal(offers({ findings: [bare(1)] }, {}), true);
});

test("a rehearsal is offered where there is a channel for it and the post can go out", () => {
  const offers = (over: Partial<DraftView>, state: Partial<CardState>) =>
    renderCard(view(over), { ...STATE, ...state }, words("ru"))
      .keyboard.inline_keyboard.flat()
      .some(({ text }) => text === "🎬 Репетиция");
  assert.equal(offers({}, { rehearsal: true }), true);
  assert.equal(offers({}, {}), false);
  assert.equal(offers({ layout: null }, { rehearsal: true }), false);
});

test("whatever people write, a card is escaped, within a message, and its buttons within 64 bytes", () => {
  const text = fc.string({ unit: "binary", maxLength: 256 });
  fc.assert(
    fc.property(text, text, fc.constantFrom(...MENUS), fc.constantFrom(...LANGUAGES), (title, tag, menu, language) => {
      const shown = view(
        {
          suggested: [{ name: tag, posts: 1 } as never],
          authors: [{ id: 1, name: tag, username: null, rubric: null }],
        },
        { title, tags: [tag], authors: [{ id: 1, name: tag, username: null, rubric: null }] },
      );
      const { html, keyboard } = renderCard(shown, { ...STATE, menu, guessed: true, other: 3 }, words(language));
      assert.ok(html.length <= 4096);
      assert.ok(!/<(?!\/?(b|i|a|code)\b)/.test(html), html);
      for (const button of keyboard.inline_keyboard.flat()) {
        assert.ok(button.text !== "");
        if ("callback_data" in button) assert.ok(Buffer.byteLength(button.callback_data ?? "") <= 64);
      }
    }),
  );
});

test("the number of a draft is a name, without spaces or commas between its digits", () => {
  const { draft } = view();
  for (const [language, name] of [
    ["ru", "№12345"],
    ["en", "12345"],
  ] as const) {
    for (const state of ["open", "deleted"] as const) {
      const card = renderCard(view({ draft: { ...draft, id: 12_345, state } }), STATE, words(language));
      assert.ok(card.html.includes(` ${name} `) || card.html.includes(` ${name}\n`), card.html);
    }
    const drafts = { list: () => [{ id: 12_345 }], load: () => ({ ...draft, id: 12_345 }) };
    const listed = listScreen(drafts as never, 11, 0, words(language)).keyboard.inline_keyboard[0]?.[0]?.text;
    assert.equal(listed, `${name} · Diffusion Forcing`);
  }
});
