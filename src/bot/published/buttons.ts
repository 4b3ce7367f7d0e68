/** What the buttons under a published post's card, and under what it asks, do. */
export const VERBS = [
  "open", // shows the card
  "menu", // another keyboard under the same card
  "ask", // asks for a part, after a look at the channel
  "mine", // asks all the same, though the post was changed in the channel
  "swap", // a rich message becomes a text, or the other way round
  "twin", // the classic twin of a rich message where it takes others
  "file", // sends the text as a Markdown file
  "read", // reads what was sent as Markdown, or as it is
  "take", // takes over what stands in the channel
  "tag", // a tag out
  "paper", // a paper out
  "button", // a button under the post out
  "offer", // a button with the link of a paper
  "look", // the same words in another look
  "pin",
  "unpin",
  "down", // takes the post down
  "see", // what a revision changed
  "back", // brings a revision back
  "reply", // begins a draft that answers the post
  "after", // begins a draft that points back to it
  "anew", // begins a draft with what the post has
  "cancel",
] as const;
export type Verb = (typeof VERBS)[number];

/** A press: what it does to which post, and the post's last revision that the presser saw. */
export interface Press {
  readonly verb: Verb;
  readonly postId: number;
  readonly base: number;
  /** What else the verb needs, "" if nothing: word characters and hyphens, at most 24. */
  readonly arg: string;
}

const PATTERN = /^e:([a-z]{1,10}):([0-9a-z]{1,10}):([0-9a-z]{1,10}):([\w-]{0,24})$/;

/** At most 59 bytes of callback data. */
export function encode({ verb, postId, base, arg }: Press): string {
  return `e:${verb}:${postId.toString(36)}:${base.toString(36)}:${arg}`;
}

/** Null for a button of somebody else's, or one that this version of the bot does not know. */
export function decode(data: string): Press | null {
  const [, name, postId = "", base = "", arg = ""] = PATTERN.exec(data) ?? [];
  const verb = VERBS.find((known) => known === name);
  if (verb === undefined) return null;
  return { verb, postId: Number.parseInt(postId, 36), base: Number.parseInt(base, 36), arg };
}

/** The callback data by which others lead to a post's card. */
export const leadsToPost = {
  open: (postId: number): string => encode({ verb: "open", postId, base: 0, arg: "" }),
  update: (postId: number): string => encode({ verb: "open", postId, base: 0, arg: "update" }),
  pin: (postId: number): string => encode({ verb: "pin", postId, base: 0, arg: "" }),
} as const;
