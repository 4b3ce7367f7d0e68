import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import fc from "fast-check";
import { TelegramError } from "../../playground/server/errors.ts";
import { findEntities, fixEntities, formatText, parseText, parseTyped } from "../../playground/server/text-engine.ts";

const SHARED = join(import.meta.dirname, "../../../shared/data");
const absent = existsSync(SHARED) ? false : "the shared test data is not on this machine";

function read(path: string) {
  return JSON.parse(readFileSync(join(SHARED, path), "utf8"));
}

function found(text: string, type: string): string[] {
  return findEntities(text)
    .filter((entity) => entity.type === type)
    .map((entity) => text.slice(entity.offset, entity.offset + entity.length));
}

describe("entities that Telegram finds itself", { skip: absent }, () => {
  for (const kind of ["bot_command", "cashtag", "mention"]) {
    it(`agree with TDLib's own test of ${kind}`, () => {
      const { cases } = read(`telegram-entities/${kind}.json`);
      for (const { input, expected } of cases) assert.deepEqual(found(input, kind), expected, input);
    });
  }

  it("agree with what was found in edge cases of Unicode", () => {
    const { cases } = read("unicode/edge-cases.json");
    const names: Record<string, string> = { EmailAddress: "email", TextUrl: "text_link" };
    for (const { name, input, tdlib_entities: expected } of cases) {
      if (!Array.isArray(expected)) {
        assert.throws(() => findEntities(input), { description: `Bad Request: text must be encoded in UTF-8` }, name);
        continue;
      }
      const inOurWords = expected.map(({ type, offset, length }: { type: string; offset: number; length: number }) => ({
        type: names[type] ?? type.replace(/(?<!^)[A-Z]/g, "_$&").toLowerCase(),
        offset,
        length,
      }));
      assert.deepEqual(findEntities(input), inOurWords, name);
    }
  });

  it("survive every naughty string, or it is refused in Telegram's words", () => {
    for (const text of read("unicode/blns.json") as string[]) {
      try {
        const fixed = formatText({ text });
        assert.equal(fixed.text, fixed.text.trimEnd());
        assert.deepEqual(fixEntities(fixed.text, fixed.entities), fixed, "a second time changes nothing");
      } catch (error) {
        assert.ok(error instanceof TelegramError, String(error));
      }
    }
  });
});

describe("marked-up text", () => {
  it("is parsed as HTML, with every kind of entity", () => {
    const html =
      "<b>a</b><i>b</i><u>c</u><s>d</s><tg-spoiler>e</tg-spoiler><code>f</code><pre>g</pre>" +
      '<pre><code class="language-py">h</code></pre><a href="https://x.org/?a=1&amp;b=2">i</a>' +
      "<blockquote>j</blockquote>k<blockquote expandable>l</blockquote>" +
      '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji><tg-time unix="1700000000" format="wDt">m</tg-time>';
    const { text, entities } = parseText(html, "HTML");
    assert.equal(text, "abcdefghijkl👍m");
    assert.deepEqual(entities, [
      { type: "bold", offset: 0, length: 1 },
      { type: "italic", offset: 1, length: 1 },
      { type: "underline", offset: 2, length: 1 },
      { type: "strikethrough", offset: 3, length: 1 },
      { type: "spoiler", offset: 4, length: 1 },
      { type: "code", offset: 5, length: 1 },
      { type: "pre", offset: 6, length: 1 },
      { type: "pre", offset: 7, length: 1, language: "py" },
      { type: "text_link", offset: 8, length: 1, url: "https://x.org/?a=1&b=2" },
      { type: "blockquote", offset: 9, length: 1 },
      { type: "expandable_blockquote", offset: 11, length: 1 },
      { type: "custom_emoji", offset: 12, length: 2, custom_emoji_id: "5368324170671202286" },
      { type: "date_time", offset: 14, length: 1, unix_time: 1_700_000_000, date_time_format: "wDt" },
    ]);
    assert.deepEqual(fixEntities(text, entities).entities, entities, "every kind goes there and back");
  });

  it("names a known person and forgets an unknown one", () => {
    const user = { id: 5, is_bot: false, first_name: "Five" };
    const { entities } = parseText('<a href="tg://user?id=5">x</a><a href="tg://user?id=6">y</a>', "HTML", (id) =>
      id === 5 ? user : undefined,
    );
    assert.deepEqual(entities, [{ type: "text_mention", offset: 0, length: 1, user }]);
  });

  const broken = [
    ["HTML", "<b>x", `can't parse entities: Can't find end tag corresponding to start tag "b"`],
    ["HTML", "a < b", 'can\'t parse entities: Unsupported start tag "" at byte offset 2'],
    ["HTML", "<h1>x</h1>", 'can\'t parse entities: Unsupported start tag "h1" at byte offset 0'],
    [
      "HTML",
      "<b><i>x</b></i>",
      'can\'t parse entities: Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
    ],
    ["MarkdownV2", "a.", "can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'"],
    ["MarkdownV2", "*a", "can't parse entities: Can't find end of Bold entity at byte offset 0"],
    ["Markdown", "_a", "can't parse entities: Can't find end of the entity starting at byte offset 0"],
    ["Rich", "a", "unsupported parse_mode"],
  ] as const;
  for (const [mode, text, reason] of broken) {
    it(`is refused as Telegram does: ${mode} ${text}`, () => {
      assert.throws(() => parseText(text, mode as "HTML"), { code: 400, description: `Bad Request: ${reason}` });
    });
  }
});

describe("a text with entities", () => {
  it("is trimmed at both ends, but not under an entity that it begins with", () => {
    assert.deepEqual(formatText({ text: " \n a b \n" }), { text: "a b", entities: [] });
    assert.deepEqual(formatText({ text: "<b> a</b> ", mode: "HTML" }), {
      text: " a",
      entities: [{ type: "bold", offset: 0, length: 2 }],
    });
    assert.deepEqual(formatText({ text: " \t\n" }), { text: "", entities: [] });
  });

  it("gets links and hashtags added, bold split around them, but none inside code and links", () => {
    const { text, entities } = formatText({
      text: '<b>see #tag now</b> <code>#code</code> <a href="https://a.org">#link</a>',
      mode: "HTML",
    });
    const told = entities.map((entity) => [entity.type, text.slice(entity.offset, entity.offset + entity.length)]);
    assert.deepEqual(told, [
      ["bold", "see "],
      ["hashtag", "#tag"],
      ["bold", "#tag"],
      ["bold", " now"],
      ["code", "#code"],
      ["text_link", "#link"],
    ]);
  });

  it("ignores given entities of the kinds that Telegram finds, and finds them anew", () => {
    const given = [{ type: "hashtag", offset: 0, length: 2 } as const];
    assert.deepEqual(formatText({ text: "ab #c1", entities: given }).entities, [
      { type: "hashtag", offset: 3, length: 3 },
    ]);
  });

  it("keeps the signs of Markdown, which mean nothing here", () => {
    const text = "**a** __b__ `c` [d](https://e.org) ||f|| ~~g~~ ```h``` \\*i\\* !";
    assert.equal(formatText({ text }).text, text);
  });

  it("is refused where an entity leaves it or a link leads nowhere", () => {
    const outside = [{ type: "bold", offset: 2, length: 5 } as const];
    assert.throws(() => formatText({ text: "abc", entities: outside }), {
      description: "Bad Request: entity beginning at UTF-16 offset 2 ends after the end of the text at UTF-16 offset 7",
    });
    const unknown = [{ type: "sparkle", offset: 0, length: 1 } as never];
    assert.throws(() => formatText({ text: "abc", entities: unknown }), {
      description: "Bad Request: can't parse MessageEntity: Unsupported type specified",
    });
  });

  it("does not change when it is fixed again, whatever it is", () => {
    const kinds = ["bold", "italic", "underline", "spoiler", "code", "blockquote"] as const;
    const entity = fc.record({
      type: fc.constantFrom(...kinds),
      offset: fc.nat(20),
      length: fc.integer({ min: 1, max: 9 }),
    });
    const piece = fc.constantFrom("a", " ", "\n", "#", "ж", "🔥", "*", "_", "`", "[", "]", "(", ")", "@b_cd", "x.org");
    const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, fc.array(entity, { maxLength: 5 }), (value, entities) => {
        let once: ReturnType<typeof fixEntities>;
        try {
          once = fixEntities(value, entities);
        } catch (error) {
          assert.ok(error instanceof TelegramError);
          return;
        }
        assert.deepEqual(fixEntities(once.text, once.entities), once);
        for (const { offset, length } of once.entities) assert.ok(offset >= 0 && offset + length <= once.text.length);
      }),
      { numRuns: 300 },
    );
  });

  it("becomes formatted when it is typed in an app", () => {
    assert.deepEqual(parseTyped("**b** __i__ `c` [l](https://a.org/)"), {
      text: "b i c l",
      entities: [
        { type: "bold", offset: 0, length: 1 },
        { type: "italic", offset: 2, length: 1 },
        { type: "code", offset: 4, length: 1 },
        { type: "text_link", offset: 6, length: 1, url: "https://a.org/" },
      ],
    });
  });
});
