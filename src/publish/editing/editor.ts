import { isDeepStrictEqual } from "node:util";
import type { ArchivedPost } from "../../archive/posts.ts";
import type { Revision } from "../../archive/revisions.ts";
import { UnreadableError } from "../../archive/unreadable.ts";
import type { EditRefusal, PostPart, Snapshot } from "../../post/standing.ts";
import type { Edited } from "../../telegram/editing.ts";
import { type Change, changes } from "./plan.ts";
import type { EditOutcome, Editor, EditorPorts, EditRequest } from "./ports.ts";

export type { EditOutcome, Editor, EditorPorts, EditRequest } from "./ports.ts";

/** A wait that a person sits through, ms; a longer one ends with "later". */
const PATIENCE = 3_000;
const TRIES = 3;
const LONGEST_WAIT = 600_000;

export function createEditor(ports: EditorPorts): Editor {
  const { db, posts, revisions, effects, editing, now, timers, log, onEnded = () => undefined } = ports;
  const { unreadable = () => undefined, failing = () => undefined } = ports;
  const lanes = new Map<number, Promise<unknown>>();
  const waiting = new Set<() => void>();
  let stopped = false;

  const snapshot = (post: ArchivedPost): Snapshot => ({
    title: post.title,
    parts: revisions.parts(post),
    tags: post.tags,
    paperIds: post.papers.map(({ id }) => id),
  });

  /** The first change of a post is recorded together with what it was before. */
  const keepFirst = (post: ArchivedPost): void => {
    if (revisions.last(post.id) !== 0) return;
    const { publishedAt: at } = post;
    const [author] = post.authors;
    const signature = author === undefined ? null : author.username === null ? author.name : `@${author.username}`;
    revisions.add({
      postId: post.id,
      kind: "first",
      state: "made",
      snapshot: snapshot(post),
      personId: null,
      signature,
      at,
    });
  };

  const begin = ({ postId, base, kind, wanted, by }: EditRequest): { id: number } | EditOutcome => {
    const post = posts.get(postId);
    if (post === null || post.takenDownAt !== null) return { status: "changed" };
    if (ports.held()) return { status: "refused", refusal: { code: "paused" }, partly: false };
    if (revisions.last(postId) !== base || revisions.intended(postId) !== null) return { status: "changed" };
    const standing = snapshot(post);
    if (kind !== "take-down" && isDeepStrictEqual(standing, wanted)) return { status: "same" };
    keepFirst(post);
    return { id: revisions.add({ postId, kind, state: "intended", snapshot: wanted, personId: by }) };
  };

  /** One change of a post after the other. */
  const inTurn = <T>(postId: number, work: () => Promise<T>): Promise<T> => {
    const before = lanes.get(postId) ?? Promise.resolve();
    const run = before.then(work, work);
    const settled = run.then(
      () => undefined,
      () => undefined,
    );
    lanes.set(postId, settled);
    settled.then(() => {
      if (lanes.get(postId) === settled) lanes.delete(postId);
    });
    return run;
  };

  const carryOut = async (id: number): Promise<EditOutcome> => {
    const revision = revisions.get(id);
    const post = revision === null ? null : posts.get(revision.postId);
    const channel = ports.channel();
    if (revision === null || post === null) return { status: "changed" };
    if (revision.state === "made") return { status: "made", revisionId: id, channel: true };
    if (revision.state === "refused") {
      return { status: "refused", refusal: revision.refusal ?? { code: "interrupted" }, partly: false };
    }
    if (channel?.id !== post.channelId) return refuse(revision, { code: "channel-not-found" }, false);
    let standing = revisions.parts(post);
    let partly = false;
    for (const change of changes(standing, revision.snapshot.parts)) {
      const edited = await insist(channel.chatId, change);
      if (edited === null) {
        again(revision, PATIENCE);
        return { status: "later", revisionId: id };
      }
      if (!edited.ok) {
        if ("refusal" in edited) return refuse(revision, edited.refusal, partly);
        again(revision, edited.later);
        return { status: "later", revisionId: id };
      }
      standing = applied(standing, change);
      partly = true;
      revisions.setParts(post.id, standing);
    }
    return complete(revision, partly);
  };

  /** A change of a post that takes one call; null where the program is stopping. */
  const insist = async (chatId: number, change: Change): Promise<Edited | null> => {
    for (let tries = 1; ; tries++) {
      if (stopped) return null;
      const edited = await make(chatId, change);
      if (edited.ok || "refusal" in edited || tries === TRIES || edited.later > PATIENCE) return edited;
      await new Promise<void>((resolve) => timers.after(edited.later, resolve));
    }
  };

  const make = (chatId: number, change: Change): Promise<Edited> => {
    switch (change.change) {
      case "delete":
        return editing.remove(chatId, change.messageId);
      case "text":
        return editing.text(chatId, change.part);
      case "caption":
        return editing.caption(chatId, change.part);
      case "media":
        return editing.media(chatId, change.part);
      case "markup":
        return editing.markup(chatId, change.part);
    }
  };

  const complete = ({ id, postId, kind, snapshot: made }: Revision, channel: boolean): EditOutcome =>
    db
      .transaction((): EditOutcome => {
        if (kind === "take-down") posts.takeDown(postId, now());
        else {
          revisions.setParts(postId, made.parts);
          posts.change(postId, made);
        }
        revisions.end(id, "made");
        return { status: "made", revisionId: id, channel };
      })
      .immediate();

  /** What was changed before the refusal stands in the channel, and so in the archive. */
  const refuse = (revision: Revision, refusal: EditRefusal, partly: boolean): EditOutcome =>
    db
      .transaction((): EditOutcome => {
        revisions.end(revision.id, "refused", refusal);
        const post = partly ? posts.get(revision.postId) : null;
        if (post !== null) {
          const standing = snapshot(post);
          posts.change(post.id, standing);
          const { postId, kind, personId } = revision;
          revisions.add({
            postId,
            kind: kind === "take-down" ? "edit" : kind,
            state: "made",
            snapshot: standing,
            personId,
          });
        }
        return { status: "refused", refusal, partly };
      })
      .immediate();

  const again = (revision: Revision, wait: number): void => {
    if (stopped) return;
    const cancel = timers.after(Math.min(wait, LONGEST_WAIT), () => {
      waiting.delete(cancel);
      goOn(revision.id);
    });
    waiting.add(cancel);
  };

  /** Nobody knows what was wanted: the post stays as it stands, and can be changed anew. */
  const giveUp = (id: number, error: UnreadableError): null => {
    revisions.end(id, "refused", { code: "interrupted" });
    unreadable(error);
    return null;
  };

  const read = (id: number): Revision | null => {
    try {
      return revisions.get(id);
    } catch (error) {
      if (error instanceof UnreadableError) return giveUp(id, error);
      log.error({ err: error, revisionId: id }, "a change of a post could not be read");
      failing(error);
      return null;
    }
  };

  const goOn = (id: number): void => {
    const revision = read(id);
    if (revision === null || stopped) return;
    inTurn(revision.postId, () => carryOut(id)).then(
      (outcome) => {
        if (outcome.status !== "later") onEnded(revision, outcome);
      },
      (error: unknown) => {
        log.error({ err: error, revisionId: id }, "a change of a post failed");
        failing(error);
      },
    );
  };

  return {
    snapshot,
    begun: (updateId) => effects.made(updateId, "edit-post"),
    edit: async (request) => {
      const begun = effects.once(request.updateId, "edit-post", () => begin(request));
      return "status" in begun ? begun : await inTurn(request.postId, () => carryOut(begun.id));
    },
    record: (post, next, signature, at) => {
      db.transaction(() => {
        keepFirst(post);
        revisions.setParts(post.id, next.parts);
        posts.change(post.id, next);
        revisions.add({
          postId: post.id,
          kind: "by-hand",
          state: "made",
          snapshot: next,
          personId: null,
          signature,
          at,
        });
      }).immediate();
    },
    recover: () => {
      // What a restored backup was about to change may have been changed, and changed again, since.
      if (ports.held()) for (const id of revisions.unfinished()) revisions.end(id, "refused", { code: "paused" });
      else for (const id of revisions.unfinished()) goOn(id);
    },
    stop: async () => {
      stopped = true;
      for (const cancel of waiting) cancel();
      await Promise.all(lanes.values());
    },
  };
}

function applied(standing: readonly PostPart[], change: Change): readonly PostPart[] {
  if (change.change === "delete") return standing.filter(({ messageId }) => messageId !== change.messageId);
  return standing.map((part) => (part.messageId === change.part.messageId ? change.part : part));
}
