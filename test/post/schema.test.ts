import assert from "node:assert/strict";
import { test } from "node:test";
import type { MessageEntity } from "@grammyjs/types";
import { compose } from "../../src/post/compose.ts";
import { type Finding, findingKey } from "../../src/post/finding.ts";
import type { PostContent } from "../../src/post/post.ts";
import { check, guessKind, isPublishable } from "../../src/post/schema.ts";
import { ChannelSettings } from "../../src/post/settings.ts";
import { nameOf, titleOf } from "../../src/post/title.ts";
import { AUTHOR, figure, PAPER, plain, review, SETTINGS } from "./content.ts";

const told = (content: PostContent, settings: Partial<ChannelSettings> = {}) =>
  check(content, ChannelSettings.parse(settings)).map(({ code, path, severity }) => [code, path.join("."), severity]);
const only = (content: PostContent, settings: Partial<ChannelSettings> = {}): Finding => {
  const [finding, ...rest] = check(content, ChannelSettings.parse(settings));
  assert.deepEqual(rest, []);
  assert.ok(finding);
  return finding;
};

test("a review with a title, a paper, a text and an author breaks nothing", () => {
  assert.deepEqual(told(review()), []);
  assert.equal(isPublishable(review(), SETTINGS), true);
});

const BROKEN: [name: string, content: PostContent, findings: string[][], settings?: Partial<ChannelSettings>][] = [
  ["a review without a title", review({ papers: [{ ...PAPER, title: null }] }), [["title-missing", "title", "error"]]],
  ["a title of two units", review({ title: "RL" }), [["title-short", "title", "error"]]],
  ["a title of 257 units", review({ title: "я".repeat(257) }), [["title-long", "title", "error"]]],
  ["a title on two lines", review({ title: "Один\nдва" }), [["title-lines", "title", "error"]]],
  ["a title of 121 units", review({ title: "я".repeat(121) }), [["title-wordy", "title", "warning"]]],
  [
    "a title over the channel's own bound",
    review({ title: "Длинный" }),
    [["title-long", "title", "error"]],
    { titleLength: { min: 1, max: 5 } },
  ],
  ["a review without a paper", review({ title: "Заголовок", papers: [] }), [["paper-missing", "papers", "error"]]],
  ["a review of eleven papers", review({ papers: Array(11).fill(PAPER) }), [["papers-many", "papers", "error"]]],
  ["a note with a paper", review({ kind: "note" }), [["paper-on-note", "kind", "error"]]],
  ["a follow-up to nothing", review({ kind: "follow-up" }), [["follows-missing", "follows", "error"]]],
  ["neither text nor figure", review({ text: plain(" \u200b") }), [["post-empty", "text", "error"]]],
  ["eleven figures", review({ figures: Array(11).fill(figure("photo")) }), [["figures-many", "figures", "error"]]],
  ["eleven tags", review({ tags: Array(11).fill("рл") }), [["tags-many", "tags", "error"]]],
  ["no author", review({ authors: [] }), [["author-missing", "authors", "error"]]],
  ["a text over ten messages", review({ text: plain("a".repeat(41_000)) }), [["series-long", "text", "error"]]],
  [
    "a printed tag with a hyphen",
    review({ tags: ["рл", "ин-контекст"] }),
    [["tag-cut", "tags.1", "error"]],
    { tagsLine: true },
  ],
  [
    "a hashtag with a hyphen in the text",
    review({ text: plain("о #ин-контекст") }),
    [["text-tag-cut", "text", "warning"]],
  ],
];
for (const [name, content, findings, settings] of BROKEN) {
  test(`${name}: ${findings.map(([code]) => code).join(", ")}`, () => {
    assert.deepEqual(told(content, settings), findings);
    assert.equal(
      isPublishable(content, ChannelSettings.parse(settings ?? {})),
      findings.every(([, , severity]) => severity !== "error"),
    );
  });
}

const FINE: [name: string, content: PostContent, settings?: Partial<ChannelSettings>][] = [
  ["a title of three units", review({ title: "RLH" })],
  ["a title of 120 units", review({ title: "я".repeat(120) })],
  [
    "ten papers, figures and tags",
    review({ papers: Array(10).fill(PAPER), figures: Array(10).fill(figure("photo")), tags: Array(10).fill("рл") }),
  ],
  ["figures alone", review({ text: plain(""), figures: [figure("video")] })],
  ["a note without a title", review({ kind: "note", papers: [] })],
  ["an overview without a paper", review({ kind: "overview", papers: [] })],
  [
    "a follow-up that names its post",
    review({ kind: "follow-up", follows: { postId: 1, title: "Пост", messageId: 5 } }),
  ],
  ["a tag with a hyphen that is not printed", review({ tags: ["ин-контекст"] })],
  [
    "a tag with a hyphen under pasted text, which prints none",
    review({ style: "verbatim", text: plain("Заголовок\nтекст"), tags: ["ин-контекст"] }),
    { tagsLine: true },
  ],
  ["4,096 units of pasted text", review({ style: "verbatim", title: "Заголовок", text: plain("a".repeat(4096)) })],
];
for (const [name, content, settings] of FINE) {
  test(`${name} is fine`, () => assert.deepEqual(told(content, settings), []));
}

test("a text that is to be one message is told with its numbers, and with what the template adds", () => {
  const { args } = only(review({ text: plain("a".repeat(4096)) }), { messages: { max: 1 } });
  assert.deepEqual(args, { length: 4123, max: 4096, over: 27, added: 27 });
});

test("a printed tag is told with what Telegram would link, the cause and the mends", () => {
  const { args } = only(review({ tags: ["ин-контекст"] }), { tagsLine: true });
  assert.deepEqual(args, { tag: "ин-контекст", linked: "ин", cause: "hyphen", mends: ["инконтекст", "ин_контекст"] });
});

test("a bare label in pasted text is told with the paper that belongs there", () => {
  for (const label of ["👀LINK", "LINK", "Link:", "ссылка", " 👀 LINK "]) {
    const text = `Заголовок\n\nтекст\n\n${label}\nещё`;
    const { code, args } = only(review({ style: "verbatim", text: plain(text) }));
    assert.equal(code, "label-bare", label);
    assert.deepEqual(args, {
      label: label.trim(),
      offset: text.indexOf(label.trim()),
      url: "https://arxiv.org/abs/2407.01392",
      paper: "arXiv 2407.01392",
    });
  }
});

test("a label is not bare with a link, within a line, without a paper, or in a guided post", () => {
  const text = "Заголовок\n👀LINK";
  const link = { type: "text_link", offset: 10, length: 6, url: "https://arxiv.org/abs/1" } as const;
  assert.deepEqual(told(review({ style: "verbatim", text: { text, entities: [link] } })), []);
  assert.deepEqual(told(review({ style: "verbatim", text: plain("Заголовок\nвот 👀LINK") })), []);
  assert.deepEqual(told(review({ kind: "note", style: "verbatim", papers: [], text: plain(text) })), []);
  assert.deepEqual(told(review({ text: plain(text) })), []);
});

test("the second bare label belongs to the second paper", () => {
  const second = { identifier: { scheme: "arxiv", value: "1706.03762" }, title: null, byline: null } as const;
  const post = review({ style: "verbatim", papers: [PAPER, second], text: plain("Два\nLINK\nLINK") });
  const urls = check(post, SETTINGS).map(({ args }) => ("url" in args ? args.url : null));
  assert.deepEqual(urls, ["https://arxiv.org/abs/2407.01392", "https://arxiv.org/abs/1706.03762"]);
});

test("custom emoji and more than a hundred formatted places are told", () => {
  const emoji = { type: "custom_emoji", offset: 0, length: 2, custom_emoji_id: "5368324170671202286" } as const;
  assert.equal(only(review({ text: { text: "👍 да", entities: [emoji] } })).code, "emoji-custom");
  const bolds = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ type: "bold" as const, offset: i * 2, length: 1 }));
  const text = "a ".repeat(101);
  assert.deepEqual(told(review({ text: { text, entities: bolds(100) } })), []);
  assert.equal(only(review({ text: { text, entities: bolds(101) } })).code, "entities-many");
});

test("formatting of a type that nobody knows yet is kept, told, and not sent", () => {
  const hologram = { type: "hologram", offset: 0, length: 2 } as unknown as MessageEntity;
  const post = review({ style: "verbatim", text: { text: "Обзор\nнет", entities: [hologram] } });
  assert.equal(only(post).code, "entities-unknown");
  assert.deepEqual(compose(post, SETTINGS).entities, []);
});

test("errors come before warnings", () => {
  const severities = told(review({ authors: [], text: plain("#ин-контекст") })).map(([, , severity]) => severity);
  assert.deepEqual(severities, ["error", "warning"]);
});

test("what is no post at all is a defect, not a finding", () => {
  assert.throws(() =>
    check(review({ text: { text: "a", entities: [{ type: "bold", offset: 0, length: 2 }] } }), SETTINGS),
  );
  assert.throws(() => check(review({ text: plain("\ud83d") }), SETTINGS));
});

test("a finding has the same name while it is about the same thing", () => {
  const [first, second] = ["ин-контекст", "а-б"].map((tag) => only(review({ tags: [tag] }), { tagsLine: true }));
  assert.ok(first && second);
  assert.equal(findingKey(first), "tag-cut:ин-контекст");
  assert.notEqual(findingKey(first), findingKey(second));
});

test("the kind is guessed from papers and from the post that is named", () => {
  const follows = { postId: 1, title: "Пост", messageId: 5 };
  const code = { identifier: { scheme: "github", value: "a/b" }, title: null, byline: null } as const;
  assert.equal(guessKind({ papers: [], follows: null }), "note");
  assert.equal(guessKind({ papers: [code], follows: null }), "note");
  assert.equal(guessKind({ papers: [PAPER], follows: null }), "review");
  assert.equal(guessKind({ papers: [PAPER], follows }), "follow-up");
});

test("a post is called by its own title, its first line, or its paper", () => {
  assert.equal(titleOf(review()), "Diffusion Forcing");
  assert.equal(titleOf(review({ title: "Своё" })), "Своё");
  assert.equal(titleOf(review({ style: "verbatim", text: plain("\n  Первая \nвторая") })), "Первая");
  const captioned = plain("Картинка из статьи\n\nDIFFUSION  forcing.\n\nтекст");
  assert.equal(
    titleOf(review({ style: "verbatim", text: captioned })),
    "DIFFUSION  forcing.",
    "the paper's, below a caption",
  );
  assert.equal(titleOf(review({ style: "verbatim", text: plain("я".repeat(257)) })), "Diffusion Forcing");
  assert.equal(titleOf(review({ papers: [] })), null);
});

test("every post has a name of one line", () => {
  const note = (text: string) => nameOf({ title: null, style: "guided", text: plain(text), papers: [] });
  assert.equal(note("слово ".repeat(40)), `${"слово ".repeat(13).trim()}…`);
  assert.equal(note("короткая заметка\nещё"), "короткая заметка");
  assert.equal(note("👍".repeat(60)), `${"👍".repeat(40)}…`);
  assert.equal(note(""), "🖼");
  assert.equal(nameOf(review()), "Diffusion Forcing");
});

test("an author of the channel is enough", () => {
  assert.deepEqual(told(review({ authors: [AUTHOR, { ...AUTHOR, id: 2 }] })), []);
});
