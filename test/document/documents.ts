import type { MessageEntity } from "@grammyjs/types";
import fc from "fast-check";
import { type ClassicDocument, sorted } from "../../src/document/document.ts";
import {
  type Block,
  type Cell,
  type Formatted,
  figureBlock,
  figurePlace,
  type Inline,
  type ListItem,
  type RichDocument,
} from "../../src/document/rich/document.ts";

/** Text as people and attackers write it: markup of every language, bidi and zero-width characters, clusters. */
const pieces = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }) },
  { weight: 3, arbitrary: fc.constantFrom("слово", "word", " ", "  ", "\n", "12", ". ", ": ", "— ", "№") },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ..."* ** _ __ ~~ ` `` ``` $ $$ = == | || [ ] [x] ( ) ![ ]( < > </u> <b> <tg-spoiler> & &amp; &#42; \\ # - + 1. > ^ [^1] [^1]: @user #tag /go \u00a0 \u200b \u200f \u202e \u2066 👨‍👩‍👧 🇷🇺 é ﷽ https://t.me/x www.a.ru a@b.ru --- === ~~~ :".split(
        " ",
      ),
    ),
  },
);
export const texts = fc.array(pieces, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(""));
const words = fc.array(pieces, { minLength: 1, maxLength: 4 }).map((parts) => `${parts.join("").trim() || "x"}`);

const urls = fc.oneof(
  fc.constantFrom("https://arxiv.org/abs/2407.01392", "http://a.b/c?d=e&f=%20#g", "tg://resolve?domain=x"),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom("javascript:alert(1)", "https://localhost", "x", "https://пример.рф/путь", "https://a b", ""),
);
const names = fc.constantFrom("a", "note-1", "Глава 1", 'q"<>', "");
const formulas = fc.oneof(
  fc.constantFrom("x^2", "\\frac{\\alpha}{2}", "\\foo{x}", "\\sum_{i=1}^n", "a\nb", "a$b", "{", "\\hat\\hat x"),
  texts.filter((text) => text.trim() !== ""),
);

/** Inline text, at most `depth` levels deep. */
export function inlines(depth: number): fc.Arbitrary<Inline> {
  if (depth <= 0) return texts;
  const text = inlines(depth - 1);
  const wrapped = fc
    .tuple(
      fc.constantFrom("bold", "italic", "underline", "strikethrough", "spoiler", "subscript", "superscript", "marked"),
      text,
    )
    .map(([type, inner]): Formatted => ({ type: type as "bold", text: inner }));
  return fc.oneof(
    { weight: 4, arbitrary: texts },
    { weight: 3, arbitrary: wrapped },
    { weight: 3, arbitrary: fc.array(text, { maxLength: 4 }) },
    texts.map((inner): Formatted => ({ type: "code", text: inner })),
    fc.tuple(text, urls).map(([inner, url]): Formatted => ({ type: "url", text: inner, url })),
    formulas.map((expression): Formatted => ({ type: "mathematical_expression", expression })),
    fc.constant<Formatted>({ type: "custom_emoji", custom_emoji_id: "5368324170671202286", alternative_text: "👍" }),
    fc.tuple(text, fc.constantFrom("", "r", "wDT")).map(([inner, format]): Formatted => {
      return { type: "date_time", text: inner, unix_time: 1_647_531_900, date_time_format: format as "r" };
    }),
    fc.tuple(text, names).map(([inner, name]): Formatted => ({ type: "anchor_link", text: inner, anchor_name: name })),
    fc.tuple(text, names).map(([inner, name]): Formatted => ({ type: "reference", text: inner, name })),
    names.map((name): Formatted => ({ type: "reference_link", text: "[1]", reference_name: name })),
    names.map((name): Formatted => ({ type: "anchor", name })),
    words.map((label): Formatted => ({ type: "button", button: { text: label, url: "https://t.me/x" } })),
  );
}

/** Blocks, at most `depth` levels deep. */
export function blocks(depth: number): fc.Arbitrary<Block> {
  const text = inlines(2);
  const leaves: fc.Arbitrary<Block>[] = [
    text.map((inner): Block => ({ type: "paragraph", text: inner })),
    fc
      .tuple(text, fc.integer({ min: 1, max: 6 }))
      .map(([inner, size]): Block => ({ type: "heading", text: inner, size: size as 1 })),
    fc
      .tuple(texts, fc.option(fc.constantFrom("python", "c++", "a b"), { nil: undefined }))
      .map(
        ([inner, language]): Block => ({ type: "pre", text: inner, ...(language === undefined ? {} : { language }) }),
      ),
    text.map((inner): Block => ({ type: "footer", text: inner })),
    fc.constant<Block>({ type: "divider" }),
    formulas.map((expression): Block => ({ type: "mathematical_expression", expression })),
    fc.tuple(text, text).map(([inner, credit]): Block => ({ type: "pullquote", text: inner, credit })),
    text.map((inner): Block => ({ type: "expandable_blockquote", text: inner })),
    tables(text),
    fc
      .tuple(fc.constantFrom("photo", "video", "animation", "document", "audio"), fc.option(text, { nil: undefined }))
      .map(([type, caption]) =>
        figureBlock(type as "photo", figurePlace(1), caption === undefined ? undefined : { text: caption }),
      ),
    fc.constant(figureBlock("photo", "https://telegram.org/a.jpg", { text: "Caption" }, { has_spoiler: true })),
    fc.constant<Block>({
      type: "map",
      location: { latitude: 41.9, longitude: 12.5 },
      zoom: 14,
      width: 600,
      height: 300,
    }),
    fc.constant<Block>({ type: "buttons", buttons: [{ text: "ok", url: "https://t.me/x" }] }),
  ];
  if (depth <= 1) return fc.oneof(...leaves);
  const inner = fc.array(blocks(depth - 1), { minLength: 1, maxLength: 3 });
  const items = fc.array(
    fc.record({ blocks: inner, box: fc.constantFrom(null, true, false) }).map(
      ({ blocks: content, box }): ListItem => ({
        blocks: content,
        ...(box === null ? {} : { has_checkbox: true as const }),
        ...(box === true ? { is_checked: true as const } : {}),
      }),
    ),
    { minLength: 1, maxLength: 3 },
  );
  return fc.oneof(
    { weight: leaves.length, arbitrary: fc.oneof(...leaves) },
    fc.tuple(items, fc.constantFrom(null, 1, 7)).map(
      ([list, start]): Block => ({
        type: "list",
        items: start === null ? list : list.map((item, i) => ({ ...item, value: start + i })),
      }),
    ),
    inner.map((content): Block => ({ type: "blockquote", blocks: content })),
    fc.tuple(text, inner).map(([summary, content]): Block => ({ type: "details", summary, blocks: content })),
    fc
      .array(fc.constant(figureBlock("photo", figurePlace(2))), { minLength: 1, maxLength: 3 })
      .map((content): Block => ({ type: "collage", blocks: content })),
  );
}

function tables(text: fc.Arbitrary<Inline>): fc.Arbitrary<Block> {
  return fc.integer({ min: 1, max: 4 }).chain((columns) =>
    fc.array(fc.array(text, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 3 }).map(
      (rows): Block => ({
        type: "table",
        cells: rows.map((row, i) =>
          row.map(
            (cell): Cell => ({
              text: cell,
              ...(i === 0 ? { is_header: true as const } : {}),
              align: "left",
              valign: "middle",
            }),
          ),
        ),
      }),
    ),
  );
}

export const richDocuments: fc.Arbitrary<RichDocument> = fc
  .array(blocks(3), { minLength: 1, maxLength: 5 })
  .map((content) => ({ blocks: content }));

/** Classic documents whose entities cut no character; they may cross each other, as a hostile message's do. */
export const classicDocuments: fc.Arbitrary<ClassicDocument> = fc
  .record({
    parts: fc.array(pieces, { minLength: 1, maxLength: 30 }),
    places: fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat(),
        fc.constantFrom(
          ..."bold italic underline strikethrough spoiler code pre blockquote expandable_blockquote text_link".split(
            " ",
          ),
        ),
      ),
      { maxLength: 8 },
    ),
  })
  .map(({ parts, places }) => {
    const text = parts.join("");
    const ends = [0];
    for (const character of text) ends.push((ends.at(-1) ?? 0) + character.length);
    const entities = places.flatMap(([a, b, type]): MessageEntity[] => {
      const [start = 0, end = 0] = [ends[a % ends.length], ends[b % ends.length]].sort((x = 0, y = 0) => x - y);
      if (start >= end) return [];
      const place = { offset: start, length: end - start };
      return [type === "text_link" ? { type, url: "https://t.me/x", ...place } : { type: type as "bold", ...place }];
    });
    return { text, entities: sorted(entities) };
  });

/**
 * The words of a text: its characters without white space, what nobody sees, and the three marks that Telegram takes
 * away because people pile them up (TDLib, clean_input_string).
 */
export function wordsOf(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/[\s\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]|\u0333|\u033f|\u030a/gu, "");
}
