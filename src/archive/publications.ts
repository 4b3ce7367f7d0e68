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
  /** Whether a person pressed "publish", or its time in the schedule came. */
  readonly origin: "press" | "schedule";
  /** Wall clock, ms: it is not called before. Null: at once. */
  readonly releaseAt: number | null;
  /** When an intended one with a refusal goes on by itself; null: a person has to. */
  readonly retryAt: number | null;
  /** When it was first put off, in a row. */
  readonly delayedSince: number | null;
  /** When the channel is looked at for an unknown one; null: a person has to say. */
  readonly lookAt: number | null;
  /** How many looks at the channel found the message in doubt absent. */
  readonly looks: number;
  /** Ids of the channel's messages, one of which may be the message in doubt. */
  readonly candidates: readonly number[];
  /** The post is still to be pinned. */
  readonly pin: boolean;
  /** How many changes people have not been told of. */
  readonly untold: number;
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
  /** Default: a press. */
  readonly origin?: Publication["origin"];
  /** Default: at once. */
  readonly releaseAt?: number | null;
  /** Whether the post is to be pinned; default: no. */
  readonly pin?: boolean;
}

/** Publications as rows. No rule of publishing stands here; the publisher makes the transactions. */
export interface Publications {
  get(id: number): Publication | null;
  /** The draft's publication that is not refused. There is at most one. */
  alive(draftId: number): Publication | null;
  /** The ids of those that are on their way, or were when the process ended, in the order in which they go out. */
  intended(): readonly number[];
  /** Of those in doubt at which the bot looks by itself. */
  doubted(): readonly number[];
  /** Of all in doubt. */
  unknown(): readonly number[];
  /** Of those that are to be pinned. */
  toPin(): readonly number[];
  /** Of those that changed without people being told. */
  untold(): readonly number[];
  intend(draftId: number, channelId: number, intent: Intent): number;
  /** Takes a new intent for what is not sent yet; messages that are sent stay. */
  resume(id: number, intent: Intent): void;
  mark(id: number, position: number, state: PublicationMessage["state"], messageIds?: readonly number[]): void;
  /** Ends it, or with the state "intended" notes why it stopped halfway. People are to be told. */
  settle(id: number, state: Publication["state"], end: { readonly refusal?: Refusal; readonly postId?: number }): void;
  /** It goes on by itself at `until`. People are to be told. */
  delay(id: number, refusal: Refusal, until: number): void;
  /** It goes on at once with what is not sent. */
  goOn(id: number): void;
  /** The channel was looked at for an unknown one. With `tell`, people are to be told. */
  looked(id: number, look: Pick<Publication, "lookAt" | "looks" | "candidates"> & { readonly tell: boolean }): void;
  pinned(id: number): void;
  /** People were told of as many changes; of those since, they were not. */
  told(id: number, changes: number): void;
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
              origin,
              release_at,
              retry_at,
              delayed_since,
              look_at,
              looks,
              candidates,
              pin,
              untold,
              post_id,
              refusal
         FROM publication
         JOIN channel ON channel.id = channel_id
        WHERE ${where}
        ORDER BY publication.id`,
    );
  const byId = select("publication.id = ?");
  const aliveByDraft = select("draft_id = ? AND state IN ('intended', 'sent', 'unknown')");
  const ids = (where: string) =>
    db
      .prepare<[], number>(`SELECT id FROM publication WHERE ${where} ORDER BY coalesce(release_at, intended_at), id`)
      .pluck();
  const allIntended = ids("state = 'intended'");
  const allDoubted = ids("state = 'unknown' AND look_at IS NOT NULL");
  const allUnknown = ids("state = 'unknown'");
  const allToPin = ids("state = 'sent' AND pin = 1");
  const allUntold = ids("untold > 0");
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
      `INSERT INTO publication (
         draft_id,
         channel_id,
         version,
         content,
         state,
         requested_by,
         intended_at,
         origin,
         release_at,
         pin
       )
       VALUES (?, ?, ?, ?, 'intended', ?, ?, ?, ?, ?)
       RETURNING id`,
    )
    .pluck();
  const insertMessage = db.prepare(
    "INSERT INTO publication_message (publication_id, position, outgoing, state) VALUES (?, ?, ?, 'intended')",
  );
  const updateIntent = db.prepare(
    `UPDATE publication
        SET version = ?,
            content = ?,
            requested_by = ?,
            pin = ?,
            refusal = NULL,
            retry_at = NULL,
            delayed_since = NULL
      WHERE id = ?`,
  );
  const deleteUnsent = db.prepare("DELETE FROM publication_message WHERE publication_id = ? AND state = 'intended'");
  const updateMessage = db.prepare(
    "UPDATE publication_message SET state = ?, message_ids = ? WHERE publication_id = ? AND position = ?",
  );
  const updateState = db.prepare(
    `UPDATE publication
        SET state = ?,
            refusal = ?,
            post_id = ?,
            finished_at = ?,
            retry_at = NULL,
            delayed_since = NULL,
            look_at = NULL,
            looks = 0,
            candidates = '[]',
            untold = untold + 1
      WHERE id = ?`,
  );
  const updateDelay = db.prepare(
    `UPDATE publication
        SET state = 'intended',
            refusal = ?,
            retry_at = ?,
            delayed_since = coalesce(delayed_since, ?),
            untold = untold + 1
      WHERE id = ?`,
  );
  const updateGoOn = db.prepare(
    `UPDATE publication
        SET state = 'intended',
            refusal = NULL,
            retry_at = NULL,
            release_at = min(release_at, ?),
            look_at = NULL,
            looks = 0,
            candidates = '[]'
      WHERE id = ?`,
  );
  const updateLook = db.prepare(
    `UPDATE publication
        SET look_at = ?,
            looks = ?,
            candidates = ?,
            untold = untold + ?
      WHERE id = ?`,
  );
  const updatePin = db.prepare("UPDATE publication SET pin = 0 WHERE id = ?");
  const updateTold = db.prepare("UPDATE publication SET untold = max(untold - ?, 0) WHERE id = ?");

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
    doubted: () => allDoubted.all(),
    unknown: () => allUnknown.all(),
    toPin: () => allToPin.all(),
    untold: () => allUntold.all(),
    intend: (draftId, channelId, intent) => {
      const { version, content, requestedBy, messages, origin = "press", releaseAt = null, pin = false } = intent;
      const id = insert.get(
        draftId,
        channelId,
        version,
        JSON.stringify(content),
        requestedBy,
        now(),
        origin,
        releaseAt,
        pin ? 1 : 0,
      );
      if (id === undefined) throw new Error("The publication was not inserted.");
      addMessages(id, messages, 0);
      return id;
    },
    resume: (id, { version, content, requestedBy, messages, pin = false }) => {
      updateIntent.run(version, JSON.stringify(content), requestedBy, pin ? 1 : 0, id);
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
    delay: (id, refusal, until) => {
      updateDelay.run(JSON.stringify(refusal), until, now(), id);
    },
    goOn: (id) => {
      updateGoOn.run(now(), id);
    },
    looked: (id, { lookAt, looks, candidates, tell }) => {
      updateLook.run(lookAt, looks, JSON.stringify(candidates), tell ? 1 : 0, id);
    },
    pinned: (id) => {
      updatePin.run(id);
    },
    told: (id, changes) => {
      updateTold.run(changes, id);
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
  readonly origin: Publication["origin"];
  readonly release_at: number | null;
  readonly retry_at: number | null;
  readonly delayed_since: number | null;
  readonly look_at: number | null;
  readonly looks: number;
  readonly candidates: string;
  readonly pin: number;
  readonly untold: number;
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
    origin: row.origin,
    releaseAt: row.release_at,
    retryAt: row.retry_at,
    delayedSince: row.delayed_since,
    lookAt: row.look_at,
    looks: row.looks,
    candidates: JSON.parse(row.candidates),
    pin: row.pin === 1,
    untold: row.untold,
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
