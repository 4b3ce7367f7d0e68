import type { Draft } from "../src/archive/drafts.ts";
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

function attempting(name: string, change: (own: PublisherPorts["attempts"]) => Partial<PublisherPorts["attempts"]>) {
  return ported(name, (ports) => ({ ...ports, attempts: { ...ports.attempts, ...change(ports.attempts) } }));
}

function handled(name: string, handling: NonNullable<Program["handling"]>): Program {
  return { ...PAPERBOY, name, handling };
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
  ported("tells of a refusal where nobody knows", (ports) => ({
    ...ports,
    tell: (event) => {
      const refused = { status: "refused", refusal: { code: "other", description: "" } } as const;
      return ports.tell(event.outcome.status === "unknown" ? { ...event, outcome: refused } : event);
    },
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
  { ...PAPERBOY, name: "takes an update for handled before it is", acknowledges: "before" },
  handled("keeps no text of a draft", ({ drafts }) => ({ drafts: { ...drafts, addText: () => true } })),
  handled("keeps no change of a draft", ({ drafts }) => ({ drafts: { ...drafts, replaceMessage: () => true } })),
  ported("sends a draft as it was at first", (ports) => {
    const first = new Map<number, Draft["content"]>();
    const load = (id: number): Draft | null => {
      const draft = ports.drafts.load(id);
      if (draft === null) return null;
      const content = first.get(id) ?? draft.content;
      first.set(id, content);
      return { ...draft, content };
    };
    // Each draft is looked at as soon as it is there.
    const remember = (): void => {
      for (const { id } of ports.db.prepare<[], { id: number }>("SELECT id FROM draft").all()) load(id);
      ports.timers.after(500, remember);
    };
    remember();
    return { ...ports, drafts: { ...ports.drafts, load } };
  }),
  sending("answers no message", (send) => (chatId, outgoing) => send(chatId, outgoing, null)),
  sending("protects nothing", (send) => (chatId, outgoing, replyTo) => {
    const { protect_content: _, ...open } = outgoing;
    return send(chatId, open as typeof outgoing, replyTo);
  }),
  scheduled("lets planned posts out while the queue rests", (ports) => ({
    ...ports,
    schedule: { ...ports.schedule, pausedSince: () => null },
  })),
  scheduled("lets planned posts out late", (ports) => ({
    ...ports,
    timers: { after: (ms, run) => ports.timers.after(ms + 55_000, run) },
  })),
  ported("takes a restore for confirmed", (ports) => ({
    ...ports,
    held: () => {
      ports.db.prepare("UPDATE restored SET confirmed_at = restored_at, confirmed_by = 1").run();
      return false;
    },
  })),
  publications("puts off for hours", (own) => ({
    delay: (id, refusal, until) => own.delay(id, refusal, until + 3 * 3_600_000),
  })),
  publications("calls a network that is down without a pause", (own) => ({
    delay: (id, refusal, until) => own.delay(id, refusal, refusal.code === "not-reached" ? until - 990 : until),
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
  ported("sends what changed while it waited", (ports) => {
    const get: typeof ports.publications.get = (id) => {
      const publication = ports.publications.get(id);
      if (publication === null) return null;
      return { ...publication, version: ports.drafts.load(publication.draftId)?.version ?? publication.version };
    };
    return { ...ports, publications: { ...ports.publications, get } };
  }),
  {
    ...PAPERBOY,
    name: "takes a press under an older card for one under the newest",
    createPublisher: (ports) => {
      const publisher = PAPERBOY.createPublisher(ports);
      const versionOf = (draftId: number, version: number) => ports.drafts.load(draftId)?.version ?? version;
      return {
        ...publisher,
        publish: (press) => publisher.publish({ ...press, version: versionOf(press.draftId, press.version) }),
      };
    },
  },
  attempting("knows no message of the channel", (own) => ({
    begin: (id, attempt) => own.begin(id, { ...attempt, lastMessageId: null }),
  })),
  attempting("keeps no fingerprint", (own) => ({
    begin: (id, attempt) => own.begin(id, { ...attempt, fingerprint: "" }),
  })),
  attempting("does not keep what became of a call", (own) => ({
    end: (id, number, outcome, refusal) => {
      if (outcome !== "sent") own.end(id, number, outcome, refusal);
    },
  })),
  ported("archives no link to the post before", (ports) => ({
    ...ports,
    posts: { ...ports.posts, add: (post) => ports.posts.add({ ...post, followsPostId: null }) },
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
