import assert from "node:assert/strict";
import { test } from "node:test";
import type { MessageEntity } from "@grammyjs/types";
import fc from "fast-check";
import {
  type ClassicDocument,
  concat,
  isBlank,
  join,
  lengthOf,
  link,
  linked,
  plainly,
  replace,
  slice,
  trim,
} from "../../src/document/document.ts";
import { Document, Entity, isFound } from "../../src/document/entity.ts";

const bolded = (text: string, offset: number, length: number): ClassicDocument => ({
  text,
  entities: [{ type: "bold", offset, length }],
});

/** Text of any characters with formatting that lies within it and cuts none of them. */
const documents = fc
  .record({
    text: fc.string({ unit: "grapheme", maxLength: 20 }),
    places: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom("bold", "italic", "code")), { maxLength: 4 }),
  })
  .map(({ text, places }): ClassicDocument => {
    const ends = [0];
    for (const character of text) ends.push((ends.at(-1) ?? 0) + character.length);
    const entities = places.flatMap(([a, b, type]): MessageEntity[] => {
      const [start = 0, end = 0] = [ends[a % ends.length], ends[b % ends.length]].sort((x = 0, y = 0) => x - y);
      return start < end ? [{ type: type as "bold", offset: start, length: end - start }] : [];
    });
    return concat({ text, entities });
  });

const held = ({ text, entities }: ClassicDocument): string[] =>
  entities.map(({ type, offset, length }) => `${type}:${text.slice(offset, offset + length)}`);

test("lengths are UTF-16 units", () => {
  assert.equal(lengthOf(plainly("👍🏽")), 4);
});

test("joined documents keep every entity over its own characters", () => {
  fc.assert(
    fc.property(fc.array(documents, { maxLength: 4 }), fc.constantFrom("\n\n", " ", ""), (pieces, separator) => {
      const joined = join(pieces, separator);
      const full = pieces.filter(({ text }) => text !== "");
      assert.equal(joined.text, full.map(({ text }) => text).join(separator));
      assert.deepEqual(held(joined).sort(), full.flatMap(held).sort());
      assert.ok(Document.safeParse(joined).success);
    }),
  );
});

test("a slice cuts no character, and its entities lie within it", () => {
  fc.assert(
    fc.property(documents, fc.integer({ min: -3, max: 50 }), fc.integer({ min: -3, max: 50 }), (whole, start, end) => {
      const part = slice(whole, start, end);
      assert.ok(Document.safeParse(part).success);
      assert.ok(whole.text.includes(part.text));
    }),
  );
  assert.deepEqual(slice(bolded("a👍b", 0, 4), 2, 4), bolded("👍b", 0, 3));
  assert.deepEqual(slice(bolded("a👍b", 0, 4), 0, 2), bolded("a👍", 0, 3));
});

test("trimming takes white space at the ends, and from entities too", () => {
  assert.deepEqual(trim(bolded(" \n да \n", 0, 7)), bolded("да", 0, 2));
  assert.deepEqual(trim(bolded("  \n", 0, 3)), { text: "", entities: [] });
  fc.assert(
    fc.property(documents, (document) => {
      const trimmed = trim(document);
      assert.equal(trimmed.text, document.text.trim());
      assert.ok(Document.safeParse(trimmed).success);
    }),
  );
});

test("replacing text moves what is behind, and grows what is around", () => {
  const document = {
    text: "о #ин-контекст рл",
    entities: [...bolded("", 0, 17).entities, ...bolded("", 15, 2).entities],
  };
  assert.deepEqual(replace(document, 3, 11, "ин_контекст!"), {
    text: "о #ин_контекст! рл",
    entities: [...bolded("", 0, 18).entities, ...bolded("", 16, 2).entities],
  });
  assert.deepEqual(replace(bolded("abcd", 1, 1), 0, 3, "x"), { text: "xd", entities: [] });
  assert.deepEqual(replace(bolded("abcd", 0, 2), 1, 2, "xyz"), bolded("axyzd", 0, 1));
  assert.deepEqual(replace(bolded("abcd", 2, 2), 1, 2, "xyz"), bolded("axyzd", 4, 1));
  assert.deepEqual(replace(bolded("abcd", 1, 2), 1, 2, ""), { text: "ad", entities: [] });
  fc.assert(
    fc.property(documents, fc.nat(), fc.nat(), fc.string({ maxLength: 5 }), (whole, a, b, by) => {
      const offset = a % (whole.text.length + 1);
      const length = b % (whole.text.length - offset + 1);
      const after = replace(whole, offset, length, by);
      assert.equal(after.text, whole.text.slice(0, offset) + by + whole.text.slice(offset + length));
      for (const entity of after.entities)
        assert.ok(entity.length > 0 && entity.offset + entity.length <= after.text.length);
    }),
  );
});

test("a link goes under its words and takes the place of a link that was there", () => {
  const other = {
    text: "а LINK",
    entities: [
      ...bolded("", 2, 4).entities,
      ...linked("LINK", "https://a.b").entities.map((e) => ({ ...e, offset: 2 })),
    ],
  };
  assert.deepEqual(link(other, 2, 4, "https://c.d"), {
    text: "а LINK",
    entities: [
      { type: "bold", offset: 2, length: 4 },
      { type: "text_link", offset: 2, length: 4, url: "https://c.d" },
    ],
  });
});

test("white space and invisible characters are blank", () => {
  for (const text of ["", " \n\t\u00a0", "\u200b", "\ufeff\u2060", "\u00ad\ufe0f"])
    assert.equal(isBlank(plainly(text)), true);
  for (const text of ["a", "👍", "\u200bа", "—", "‌.‌"]) assert.equal(isBlank(plainly(text)), false);
});

const PLACE = { offset: 0, length: 1 };
const RECEIVED: MessageEntity[] = [
  ...(["mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic"] as const).map(
    (type) => ({ type, ...PLACE }),
  ),
  ...(["underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code"] as const).map(
    (type) => ({ type, ...PLACE }),
  ),
  { type: "pre", ...PLACE },
  { type: "pre", language: "python", ...PLACE },
  { type: "text_link", url: "https://arxiv.org", ...PLACE },
  { type: "text_mention", user: { id: 1, is_bot: false, first_name: "Мария" }, ...PLACE },
  { type: "custom_emoji", custom_emoji_id: "5368324170671202286", ...PLACE },
  { type: "date_time", unix_time: 1_790_000_000, date_time_format: "wDT", ...PLACE },
  { type: "date_time", unix_time: 1_790_000_000, date_time_format: "", ...PLACE },
];
for (const entity of RECEIVED) {
  test(`an entity of the type ${entity.type} is kept as it is`, () => assert.deepEqual(Entity.parse(entity), entity));
}

test("an entity of no known type, or without what its type needs, is refused", () => {
  for (const entity of [
    { type: "hologram", ...PLACE },
    { type: "text_link", ...PLACE },
    { type: "text_mention", ...PLACE },
    { type: "custom_emoji", custom_emoji_id: "x", ...PLACE },
    { type: "date_time", unix_time: 1, date_time_format: "rr", ...PLACE },
    { type: "bold", offset: 0, length: 0 },
    { type: "bold", offset: -1, length: 1 },
    { type: "bold", offset: 0.5, length: 1 },
  ]) {
    assert.equal(Entity.safeParse(entity).success, false, JSON.stringify(entity));
  }
});

test("a document keeps an entity of an unknown type, but none of a known type that lacks something", () => {
  const document = (entity: object) => Document.safeParse({ text: "да", entities: [entity] }).success;
  assert.equal(document({ type: "hologram", ...PLACE }), true);
  assert.equal(document({ type: "text_link", ...PLACE }), false);
  assert.equal(document({ type: "hologram", offset: 0, length: 3 }), false);
});

test("an entity beyond the text and half a character are refused", () => {
  assert.equal(Document.safeParse(bolded("a", 0, 2)).success, false);
  assert.equal(Document.safeParse(plainly("\ud83d")).success, false);
  assert.equal(Document.safeParse(bolded("👍", 0, 2)).success, true);
});

test("links and hashtags are found by Telegram itself, formatting is not", () => {
  assert.deepEqual(
    RECEIVED.filter(isFound).map(({ type }) => type),
    ["mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"],
  );
});
