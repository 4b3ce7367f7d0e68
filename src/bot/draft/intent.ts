import type { Identifier } from "../../paper/identifier.ts";

/** What is known of a private message, or of several that came as one, before anything is done with it. */
export interface Incoming {
  /** The question that waits in this chat, if any. */
  readonly asked: string | null;
  /** Whether the person may draft. */
  readonly author: boolean;
  /** Texts and captions in order, without empty ones. */
  readonly texts: readonly string[];
  readonly figures: number;
  /** Every message is a forward of something that is no post of the served channel. */
  readonly forwarded: boolean;
  /** The message of the served channel that was forwarded, and nothing else with it. */
  readonly post: number | null;
  /** The one identifier that the whole message is: a link, an id, or the name of a file such as `2407.01392v2.pdf`. */
  readonly identifier: Identifier | null;
  /** Whether the channel has a post about the paper of `identifier`. */
  readonly reviewed: boolean;
  /** Something of it is a Markdown file or a rich message. */
  readonly written: boolean;
  /** It is a command: whatever waits, it is no answer. */
  readonly command: boolean;
}

export type Intent =
  /** The waiting question's answer. */
  | { readonly kind: "answer" }
  /** Show this post of the channel. */
  | { readonly kind: "post"; readonly messageId: number }
  /** Show what the channel has about this paper; an author is offered to write about it. */
  | { readonly kind: "paper"; readonly identifier: Identifier; readonly mayDraft: boolean }
  /** Begin a draft about this paper and ask for its text. */
  | { readonly kind: "draft-paper"; readonly identifier: Identifier }
  /** All that came is a draft. */
  | { readonly kind: "draft" }
  /** Search for these words; an author is offered to make a draft of them instead. */
  | { readonly kind: "search"; readonly query: string; readonly mayDraft: boolean }
  /** Nothing that drafting or search can use. */
  | { readonly kind: "none" };

/** UTF-16 units from which on a single line reads as a text and not as a query. */
export const LONG_LINE = 300;

/** What a private message means. A guess is always shown with the one tap that undoes it. */
export function intentOf(incoming: Incoming): Intent {
  const { asked, author, texts, figures, forwarded, post, identifier, reviewed, command, written } = incoming;
  if (command) return { kind: "none" };
  if (asked !== null && (texts.length > 0 || figures > 0)) return { kind: "answer" };
  if (post !== null) return { kind: "post", messageId: post };
  if (identifier !== null) {
    return author && !reviewed ? { kind: "draft-paper", identifier } : { kind: "paper", identifier, mayDraft: author };
  }
  if (author && (written || figures > 0 || texts.length > 1 || texts.some((text) => forwarded || isLong(text)))) {
    return { kind: "draft" };
  }
  const query = texts.join("\n").trim();
  return query === "" ? { kind: "none" } : { kind: "search", query, mayDraft: author };
}

/** Two paragraphs or more, or one that nobody would search for. */
function isLong(text: string): boolean {
  return text.length >= LONG_LINE || /\S[^\S\n]*\n\s*\S/.test(text);
}
