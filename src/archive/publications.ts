import type { OutgoingMessage } from "../post/outgoing.ts";
import type { Refusal } from "../post/refusal.ts";
import type { Db } from "./database.ts";
import {
  type Intent,
  type MessageRow,
  type Publication,
  type PublicationMessage,
  type PublicationRow,
  toPublication,
} from "./publication-rows.ts";

export type { Intent, Publication, PublicationMessage } from "./publication-rows.ts";

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
  /**
   * Takes a new intent for what is not sent yet; messages that are sent stay. It goes out at once: the time that it had
   * is over, whatever a clock that was set back says.
   */
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
  /** Telegram refused to pin it, which is its refusal from now on. People are to be told. */
  notPinned(id: number, refusal: Refusal): void;
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
            release_at = NULL,
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
  const updateNotPinned = db.prepare(
    `UPDATE publication
        SET pin = 0,
            refusal = ?,
            untold = untold + 1
      WHERE id = ?
        AND state = 'sent'`,
  );
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
    notPinned: (id, refusal) => {
      updateNotPinned.run(JSON.stringify(refusal), id);
    },
    told: (id, changes) => {
      updateTold.run(changes, id);
    },
  };
}
