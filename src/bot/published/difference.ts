import type { Revision } from "../../archive/revisions.ts";
import { figuresOfParts, type PostPart, type Snapshot, textOfParts } from "../../post/standing.ts";
import { buttonsOf } from "../../publish/editing/buttons.ts";
import { difference, shortened } from "../../publish/editing/difference.ts";
import { linksOf } from "../../publish/editing/links.ts";
import { looksOf } from "../../publish/editing/look.ts";
import { isSameText } from "../../publish/editing/plan.ts";
import { escapeHtml, type Say } from "../words.ts";
import type { PostView } from "./view.ts";

/** Units of HTML on one page of a difference: they fit beside the rest of the card. */
const PAGE = 2_000;
/** Units of a stretch that stay together. */
const STRETCH = 600;

/** A piece of a page: a stretch that came or went, or a line of its own. */
interface Piece {
  readonly html: string;
  readonly ends: boolean;
}

/** What a revision changed, as HTML, page by page: words that went struck through, words that came in bold. */
export function differencePages(view: PostView, revision: Revision, say: Say): readonly [string, ...string[]] {
  const at = view.revisions.findIndex(({ id }) => id === revision.id);
  const before = view.revisions[at - 1]?.snapshot ?? null;
  const { snapshot } = revision;
  if (before === null) return paged(wordsOf([{ kind: "same", text: textOfParts(snapshot.parts).text }]));
  if (revision.kind === "take-down") return [say.html("published-difference-down")];
  const pieces: Piece[] = [];
  const line = (html: string): void => {
    pieces.push({ html, ends: true });
  };
  const changed = (head: string, was: string, is: string): void => {
    if (was === is) return;
    if (head !== "") pieces.push({ html: `${head} `, ends: false });
    pieces.push(...wordsOf(shortened(difference(was, is))), { html: "", ends: true });
  };
  const [old, now] = [textOfParts(before.parts), textOfParts(snapshot.parts)];
  changed("", old.text, now.text);
  if (!now.text.includes(snapshot.title)) changed(say.html("published-difference-title"), before.title, snapshot.title);
  const [links, nowLinks] = [addresses(before), addresses(snapshot)];
  for (const url of links) if (!nowLinks.includes(url)) line(`🔗 <s>${escapeHtml(url)}</s>`);
  for (const url of nowLinks) if (!links.includes(url)) line(`🔗 <b>${escapeHtml(url)}</b>`);
  const sameLinks = links.join("\n") === nowLinks.join("\n");
  if (old.text === now.text && sameLinks && !isSameText(old, now)) line(say.html("published-difference-format"));
  if (filesOf(before) !== filesOf(snapshot)) line(say.html("published-difference-figures"));
  changed(say.html("published-difference-buttons"), labels(before.parts), labels(snapshot.parts));
  if (lookOf(before.parts) !== lookOf(snapshot.parts)) line(say.html("published-difference-look"));
  changed("🏷", before.tags.map(hash).join(" "), snapshot.tags.map(hash).join(" "));
  if (before.paperIds.join() !== snapshot.paperIds.join()) line(say.html("published-difference-papers"));
  return pieces.length === 0 ? [say.html("published-difference-none")] : paged(pieces);
}

/** What differs between two texts of a post, HTML, at most one page; "" where their words are the same. */
export function wordsBetween(before: readonly PostPart[], after: readonly PostPart[]): string {
  const [old, now] = [textOfParts(before).text, textOfParts(after).text];
  if (old === now) return "";
  const [first, ...more] = paged(wordsOf(shortened(difference(old, now))));
  return more.length === 0 ? first : `${first}…`;
}

function wordsOf(stretches: readonly { readonly kind: "same" | "gone" | "new"; readonly text: string }[]): Piece[] {
  return stretches.flatMap(({ kind, text }, i) =>
    cut(text).map((piece, j) => {
      // What came stands apart from what went in its place.
      const apart = j === 0 && kind === "new" && stretches[i - 1]?.kind === "gone" && /^\S/u.test(piece) ? " " : "";
      const shown = apart + escapeHtml(piece);
      return { html: kind === "same" ? shown : kind === "gone" ? `<s>${shown}</s>` : `<b>${shown}</b>`, ends: false };
    }),
  );
}

/** Pieces of a text, cut where words end if there is such a place. */
function cut(text: string): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > STRETCH) {
    const gap = rest.lastIndexOf(" ", STRETCH);
    const unit = rest.charCodeAt(STRETCH - 1);
    const end = gap > STRETCH / 2 ? gap : unit >= 0xd800 && unit < 0xdc00 ? STRETCH - 1 : STRETCH;
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...pieces, rest];
}

function paged(pieces: readonly Piece[]): readonly [string, ...string[]] {
  const pages: string[] = [];
  let page = "";
  for (const { html, ends } of pieces) {
    if (page !== "" && page.length + html.length > PAGE) {
      pages.push(page.trim());
      page = "";
    }
    page += ends ? `${html}\n` : html;
  }
  const [first = "", ...rest] = [...pages, page.trim()].filter((each) => each !== "");
  return [first, ...rest];
}

function filesOf({ parts }: Snapshot): string {
  return figuresOfParts(parts)
    .map(({ fileId }) => fileId)
    .join();
}

function addresses({ parts }: Snapshot): readonly string[] {
  return linksOf(parts).map(({ url }) => url);
}

function labels(parts: readonly PostPart[]): string {
  return buttonsOf(parts)
    .map(({ text }) => `[${text}]`)
    .join(" ");
}

function lookOf(parts: readonly PostPart[]): string | null {
  return looksOf(parts).now;
}

function hash(tag: string): string {
  return `#${tag}`;
}
