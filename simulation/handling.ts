import type { MessageEntity } from "@grammyjs/types";
import type { Attempts } from "../src/archive/attempts.ts";
import type { Channels } from "../src/archive/channels.ts";
import type { Drafts } from "../src/archive/drafts.ts";
import type { Effects } from "../src/archive/effects.ts";
import type { Posts } from "../src/archive/posts.ts";
import type { Publications } from "../src/archive/publications.ts";
import type { Restorations } from "../src/archive/restorations.ts";
import type { Schedule } from "../src/archive/schedule.ts";
import type { Slots } from "../src/archive/slots.ts";
import { apply } from "../src/bot/queue/changes.ts";
import { DELIVERY } from "../src/post/delivery.ts";
import type { Publisher } from "../src/publish/publisher.ts";
import type { CheckPorts } from "../src/publish/schedule/checks.ts";
import type { Scheduler } from "../src/publish/schedule/scheduler.ts";
import { toWritten } from "../src/publish/schedule/zone.ts";
import { pastMessage } from "../src/telegram/history.ts";
import type { Act, Update } from "./act.ts";
import { figuresOf } from "./posts.ts";
import type { Told } from "./told.ts";

export interface HandlingParts {
  readonly channelId: number;
  readonly zone: string;
  readonly now: () => number;
  readonly drafts: Drafts;
  readonly posts: Posts;
  readonly channels: Channels;
  readonly effects: Effects;
  readonly publications: Publications;
  readonly attempts: Attempts;
  readonly restorations: Restorations;
  readonly schedule: Schedule;
  readonly slots: Slots;
  readonly publishable: CheckPorts["publishable"];
  readonly publisher: Publisher;
  readonly scheduler: Scheduler;
  readonly tell: (told: Told) => void;
}

/** Handles what people did, as the bot's own handlers do, and as thinly. */
export function createHandling(parts: HandlingParts): (update: Update) => Promise<void> {
  const { channelId, zone, now, drafts, posts, channels, effects, publications, attempts, restorations } = parts;
  const { schedule, slots, publishable, publisher, scheduler, tell } = parts;

  const write = (id: number, person: number, { post, text, followsPostId }: Extract<Act, { kind: "write" }>): number =>
    effects.once(id, "write", () => {
      const draftId = drafts.create({ channelId, personId: person, style: "verbatim", authorIds: [person] });
      drafts.addText(draftId, { chatId: person, messageId: id * 100 }, { text, entities: titleOf(text) });
      for (const [i, figure] of figuresOf(post).entries()) {
        drafts.addFigure(draftId, { chatId: person, messageId: id * 100 + i + 1, mediaGroup: null }, figure);
      }
      for (const option of DELIVERY) if (post[option]) drafts.setOption(draftId, option, true);
      if (post.shape === "rich") drafts.setLayout(draftId, "rich");
      if (followsPostId !== null && posts.get(followsPostId) !== null) drafts.setFollows(draftId, followsPostId);
      return draftId;
    });

  const rewrite = (draftId: number, text: string): boolean => {
    const [piece] = drafts.load(draftId)?.pieces ?? [];
    const document = { text, entities: titleOf(text) };
    return piece !== undefined && drafts.replaceMessage(draftId, piece, { document, figure: null });
  };

  /** As a press under the agenda does. */
  const changeQueue = (id: number, person: number, { verb, draftId, other }: Extract<Act, { kind: "queue" }>): Told =>
    effects.once(id, "queue", (): Told => {
      const channel = channels.served();
      const row = schedule.find(draftId);
      if (channel === null || (draftId !== 0 && row === null)) {
        return { by: "queue", verb, draftId, done: false, planned: [] };
      }
      const press = { verb, draftId, revision: row?.revision ?? 0 };
      const arg = other === null ? "" : `${other}-${schedule.find(other)?.revision ?? 0}`;
      const parts = { schedule, slots, drafts, publishable, now };
      const done = apply(parts, { personId: person, channel }, { ...press, arg }, new Set()) === null;
      const planned = schedule.queue(channel.id).filter(({ state }) => state === "waiting");
      return { by: "queue", verb, draftId, done, planned: planned.map(({ draftId, due }) => ({ draftId, due })) };
    });

  return async ({ id, person, act }) => {
    // A button of before a restore.
    if ("publicationId" in act && publications.get(act.publicationId) === null) return;
    switch (act.kind) {
      case "write":
        return tell({ by: "saved", post: act.post.number, draftId: write(id, person, act) });
      case "rewrite":
        return tell({
          by: "rewritten",
          draftId: act.draftId,
          changed: rewrite(act.draftId, act.text),
          text: act.text,
        });
      case "press": {
        const { draftId, version } = act;
        const outcome = await publisher.publish({ draftId, version, by: person, updateId: id });
        return tell({ by: "answer", draftId, requestedBy: person, outcome });
      }
      case "schedule": {
        const { draftId, due } = act;
        const draft = drafts.load(draftId);
        const planned = draft?.state === "open" && publications.alive(draftId) === null;
        if (planned) {
          const { version } = draft;
          schedule.plan({ draftId, channelId, written: toWritten(due, zone), due, version, by: person });
        }
        tell({ by: "scheduled", draftId, planned, due });
        return scheduler.wake();
      }
      case "queue":
        tell(changeQueue(id, person, act));
        return scheduler.wake();
      case "withdraw": {
        const { publicationId } = act;
        return tell({ by: "withdrawal", publicationId, outcome: publisher.withdraw(publicationId) });
      }
      case "throw-away": {
        const { draftId } = act;
        drafts.remove(draftId);
        tell({ by: "thrown-away", draftId, done: drafts.load(draftId)?.state === "deleted" });
        return scheduler.wake();
      }
      case "settle": {
        const { publicationId, messageIds } = act;
        const truth =
          messageIds === null
            ? { there: false as const, anew: act.anew === true }
            : { there: true as const, messageIds };
        return tell({ by: "settlement", publicationId, outcome: publisher.settle(publicationId, truth) });
      }
      case "noticed": {
        const { message } = act;
        attempts.noteForeign(channelId, message.message_id);
        return publisher.noticed(message.chat.id, pastMessage(message));
      }
      case "confirm": {
        for (const draftId of act.done) drafts.remove(draftId);
        const restoration = restorations.pausedSince();
        if (restoration !== null) restorations.confirm(restoration.id, person);
        publisher.start();
        scheduler.wake();
        return;
      }
    }
  };
}

/** The first line stands out: a formatting of the person's own, beside those that Telegram finds. */
function titleOf(text: string): MessageEntity[] {
  return [{ type: "bold", offset: 0, length: text.split("\n", 1)[0]?.length ?? 0 }];
}
