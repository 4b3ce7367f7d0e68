import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { cutHashtags, isHashtag, linkedPart, mendHashtag, whyCut } from "../../src/post/hashtag.ts";
import { tdlibHashtags } from "./tdlib.ts";

const EDGE_CASES = join(import.meta.dirname, "..", "..", "..", "shared", "data", "unicode", "edge-cases.json");

const SIGNS = [
  ..."#@_-·\u200c\u200b\u200d\u00ad\ufe0f\u0301\u0306\u0d82\u0dd6 \n.,'’/+й\u0438\u0306ёЁ١𝒜𝟏👍🏽🇷\u{10940}\u{11de0}ªⅧßİ",
];
/** Strings in which every rule of a hashtag is met often: letters, digits and marks of all scripts, signs, emoji. */
const rich = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...SIGNS) },
      { weight: 4, arbitrary: fc.constantFrom(..."abcZ09я_") },
      { weight: 2, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 1 }) },
      { weight: 1, arbitrary: fc.integer({ min: 250, max: 260 }).map((n) => "x".repeat(n)) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 34 }).map((n) => `@${"u".repeat(n)}`) },
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

/** What TDLib links at the start of "#tag", without "#". */
function judged(tag: string): string {
  const first = tdlibHashtags(`#${tag}`)?.find(({ offset }) => offset === 0);
  return first === undefined ? "" : tag.slice(0, first.length - 1);
}

test("every code point is a letter, a part, or an end of a hashtag exactly as in TDLib", () => {
  const wrong: string[] = [];
  for (let code = 0; code <= 0x10ffff; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const sign = String.fromCodePoint(code);
    // Two texts at once: alone it must be a letter, after a letter it must be a part.
    const found = tdlibHashtags(`#${sign}\n#a${sign}`) ?? [];
    const letter = found.some(({ offset, length }) => offset === 0 && length === 1 + sign.length);
    const part = found.some(({ offset, length }) => offset === 2 + sign.length && length === 2 + sign.length);
    if (isHashtag(sign) !== letter || isHashtag(`a${sign}`) !== part) wrong.push(code.toString(16));
  }
  assert.deepEqual(wrong, []);
});

test("the rule agrees with TDLib on any tag", () => {
  fc.assert(
    fc.property(rich, (tag) => {
      fc.pre(tag.isWellFormed());
      assert.equal(linkedPart(tag), judged(tag));
      assert.equal(isHashtag(tag), tag !== "" && judged(tag) === tag);
    }),
    { numRuns: 20_000 },
  );
});

test("a tag that the rule accepts is one whole link within a text and in a line of tags", () => {
  fc.assert(
    fc.property(fc.array(rich, { minLength: 1, maxLength: 4 }), (candidates) => {
      const tags = candidates.filter(isHashtag);
      fc.pre(tags.length > 0);
      const line = `о статье\n\n${tags.map((tag) => `#${tag}`).join(" ")}`;
      const found = (tdlibHashtags(line) ?? []).map(({ offset, length }) => line.slice(offset + 1, offset + length));
      assert.deepEqual(found, tags);
    }),
    { numRuns: 3_000 },
  );
});

test("the edge cases of the tester agree with TDLib and with the rule", (context) => {
  if (!existsSync(EDGE_CASES)) return context.skip("there is no ../shared/data/unicode/edge-cases.json");
  const { cases } = JSON.parse(readFileSync(EDGE_CASES, "utf8")) as {
    cases: {
      name: string;
      input: string;
      tdlib_entities: { type: string; offset: number; length: number }[] | object;
    }[];
  };
  assert.ok(cases.length > 0);
  for (const { name, input, tdlib_entities: expected } of cases) {
    if (!Array.isArray(expected)) {
      assert.equal(isHashtag(input), false, name);
      continue;
    }
    const hashtags = expected
      .filter(({ type }) => type === "Hashtag")
      .map(({ offset, length }) => ({ offset, length }));
    assert.deepEqual(tdlibHashtags(input), hashtags, name);
    for (const { offset, length } of hashtags) {
      const rest = input.slice(offset + 1);
      assert.equal(linkedPart(rest), rest.slice(0, length - 1), name);
      assert.equal(isHashtag(rest.slice(0, length - 1)), true, name);
    }
  }
});

test("a half of a surrogate pair is no hashtag", () => {
  assert.equal(isHashtag("a\ud83d"), false);
  assert.deepEqual(mendHashtag("a\ud83d"), ["a"]);
});

const CASES: [tag: string, linked: string, cause: string | null, mends: string[]][] = [
  ["рл", "рл", null, ["рл"]],
  ["a·b", "a·b", null, ["a·b"]],
  ["tag@username", "tag@username", null, ["tag@username"]],
  ["ин-контекст", "ин", "hyphen", ["инконтекст", "ин_контекст"]],
  ["ин контекст", "ин", "space", ["инконтекст", "ин_контекст"]],
  ["и\u0306ога", "и", "decomposed", ["йога"]],
  ["контек\u00adст", "контек", "invisible", ["контекст"]],
  ["ин\u200bконтекст", "ин", "invisible", ["инконтекст"]],
  ["2024", "", "digits", ["год2024", "year2024"]],
  ["42", "", "digits", ["n42", "тег42"]],
  ["C++", "C", "sign", ["C"]],
  ["c#", "", "sign", ["c"]],
  ["#рл", "", "sign", ["рл"]],
  ["O'Reilly", "O", "sign", ["OReilly", "O_Reilly"]],
  ["", "", "empty", []],
  ["🙂", "", "sign", []],
  ["x".repeat(300), "x".repeat(256), "long", ["x".repeat(256)]],
];
for (const [tag, linked, cause, mends] of CASES) {
  test(`${tag.slice(0, 20) || "an empty tag"}: ${cause === null ? "is linked whole" : `is mended (${cause})`}`, () => {
    assert.deepEqual([linkedPart(tag), whyCut(tag), mendHashtag(tag)], [linked, cause, mends]);
  });
}

test("whatever the tag, its mends are composed hashtags in Telegram's eyes", () => {
  fc.assert(
    fc.property(rich, (tag) => {
      for (const mended of mendHashtag(tag)) {
        assert.equal(judged(mended), mended);
        if (!isHashtag(tag)) assert.equal(mended, mended.normalize("NFC"));
      }
      assert.equal(whyCut(tag) === null, isHashtag(tag));
    }),
    { numRuns: 5_000 },
  );
});

test("hashtags in a text that were meant longer are found, others are left alone", () => {
  const found = (text: string) => cutHashtags(text).map(({ offset, written, linked }) => [offset, written, linked]);
  assert.deepEqual(found("о #ин-контекст рл"), [[2, "ин-контекст", "ин"]]);
  assert.deepEqual(found("#рл, #диффузия. #тег - слово; #a-; #рл—это, #рл–это"), []);
  assert.deepEqual(found("#GPT\u20114"), [[0, "GPT\u20114", "GPT"]]);
  assert.deepEqual(found("#1-2, слово#ин-контекст, ##, C#"), []);
  assert.deepEqual(found("#и\u0306ога!"), [[0, "и\u0306ога", "и"]]);
  assert.deepEqual(found("#\u0438\u0306"), [[0, "\u0438\u0306", "и"]]);
});
