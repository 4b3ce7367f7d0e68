import type { Message, Update } from "@grammyjs/types";

/** An update as it waits in its lane. */
export interface Waiting {
  readonly update: Update;
  /** When it came into the inbox, ms. */
  readonly receivedAt: number;
  /** The same for all that a process which ended had in hand as one; null where none had. */
  readonly batch: number | null;
}

export interface Patience {
  /** How long after a part another may still belong to it, ms. */
  readonly quiet: number;
  /** How long the first part waits at most, ms. */
  readonly cap: number;
}

export interface Gathering {
  /** The first waiting update and those that belong to it, in the order of their messages. */
  readonly batch: readonly [Update, ...Update[]];
  /** When it may be handled, ms; in the past where it need not wait. */
  readonly readyAt: number;
}

/**
 * Decides which of the updates that wait in one lane, in inbox order, are one batch, and until when more of it may
 * come. Parts of an album are one; so is what a person pastes or forwards to the bot in one go. Everything else, a
 * short text, a command, a button, is a batch of its own and handled at once.
 *
 * What a process had in hand as one when it ended is one again, without anything that came since: what was done for it
 * then is done, and would not be done for more.
 */
export function gather(waiting: readonly [Waiting, ...Waiting[]], { quiet, cap }: Patience): Gathering {
  const [first, ...rest] = waiting;
  if (first.batch !== null) {
    const begun = [first, ...rest.filter(({ batch }) => batch === first.batch)];
    return { batch: inOrder(begun), readyAt: first.receivedAt };
  }
  const start = partOf(first.update);
  if (start === null) return { batch: [first.update], readyAt: first.receivedAt };
  const parts = [{ message: start, update: first.update, receivedAt: first.receivedAt }];
  let closed = false; // something else was sent in between: only parts of an album still belong
  for (const { update, receivedAt } of rest) {
    const before = parts.at(-1) as (typeof parts)[number];
    const message = messageOf(update);
    const inTime = receivedAt - before.receivedAt <= quiet && receivedAt - first.receivedAt <= cap;
    const belongs =
      message !== null &&
      inTime &&
      (parts.some((part) => sameAlbum(part.message, message)) ||
        (!closed && samePaste(before.message, message, quiet)));
    if (belongs) parts.push({ message, update, receivedAt });
    else closed = true;
  }
  const last = parts.at(-1) as (typeof parts)[number];
  return {
    batch: inOrder(parts),
    readyAt: Math.min(last.receivedAt + quiet, first.receivedAt + cap),
  };
}

function inOrder(parts: readonly Pick<Waiting, "update">[]): [Update, ...Update[]] {
  const number = (update: Update) => messageOf(update)?.message_id ?? 0;
  return parts.map(({ update }) => update).sort((a, b) => number(a) - number(b)) as [Update, ...Update[]];
}

/** A text from which on it reads as a part of a post, in UTF-16 units. */
const LONG = 300;
/** Telegram's apps cut a pasted text at 4,096 units, earlier where a line or a word ends. */
const CUT = 3_000;

function messageOf(update: Update): Message | null {
  return update.message ?? update.channel_post ?? null;
}

/** The message, if it may be a part of something larger. */
function partOf(update: Update): Message | null {
  const message = messageOf(update);
  return message !== null && (message.media_group_id !== undefined || isPastePart(message)) ? message : null;
}

function isPastePart(message: Message): boolean {
  if (message.chat.type !== "private" || isCommand(message)) return false;
  return (
    message.forward_origin !== undefined ||
    message.photo !== undefined ||
    message.video !== undefined ||
    message.animation !== undefined ||
    message.document !== undefined ||
    message.rich_message !== undefined ||
    isLong(message.text ?? "")
  );
}

function isLong(text: string): boolean {
  return text.length >= LONG || /\S[^\S\n]*\n\s*\S/.test(text);
}

function isCommand(message: Message): boolean {
  return message.entities?.some((entity) => entity.type === "bot_command" && entity.offset === 0) ?? false;
}

function sameAlbum(a: Message, b: Message): boolean {
  return a.media_group_id !== undefined && a.media_group_id === b.media_group_id;
}

/**
 * Dates are compared too, because what waited at Telegram for a day comes into the inbox in one moment. They are
 * whole seconds.
 */
function samePaste(before: Message, message: Message, quiet: number): boolean {
  if (before.chat.type !== "private") return false;
  const rest = (before.text?.length ?? 0) >= CUT && message.text !== undefined && !isCommand(message);
  return (isPastePart(message) || rest) && Math.abs(message.date - before.date) <= Math.ceil(quiet / 1000) + 1;
}
