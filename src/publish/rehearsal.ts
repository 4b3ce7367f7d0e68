import type { Api } from "grammy";
import { GrammyError, HttpError } from "grammy";
import type { Logger } from "pino";
import { messageLink } from "../archive/channels.ts";
import type { Draft } from "../archive/drafts.ts";
import type { Rehearsals } from "../archive/rehearsals.ts";
import type { Finding } from "../post/finding.ts";
import { answeredBy } from "../post/outgoing.ts";
import type { Refusal } from "../post/refusal.ts";
import type { ChannelSettings } from "../post/settings.ts";
import type { CheckedChat } from "../telegram/checkup.ts";
import type { Sending } from "../telegram/publishing.ts";
import { deliver } from "./delivery.ts";
import { layout } from "./layout.ts";

export type Rehearsed =
  | { readonly status: "shown"; readonly link: string }
  | { readonly status: "refused"; readonly refusal: Refusal }
  /** Telegram did not answer whether it arrived. */
  | { readonly status: "unknown"; readonly channel: string }
  /** The post cannot become messages as it is. */
  | { readonly status: "unfit"; readonly finding: Finding }
  /** There is no channel for rehearsals. */
  | { readonly status: "nowhere" };

/** Shows a draft in the channel for rehearsals exactly as it would go out, but for the sound. */
export interface Rehearsing {
  /** Whether there is a channel for rehearsals, as far as is known. */
  possible(): boolean;
  /** The draft's former rehearsal goes. Nothing of it is a publication: no record, no receipt. One at a time. */
  rehearse(draft: Draft, settings: ChannelSettings): Promise<Rehearsed>;
}

export interface RehearsalParts {
  readonly test: () => CheckedChat | null;
  readonly lostTest: () => void;
  readonly rehearsals: Rehearsals;
  /** The publishing one: nothing is repeated. */
  readonly sending: Pick<Sending, "send">;
  readonly api: Pick<Api, "deleteMessages">;
  readonly log: Logger;
}

/** Refusals after which no further rehearsal is offered. */
const LOST: ReadonlySet<Refusal["code"]> = new Set(["not-a-member", "no-right-to-post", "channel-not-found"]);

export function createRehearsing(parts: RehearsalParts): Rehearsing {
  const { test, lostTest, rehearsals, sending, api, log } = parts;
  let turn: Promise<unknown> = Promise.resolve();

  const removeFormer = async (draftId: number): Promise<void> => {
    const former = rehearsals.list(draftId);
    for (const chatId of new Set(former.map((message) => message.chatId))) {
      const ids = former.filter((message) => message.chatId === chatId).map(({ messageId }) => messageId);
      try {
        await api.deleteMessages(chatId, ids);
      } catch (error) {
        // Gone already, or no longer the bot's to delete: the new rehearsal stands below.
        if (!(error instanceof GrammyError || error instanceof HttpError)) throw error;
        log.warn({ err: error, draftId }, "a former rehearsal stays in the test channel");
      }
    }
    rehearsals.forget(draftId);
  };

  const show = async (draft: Draft, settings: ChannelSettings): Promise<Rehearsed> => {
    const chat = test();
    if (chat === null) return { status: "nowhere" };
    const laidOut = layout(draft.content, settings);
    if (!laidOut.ok) return { status: "unfit", finding: laidOut.finding };
    await removeFormer(draft.id);
    const earlier: number[] = [];
    for (const outgoing of deliver(laidOut.messages, draft.options, settings).messages) {
      // The post that it follows stands in the other channel.
      const replyTo = outgoing.replyToPrevious ? answeredBy(outgoing, earlier) : null;
      const sent = await sending.send(chat.chatId, { ...outgoing, disable_notification: true }, replyTo);
      if (!sent.ok) {
        if ("unknown" in sent) return { status: "unknown", channel: chat.title };
        if (LOST.has(sent.refusal.code)) lostTest();
        return { status: "refused", refusal: sent.refusal };
      }
      for (const messageId of sent.messageIds) rehearsals.add(draft.id, { chatId: chat.chatId, messageId });
      earlier.push(sent.messageIds[0]);
    }
    return { status: "shown", link: messageLink(chat, earlier[0] ?? 0) };
  };

  return {
    possible: () => test() !== null,
    rehearse: (draft, settings) => {
      const mine = turn.then(() => show(draft, settings));
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
}
