import type { PublisherPorts } from "../../src/publish/ports.ts";
import type { Sent } from "../../src/telegram/publishing.ts";
import { PAPERBOY, type Program } from "../program.ts";
import { attempting, ported, publications, sending } from "./ported.ts";

const isUnknown = (sent: Sent): boolean => !sent.ok && !("refusal" in sent);

const TEN_MINUTES = 600_000;

/** Publishers that are wrong about what is in doubt. */
export const LOOKING: readonly Program[] = [
  sending("sends again what is unknown", (send) => async (...call) => {
    const sent = await send(...call);
    return isUnknown(sent) ? await send(...call) : sent;
  }),
  sending("takes an unknown outcome for a refusal", (send) => async (...call) => {
    const sent = await send(...call);
    return isUnknown(sent) ? { ok: false, refusal: { code: "other", description: "" } } : sent;
  }),
  ported("judges too early that a message is absent", (ports) => ({
    ...ports,
    attempts: {
      ...ports.attempts,
      list: (id) => ports.attempts.list(id).map((attempt) => ({ ...attempt, beganAt: attempt.beganAt - TEN_MINUTES })),
    },
    timers: { after: (ms, run) => ports.timers.after(ms === 510_000 ? 5_000 : ms, run) },
  })),
  ported("believes that the channel is empty", (ports) => ({
    ...ports,
    history: { ...ports.history, recent: async () => ({ messages: [], all: true }) },
  })),
  {
    ...PAPERBOY,
    name: "does not look at what was interrupted",
    createPublisher: (ports) => ({ ...PAPERBOY.createPublisher(ports), recover: () => undefined }),
  },
  ported("asks people instead of looking", (ports) => ({
    ...ports,
    history: { ...ports.history, recent: async () => "closed", has: async () => "closed", read: async () => "closed" },
  })),
  ported("tells of a refusal where nobody knows", (ports) => ({
    ...ports,
    tell: (event) => {
      const refused = { status: "refused", refusal: { code: "other", description: "" } } as const;
      return ports.tell(event.outcome.status === "unknown" ? { ...event, outcome: refused } : event);
    },
  })),
  publications("looks once", (own) => ({
    looked: (id, look) => {
      const isFirst = look.looks === 0 && look.lookAt !== null && !look.tell;
      own.looked(id, isFirst ? { ...look, looks: 1, lookAt: (look.lookAt ?? 0) + 515_000 } : look);
    },
  })),
  {
    ...PAPERBOY,
    name: "sends what nobody could take back",
    createPublisher: (ports) => {
      let recovers = false;
      const settle: PublisherPorts["publications"]["settle"] = (id, state, end) => {
        if (!recovers || end.refusal?.code !== "interrupted") ports.publications.settle(id, state, end);
      };
      const publisher = PAPERBOY.createPublisher({ ...ports, publications: { ...ports.publications, settle } });
      const recover = (): void => {
        recovers = true;
        publisher.recover();
        recovers = false;
      };
      return { ...publisher, recover };
    },
  },
  attempting("knows no message of the channel", (own) => ({
    begin: (id, attempt) => own.begin(id, { ...attempt, lastMessageId: null }),
  })),
  publications("lets a post in doubt hold the others", (own) => ({
    intended: () => (own.unknown().length > 0 ? [] : own.intended()),
  })),
  ported("takes a gap for somebody's message", (ports) => {
    const { has, read } = ports.history;
    return {
      ...ports,
      history: {
        ...ports.history,
        has: async (chatId, id) => {
          const there = await has(chatId, id);
          return there === false ? await has(chatId, id + 1) : there;
        },
        read: async (chatId, id) => {
          const message = await read(chatId, id);
          if (message !== "absent") return message;
          return { messageId: id, postedAt: 0, text: "", entities: [], figure: null, rich: null, service: true };
        },
      },
    };
  }),
];
