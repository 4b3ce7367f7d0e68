/** What the buttons under cards and questions do. */
export const VERBS = [
  "open", // shows the card again
  "menu", // another keyboard under the same card
  "ask", // asks for a part
  "read", // reads the text as Markdown, or as it is
  "file", // sends the text as a Markdown file
  "publish",
  "preview",
  "rehearse", // shows it in the channel for rehearsals
  "kind",
  "layout", // how the post becomes messages
  "swap", // the same, from the card itself: the rich form, or a classic one
  "raise", // a figure one place to the front
  "lower", // a figure one place to the end
  "drop", // a figure out
  "paper", // a paper out
  "tag", // a tag out
  "add", // a suggested tag in
  "author", // an author in or out
  "mend",
  "unmend", // takes the last mend back
  "wave",
  "follow", // makes the draft an addition to a post
  "anyway", // writes anew about a paper that was reviewed
  "option", // how it goes out: silently, pinned, protected
  "delete",
  "restore",
  "make", // makes a draft of what was taken for a search
  "write", // begins a draft about a paper
  "search", // searches for what was taken for a draft
  "merge", // moves what came into another draft
  "done",
  "skip",
  "back",
  "cancel",
  "there", // the post is in the channel
  "this", // this message of the channel is the post
  "gone", // it is not
  "undo", // takes back what is not out yet
] as const;
export type Verb = (typeof VERBS)[number];

/** A press: what it does to which draft, and the draft's version that the presser saw. */
export interface Press {
  readonly verb: Verb;
  readonly draftId: number;
  readonly version: number;
  /** What else the verb needs, "" if nothing: word characters and hyphens, at most 24. */
  readonly arg: string;
}

const PATTERN = /^d:([a-z]{1,10}):([0-9a-z]{1,10}):([0-9a-z]{1,8}):([\w-]{0,24})$/;

/** At most 64 bytes of callback data. */
export function encode({ verb, draftId, version, arg }: Press): string {
  return `d:${verb}:${draftId.toString(36)}:${version.toString(36)}:${arg}`;
}

/** The callback data of a button that shows this draft as it is now. */
export function press(
  { draft }: { readonly draft: { readonly id: number; readonly version: number } },
  verb: Verb,
  arg = "",
): string {
  return encode({ verb, draftId: draft.id, version: draft.version, arg });
}

/** Null for a button of somebody else's, or one that this version of the bot does not know. */
export function decode(data: string): Press | null {
  const [, name, draftId = "", version = "", arg = ""] = PATTERN.exec(data) ?? [];
  const verb = VERBS.find((known) => known === name);
  if (verb === undefined) return null;
  return { verb, draftId: Number.parseInt(draftId, 36), version: Number.parseInt(version, 36), arg };
}

/** A short name for something that a button refers to and that is found again by computing the name anew. */
export function token(text: string): string {
  let hash = 0x811c9dc5; // FNV-1a
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(36);
}
