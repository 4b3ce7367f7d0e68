import type { Channel } from "../archive/channels.ts";
import type { Draft } from "../archive/drafts.ts";
import type { Publication } from "../archive/publications.ts";
import type { OutgoingMessage } from "../post/outgoing.ts";
import { isPublishable } from "../post/schema.ts";
import { deliver } from "./delivery.ts";
import { type Endings, outcomeOf, refused, sentOf } from "./endings.ts";
import { layout } from "./layout.ts";
import { isOvertaken } from "./overtaken.ts";
import type { PublisherPorts } from "./ports.ts";
import type { PublishOutcome } from "./publisher.ts";

/** What a wish leads to: an answer at once, or a publication that is on its way. */
export type Begun =
  | { readonly next: "answer"; readonly outcome: PublishOutcome }
  | { readonly next: "send"; readonly publicationId: number };

/** Who wants which version in the channel, and when. */
export interface Wish {
  readonly draftId: number;
  readonly version: number;
  readonly by: number;
  readonly origin: Publication["origin"];
  /** Wall clock, ms; null: after the channel's undo window. */
  readonly due: number | null;
}

/** What goes out, and whether it is pinned. */
interface Made {
  readonly messages: readonly OutgoingMessage[];
  readonly pin: boolean;
}

/** Writes down what is to go out. */
export interface Intents {
  /** Makes a wish an intent, or goes on with the one that stopped; runs in a transaction of the caller's. */
  begin(wish: Wish): Begun;
}

export function createIntents(
  ports: Pick<PublisherPorts, "publications" | "attempts" | "drafts" | "channel" | "now">,
  { find, halt, doubt }: Pick<Endings, "find" | "halt" | "doubt">,
  isCalling: (publicationId: number) => boolean,
): Intents {
  const { publications, attempts, drafts, now } = ports;

  const begin = (wish: Wish): Begun => {
    const { draftId, version } = wish;
    const draft = drafts.load(draftId);
    const before = publications.alive(draftId);
    if (before !== null && draft?.version === version && givesWay(before, draft)) giveUp(before);
    const alive = publications.alive(draftId);
    if (draft?.state === "published" || alive?.state === "sent") return answer({ status: "already" });
    if (alive !== null && isCalling(alive.id)) return answer({ status: "already" });
    // A call without its record: the process died, or the disk failed.
    if (alive?.messages.some(({ state }) => state === "calling")) {
      doubt(alive);
      return answer(outcomeOf(find(alive.id), now()));
    }
    if (alive?.state === "unknown") return answer(outcomeOf(alive, now()));
    // All of it is in the channel, only the record failed: what the draft is now does not matter.
    if (alive?.messages.every(({ state }) => state === "sent")) return { next: "send", publicationId: alive.id };
    if (alive !== null && (alive.refusal === null || alive.retryAt !== null)) return answer(outcomeOf(alive, now()));
    if (draft?.state !== "open" || draft.version !== version) return answer({ status: "changed" });
    const channel = ports.channel();
    if (channel === null || channel.id !== draft.channelId) return answer(refused({ code: "channel-not-found" }));
    const made = messagesOf(draft, channel);
    if (made === null) return answer({ status: "changed" });
    return alive === null ? intend(wish, draft, channel, made) : resume(wish, alive, draft, made);
  };

  /** A press on the changed draft, while what was pressed before still waits: that stays back in any case. */
  const givesWay = (waiting: Publication, draft: Draft): boolean => {
    const { id, state, refusal, messages } = waiting;
    const isUntouched = state === "intended" && refusal === null && messages.every((each) => each.state === "intended");
    if (!isUntouched || draft.state !== "open" || isCalling(id)) return false;
    return isOvertaken(waiting, draft, attempts.list(id).length > 0);
  };

  /** What comes of the new press is told in its place. */
  const giveUp = (waiting: Publication): void => {
    halt(waiting, { code: "changed" });
    publications.told(waiting.id, find(waiting.id).untold);
  };

  const intend = (wish: Wish, draft: Draft, channel: Channel, made: Made): Begun => {
    const { version, content } = draft;
    const { origin, by: requestedBy, due } = wish;
    const window = channel.settings.undoSeconds * 1_000;
    const releaseAt = due ?? (window === 0 ? null : now() + window);
    const intent = { version, content, requestedBy, origin, releaseAt, ...made };
    return { next: "send", publicationId: publications.intend(draft.id, channel.id, intent) };
  };

  /** Goes on where the channel stopped taking. What it has must still be the beginning of the post. */
  const resume = (wish: Wish, alive: Publication, draft: Draft, made: Made): Begun => {
    const begins = sentOf(alive).every(
      ({ outgoing }, i) => JSON.stringify(outgoing) === JSON.stringify(made.messages[i]),
    );
    if (!begins) return answer(refused({ code: "partly-sent" }, alive));
    const { version, content } = draft;
    publications.resume(alive.id, { version, content, requestedBy: wish.by, ...made });
    return { next: "send", publicationId: alive.id };
  };

  return { begin };
}

function answer(outcome: PublishOutcome): Begun {
  return { next: "answer", outcome };
}

function messagesOf(draft: Draft, { settings }: Channel): Made | null {
  if (!isPublishable(draft.content, settings)) return null;
  const laidOut = layout(draft.content, settings);
  if (!laidOut.ok) return null;
  const { messages, pin } = deliver(laidOut.messages, draft.options, settings);
  return { messages, pin };
}
