import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { bold, concat, plainly } from "../../../src/document/document.ts";
import { promote } from "../../../src/document/promote.ts";
import { type PostPart, partsGuessed, partsOfSent, textOfParts } from "../../../src/post/standing.ts";
import {
  broughtBack,
  changes,
  isSameText,
  swapped,
  withRich,
  withText,
  withTitle,
  withUpdate,
} from "../../../src/publish/editing/plan.ts";
import { figure, PHOTO, rich, text, textsOf } from "./parts.ts";

describe("a new text", () => {
  it("takes the place of the old one, in a message or under a figure", () => {
    assert.deepEqual(textsOf(withText([text(1, "старый")], plainly("новый"))), [[1, "новый"]]);
    assert.deepEqual(textsOf(withText([figure(1, "старая"), figure(2)], plainly("новая"))), [
      [1, "новая"],
      [2, ""],
    ]);
  });

  it("goes under the first figure where there was none", () => {
    assert.deepEqual(textsOf(withText([figure(1), figure(2)], plainly("новая"))), [
      [1, "новая"],
      [2, ""],
    ]);
  });

  it("is refused with its numbers at one unit too many, and not before", () => {
    assert.ok(withText([figure(1, "a")], plainly("я".repeat(1024))).ok);
    assert.deepEqual(textsOf(withText([figure(1, "a")], plainly("я".repeat(1025)))), {
      code: "text-long",
      form: "caption",
      length: 1025,
      max: 1024,
      over: 1,
    });
    assert.ok(withText([text(1, "a")], plainly("я".repeat(4096))).ok);
    assert.equal((textsOf(withText([text(1, "a")], plainly("я".repeat(4097)))) as { over: number }).over, 1);
  });

  it("may take a caption away, but never empties a message of text", () => {
    assert.deepEqual(textsOf(withText([figure(1, "была")], plainly(" \u200b"))), [[1, ""]]);
    assert.deepEqual(textsOf(withText([text(1, "был")], plainly("  "))), { code: "text-empty" });
  });

  it("of a series stays in its messages, and those that are left over go", () => {
    const series = [
      text(1, "раз ".repeat(1000).trim()),
      text(2, "два", { continues: "\n\n" }),
      text(3, "три", { continues: "\n\n" }),
    ];
    const longer = withText(series, plainly(`${"раз ".repeat(1000).trim()}\n\nдва с половиной\n\nтри`));
    assert.deepEqual(textsOf(longer), [
      [1, "раз ".repeat(1000).trim()],
      [2, "два с половиной\n\nтри"],
    ]);
    assert.deepEqual(textsOf(withText(series, plainly("коротко"))), [[1, "коротко"]]);
    assert.ok(longer.ok);
    assert.deepEqual(changes(series, longer.parts).at(-1), { change: "delete", messageId: 3 });
    assert.equal((textsOf(withText(series, plainly("я ".repeat(7000)))) as { form: string }).form, "series");
  });

  it("has no place in a forward, or in what nobody knows", () => {
    assert.deepEqual(textsOf(withText([text(1, "a", { forwarded: true })], plainly("b"))), { code: "forwarded" });
    assert.deepEqual(textsOf(withText([{ form: "other", messageId: 1 }], plainly("b"))), { code: "no-place" });
  });

  it("is never lost and never cut, whatever the messages are", () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 2500 }), fc.integer({ min: 1, max: 4 }), (words, count) => {
        const parts = Array.from({ length: count }, (_, i) =>
          text(i + 1, `part ${i}`, i === 0 ? {} : { continues: "\n" }),
        );
        const planned = withText(parts, plainly(words));
        if (!planned.ok) return words.length > 4096 * (count - 1);
        return textOfParts(planned.parts).text === words.trim();
      }),
      { numRuns: 200 },
    );
  });
});

describe("an update", () => {
  it("stands at the end, with its formatting, and is counted with what stands before it", () => {
    const planned = withUpdate([text(1, "пост")], "UPD", concat(plainly("код "), bold("вышел")));
    assert.deepEqual(textsOf(planned), [[1, "пост\n\nUPD: код вышел"]]);
    assert.ok(planned.ok && planned.parts[0]?.form === "text");
    assert.deepEqual(planned.parts[0].document.entities, [{ type: "bold", offset: 15, length: 5 }]);
    const full = withUpdate([figure(1, "я".repeat(1000))], "UPD", plainly("ы".repeat(20)));
    assert.deepEqual(textsOf(full), { code: "text-long", form: "caption", length: 1027, max: 1024, over: 3 });
  });

  it("of a series touches its last message alone", () => {
    const series = [text(1, "один"), text(2, "два", { continues: "\n\n" })];
    const planned = withUpdate(series, "UPD", plainly("три"));
    assert.ok(planned.ok);
    assert.deepEqual(
      changes(series, planned.parts).map((change) => change.change === "text" && change.part.messageId),
      [2],
    );
  });

  it("of a rich message is a paragraph of its own", () => {
    const planned = withUpdate([rich(1, "пост")], "UPD", plainly("код вышел"));
    assert.ok(planned.ok && planned.parts[0]?.form === "rich");
    assert.equal(planned.parts[0].rich.blocks.length, 2);
    assert.equal(planned.parts[0].document.text, "пост\n\nUPD: код вышел");
  });
});

describe("a title", () => {
  it("is changed in the first line that it is, with its formatting, or not at all", () => {
    const document = concat(bold("Старый"), plainly("\n\nтекст"));
    const parts: PostPart[] = [{ form: "text", messageId: 1, document, preview: null }];
    const planned = withTitle(parts, "Старый", "Совсем новый");
    assert.ok(planned?.ok && planned.parts[0]?.form === "text");
    assert.equal(planned.parts[0].document.text, "Совсем новый\n\nтекст");
    assert.deepEqual(planned.parts[0].document.entities, [{ type: "bold", offset: 0, length: 12 }]);
    assert.equal(withTitle(parts, "Другой", "Новый"), null);
    const inRich = withTitle([rich(1, "Старый\n\nтекст")], "Старый", "Новый");
    assert.deepEqual(inRich === null ? null : textsOf(inRich), [[1, "Новый\n\nтекст"]]);
  });
});

describe("a message of one post", () => {
  it("swaps between its rich form and its twin, and comes back the same", () => {
    const parts = [rich(1, "Заголовок\n\nтекст")];
    const classic = swapped(parts);
    assert.ok(classic.ok && classic.parts[0]?.form === "text");
    const back = swapped(classic.parts);
    assert.ok(back.ok);
    assert.deepEqual(back.parts, parts);
    assert.equal(swapped([text(1, "a"), text(2, "b")]).ok, false);
  });

  it("takes a rich document where it is one text, and nowhere else", () => {
    const document = promote(plainly("новый"));
    assert.deepEqual(textsOf(withRich([text(1, "старый")], document)), [[1, "новый"]]);
    assert.deepEqual(textsOf(withRich([figure(1, "старый")], document)), { code: "rich-fixed" });
  });
});

describe("an older state", () => {
  it("comes back where its messages are all there", () => {
    const [before, now] = [
      [text(1, "был"), figure(2)],
      [text(1, "стал"), figure(2)],
    ];
    assert.deepEqual(broughtBack(now, before), { ok: true, parts: before });
  });

  it("comes back as a text where one of its messages is gone, if it fits those that are left", () => {
    const before = [text(1, "один"), text(2, "два", { continues: "\n\n" })];
    assert.deepEqual(textsOf(broughtBack([text(1, "стал")], before)), [[1, "один\n\nдва"]]);
    const long = [text(1, "а".repeat(4_000)), text(2, "б".repeat(4_000), { continues: "\n\n" })];
    assert.deepEqual(textsOf(broughtBack([text(1, "стал")], long)), {
      code: "text-long",
      form: "text",
      length: 8_002,
      max: 4_096,
      over: 3_906,
    });
  });

  it("is a caption where the text got a figure since, which Telegram takes out of no message", () => {
    assert.deepEqual(broughtBack([figure(1, "стал")], [text(1, "был")]), { ok: true, parts: [figure(1, "был")] });
    const refused = textsOf(broughtBack([figure(1, "стал")], [text(1, "а".repeat(1_025))]));
    assert.deepEqual(refused, { code: "text-long", form: "caption", length: 1_025, max: 1_024, over: 1 });
  });

  it("is never promised for a forward", () => {
    const parts = [text(1, "a", { forwarded: true })];
    assert.deepEqual(textsOf(broughtBack(parts, parts)), { code: "forwarded" });
  });
});

describe("two texts", () => {
  it("are the same where only Telegram's own entities or white space at the ends differ", () => {
    const found = { text: "про #рл ", entities: [{ type: "hashtag" as const, offset: 4, length: 3 }] };
    assert.ok(isSameText(found, plainly("про #рл")));
    assert.ok(!isSameText(plainly("про"), bold("про")));
  });
});

describe("the messages of a post", () => {
  it("are known from what was sent", () => {
    const common = { replyToPrevious: false, disable_notification: false };
    const parts = partsOfSent(
      [
        {
          outgoing: {
            ...common,
            method: "sendMediaGroup",
            media: [
              { type: "photo", media: "f", caption: "под", caption_entities: [] },
              { type: "photo", media: "other", caption: "", caption_entities: [] },
            ],
          },
          messageIds: [5, 6],
        },
        {
          outgoing: {
            ...common,
            method: "sendMessage",
            text: "текст",
            entities: [],
            link_preview_options: { is_disabled: true },
          },
          messageIds: [7],
        },
      ],
      [PHOTO, { ...PHOTO, fileId: "other", fileUniqueId: "w" }],
    );
    assert.deepEqual(
      parts.map((part) => [part.form, part.messageId, part.form === "figure" ? part.figure.fileUniqueId : null]),
      [
        ["figure", 5, "u"],
        ["figure", 6, "w"],
        ["text", 7, null],
      ],
    );
  });

  it("are guessed for a post that the bot did not send, or said to be unknown", () => {
    const post = { document: plainly("текст"), figures: [PHOTO, PHOTO], messageIds: [1, 2] };
    assert.deepEqual(
      partsGuessed(post).map((part) => part.form !== "other" && part.document.text),
      ["текст", ""],
    );
    assert.equal(partsGuessed({ ...post, messageIds: [1, 2, 3] }).at(-1)?.form, "text");
    assert.deepEqual(partsGuessed({ ...post, messageIds: [1] }), [{ form: "other", messageId: 1 }]);
  });
});
