import assert from "node:assert/strict";
import { test } from "node:test";
import { type Incoming, type Intent, intentOf, LONG_LINE } from "../../../src/bot/draft/intent.ts";

const PAPER = { scheme: "arxiv", value: "2407.01392" } as const;
const NOTHING: Incoming = {
  asked: null,
  author: true,
  texts: [],
  figures: 0,
  forwarded: false,
  post: null,
  identifier: null,
  reviewed: false,
  written: false,
  command: false,
};
const READER = { author: false } as const;
const LINK = { texts: ["https://arxiv.org/abs/2407.01392"], identifier: PAPER } as const;
const TEXT = "Diffusion Forcing\n\nлютая статья по диффузии";

const TABLE: readonly (readonly [string, Partial<Incoming>, Intent])[] = [
  ["a question that waits takes a line", { asked: "title", texts: ["диффузия"] }, { kind: "answer" }],
  ["a question that waits takes a link", { asked: "text", ...LINK }, { kind: "answer" }],
  [
    "a question that waits takes a file named as a paper",
    { asked: "paper", figures: 1, identifier: PAPER },
    { kind: "answer" },
  ],
  ["a question that waits takes a figure", { asked: "text", figures: 3 }, { kind: "answer" }],
  [
    "a question that waits takes a forward from the channel",
    { asked: "settle", texts: ["x"], post: 7 },
    { kind: "answer" },
  ],
  [
    "a question that waits is not answered by a command",
    { asked: "text", texts: ["/new"], command: true },
    { kind: "none" },
  ],
  ["a question that waits is not answered by a sticker", { asked: "text" }, { kind: "none" }],
  [
    "a post forwarded from the channel opens it",
    { texts: [TEXT], forwarded: true, post: 812 },
    { kind: "post", messageId: 812 },
  ],
  ["for a reader too", { ...READER, texts: [TEXT], post: 812 }, { kind: "post", messageId: 812 }],
  ["an author's lone link to a new paper begins a draft", LINK, { kind: "draft-paper", identifier: PAPER }],
  [
    "an author's lone link to a reviewed paper shows its posts",
    { ...LINK, reviewed: true },
    { kind: "paper", identifier: PAPER, mayDraft: true },
  ],
  [
    "a reader's lone link shows the paper's posts",
    { ...LINK, ...READER },
    { kind: "paper", identifier: PAPER, mayDraft: false },
  ],
  [
    "a file named as a paper is that paper",
    { figures: 1, identifier: PAPER },
    { kind: "draft-paper", identifier: PAPER },
  ],
  ["a figure is a draft", { figures: 1 }, { kind: "draft" }],
  ["an album with a caption is a draft", { figures: 4, texts: ["подпись"] }, { kind: "draft" }],
  ["two paragraphs are a draft", { texts: [TEXT] }, { kind: "draft" }],
  ["two lines are a draft", { texts: ["одна\nдругая"] }, { kind: "draft" }],
  ["two messages at once are a draft", { texts: ["одна", "другая"] }, { kind: "draft" }],
  ["a very long line is a draft", { texts: ["а".repeat(LONG_LINE)] }, { kind: "draft" }],
  [
    "a line just below that is a search",
    { texts: ["а".repeat(LONG_LINE - 1)] },
    { kind: "search", query: "а".repeat(LONG_LINE - 1), mayDraft: true },
  ],
  ["a forwarded line is a draft", { texts: ["сделать разбор"], forwarded: true }, { kind: "draft" }],
  [
    "an author's short line is a search",
    { texts: ["рефьюзал вектор"] },
    { kind: "search", query: "рефьюзал вектор", mayDraft: true },
  ],
  [
    "a line with line feeds around it is short",
    { texts: ["\n диффузия \n"] },
    { kind: "search", query: "диффузия", mayDraft: true },
  ],
  [
    "a reader's line is a search",
    { ...READER, texts: ["вектор"] },
    { kind: "search", query: "вектор", mayDraft: false },
  ],
  [
    "a reader's paragraphs are a search",
    { ...READER, texts: [TEXT] },
    { kind: "search", query: TEXT, mayDraft: false },
  ],
  [
    "a reader's photo with a caption is a search for it",
    { ...READER, figures: 1, texts: ["что это"] },
    { kind: "search", query: "что это", mayDraft: false },
  ],
  ["a reader's photo alone is nothing", { ...READER, figures: 1 }, { kind: "none" }],
  ["a sticker is nothing", {}, { kind: "none" }],
  ["blanks are nothing", { texts: ["  "] }, { kind: "none" }],
  ["a command is not for drafting", { texts: ["/search x"], command: true }, { kind: "none" }],
];

for (const [name, incoming, intent] of TABLE) {
  test(name, () => assert.deepEqual(intentOf({ ...NOTHING, ...incoming }), intent));
}
