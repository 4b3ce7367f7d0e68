import type { Draft } from "../../src/archive/drafts.ts";
import type { PublisherPorts } from "../../src/publish/ports.ts";
import type { Publisher } from "../../src/publish/publisher.ts";
import { PAPERBOY, type Program } from "../program.ts";
import { attempting, handled, ported, publications } from "./ported.ts";

/** Bots that keep, or tell, what is not so. */
export const RECORDS: readonly Program[] = [
  publications("writes nothing before the call", (own) => ({
    mark: (id, position, state, ids) => {
      if (state !== "calling") own.mark(id, position, state, ids);
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
  publications("does not keep the ids it was given", (own) => ({
    mark: (id, position, state, ids) => {
      if (state !== "sent") own.mark(id, position, state, ids);
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
  {
    ...ported("keeps no transaction together", (ports, life) => {
      const transaction = (change: (...args: unknown[]) => unknown) => Object.assign(change, { immediate: change });
      const db = new Proxy(ports.db, {
        get: (target, key) => (key === "transaction" ? transaction : Reflect.get(target, key)),
      });
      return life.isAlive() ? { ...ports, db } : ports;
    }),
    shownBy: 63,
  },
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
  {
    ...PAPERBOY,
    name: "takes people's word while a request may still be acted on",
    createPublisher: (ports) => {
      let settles = false;
      const list: PublisherPorts["attempts"]["list"] = (id) => (settles ? [] : ports.attempts.list(id));
      const publisher = PAPERBOY.createPublisher({ ...ports, attempts: { ...ports.attempts, list } });
      const settle: Publisher["settle"] = (id, truth) => {
        settles = true;
        try {
          return publisher.settle(id, truth);
        } finally {
          settles = false;
        }
      };
      return { ...publisher, settle };
    },
  },
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
];
