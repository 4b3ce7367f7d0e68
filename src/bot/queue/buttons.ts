/** What the buttons of the queue do. */
export const VERBS = [
  "plan", // opens the choice of a time in a message of its own
  "open", // the same, in the message under which it stands
  "keep", // leaves the time as it is
  "month", // a month to choose a day from
  "day", // the hours of a day
  "hour", // the minutes of an hour
  "set", // gives the draft this time
  "off", // takes it out of the queue
  "agenda",
  "pick", // chooses a post of the agenda
  "up",
  "down",
  "swap", // with whom to change times
  "with",
  "slots", // free slots to move to
  "now", // asks once more
  "out", // publishes at once
  "edit", // lets an edit go out
  "pause",
  "resume",
  "view", // a month of what is planned and published
  "days", // a day of it
  "week", // the weekly slots
  "wh", // hours for another slot
  "wm", // minutes for it
  "wt", // the weekdays of a time
  "wd", // a weekday on or off
  "wg", // several weekdays at once
  "zone", // whose clock a person reads
  "zc", // the channel's clock
] as const;
export type Verb = (typeof VERBS)[number];

/** A press: what it does, with which draft (0: none), and the row's revision that the presser saw (0: any). */
export interface Press {
  readonly verb: Verb;
  readonly draftId: number;
  readonly revision: number;
  /** What else the verb needs: word characters, hyphens, slashes and signs, at most 36. */
  readonly arg: string;
}

const PATTERN = /^q:([a-z]{1,7}):([0-9a-z]{1,10}):([0-9a-z]{1,8}):([\w+/-]{0,36})$/;

/** At most 64 bytes of callback data. */
export function encode({ verb, draftId, revision, arg }: Press): string {
  return `q:${verb}:${draftId.toString(36)}:${revision.toString(36)}:${arg}`;
}

/** The callback data of a button about a row, or about nothing in particular. */
export function press(
  verb: Verb,
  row: { readonly draftId: number; readonly revision?: number } | null = null,
  arg: string | number = "",
): string {
  return encode({ verb, draftId: row?.draftId ?? 0, revision: row?.revision ?? 0, arg: String(arg) });
}

/** Null for a button of somebody else's, or one that this version of the bot does not know. */
export function decode(data: string): Press | null {
  const [, name, draftId = "", revision = "", arg = ""] = PATTERN.exec(data) ?? [];
  const verb = VERBS.find((known) => known === name);
  if (verb === undefined) return null;
  return { verb, draftId: Number.parseInt(draftId, 36), revision: Number.parseInt(revision, 36), arg };
}

/** An instant in a button: whole minutes. */
export function toMinutes(at: number): string {
  return Math.floor(at / 60_000).toString(36);
}

/** Null where it is none. */
export function fromMinutes(arg: string): number | null {
  return /^[0-9a-z]{1,8}$/.test(arg) ? Number.parseInt(arg, 36) * 60_000 : null;
}
