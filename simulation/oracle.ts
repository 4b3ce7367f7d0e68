import type { Db } from "../src/archive/database.ts";
import { postOf, type TrueChannel } from "./channel.ts";
import type { Clock } from "./clock.ts";
import type { People } from "./people.ts";
import type { Plan } from "./plan.ts";
import { partsOf } from "./posts.ts";
import { createReleaseWatch } from "./release-watch.ts";
import type { SimulatedTelegram } from "./telegram.ts";
import type { Told } from "./told.ts";
import type { Wish } from "./wish.ts";

/** By how much a person may be left waiting for word while the bot runs, ms: this is the stated bound. */
export const BOUND = 60 * 60_000;

/** The channel's default, ms. */
const UNDO_WINDOW = 30_000;

export interface OracleOptions {
  readonly plan: Plan;
  readonly clock: Clock;
  /** What the bot's clock shows. */
  readonly wall: () => number;
  readonly db: () => Db;
  readonly channel: TrueChannel;
  readonly telegram: SimulatedTelegram;
  readonly people: People;
  /** Since when a process runs and is awake, ms; null while none does. */
  readonly upSince: () => number | null;
}

/** Knows the truth, and says what the bot did wrong: one sentence for each. */
export interface Oracle {
  /** After every step. */
  watch(): void;
  /** Whenever a person is told something, before anything else happens. */
  heard(told: Told): void;
  /** When all is quiet. */
  atRest(): void;
  readonly violations: readonly string[];
}

export function createOracle({ plan, clock, wall, db, channel, telegram, people, upSince }: OracleOptions): Oracle {
  const violations: string[] = [];
  const start = clock.now();
  const complain = (text: string): void => {
    if (!violations.includes(text)) violations.push(text);
  };
  const copies = (wish: Wish) =>
    channel.all().filter(({ part, deletedAt }) => part !== null && postOf(part) === wish.post.number && !deletedAt);
  const pending = (wish: Wish) =>
    telegram
      .requests()
      .filter(({ parts }) => parts.some((part) => postOf(part) === wish.post.number))
      .filter(({ effectAt, made }) => effectAt !== null && made.length === 0);
  const isThere = (id: number) => channel.all().some((message) => message.id === id && message.request !== null);

  /** Exactly once, whole and in order. */
  const wholeness = (wish: Wish): void => {
    const { number, follows } = wish.post;
    const expected = partsOf(wish.post);
    const there = copies(wish).map(({ part }) => part as string);
    for (const part of new Set(there)) {
      const times = there.filter((other) => other === part).length;
      if (times > 1) complain(`part ${part} of post ${number} is in the channel ${times} times`);
    }
    if (wish.deleted) return;
    const order = expected.filter((part) => there.includes(part));
    if (order.join() !== there.join() && new Set(there).size === there.length) {
      complain(`post ${number} is in the channel out of order: ${there.join(", ")}`);
    }
    const last = there.at(-1);
    if (last !== undefined && there.length < expected.indexOf(last) + 1) {
      complain(`post ${number} has part ${last} in the channel and lacks one before it`);
    }
    const first = people.wishes.find(({ post }) => post.number === follows);
    const before = first !== undefined && (first.deleted || copies(first).length === partsOf(first.post).length);
    if (follows !== null && there.length > 0 && !before) complain(`post ${number} is out before post ${follows}`);
  };

  const earliness = (wish: Wish): void => {
    const { number } = wish.post;
    const first = telegram.requests().find(({ parts }) => parts.some((part) => postOf(part) === number));
    if (first === undefined) return;
    if (wish.approvedAt === null || first.at < wish.approvedAt)
      complain(`post ${number} is sent, and nobody wanted it`);
    else if (wish.firstDueAt !== null && first.wall < wish.firstDueAt)
      complain(`post ${number} is sent before its time`);
    // The window is measured by whatever the clock says.
    else if (wish.firstDueAt === null && first.at < wish.approvedAt + UNDO_WINDOW && plan.jumps.length === 0) {
      complain(`post ${number} is sent before the undo window is over`);
    }
  };

  const patience = (): void => {
    for (const { number } of telegram.impatient()) {
      if (plan.jumps.length === 0) complain(`request ${number} was made although Telegram had told to wait`);
    }
  };

  const promptness = (wish: Wish): void => {
    const up = upSince();
    // Whoever stands behind a post that is delayed waits with it: that one's delay is told.
    const isBehind = wish.state !== "delayed" && people.wishes.some(({ state }) => state === "delayed");
    // While the queue rests, and until what rested is told of, nobody is owed anything.
    const time = clock.now() - start;
    const rests = plan.paused.some(({ at, ms }) => at <= time && time < at + ms + BOUND);
    if (
      wish.owedAt === null ||
      up === null ||
      (rests && wish.state === "scheduled") ||
      wall() <= wish.owedAt ||
      isBehind
    ) {
      wish.overdueSince = null;
      return;
    }
    wish.overdueSince ??= clock.now();
    if (clock.now() - Math.max(up, wish.overdueSince) > BOUND) {
      complain(`nobody was told of post ${wish.post.number} (${wish.state}) for ${BOUND / 60_000} min`);
    }
  };

  /** What is told has to be so: in the channel, and on disk. */
  const truth = (wish: Wish, told: Extract<Told, { by: "answer" | "event" | "withdrawal" | "settlement" }>): void => {
    const { outcome } = told;
    // After a restore, an admin has put its draft away because it is out.
    if (wish.withdrawn) return;
    const { number } = wish.post;
    if (outcome.status === "sent") {
      if (!outcome.messageIds.every(isThere)) complain(`post ${number} was told to be out and is not`);
      const expected = partsOf(wish.post).length;
      if (outcome.messageIds.length < expected && !wish.deleted) complain(`post ${number} was told to be out in part`);
      const row = db()
        .prepare<[number], { state: string }>("SELECT state FROM publication WHERE post_id = ?")
        .get(outcome.postId);
      if (row?.state !== "sent") complain(`post ${number} was told to be out before it was on disk`);
    }
    // A draft that a restore opened again may be refused while the post of before is in the channel.
    if (outcome.status === "refused" && outcome.partly === undefined && plan.restored === null) {
      if (copies(wish).length > 0)
        complain(`post ${number} was told to be refused (${outcome.refusal.code}) and is there`);
      if (pending(wish).length > 0) complain(`post ${number} was told to be refused and may still appear`);
    }
    if (outcome.status === "refused" && outcome.partly !== undefined) {
      const told = outcome.partly.messageIds;
      if (!told.every(isThere))
        complain(`post ${number} was told to be out in part, with messages that are not its own`);
    }
    if (outcome.status === "unknown" && outcome.lookAt === null && told.by === "event") {
      const { profile, lookup, forward } = plan.ways;
      // A newcomer knows no message to count from, and a wrong clock misleads it then.
      const dated = !plan.newcomer || plan.jumps.length === 0;
      // Without its rights, or under another id, the bot reads nothing by itself.
      const barred = plan.banned.length > 0 || plan.migratedAt !== null;
      const readable = !barred && ((profile && dated) || (lookup && forward && !plan.newcomer));
      // After a restore nobody knows what came since the copy was made.
      if (
        readable &&
        plan.restored === null &&
        !plan.looksFail &&
        !people.wishes.some(({ edited }) => edited) &&
        !channel.all().some(({ deletedAt }) => deletedAt !== null)
      )
        complain(`post ${number} was flagged although the channel can be read`);
    }
  };

  /** A wording that was told to be kept before anything was intended is what goes out, or a later one. */
  const kept = new Map<Wish, number>();
  let read = 0;
  const revisions = (): void => {
    const requests = telegram.requests();
    for (; read < requests.length; read++) {
      const request = requests[read];
      const wording = Number(/In wording (\d+)/.exec(JSON.stringify(request?.call.payload))?.[1] ?? Number.NaN);
      const wish = people.wishes.find(({ post }) => request?.parts.some((part) => postOf(part) === post.number));
      if (wish === undefined || plan.restored !== null) continue;
      if (wording < (kept.get(wish) ?? 0)) complain(`post ${wish.post.number} is sent in an older wording`);
    }
  };
  const isIntended = (draftId: number): boolean =>
    db().prepare<[number], unknown>("SELECT 1 FROM publication WHERE draft_id = ?").get(draftId) !== undefined;

  /** Silent and pinned as was chosen. */
  const delivery = (wish: Wish): void => {
    const { number, silent = false, pin = false } = wish.post;
    const there = copies(wish);
    // Of a series only the first message makes a sound.
    if (
      !wish.deleted &&
      there.some((message, i) => message.silent !== (silent || (i > 0 && message.request !== there[0]?.request)))
    )
      complain(`post ${number} is out with another sound`);
    const pinned = there.some((message) => message.pinned);
    if (wish.state !== "sent" || wish.deleted || plan.restored !== null || pinned === pin) return;
    // What Telegram refused to pin stays as it is.
    if (pinned || plan.banned.length === 0) complain(`post ${number} is ${pin ? "not " : ""}pinned`);
  };

  const releases = createReleaseWatch({ plan, db, telegram, complain });

  const draftText = (draftId: number): string | null =>
    db()
      .prepare<[number], string>("SELECT text FROM draft_text WHERE draft_id = ? ORDER BY position LIMIT 1")
      .pluck()
      .get(draftId) ?? null;

  /** Nothing that people were told to be kept is lost. */
  const keeping = (wish: Wish): void => {
    const { number } = wish.post;
    if (wish.draftId === null) return;
    if (draftText(wish.draftId) === null) complain(`the draft of post ${number} is lost`);
    if (wish.state !== "sent" || wish.postId === null) return;
    const kept = db()
      .prepare<[number], number>("SELECT message_id FROM post_message WHERE post_id = ? ORDER BY position")
      .pluck()
      .all(wish.postId);
    if (kept.join() !== wish.messageIds.join()) complain(`the archive has other messages of post ${number}`);
  };

  return {
    violations,
    watch: () => {
      patience();
      revisions();
      releases.watch();
      for (const wish of people.wishes) {
        wholeness(wish);
        earliness(wish);
        promptness(wish);
      }
    },
    heard: (told) => {
      if (told.by === "saved") {
        if (draftText(told.draftId) === null) complain(`post ${told.post} was told to be saved and is not`);
        return;
      }
      if (told.by === "rewritten") {
        if (told.changed && draftText(told.draftId) !== told.text) complain("a change was told to be saved and is not");
        const wish = people.wishOf(told.draftId);
        const wording = Number(/In wording (\d+)/.exec(told.text)?.[1]);
        if (told.changed && wish !== null && !isIntended(told.draftId)) kept.set(wish, wording);
        return;
      }
      if (told.by === "scheduled" || told.by === "queue" || told.by === "receipt") return;
      const wish =
        told.by === "answer" || told.by === "event"
          ? people.wishOf(told.draftId)
          : people.wishOfPublication(told.publicationId);
      if (wish !== null) truth(wish, told);
    },
    atRest: () => {
      const living = db()
        .prepare<[], number>("SELECT count(*) FROM publication_message WHERE state = 'calling'")
        .pluck();
      if ((living.get() ?? 0) > 0) complain("a call is still being made at rest");
      for (const wish of people.wishes) {
        keeping(wish);
        delivery(wish);
        const { number } = wish.post;
        if (wish.draftId === null && !wish.withdrawn) complain(`post ${number} was never saved`);
        if (wish.state !== "sent" && !wish.withdrawn && wish.approvedAt !== null) {
          complain(`post ${number} did not come to its end: ${wish.state}`);
        }
        const there = copies(wish).length;
        if (wish.state === "sent" && !wish.deleted && there !== partsOf(wish.post).length) {
          complain(`post ${number} is told to be out, with ${there} of ${partsOf(wish.post).length} parts`);
        }
      }
    },
  };
}
