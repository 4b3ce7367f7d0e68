import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { type DocumentFinding, documentFinding, type Reading } from "../finding.ts";
import { SOURCE_DEPTH, SOURCE_LENGTH } from "../limits.ts";
import type { RichDocument } from "../rich/document.ts";
import { richFindings } from "../rich/findings.ts";
import { blocksOfNodes } from "./blocks.ts";
import { nothingSeen, type Seen } from "./inline.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;

/**
 * Rich HTML, and the plain tags of any page, as a rich document. Other tags are left out around their text, and named.
 * Not read where it is longer than `SOURCE_LENGTH` or nested deeper than `SOURCE_DEPTH`.
 */
export function readHtml(html: string): Reading<RichDocument> {
  if (html.length > SOURCE_LENGTH) {
    return refused(documentFinding("error", "source-long", { length: html.length, max: SOURCE_LENGTH }));
  }
  const source = closed(html);
  const depth = openTags(source);
  if (depth > SOURCE_DEPTH) {
    return refused(documentFinding("error", "source-nested", { depth, max: SOURCE_DEPTH }));
  }
  const nodes = parseFragment(source).childNodes;
  const seen = nothingSeen(referencesIn(nodes));
  const document: RichDocument = { blocks: blocksOfNodes(nodes, seen) };
  return { ok: true, document, findings: [...seenFindings(seen), ...richFindings(document)] };
}

/** What a reader tells of tags and links. */
export function seenFindings({ tags, links }: Seen): DocumentFinding[] {
  const names = [...tags.names].sort().slice(0, 5).join(", ");
  return [
    ...(tags.count > 0 ? [documentFinding("warning", "tag-unknown", { count: tags.count, tags: names })] : []),
    ...(links.count > 0
      ? [documentFinding("warning", "link-unusable", { count: links.count, url: links.first.slice(0, 100) })]
      : []),
  ];
}

/** Elements that Telegram lets close themselves, and HTML does not: `<tg-map …/>`. */
export function closed(html: string): string {
  return html.replaceAll(
    /<(tg-[a-z-]+|video|audio|a)((?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?)\/>/gi,
    (_, name: string, attributes: string) => `<${name}${attributes}></${name}>`,
  );
}

const VOID = new Set(["br", "hr", "img", "input", "source", "wbr", "meta", "link"]);
// Their end may be left out, so that opening tags do not tell how deep they are.
const OPTIONAL = new Set(["p", "li", "td", "th", "tr", "thead", "tbody", "tfoot"]);

/** The greatest number of tags that are open at once, counted in one pass before anything is parsed. */
function openTags(html: string): number {
  let [open, most] = [0, 0];
  for (const [, slash, name = ""] of html.matchAll(/<(\/?)([a-z][a-z0-9-]*)/gi)) {
    const tag = name.toLowerCase();
    if (VOID.has(tag) || OPTIONAL.has(tag)) continue;
    open = Math.max(0, open + (slash === "/" ? -1 : 1));
    most = Math.max(most, open);
  }
  return most;
}

function referencesIn(nodes: readonly Node[]): ReadonlySet<string> {
  const names = new Set<string>();
  const look = (list: readonly Node[]): void => {
    for (const node of list) {
      if (!("tagName" in node)) continue;
      const name = node.attrs.find((attribute) => attribute.name === "name")?.value;
      if (node.tagName === "tg-reference" && name !== undefined) names.add(name);
      look(node.childNodes);
    }
  };
  look(nodes);
  return names;
}

function refused(finding: DocumentFinding): Reading<RichDocument> {
  return { ok: false, findings: [finding] };
}
