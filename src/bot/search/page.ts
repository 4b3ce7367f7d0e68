import type { InlineKeyboardButton } from "@grammyjs/types";
import { InlineKeyboard } from "grammy";
import type { Channel } from "../../archive/channels.ts";
import type { Paper } from "../../archive/papers.ts";
import type { ArchivedPost } from "../../archive/posts.ts";
import { type Identifier, identifierLabel, identifierUrl, parseIdentifierKey } from "../../paper/identifier.ts";
import type { SearchAnswer } from "../../search/search.ts";
import { clipped, shown } from "../../search/shown.ts";
import { escapeHtml, type Say } from "../words.ts";
import { arrows, button } from "./buttons.ts";
import { entryHtml, type Update } from "./entry.ts";
import { type ListedPage, type Listing, PAGE } from "./listing.ts";

/** A message of the search. */
export interface Answer {
  readonly html: string;
  readonly keyboard: InlineKeyboard;
}

/** One page of a listing as a message. `page` counts from 0. */
export function pageAnswer(view: {
  readonly say: Say;
  readonly channel: Channel;
  readonly now: number;
  readonly listing: Listing;
  readonly listed: ListedPage;
  readonly page: number;
  /** Null where there is nothing to turn or to sort. */
  readonly searchId: number | null;
  /** What the listing is called: an author's name, a paper. */
  readonly heading: string;
  readonly rows: readonly (readonly InlineKeyboardButton[])[];
  /** What was added to a post since, the oldest first. */
  readonly updatesOf: (post: ArchivedPost) => readonly Update[];
}): Answer {
  const { say, channel, now, listing, listed, page, searchId, heading, rows, updatesOf } = view;
  const pages = pageCount(listed.total);
  const notes = listed.answer === null ? [] : notesOf(say, listed.answer);
  const head = [
    pages > 1 ? `${heading} · ${say.html("search-page", { page: page + 1, pages })}` : heading,
    ...notes,
  ].join("\n");
  const entries = listed.hits.map((hit, index) =>
    entryHtml(say, channel, hit, listed.total > 1 ? page * PAGE + index + 1 : null, now, updatesOf(hit.post)),
  );
  const keyboard: InlineKeyboardButton[][] = [];
  if (searchId !== null) {
    const turning = arrows(page, pages, (to) => ({ kind: "page", searchId, page: to }));
    if (turning.length > 0) keyboard.push(turning);
    if (listing.kind === "words" && listed.total > 1) {
      const order = listing.order === "date" ? "relevance" : "date";
      keyboard.push([button(say.plain(`search-by-${order}`), { kind: "order", searchId, order })]);
    }
  }
  return {
    html: [head, ...entries].join("\n\n"),
    keyboard: new InlineKeyboard([...keyboard, ...rows.map((row) => [...row])]),
  };
}

export function pageCount(total: number): number {
  return Math.max(1, Math.ceil(total / PAGE));
}

/** What was done to find more: words that were read otherwise, and those that were found nowhere. */
function notesOf(say: Say, answer: SearchAnswer): string[] {
  const replaced = answer.replaced
    .filter(({ found }) => found !== null)
    .slice(0, 3)
    .map(({ kind, typed, found }) =>
      say.html(`search-replaced-${kind}`, { typed: word(typed), found: word(found ?? "") }),
    );
  const missing = answer.missing.slice(0, 5).map(word).join(", ");
  return missing === "" ? replaced : [...replaced, say.html("search-missing", { words: missing })];
}

function word(text: string): string {
  return clipped(shown(text), 40);
}

/** A query as it is repeated to the person: one line, not long. */
export function quoted(text: string): string {
  return clipped(shown(text), 100);
}

/** A paper as one line: its title as a link, then who wrote it and when, or its id where that is all there is. */
export function paperHtml(identifier: Identifier, paper: Paper | null): string {
  const label = identifierLabel(identifier);
  const title = paper?.title == null ? label : clipped(shown(paper.title), 200);
  const about = [paper?.byline == null ? null : shown(paper.byline), paper?.title == null ? null : label];
  const rest = about.filter((part) => part !== null).map((part) => ` · ${escapeHtml(clipped(part, 120))}`);
  return `<a href="${escapeHtml(identifierUrl(identifier))}">${escapeHtml(title)}</a>${rest.join("")}`;
}

/** The identifier of a paper's listing. */
export function identifierOf(listing: Listing & { kind: "paper" }): Identifier {
  const identifier = parseIdentifierKey(listing.key);
  if (identifier === null) throw new Error(`A listing holds no identifier: ${listing.key}`);
  return identifier;
}
