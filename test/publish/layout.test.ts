import assert from "node:assert/strict";
import { test } from "node:test";
import type { MessageEntity } from "@grammyjs/types";
import fc from "fast-check";
import { CAPTION_LENGTH, MESSAGE_LENGTH } from "../../src/document/limits.ts";
import { compose } from "../../src/post/compose.ts";
import { type OutgoingMessage, textOf } from "../../src/post/outgoing.ts";
import type { PostContent } from "../../src/post/post.ts";
import { type Layout, layout } from "../../src/publish/layout.ts";
import { figure, PAPER, plain, review, SETTINGS } from "../post/content.ts";

const ARXIV = "https://arxiv.org/abs/2407.01392";

function laidOut(content: PostContent, settings = SETTINGS): Extract<Layout, { ok: true }> {
  const result = layout(content, settings);
  assert.ok(result.ok, JSON.stringify(result));
  return result;
}

test("pasted text without figures goes out exactly as it was pasted", () => {
  const text = {
    text: " Diffusion Forcing\n\nтекст\n👀LINK ",
    entities: [{ type: "text_link", offset: 25, length: 6, url: ARXIV }] satisfies MessageEntity[],
  };
  assert.deepEqual(laidOut(review({ style: "verbatim", text, title: "Другой", tags: ["рл"] })), {
    ok: true,
    name: "text",
    messages: [
      {
        replyToPrevious: false,
        disable_notification: false,
        method: "sendMessage",
        text: text.text,
        entities: text.entities,
        link_preview_options: { is_disabled: false },
      },
    ],
  });
});

test("a guided post has its title in bold, its text, and its paper's link under the label", () => {
  assert.deepEqual(compose(review(), SETTINGS), {
    text: "Diffusion Forcing\n\nлютая статья по диффузии\n\n👀LINK",
    entities: [
      { type: "bold", offset: 0, length: 17 },
      { type: "text_link", offset: 45, length: 6, url: ARXIV },
    ],
  });
});

test("authors and tags stand under a guided post where the channel wants them", () => {
  const settings = { ...SETTINGS, authorLine: true, tagsLine: true };
  const authors = [
    { id: 1, name: "Мария", username: "zzmtsvv", rubric: "AI4Science" },
    { id: 2, name: "Пётр", username: null, rubric: null },
  ];
  assert.equal(
    compose(review({ authors, tags: ["рл", "диффузия"] }), settings).text,
    "Diffusion Forcing\n\nлютая статья по диффузии\n\n👀LINK\n\n✍️ @zzmtsvv · AI4Science\n✍️ Пётр\n\n#рл #диффузия",
  );
});

test("several papers are numbered and named", () => {
  const second = { identifier: { scheme: "doi", value: "10.1038/nature14236" }, title: null, byline: null } as const;
  const { text, entities } = compose(review({ title: "Обзор", papers: [PAPER, second] }), SETTINGS);
  assert.equal(text, "Обзор\n\nлютая статья по диффузии\n\n👀LINK 1 Diffusion Forcing\n👀LINK 2");
  assert.deepEqual(
    entities.map((entity) => [text.slice(entity.offset, entity.offset + entity.length), entity.type]),
    [
      ["Обзор", "bold"],
      ["👀LINK 1", "text_link"],
      ["👀LINK 2", "text_link"],
    ],
  );
});

test("what a guided text has already is not said twice", () => {
  const text = "diffusion  forcing\n\nтекст https://arxiv.org/pdf/2407.01392v2";
  assert.deepEqual(compose(review({ text: plain(text) }), SETTINGS), plain(text));
  const named = plain("Diffusion Forcing, ещё раз. arXiv 2407.01392");
  assert.equal(compose(review({ text: named }), SETTINGS).text, `Diffusion Forcing\n\n${named.text}\n\n👀LINK`);
});

for (const [kind, method] of [
  ["photo", "sendPhoto"],
  ["video", "sendVideo"],
  ["animation", "sendAnimation"],
  ["document", "sendDocument"],
] as const) {
  test(`a short text stands under its ${kind}`, () => {
    const { name, messages } = laidOut(review({ figures: [figure(kind)] }));
    const { text, entities } = compose(review(), SETTINGS);
    assert.equal(name, "caption");
    assert.deepEqual(messages, [
      {
        replyToPrevious: false,
        disable_notification: false,
        method,
        file_id: `${kind}-1`,
        caption: text,
        caption_entities: entities,
      },
    ]);
  });
}

test("a short text stands under the first figure of an album, photos and videos together", () => {
  const { name, messages } = laidOut(review({ figures: [figure("photo"), figure("video"), figure("photo", 2)] }));
  const { text, entities } = compose(review(), SETTINGS);
  assert.equal(name, "album");
  assert.deepEqual(messages, [
    {
      replyToPrevious: false,
      disable_notification: false,
      method: "sendMediaGroup",
      media: [
        { type: "photo", media: "photo-1", caption: text, caption_entities: entities },
        { type: "video", media: "video-1", caption: "", caption_entities: [] },
        { type: "photo", media: "photo-2", caption: "", caption_entities: [] },
      ],
    },
  ]);
});

test("a caption of 1,024 units is one message, one of 1,025 is two", () => {
  const post = (length: number) =>
    review({ style: "verbatim", text: plain("я".repeat(length)), figures: [figure("photo")] });
  assert.equal(laidOut(post(CAPTION_LENGTH)).name, "caption");
  const { name, messages } = laidOut(post(CAPTION_LENGTH + 1));
  assert.equal(name, "figures-then-text");
  assert.deepEqual(
    messages.map(({ method, replyToPrevious, disable_notification }) => [
      method,
      replyToPrevious,
      disable_notification,
    ]),
    [
      ["sendPhoto", false, false],
      ["sendMessage", true, true],
    ],
  );
});

test("files and photos do not go into one album, animations stand alone", () => {
  const figures = [
    figure("photo"),
    figure("photo", 2),
    figure("document"),
    figure("document", 2),
    figure("animation"),
    figure("animation", 2),
    figure("video"),
  ];
  const { messages } = laidOut(review({ figures }));
  assert.deepEqual(
    messages.map((message) =>
      message.method === "sendMediaGroup" ? message.media.map(({ media }) => media) : message.method,
    ),
    [["photo-1", "photo-2"], ["document-1", "document-2"], "sendAnimation", "sendAnimation", "sendVideo"],
  );
  assert.deepEqual(
    messages.map(({ replyToPrevious }) => replyToPrevious),
    [false, true, true, true, true],
  );
});

test("4,096 units are sent, 4,097 are refused with the numbers", () => {
  const post = (length: number) => review({ style: "verbatim", text: plain("a".repeat(length)) });
  assert.equal(laidOut(post(MESSAGE_LENGTH)).messages.length, 1);
  assert.deepEqual(layout(post(MESSAGE_LENGTH + 1), SETTINGS), {
    ok: false,
    finding: {
      code: "text-long",
      path: ["text"],
      severity: "error",
      args: { length: 4097, max: 4096, over: 1, added: 0 },
    },
  });
  assert.deepEqual(layout(review({ text: plain("a".repeat(4090)) }), SETTINGS), {
    ok: false,
    finding: {
      code: "text-long",
      path: ["text"],
      severity: "error",
      args: { length: 4117, max: 4096, over: 21, added: 27 },
    },
  });
});

test("text that nobody sees is refused where there is no figure", () => {
  for (const text of ["", " \n ", "\u200b\u2060", "\ufeff\u00ad"]) {
    const result = layout(review({ style: "verbatim", text: plain(text) }), SETTINGS);
    assert.equal(result.ok ? "ok" : result.finding.code, "post-empty");
  }
  assert.equal(laidOut(review({ style: "verbatim", text: plain(""), figures: [figure("photo")] })).name, "caption");
});

test("a follow-up answers the post that it adds to, its parts answer each other", () => {
  const follows = { postId: 3, title: "Пост", messageId: 812 };
  const text = plain("я".repeat(1100));
  const post = review({ kind: "follow-up", follows, text, figures: [figure("photo")] });
  assert.deepEqual(
    laidOut(post).messages.map((message) => message.follows),
    [812, undefined],
  );
  assert.equal(laidOut({ ...post, kind: "review" }).messages[0]?.follows, undefined);
});

const kinds = fc.constantFrom("photo", "video", "animation", "document");
const content = fc
  .record({
    text: fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 40 })
      .chain((piece) => fc.integer({ min: 1, max: 150 }).map((times) => piece.repeat(times))),
    figures: fc.array(kinds, { maxLength: 10 }),
    style: fc.constantFrom("verbatim", "guided"),
    title: fc.constantFrom(null, "Заголовок 👀"),
    bolds: fc.array(fc.nat(), { maxLength: 5 }),
  })
  .map(({ text, figures, style, title, bolds }): PostContent => {
    const entities = bolds
      .map((n) => n % text.length)
      .map((offset): MessageEntity => ({ type: "bold", offset, length: 1 }));
    return review({ text: { text, entities }, style, title, figures: figures.map((kind, i) => figure(kind, i)) });
  });

const units = (message: OutgoingMessage): number =>
  message.method === "sendMessage" || message.method === "copyMessage"
    ? message.text.length
    : message.method === "sendMediaGroup"
      ? Math.max(...message.media.map(({ caption }) => caption.length))
      : message.caption.length;

test("whatever the post, its messages keep Telegram's limits, all its text, entities and figures", () => {
  fc.assert(
    fc.property(content, (post) => {
      const result = layout(post, SETTINGS);
      const whole = compose(post, SETTINGS);
      if (!result.ok) {
        assert.ok(whole.text.length > MESSAGE_LENGTH || post.figures.length === 0);
        return;
      }
      const { messages } = result;
      for (const message of messages) {
        assert.ok(units(message) <= (message.method === "sendMessage" ? MESSAGE_LENGTH : CAPTION_LENGTH));
        if (message.method !== "sendMediaGroup") continue;
        assert.ok(message.media.length >= 2 && message.media.length <= 10);
        assert.equal(new Set(message.media.map(({ type }) => type === "document")).size, 1);
      }
      assert.deepEqual(textOf(messages), whole);
      const files = messages.flatMap((message) =>
        message.method === "sendMessage" || message.method === "copyMessage"
          ? []
          : message.method === "sendMediaGroup"
            ? message.media.map(({ media }) => media)
            : [message.file_id],
      );
      assert.deepEqual(
        files,
        post.figures.map(({ fileId }) => fileId),
      );
      assert.deepEqual(JSON.parse(JSON.stringify(messages)), messages);
      assert.deepEqual(
        messages.map(({ replyToPrevious }) => replyToPrevious),
        messages.map((_, i) => i > 0),
      );
    }),
    { numRuns: 500 },
  );
});
