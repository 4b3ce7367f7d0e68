import type { Definition, FootnoteDefinition, Nodes } from "mdast";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import { unified } from "unified";
import type { Reading } from "../finding.ts";
import { nothingSeen } from "../html/inline.ts";
import { seenFindings } from "../html/read.ts";
import type { RichDocument } from "../rich/document.ts";
import { richFindings } from "../rich/findings.ts";
import { blocksOfMarkdown, footnoteBlocks } from "./blocks.ts";
import { refusalOf } from "./guard.ts";
import type { Reader } from "./inline.ts";

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkMath).freeze();

/**
 * Markdown as a rich document: GFM with tables, task lists and footnotes, `$…$` and `$$…$$`, Telegram's `==marked==` and
 * `||spoiler||`, and the tags of Rich HTML; other tags are text. A picture with an http(s) link is that picture; any
 * other is a figure of the post (`figurePlace`): the one whose number it gives, `![](2)`, or else the next.
 *
 * Not read where `refusalOf` says so, in time linear in the length.
 */
export function readMarkdown(markdown: string): Reading<RichDocument> {
  const refusal = refusalOf(markdown);
  if (refusal !== null) return { ok: false, findings: [refusal] };
  const tree = parser.parse(markdown);
  const definitions = new Map<string, Definition>();
  const notes: FootnoteDefinition[] = [];
  const called = new Map<string, number>();
  for (const node of everyNode(tree)) {
    if (node.type === "definition" && !definitions.has(node.identifier)) definitions.set(node.identifier, node);
    if (node.type === "footnoteDefinition") notes.push(node);
    if (node.type === "footnoteReference" && !called.has(node.identifier)) called.set(node.identifier, called.size + 1);
  }
  // A note that nothing calls is still shown, after the others.
  for (const { identifier } of notes) if (!called.has(identifier)) called.set(identifier, called.size + 1);
  const tagged = [...markdown.matchAll(/<tg-reference\s+name="([^"<>]*)"/gi)].map(([, name = ""]) => name);
  const seen = nothingSeen(new Set([...[...called.keys()].map((identifier) => identifier.toLowerCase()), ...tagged]));
  const reader: Reader = {
    source: markdown,
    parse: (source) => parser.parse(source.trim()).children,
    seen,
    definitions,
    footnotes: called,
    figures: [],
    places: { count: 0 },
  };
  const blocks = [...blocksOfMarkdown(tree.children, reader), ...footnoteBlocks(notes, reader)];
  const document: RichDocument = { blocks };
  return { ok: true, document, findings: [...seenFindings(seen), ...richFindings(document)] };
}

/** In reading order, without recursion. */
function* everyNode(root: Nodes): Generator<Nodes> {
  const waiting: Nodes[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    if ("children" in node) waiting.push(...node.children.toReversed());
  }
}
