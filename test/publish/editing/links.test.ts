import assert from "node:assert/strict";
import { test } from "node:test";
import { concat, linked, plainly } from "../../../src/document/document.ts";
import { promote } from "../../../src/document/promote.ts";
import { toClassic } from "../../../src/document/twin/twin.ts";
import type { PostPart } from "../../../src/post/standing.ts";
import { linksOf, withLink } from "../../../src/publish/editing/links.ts";
import { figure, text, textsOf } from "./parts.ts";

const OLD = "https://arxiv.org/abs/2407.13729";
const NEW = "https://arxiv.org/abs/2406.11717";
const DOCUMENT = concat(plainly("код на https://github.com/a/b, и "), linked("👀LINK", OLD));

test("links are named in reading order: those under words, and those that stand there themselves", () => {
  assert.deepEqual(linksOf([figure(1), text(2, "", { document: DOCUMENT })]), [
    { label: "https://github.com/a/b", url: "https://github.com/a/b" },
    { label: "👀LINK", url: OLD },
  ]);
});

test("another address goes under the same words, and where the post shows the old one beside its text", () => {
  const preview = { is_disabled: false, url: OLD, prefer_large_media: true };
  const parts = [text(1, "", { document: DOCUMENT, preview, buttons: [[{ text: "📄", url: OLD }]] })];
  const planned = withLink(parts, 1, NEW);
  assert.ok(planned.ok);
  const [part] = planned.parts;
  assert.ok(part?.form === "text");
  assert.equal(part.document.text, DOCUMENT.text);
  assert.equal(linksOf(planned.parts)[1]?.url, NEW);
  assert.equal(part.preview?.url, NEW);
  assert.deepEqual(part.buttons, [[{ text: "📄", url: NEW }]]);
});

test("an address that stands in the text is written anew, and what follows stays under its words", () => {
  const planned = withLink([text(1, "", { document: DOCUMENT })], 0, "https://github.com/longer/name");
  assert.deepEqual(textsOf(planned), [[1, "код на https://github.com/longer/name, и 👀LINK"]]);
  assert.ok(planned.ok);
  assert.deepEqual(linksOf(planned.parts)[1], { label: "👀LINK", url: OLD });
});

test("the second message of a series is told from the first", () => {
  const parts = [text(1, "", { document: DOCUMENT }), text(2, `и ${OLD}`, { continues: "\n" })];
  const planned = withLink(parts, 2, NEW);
  assert.deepEqual(textsOf(planned), [
    [1, DOCUMENT.text],
    [2, `и ${NEW}`],
  ]);
});

test("a rich message's link leads elsewhere in the document and in its twin", () => {
  const rich = promote(DOCUMENT);
  const part: PostPart = { form: "rich", messageId: 1, rich, document: toClassic(rich).document };
  const at = linksOf([part]).findIndex(({ url }) => url === OLD);
  const planned = withLink([part], at, NEW);
  assert.ok(planned.ok);
  assert.equal(linksOf(planned.parts)[at]?.url, NEW);
  assert.ok(!JSON.stringify(planned.parts).includes(OLD));
});

test("what does not fit, a forward, and a link that is not there are told", () => {
  const full = text(1, `${"а".repeat(4_090)} a.b`, { document: plainly(`${"а".repeat(4_070)} https://github.com/a`) });
  assert.deepEqual(textsOf(withLink([full], 0, "https://github.com/abcdefg")), {
    code: "text-long",
    form: "text",
    length: 4_097,
    max: 4_096,
    over: 1,
  });
  assert.deepEqual(textsOf(withLink([text(1, OLD, { forwarded: true })], 0, NEW)), { code: "forwarded" });
  assert.deepEqual(textsOf(withLink([text(1, "нет")], 0, NEW)), { code: "no-place" });
});
