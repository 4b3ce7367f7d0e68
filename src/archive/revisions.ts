import { z } from "zod";
import { figuresOf } from "../document/rich/document.ts";
import type { OutgoingMessage } from "../post/outgoing.ts";
import {
  bareFigure,
  type EditRefusal,
  PostPart,
  partsGuessed,
  partsOfSent,
  Snapshot,
  textOfParts,
} from "../post/standing.ts";
import type { Db } from "./database.ts";
import { createPostRich } from "./post-rich.ts";
import type { ArchivedPost } from "./posts.ts";
import { readRow } from "./unreadable.ts";

/** Why a post is as it is: as it was published, changed, added to, brought back, taken down, or changed in the channel. */
export type RevisionKind = "first" | "edit" | "update" | "restored" | "take-down" | "by-hand";

/** A change of a published post. */
export interface Revision {
  readonly id: number;
  readonly postId: number;
  readonly kind: RevisionKind;
  readonly state: "intended" | "made" | "refused";
  /** The post as it is after it. */
  readonly snapshot: Snapshot;
  /** Null: somebody in the channel. */
  readonly personId: number | null;
  /** How the channel, or the bot, names them. */
  readonly by: string | null;
  readonly refusal: EditRefusal | null;
  /** Milliseconds. */
  readonly beganAt: number;
}

export type NewRevision = Pick<Revision, "postId" | "kind" | "state" | "snapshot" | "personId"> & {
  readonly signature?: string | null;
  readonly at?: number;
};

/** Revisions of posts, and how their messages stand. The editor makes the transactions. */
export interface Revisions {
  /** How the post's messages stand in the channel, as far as is known. */
  parts(post: ArchivedPost): readonly PostPart[];
  setParts(postId: number, parts: readonly PostPart[]): void;
  get(id: number): Revision | null;
  /** Those that were made, the first first. */
  list(postId: number): readonly Revision[];
  /** The id of the last that was made, 0 where nothing was changed yet. */
  last(postId: number): number;
  intended(postId: number): Revision | null;
  /** When what was added to the post's own text, and still stands there, was added, ms, the oldest first. */
  updates(postId: number): readonly number[];
  /** Ids of all that were begun and not ended. */
  unfinished(): readonly number[];
  add(revision: NewRevision): number;
  end(id: number, state: "made" | "refused", refusal?: EditRefusal): void;
}

export function createRevisions(db: Db, now: () => number): Revisions {
  const standing = db
    .prepare<[number], string>("SELECT standing FROM post_part WHERE post_id = ? ORDER BY position")
    .pluck();
  const sent = db.prepare<[number], { outgoing: string; message_ids: string }>(
    `SELECT publication_message.outgoing, publication_message.message_ids
       FROM publication
       JOIN publication_message ON publication_message.publication_id = publication.id
      WHERE publication.post_id = ? AND publication.state = 'sent'
      ORDER BY publication_message.position`,
  );
  const clearParts = db.prepare("DELETE FROM post_part WHERE post_id = ?");
  const insertPart = db.prepare("INSERT INTO post_part (post_id, message_id, position, standing) VALUES (?, ?, ?, ?)");
  const select = (where: string) =>
    db.prepare<[number], Row>(
      `SELECT revision.id,
              revision.post_id,
              revision.kind,
              revision.state,
              revision.snapshot,
              revision.person_id,
              coalesce('@' || person.username, person.name, revision.signature) AS by,
              revision.refusal,
              revision.began_at
         FROM revision
         LEFT JOIN person ON person.id = revision.person_id
        WHERE ${where}
        ORDER BY revision.id`,
    );
  const byId = select("revision.id = ?");
  const made = select("revision.post_id = ? AND revision.state = 'made'");
  const open = select("revision.post_id = ? AND revision.state = 'intended'");
  const last = db
    .prepare<[number], number | null>("SELECT max(id) FROM revision WHERE post_id = ? AND state = 'made'")
    .pluck();
  const added = db
    .prepare<[number], number>("SELECT count(*) FROM revision WHERE post_id = ? AND kind = 'update' AND state = 'made'")
    .pluck();
  const unfinished = db.prepare<[], number>("SELECT id FROM revision WHERE state = 'intended' ORDER BY id").pluck();
  const insert = db
    .prepare<unknown[], number>(
      `INSERT INTO revision (post_id, kind, state, snapshot, person_id, signature, began_at, ended_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       RETURNING id`,
    )
    .pluck();
  const riches = createPostRich(db);
  const update = db.prepare("UPDATE revision SET state = ?, refusal = ?, ended_at = ? WHERE id = ?");

  const one = ([row]: readonly Row[]): Revision | null => (row === undefined ? null : toRevision(row));
  return {
    parts: (post) => {
      const rows = standing.all(post.id);
      if (rows.length > 0)
        return withFigures(
          post,
          rows.map((json) => PostPart.parse(JSON.parse(json))),
        );
      const messages = sent.all(post.id).map(({ outgoing, message_ids }) => ({
        outgoing: JSON.parse(outgoing) as OutgoingMessage,
        messageIds: Ids.parse(JSON.parse(message_ids)),
      }));
      if (messages.length === 0) return partsGuessed(post);
      return withFigures(post, partsOfSent(messages, post.figures, riches.find(post.id)));
    },
    setParts: (postId, parts) => {
      clearParts.run(postId);
      for (const [position, part] of parts.entries()) {
        insertPart.run(postId, part.messageId, position, JSON.stringify(part));
      }
    },
    get: (id) => one(byId.all(id)),
    list: (postId) => made.all(postId).map(toRevision),
    last: (postId) => last.get(postId) ?? 0,
    updates: (postId) =>
      (added.get(postId) ?? 0) === 0
        ? []
        : updatesAmong(made.all(postId).map(toRevision)).map(({ beganAt }) => beganAt),
    intended: (postId) => one(open.all(postId)),
    unfinished: () => unfinished.all(),
    add: ({ postId, kind, state, snapshot, personId, signature = null, at = now() }) => {
      const ended = state === "intended" ? null : at;
      const id = insert.get(postId, kind, state, JSON.stringify(snapshot), personId, signature, at, ended);
      if (id === undefined) throw new Error("The revision was not inserted.");
      return id;
    },
    end: (id, state, refusal) => {
      update.run(state, refusal === undefined ? null : JSON.stringify(refusal), now(), id);
    },
  };
}

/** A rich message is kept with the files in it, so that the post has those of each of its revisions. */
function withFigures({ figures }: ArchivedPost, parts: readonly PostPart[]): readonly PostPart[] {
  if (figures.length === 0) return parts;
  return parts.map((part) =>
    part.form === "rich" && part.figures === undefined && figuresOf(part.rich.blocks).length > 0
      ? { ...part, figures: figures.map(bareFigure) }
      : part,
  );
}

/** The updates among all revisions of a post that stand in its text: an older state that was brought back has its own. */
export function updatesAmong(revisions: readonly Revision[]): readonly Revision[] {
  const standing: (readonly Revision[])[] = [];
  for (const [i, revision] of revisions.entries()) {
    const before = standing.at(-1) ?? [];
    const text = textOfParts(revision.snapshot.parts).text;
    const alike = ({ snapshot }: Revision) => textOfParts(snapshot.parts).text === text;
    const back = revision.kind === "restored" ? revisions.slice(0, i).findLastIndex(alike) : -1;
    standing.push(back >= 0 ? (standing[back] ?? []) : revision.kind === "update" ? [...before, revision] : before);
  }
  return standing.at(-1) ?? [];
}

const Ids = z.array(z.number().int());

interface Row {
  readonly id: number;
  readonly post_id: number;
  readonly kind: RevisionKind;
  readonly state: Revision["state"];
  readonly snapshot: string;
  readonly person_id: number | null;
  readonly by: string | null;
  readonly refusal: string | null;
  readonly began_at: number;
}

function toRevision(row: Row): Revision {
  return readRow("edit", row.post_id, () => read(row));
}

function read(row: Row): Revision {
  return {
    id: row.id,
    postId: row.post_id,
    kind: row.kind,
    state: row.state,
    snapshot: Snapshot.parse(JSON.parse(row.snapshot)),
    personId: row.person_id,
    by: row.by,
    refusal: row.refusal === null ? null : JSON.parse(row.refusal),
    beganAt: row.began_at,
  };
}
