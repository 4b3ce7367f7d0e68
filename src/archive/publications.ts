import type { OutgoingMessage } from "../post/outgoing.ts";
import type { PostContent } from "../post/post.ts";
import type { Refusal } from "../post/refusal.ts";
import { Content } from "../post/schema.ts";
import type { Channel } from "./channels.ts";
import type { Db } from "./database.ts";

/** A post's way into the channel. */
export interface Publication {
  readonly id: number;
  readonly draftId: number;
  readonly channel: Pick<Channel, "id" | "chatId" | "username">;
  /** The draft's version that goes out. */
  readonly version: number;
  /** The post as it was in that version. */
  readonly content: PostContent;
  /** `intended` with a refusal: the channel took some of the messages, then no more. */
  readonly state: "intended" | "sent" | "refused" | "unknown";
  readonly requestedBy: number;
  readonly postId: number | null;
  readonly refusal: Refusal | null;
  /** In the order in which they are sent. */
  readonly messages: readonly PublicationMessage[];
}

export interface PublicationMessage {
  readonly position: number;
  readonly outgoing: OutgoingMessage;
  readonly state: "intended" | "calling" | "sent" | "unknown";
  readonly messageIds: readonly number[];
}

/** What a press wants in the channel. */
export interface Intent {
  readonly version: number;
  readonly content: PostContent;
  readonly requestedBy: number;
  readonly messages: readonly OutgoingMessage[];
}

/** Publications as rows. No rule of publishing stands here; the publisher makes the transactions. */
export interface Publications {
  get(id: number): Publication | null;
  /** The draft's publication that is not refused. There is at most one. */
  alive(draftId: number): Publication | null;
  /** The ids of those that are on their way, or were when the process ended. */
  intended(): readonly number[];
  intend(draftId: number, channelId: number, intent: Intent): number;
  /** Takes a new intent for what is not sent yet; messages that are sent stay. */
  resume(id: number, intent: Intent): void;
  mark(id: number, position: number, state: PublicationMessage["state"], messageIds?: readonly number[]): void;
  /** Ends it, or with the state "intended" notes why it stopped halfway. */
  settle(id: number, state: Publication["state"], end: { readonly refusal?: Refusal; readonly postId?: number }): void;
}

export function createPublications(db: Db, now: () => number): Publications {
  const select = (where: string) =>
    db.prepare<[number], PublicationRow>(
      `SELECT publication.id,
              draft_id,
              channel_id,
              chat_id,
              username,
              version,
              content,
              state,
              requested_by,
              post_id,
              refusal
         FROM publication
         JOIN channel ON channel.id = channel_id
        WHERE ${where}
        ORDER BY publication.id`,
    );
  const byId = select("publication.id = ?");
  const aliveByDraft = select("draft_id = ? AND state IN ('intended', 'sent', 'unknown')");
  const allIntended = db.prepare<[], number>("SELECT id FROM publication WHERE state = 'intended' ORDER BY id").pluck();
  const selectMessages = db.prepare<[number], MessageRow>(
    `SELECT position,
            outgoing,
            state,
            message_ids
       FROM publication_message
      WHERE publication_id = ?
      ORDER BY position`,
  );
  const insert = db
    .prepare<unknown[], number>(
      `INSERT INTO publication (draft_id, channel_id, version, content, state, requested_by, intended_at)
       VALUES (?, ?, ?, ?, 'intended', ?, ?)
       RETURNING id`,
    )
    .pluck();
  const insertMessage = db.prepare(
    "INSERT INTO publication_message (publication_id, position, outgoing, state) VALUES (?, ?, ?, 'intended')",
  );
  const updateIntent = db.prepare(
    "UPDATE publication SET version = ?, content = ?, requested_by = ?, refusal = NULL WHERE id = ?",
  );
  const deleteUnsent = db.prepare("DELETE FROM publication_message WHERE publication_id = ? AND state = 'intended'");
  const updateMessage = db.prepare(
    "UPDATE publication_message SET state = ?, message_ids = ? WHERE publication_id = ? AND position = ?",
  );
  const updateState = db.prepare(
    "UPDATE publication SET state = ?, refusal = ?, post_id = ?, finished_at = ? WHERE id = ?",
  );

  const load = (row: PublicationRow): Publication => toPublication(row, selectMessages.all(row.id));
  const first = ([row]: readonly PublicationRow[]): Publication | null => (row === undefined ? null : load(row));
  const addMessages = (id: number, messages: readonly OutgoingMessage[], from: number): void => {
    for (const [i, outgoing] of messages.entries()) {
      if (i >= from) insertMessage.run(id, i, JSON.stringify(outgoing));
    }
  };
  return {
    get: (id) => first(byId.all(id)),
    alive: (draftId) => first(aliveByDraft.all(draftId)),
    intended: () => allIntended.all(),
    intend: (draftId, channelId, { version, content, requestedBy, messages }) => {
      const id = insert.get(draftId, channelId, version, JSON.stringify(content), requestedBy, now());
      if (id === undefined) throw new Error("The publication was not inserted.");
      addMessages(id, messages, 0);
      return id;
    },
    resume: (id, { version, content, requestedBy, messages }) => {
      updateIntent.run(version, JSON.stringify(content), requestedBy, id);
      deleteUnsent.run(id);
      addMessages(id, messages, selectMessages.all(id).length);
    },
    mark: (id, position, state, messageIds = []) => {
      updateMessage.run(state, JSON.stringify(messageIds), id, position);
    },
    settle: (id, state, { refusal, postId }) => {
      const finished = state === "sent" || state === "refused" ? now() : null;
      updateState.run(state, refusal === undefined ? null : JSON.stringify(refusal), postId ?? null, finished, id);
    },
  };
}

interface PublicationRow {
  readonly id: number;
  readonly draft_id: number;
  readonly channel_id: number;
  readonly chat_id: number;
  readonly username: string | null;
  readonly version: number;
  readonly content: string;
  readonly state: Publication["state"];
  readonly requested_by: number;
  readonly post_id: number | null;
  readonly refusal: string | null;
}

interface MessageRow {
  readonly position: number;
  readonly outgoing: string;
  readonly state: PublicationMessage["state"];
  readonly message_ids: string;
}

function toPublication(row: PublicationRow, messages: readonly MessageRow[]): Publication {
  return {
    id: row.id,
    draftId: row.draft_id,
    channel: { id: row.channel_id, chatId: row.chat_id, username: row.username },
    version: row.version,
    content: Content.parse(JSON.parse(row.content)),
    state: row.state,
    requestedBy: row.requested_by,
    postId: row.post_id,
    refusal: row.refusal === null ? null : JSON.parse(row.refusal),
    messages: messages.map((message) => ({
      position: message.position,
      outgoing: JSON.parse(message.outgoing),
      state: message.state,
      messageIds: JSON.parse(message.message_ids),
    })),
  };
}
