import type { ChannelSettings } from "../src/post/settings.ts";
import type { PublisherPorts } from "../src/publish/ports.ts";
import type { Sent } from "../src/telegram/publishing.ts";
import { PAPERBOY, type Program } from "./program.ts";

const isUnknown = (sent: Sent): boolean => !sent.ok && !("refusal" in sent);

/** A publisher whose calls end otherwise. */
function sending(name: string, change: (send: PublisherPorts["sending"]["send"]) => PublisherPorts["sending"]["send"]) {
  return ported(name, (ports) => ({ ...ports, sending: { ...ports.sending, send: change(ports.sending.send) } }));
}

function publications(
  name: string,
  change: (own: PublisherPorts["publications"]) => Partial<PublisherPorts["publications"]>,
) {
  return ported(name, (ports) => ({
    ...ports,
    publications: { ...ports.publications, ...change(ports.publications) },
  }));
}

function ported(name: string, ports: NonNullable<Program["ports"]>): Program {
  return { ...PAPERBOY, name, ports };
}

function scheduled(name: string, scheduling: NonNullable<Program["scheduling"]>): Program {
  return { ...PAPERBOY, name, scheduling };
}

/** A scheduler that follows other rules for what was missed than its channel has. */
function late(name: string, rules: Partial<ChannelSettings["late"]>): Program {
  return scheduled(name, (ports) => ({
    ...ports,
    channels: {
      served: () => {
        const channel = ports.channels.served();
        if (channel === null) return null;
        return { ...channel, settings: { ...channel.settings, late: { ...channel.settings.late, ...rules } } };
      },
    },
  }));
}

const TEN_MINUTES = 600_000;

/** Publishers that are wrong in one way each, so that the simulation shows what it would notice. */
export const DEFECTS: readonly Program[] = [
  sending("sends again what is unknown", (send) => async (...call) => {
    const sent = await send(...call);
    return isUnknown(sent) ? await send(...call) : sent;
  }),
  sending("takes an unknown outcome for a refusal", (send) => async (...call) => {
    const sent = await send(...call);
    return isUnknown(sent) ? { ok: false, refusal: { code: "other", description: "" } } : sent;
  }),
  sending("forgets how long to wait", (send) => async (...call) => {
    const sent = await send(...call);
    const flooded = "refusal" in sent && sent.refusal.code === "too-many-requests";
    return flooded ? { ok: false, refusal: { code: "too-many-requests", retryAfterSeconds: 0 } } : sent;
  }),
  { ...PAPERBOY, name: "runs in two processes at once", locks: false },
  publications("writes nothing before the call", (own) => ({
    mark: (id, position, state, ids) => {
      if (state !== "calling") own.mark(id, position, state, ids);
    },
  })),
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
  ported("tells before it is on disk", (ports) => ({
    ...ports,
    publications: {
      ...ports.publications,
      settle: (id, state, end) => {
        const publication = ports.publications.get(id);
        if (state === "sent" && publication !== null && end.postId !== undefined) {
          const { draftId, requestedBy, messages } = publication;
          const messageIds = messages.flatMap((message) => message.messageIds);
          const outcome = { status: "sent", postId: end.postId, messageIds, link: "" } as const;
          ports.tell({ publicationId: id, draftId, requestedBy, outcome }).catch(() => undefined);
        }
        ports.publications.settle(id, state, end);
      },
    },
  })),
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
    ...ported("is ten minutes ahead", (ports) => ({ ...ports, now: () => ports.now() + TEN_MINUTES })),
    scheduling: (ports) => ({ ...ports, now: () => ports.now() + TEN_MINUTES }),
  },
  ported("has no undo window", (ports) => ({
    ...ports,
    channel: () => {
      const channel = ports.channel();
      return channel === null ? null : { ...channel, settings: { ...channel.settings, undoSeconds: 0 } };
    },
  })),
  {
    ...PAPERBOY,
    name: "does not look at what was interrupted",
    createPublisher: (ports) => ({ ...PAPERBOY.createPublisher(ports), recover: () => undefined }),
  },
  publications("lets the last go first", (own) => ({ intended: () => own.intended().toReversed() })),
  publications("forgets the last part of a series", (own) => ({
    intend: (draftId, channelId, intent) => {
      const { messages } = intent;
      return own.intend(draftId, channelId, {
        ...intent,
        messages: messages.slice(0, Math.max(1, messages.length - 1)),
      });
    },
  })),
  publications("does not keep the ids it was given", (own) => ({
    mark: (id, position, state, ids) => {
      if (state !== "sent") own.mark(id, position, state, ids);
    },
  })),
  ported("asks people instead of looking", (ports) => ({
    ...ports,
    history: { ...ports.history, recent: async () => "closed", has: async () => "closed", read: async () => "closed" },
  })),
  ported("tells nobody", (ports) => ({ ...ports, tell: async () => undefined })),
  ported("throws drafts away when they are out", (ports) => ({
    ...ports,
    drafts: {
      ...ports.drafts,
      published: (id) => {
        ports.db.prepare("DELETE FROM draft_text WHERE draft_id = ?").run(id);
        return ports.drafts.published(id);
      },
    },
  })),
  ported("archives only the first message", (ports) => ({
    ...ports,
    posts: {
      ...ports.posts,
      add: (post) => ports.posts.add({ ...post, messageIds: [post.messageIds[0]] }),
    },
  })),
  scheduled("lets planned posts out ten minutes early", (ports) => ({
    ...ports,
    publisher: { release: (request) => ports.publisher.release({ ...request, due: 0 }) },
    now: () => ports.now() + TEN_MINUTES,
  })),
  late("lets missed posts out all at once", { apartMinutes: 0 }),
  late("lets missed posts out in quiet hours", { quietFrom: 0, quietTo: 0 }),
  scheduled("lets posts out that are no longer planned", (ports) => {
    const seen = new Set<number>();
    const queue: typeof ports.schedule.queue = (channelId) => {
      const rows = ports.schedule.queue(channelId);
      for (const { draftId } of rows) seen.add(draftId);
      const all = [...seen].flatMap((id) => ports.schedule.find(id) ?? []);
      const off = all
        .filter(({ state }) => state === "cancelled")
        .map((row) => ({ ...row, state: "waiting" as const }));
      return [...rows, ...off];
    };
    return { ...ports, schedule: { ...ports.schedule, queue } };
  }),
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
  late("lets posts out however late they are", { graceMinutes: 10_000 }),
  ported("keeps no transaction together", (ports, life) => {
    const transaction = (change: (...args: unknown[]) => unknown) => Object.assign(change, { immediate: change });
    const db = new Proxy(ports.db, {
      get: (target, key) => (key === "transaction" ? transaction : Reflect.get(target, key)),
    });
    return life.isAlive() ? { ...ports, db } : ports;
  }),
];
