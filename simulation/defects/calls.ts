import { PAPERBOY, type Program } from "../program.ts";
import { keptFrom, ported, publications, sending } from "./ported.ts";

/** Publishers that call wrongly. */
export const CALLS: readonly Program[] = [
  sending("forgets how long to wait", (send) => async (...call) => {
    const sent = await send(...call);
    const flooded = "refusal" in sent && sent.refusal.code === "too-many-requests";
    return flooded ? { ok: false, refusal: { code: "too-many-requests", retryAfterSeconds: 0 } } : sent;
  }),
  { ...PAPERBOY, name: "runs in two processes at once", locks: false },
  publications("sends the parts in the wrong order", (own) => ({
    get: (id) => {
      const publication = own.get(id);
      return publication === null ? null : { ...publication, messages: publication.messages.toReversed() };
    },
  })),
  publications("resumes at the wrong part", (own) => ({
    get: (id) => {
      const publication = own.get(id);
      if (publication === null || publication.state !== "intended") return publication;
      const messages = publication.messages.map((message, i) =>
        i === 0 && message.state === "sent" ? { ...message, state: "intended" as const } : message,
      );
      return {
        ...publication,
        messages: publication.messages.every(({ state }) => state === "sent") ? publication.messages : messages,
      };
    },
  })),
  {
    ...publications("lets the last go first", (own) => ({ intended: () => own.intended().toReversed() })),
    shownBy: 55,
  },
  publications("forgets the last part of a series", (own) => ({
    intend: (draftId, channelId, intent) => {
      const { messages } = intent;
      return own.intend(draftId, channelId, {
        ...intent,
        messages: messages.slice(0, Math.max(1, messages.length - 1)),
      });
    },
  })),
  ported("lets every post sound", (ports) => ({
    ...ports,
    drafts: {
      ...ports.drafts,
      load: (id) => {
        const draft = ports.drafts.load(id);
        return draft === null ? null : { ...draft, options: { ...draft.options, silent: false } };
      },
    },
  })),
  ported("pins nothing", (ports) => ({ ...ports, sending: { ...ports.sending, pin: async () => "pinned" } })),
  {
    ...ported("pins the last message of a post", (ports) => {
      const last = ports.db
        .prepare<[number], number>(
          `SELECT max(value)
             FROM publication_message, json_each(message_ids)
            WHERE publication_id = (SELECT publication_id
                                      FROM publication_message, json_each(message_ids)
                                     WHERE value = ?)`,
        )
        .pluck();
      const pin: typeof ports.sending.pin = (chatId, id) => ports.sending.pin(chatId, last.get(id) ?? id);
      return { ...ports, sending: { ...ports.sending, pin } };
    }),
    shownBy: 10,
  },
  {
    ...publications("goes on with a post whose beginning is out in other words", (own) => ({
      alive: (draftId) => {
        const publication = own.alive(draftId);
        if (publication?.state !== "intended") return publication;
        const left = publication.messages.filter(({ state }) => state !== "sent");
        return left.length === 0 ? publication : { ...publication, messages: left };
      },
    })),
    shownBy: 21,
  },
  ported("sends what was thrown away", (ports) => ({
    ...ports,
    drafts: { ...ports.drafts, ...keptFrom(ports.drafts) },
  })),
  sending("answers no message", (send) => (chatId, outgoing) => send(chatId, outgoing, null)),
  sending("protects nothing", (send) => (chatId, outgoing, replyTo) => {
    const { protect_content: _, ...open } = outgoing;
    return send(chatId, open as typeof outgoing, replyTo);
  }),
  {
    ...ported("takes a restore for confirmed", (ports) => ({
      ...ports,
      held: () => {
        ports.db.prepare("UPDATE restored SET confirmed_at = restored_at, confirmed_by = 1").run();
        return false;
      },
    })),
    shownBy: 86,
  },
  publications("puts off for hours", (own) => ({
    delay: (id, refusal, until) => own.delay(id, refusal, until + 3 * 3_600_000),
  })),
  publications("calls a network that is down without a pause", (own) => ({
    delay: (id, refusal, until) => own.delay(id, refusal, refusal.code === "not-reached" ? until - 990 : until),
  })),
];
