import assert from "node:assert/strict";
import { test } from "node:test";
import type { MessageEntity } from "@grammyjs/types";
import fc from "fast-check";
import { EMPTY, isBlank, trim } from "../../src/document/document.ts";
import { CAPTION_LENGTH, MESSAGE_LENGTH, RICH } from "../../src/document/limits.ts";
import { figureBlock, figurePlace, figuresOf, mediaOf, type RichDocument } from "../../src/document/rich/document.ts";
import { compose } from "../../src/post/compose.ts";
import { answeredBy, type OutgoingMessage, textOf } from "../../src/post/outgoing.ts";
import { LAYOUTS, type PostContent } from "../../src/post/post.ts";
import { fitting, type Layout, layout } from "../../src/publish/layout.ts";
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
    reason: { by: "auto", unfit: null, length: text.text.length, limit: 4096, over: null },
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
  const settings = { ...SETTINGS, authorLine: true, tagsLine: true, rubric: true };
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

test("where a post is to be one message, 4,096 units are sent and 4,097 refused with the numbers", () => {
  const post = (length: number) => review({ style: "verbatim", text: plain("a".repeat(length)) });
  const settings = { ...SETTINGS, messages: { max: 1 } };
  assert.equal(laidOut(post(MESSAGE_LENGTH), settings).messages.length, 1);
  assert.deepEqual(layout(post(MESSAGE_LENGTH + 1), settings), {
    ok: false,
    finding: {
      code: "text-long",
      path: ["text"],
      severity: "error",
      args: { length: 4097, max: 4096, over: 1, added: 0 },
    },
  });
  assert.deepEqual(layout(review({ text: plain("a".repeat(4090)) }), settings), {
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

test("a text over one message is a series of messages, each in reply to the one before, without a sound", () => {
  const paragraph = `${"слово ".repeat(300)}`.trim();
  const text = plain(Array.from({ length: 4 }, () => paragraph).join("\n\n"));
  const { name, messages, reason } = laidOut(review({ style: "verbatim", text, figures: [figure("photo")] }));
  assert.equal(name, "series");
  assert.deepEqual(reason, { by: "auto", unfit: null, length: text.text.length, limit: 4096, over: 1024 });
  assert.deepEqual(
    messages.map((message) => [message.method, message.replyToPrevious, message.chained, message.disable_notification]),
    [
      ["sendPhoto", false, undefined, false],
      ["sendMessage", true, undefined, true],
      ["sendMessage", true, true, true],
    ],
  );
  assert.equal(units(messages[1] as OutgoingMessage), 2 * paragraph.length + 2, "cut between paragraphs");
  assert.deepEqual(textOf(messages), text);
  assert.deepEqual(
    messages.map((message, i) => answeredBy(message, [10, 20, 30].slice(0, i))),
    [null, 10, 20],
  );
});

test("a series longer than the channel allows is refused with the numbers", () => {
  const text = plain("слово ".repeat(3000).trim());
  const result = layout(review({ style: "verbatim", text, figures: [figure("photo")] }), {
    ...SETTINGS,
    messages: { max: 5 },
  });
  assert.deepEqual(result, {
    ok: false,
    finding: {
      code: "series-long",
      path: ["text"],
      severity: "error",
      args: { length: text.text.length, messages: 6, max: 5 },
    },
  });
});

test("an author's unchanged message goes out as a copy, a caption of 2,048 units too once Telegram took one", () => {
  const sent = { chatId: 11, messageId: 7, form: "caption" } as const;
  const post = review({ style: "verbatim", text: plain("я".repeat(2000)), figures: [figure("photo")], sent });
  assert.equal(laidOut(post).name, "figures-then-text");
  const copied = laidOut(post, { ...SETTINGS, longCaptions: "taken" });
  assert.equal(copied.name, "as-sent");
  assert.deepEqual(copied.messages, [
    {
      replyToPrevious: false,
      disable_notification: false,
      method: "copyMessage",
      from_chat_id: 11,
      message_id: 7,
      text: post.text.text,
      entities: [],
    },
  ]);
  assert.equal(copied.reason.limit, 2048);
  assert.deepEqual(names(post), ["as-sent", "figures-then-text", "text-then-figures", "rich"]);
  assert.deepEqual(names(post, { ...SETTINGS, longCaptions: "refused" }), [
    "figures-then-text",
    "text-then-figures",
    "rich",
  ]);
  const changed = { ...post, figures: [{ ...figure("photo"), caption: "схема" }] };
  assert.deepEqual(names(changed), ["figures-then-text", "text-then-figures", "rich"]);
});

test("a person's choice goes before the channel's, the channel's before the most classic one, where they fit", () => {
  const post = review({ figures: [figure("photo")] });
  const channel = { ...SETTINGS, layout: "figures-then-text" } as const;
  assert.deepEqual([laidOut(post).name, laidOut(post).reason.by], ["caption", "auto"]);
  assert.deepEqual([laidOut(post, channel).name, laidOut(post, channel).reason.by], ["figures-then-text", "channel"]);
  const chosen = { ...post, layout: "text-then-figures" } as const;
  assert.deepEqual(
    [laidOut(chosen, channel).name, laidOut(chosen, channel).reason.by],
    ["text-then-figures", "person"],
  );
  const { name, reason } = laidOut({ ...post, layout: "text" });
  assert.deepEqual([name, reason.by, reason.unfit], ["caption", "auto", "text"]);
});

test("two to four layouts are offered, those that fit this very post", () => {
  const url = { type: "text_link", offset: 0, length: 5, url: ARXIV } as const;
  const linked = { text: "текст о статье", entities: [url] };
  assert.deepEqual(names(review({ text: linked })), ["text", "preview-below", "preview-above"]);
  assert.deepEqual(names(review({ text: plain("т"), papers: [] })), ["text"]);
  assert.deepEqual(names(review({ figures: [figure("photo")] })), [
    "caption",
    "figures-then-text",
    "text-then-figures",
  ]);
  assert.deepEqual(names(review({ figures: [figure("photo"), figure("photo", 2)] })), [
    "album",
    "figures-then-text",
    "text-then-figures",
  ]);
  assert.deepEqual(names(review({ text: plain("т".repeat(5000)) })), ["series", "rich"]);
  assert.deepEqual(names(review({ text: plain(""), papers: [], style: "verbatim" })), []);
});

test("rich is a choice: one message that holds a long text, its figures and what is said of them", () => {
  const figures = [{ ...figure("photo"), caption: "Схема", credit: "Авторы" }, figure("video")];
  const post = review({ text: plain("слово ".repeat(2000).trim()), figures });
  assert.equal(laidOut(post).name, "series");
  const { name, messages, reason } = laidOut({ ...post, layout: "rich" });
  assert.deepEqual([name, messages.length, reason.limit], ["rich", 1, 32_768]);
  const [message] = messages;
  assert.ok(message?.method === "sendRichMessage");
  assert.deepEqual(message.rich_message.blocks[0], {
    type: "collage",
    blocks: [
      { type: "photo", photo: { type: "photo", media: "photo-1" }, caption: { text: "Схема", credit: "Авторы" } },
      { type: "video", video: { type: "video", media: "video-1" } },
    ],
  });
  assert.ok(textOf(messages).text.includes("🖼 1. Схема (Авторы)"));
  const huge = review({ text: plain("я".repeat(33_000)), layout: "rich" });
  assert.equal(laidOut(huge).name, "series");
});

test("a rich document of its own goes out with its figures in their places", () => {
  const rich: RichDocument = {
    blocks: [
      { type: "heading", text: "Заголовок", size: 1 },
      figureBlock("photo", figurePlace(2)),
      { type: "paragraph", text: "текст" },
    ],
  };
  const figures = [figure("photo", 1), figure("photo", 2)];
  const post = review({ style: "verbatim", text: plain("Заголовок\n\nтекст"), rich, figures, layout: "rich" });
  const [message] = laidOut(post).messages;
  assert.ok(message?.method === "sendRichMessage");
  assert.deepEqual(
    message.rich_message.blocks.map((block) => block.type),
    ["photo", "heading", "photo", "paragraph"],
  );
  assert.deepEqual(names({ ...post, layout: null }), ["album", "figures-then-text", "text-then-figures", "rich"]);
  assert.equal(laidOut({ ...post, layout: null }).name, "album", "classic where nobody chose");
});

test("a large preview is of the paper's link, above the text or below it", () => {
  const text = {
    text: "код и статья",
    entities: [
      { type: "text_link", offset: 0, length: 3, url: "https://github.com/a/b" } as const,
      { type: "text_link", offset: 6, length: 6, url: ARXIV } as const,
    ],
  };
  const [message] = laidOut(review({ style: "verbatim", text, layout: "preview-above" })).messages;
  assert.deepEqual(message?.method === "sendMessage" && message.link_preview_options, {
    is_disabled: false,
    url: ARXIV,
    prefer_large_media: true,
    show_above_text: true,
  });
});

test("the channel's preview is that of guided posts only", () => {
  const preview = (settings: object, content: object = {}) => {
    const [message] = laidOut(review(content), { ...SETTINGS, ...settings }).messages;
    return message?.method === "sendMessage" ? message.link_preview_options : null;
  };
  assert.deepEqual(preview({ linkPreview: "none" }), { is_disabled: true });
  assert.equal(preview({ linkPreview: "above" })?.show_above_text, true);
  assert.deepEqual(preview({ linkPreview: "none" }, { style: "verbatim" }), { is_disabled: false });
});

test("what is said of figures joins the text, pasted text too", () => {
  const figures = [
    { ...figure("photo"), caption: "Схема", credit: "Chen et al." },
    figure("photo", 2),
    {
      ...figure("photo", 3),
      credit: "Авторы",
    },
  ];
  const text = plain("Заголовок\n\nтекст");
  assert.deepEqual(compose(review({ style: "verbatim", text, figures }), SETTINGS), {
    text: "Заголовок\n\nтекст\n\n🖼 1. Схема (Chen et al.)\n🖼 3. Авторы",
    entities: [
      { type: "italic", offset: 21, length: 22 },
      { type: "italic", offset: 47, length: 9 },
    ],
  });
  assert.equal(
    compose(review({ figures: [{ ...figure("photo"), caption: "Схема" }] }), SETTINGS).text,
    "Diffusion Forcing\n\nлютая статья по диффузии\n\n🖼 Схема\n\n👀LINK",
  );
});

test("the channel's template has a title style, a rubric and a footer of its own", () => {
  const authors = [{ id: 1, name: "Мария", username: "zzmtsvv", rubric: "AI4Science" }];
  const settings = { ...SETTINGS, titleStyle: "link", rubric: true, footer: "Подписывайтесь: @rizzearch" } as const;
  const { text, entities } = compose(review({ authors }), settings);
  assert.equal(
    text,
    "Diffusion Forcing\n\nлютая статья по диффузии\n\n👀LINK\n\nAI4Science\n\nПодписывайтесь: @rizzearch",
  );
  assert.deepEqual(entities[0], { type: "text_link", offset: 0, length: 17, url: ARXIV });
  const pasted = review({ style: "verbatim", text: plain("Т"), authors });
  assert.deepEqual(compose(pasted, settings), plain("Т"));
});

test("a button that opens the paper stands under the text where the channel wants it, never under an album", () => {
  const settings = { ...SETTINGS, paperButton: true };
  const buttons = (content: object) =>
    laidOut(review(content), settings).messages.map((message) => "buttons" in message && message.buttons?.length);
  assert.deepEqual(buttons({}), [1]);
  assert.deepEqual(buttons({ figures: [figure("photo")] }), [1]);
  assert.deepEqual(buttons({ figures: [figure("photo"), figure("photo", 2)] }), [false]);
  assert.deepEqual(buttons({ text: plain("я".repeat(1100)), figures: [figure("photo")] }), [false, 1]);
});

test("the buttons to the discussion and to similar posts stand beside each other, once their links are known", () => {
  const wanted = { ...SETTINGS, discussButton: "💬 Обсудить", relatedButton: "🔎 Похожее" };
  const buttons = (settings: typeof SETTINGS, content: object = { tags: ["rl"] }) =>
    laidOut(review(content), settings).messages.map((message) => "buttons" in message && message.buttons);
  assert.deepEqual(buttons(wanted), [false]);
  const known = { ...wanted, discussion: "https://t.me/talk", bot: "paperboy_bot" };
  const last = [
    { text: "💬 Обсудить", url: "https://t.me/talk" },
    { text: "🔎 Похожее", url: "https://t.me/paperboy_bot?start=near_I3Js" },
  ];
  assert.deepEqual(buttons(known), [[last]]);
  assert.deepEqual(buttons({ ...known, paperButton: true }), [
    [[{ text: "📄 arXiv 2407.01392", url: "https://arxiv.org/abs/2407.01392" }], last],
  ]);
  assert.deepEqual(buttons(known, { figures: [figure("photo"), figure("photo", 2)] }), [false], "none under an album");
});

test("a post with one picture goes out as a text with the picture large, where it has an address of its own", () => {
  const kept = { ...figure("photo"), kept: "abc.jpg" };
  const settings = { ...SETTINGS, publicUrl: "https://bot.example" };
  const post = (figures: PostContent["figures"], text = "я".repeat(2000)) =>
    review({ style: "verbatim", text: plain(text), papers: [], figures });
  assert.deepEqual(names(post([kept]), settings), ["figures-then-text", "preview-below", "text-then-figures", "rich"]);
  const { messages } = laidOut({ ...post([kept]), layout: "preview-above" }, settings);
  assert.deepEqual(
    messages.map((message) => "link_preview_options" in message && message.link_preview_options),
    [
      {
        is_disabled: false,
        url: "https://bot.example/figure/abc.jpg",
        prefer_large_media: true,
        show_above_text: true,
      },
    ],
  );
  for (const [figures, where] of [
    [[kept], SETTINGS],
    [[figure("photo")], settings],
    [[kept, kept], settings],
    [[{ ...kept, kind: "video" as const }], settings],
  ] as const) {
    assert.ok(!names(post(figures), where).includes("preview-below"));
    assert.equal(laidOut({ ...post(figures), layout: "preview-below" }, where).reason.unfit, "preview-below");
  }
  assert.deepEqual(names(post([kept], ""), settings), ["caption"], "a text is needed");
});

function names(content: PostContent, settings = SETTINGS) {
  return fitting(content, settings).map(({ name }) => name);
}

const kinds = fc.constantFrom("photo", "video", "animation", "document");
const content = fc
  .record({
    text: fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 40 })
      .chain((piece) => fc.integer({ min: 1, max: 600 }).map((times) => piece.repeat(times))),
    figures: fc.array(kinds, { maxLength: 10 }),
    style: fc.constantFrom("verbatim", "guided"),
    title: fc.constantFrom(null, "Заголовок 👀"),
    bolds: fc.array(fc.nat(), { maxLength: 5 }),
    chosen: fc.constantFrom(null, ...LAYOUTS),
  })
  .map(({ text, figures, style, title, bolds, chosen }): PostContent => {
    const entities = bolds
      .map((n) => n % text.length)
      .map((offset): MessageEntity => ({ type: "bold", offset, length: 1 }));
    return review({
      text: { text, entities },
      style,
      title,
      layout: chosen,
      figures: figures.map((kind, i) => figure(kind, i)),
    });
  });

const units = (message: OutgoingMessage): number =>
  "text" in message
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
        assert.ok(result.finding.code === "series-long" || post.figures.length === 0);
        return;
      }
      const { messages } = result;
      for (const message of messages) {
        assert.ok(units(message) <= ("text" in message ? RICH.characters : CAPTION_LENGTH));
        if (message.method !== "sendMediaGroup") continue;
        assert.ok(message.media.length >= 2 && message.media.length <= 10);
        assert.equal(new Set(message.media.map(({ type }) => type === "document")).size, 1);
      }
      const shown = isBlank(whole) ? EMPTY : result.name === "series" ? trim(whole) : whole;
      assert.equal(textOf(messages).text, shown.text);
      if (result.name !== "series") assert.deepEqual(textOf(messages), shown);
      for (const offered of fitting(post, SETTINGS))
        assert.equal(textOf(offered.messages).text.trim(), shown.text.trim());
      const files = messages.flatMap((message) =>
        message.method === "sendMessage" || message.method === "copyMessage"
          ? []
          : message.method === "sendRichMessage"
            ? figuresOf(message.rich_message.blocks).map(mediaOf)
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
