import { CAPTION_LENGTH, MESSAGE_LENGTH } from "../document/limits.ts";
import { identifierLabel, identifierUrl, isPaper } from "../paper/identifier.ts";
import type { Finding } from "../post/finding.ts";
import { nearParameter } from "../post/near.ts";
import type { LinkButtons, OutgoingMessage } from "../post/outgoing.ts";
import type { LayoutName, PostContent } from "../post/post.ts";
import { emptyFinding, lengthFinding } from "../post/rules.ts";
import type { ChannelSettings } from "../post/settings.ts";
import { FORMS, type Laying, laying, limitOf } from "./layout/forms.ts";
import { inTurn, type Part } from "./layout/messages.ts";

export type { LayoutName } from "../post/post.ts";

/** Why a post has the layout that it has. */
export interface Reason {
  /** Whose choice it is: of whoever drafts the post, of the channel, or of nobody. */
  readonly by: "person" | "channel" | "auto";
  /** The person's or the channel's choice, where the post does not fit it. */
  readonly unfit: LayoutName | null;
  /** UTF-16 units of the text, and how many the layout holds. */
  readonly length: number;
  readonly limit: number;
  /** Units that a caption holds, where the text stands beside its figures because it is longer. */
  readonly over: number | null;
}

/** A way in which a post can go out. */
export interface LaidOut {
  readonly name: LayoutName;
  readonly messages: readonly OutgoingMessage[];
}

export type Layout =
  | (LaidOut & { readonly ok: true; readonly reason: Reason })
  | { readonly ok: false; readonly finding: Finding };

/**
 * The messages that the channel would get, in order: in the layout that a person chose for this post, or the channel for
 * all of its posts, where it fits, else in the most classic one that loses nothing.
 */
export function layout(content: PostContent, settings: ChannelSettings): Layout {
  const finding = emptyFinding(content) ?? lengthFinding(content, settings);
  if (finding !== null) return { ok: false, finding };
  const post = laying(content, settings);
  const chosen = content.layout ?? null;
  const channels = settings.layout === "auto" ? null : settings.layout;
  for (const [by, name] of [["person", chosen] as const, ["channel", channels] as const]) {
    const laidOut = name === null ? null : lay(name, post);
    if (laidOut !== null) return { ok: true, ...laidOut, reason: reasonOf(laidOut.name, by, chosen, post) };
  }
  const laidOut = automatic(post).flatMap((name) => lay(name, post) ?? [])[0];
  if (laidOut === undefined) {
    // It was to be rich, and is too long, with what the template adds, for any other layout.
    const long = lengthFinding({ ...content, layout: "text" }, settings);
    if (long === null) throw new Error("No layout fits a post that nothing was found in.");
    return { ok: false, finding: long };
  }
  return { ok: true, ...laidOut, reason: reasonOf(laidOut.name, "auto", chosen ?? channels, post) };
}

/** Layouts that are offered at once. */
const OFFERED = 4;

/** The layouts that fit this very post, at most four, the most classic first; none where it cannot go out at all. */
export function fitting(content: PostContent, settings: ChannelSettings): readonly LaidOut[] {
  if (emptyFinding(content) !== null) return [];
  const post = laying(content, settings);
  if (lengthFinding({ ...content, layout: "text" }, settings) !== null) {
    // Too long for every classic layout: what is left is the one that holds more.
    const rich = lay("rich", post);
    return rich === null ? [] : [rich];
  }
  const fit = OFFERS.flatMap((name) => (name !== "rich" || isWorthRich(post) ? (lay(name, post) ?? []) : []));
  // A copy of a short text looks like the text: it is offered where there is room.
  const plain = fit.filter(({ name }) => name === "as-sent" && content.figures.length === 0);
  const rich = fit.filter(({ name }) => name === "rich");
  const classic = [...fit.filter((each) => !plain.includes(each) && !rich.includes(each)), ...plain];
  return [...classic.slice(0, OFFERED - rich.length), ...rich];
}

/** Some readers see nothing of a rich message: it is offered where it holds more than a classic one. */
function isWorthRich({ content, settings, length, groups }: Laying): boolean {
  if ((content.rich ?? null) !== null || content.layout === "rich" || settings.layout === "rich") return true;
  return length > (groups.length > 0 ? CAPTION_LENGTH : MESSAGE_LENGTH);
}

const OFFERS = [
  "caption",
  "album",
  "text",
  "as-sent",
  "figures-then-text",
  "preview-below",
  "text-then-figures",
  "series",
  "preview-above",
  "rich",
] as const satisfies readonly LayoutName[];

/** The layouts that are taken by themselves, the most classic first. */
function automatic({ settings }: Laying): readonly LayoutName[] {
  const copied: readonly LayoutName[] = settings.longCaptions === "taken" ? ["as-sent"] : [];
  return ["caption", "album", "text", ...copied, "figures-then-text", "series"];
}

function lay(name: LayoutName, post: Laying): LaidOut | null {
  const parts = FORMS[name](post);
  return parts === null ? null : { name, messages: inTurn(withButtons(parts, post), post.content) };
}

function reasonOf(name: LayoutName, by: Reason["by"], wanted: LayoutName | null, post: Laying): Reason {
  const { length, content } = post;
  const apart =
    name !== "caption" && name !== "album" && name !== "as-sent" && name !== "rich" && content.figures.length > 0;
  return {
    by,
    unfit: wanted === name || by === "person" ? null : wanted,
    length,
    limit: limitOf(name, post),
    over: apart && length > CAPTION_LENGTH ? CAPTION_LENGTH : null,
  };
}

/** The channel's buttons stand under the last message that has the text, unless that is an album, which takes none. */
function withButtons(parts: readonly Part[], { content, settings }: Laying): readonly Part[] {
  const buttons = buttonsOf(content, settings);
  const place = parts.findLastIndex((part) => "text" in part);
  const at = place === -1 ? parts.length - 1 : place;
  const part = parts[at];
  if (buttons.length === 0 || part === undefined || part.method === "sendMediaGroup") return parts;
  return parts.with(at, { ...part, buttons });
}

/** The papers, a row each, then the discussion and the similar posts beside each other, as far as the channel has them. */
function buttonsOf(content: PostContent, settings: ChannelSettings): LinkButtons {
  const { paperButton, discussButton, discussion, relatedButton, bot } = settings;
  const papers = paperButton ? content.papers.filter(({ identifier }) => isPaper(identifier)).slice(0, 3) : [];
  const near = nearParameter(content);
  const last = [
    ...(discussButton !== "" && discussion !== "" ? [{ text: discussButton, url: discussion }] : []),
    ...(relatedButton !== "" && bot !== "" && near !== null
      ? [{ text: relatedButton, url: `https://t.me/${bot}?start=${near}` }]
      : []),
  ];
  return [
    ...papers.map(({ identifier }) => [{ text: `📄 ${identifierLabel(identifier)}`, url: identifierUrl(identifier) }]),
    ...(last.length > 0 ? [last] : []),
  ];
}
