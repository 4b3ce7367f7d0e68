import type { Refusal } from "../post/refusal.ts";
import type { Db } from "./database.ts";

/** One call that was to put a message into the channel. */
export interface Attempt {
  /** From 1 within the publication. */
  readonly number: number;
  /** Which message of the publication was sent. */
  readonly position: number;
  /** The channel's last message that was known when the call was made; null where none was. */
  readonly lastMessageId: number | null;
  /** Of what was sent, and where. */
  readonly fingerprint: string;
  /** Wall clock, ms. */
  readonly beganAt: number;
  /**
   * Null while it is being made, or when the process ended meanwhile. `found` and `absent` are what a look at the
   * channel made of an unknown one.
   */
  readonly outcome: "sent" | "refused" | "unknown" | "found" | "absent" | null;
  readonly refusal: Refusal | null;
  /** The database was restored from a copy since: the message may be out for long, and people may have changed it. */
  readonly restored: boolean;
}

/** Attempts as rows, and what is known of a channel's message ids. No transaction is made here. */
export interface Attempts {
  /** Writes the attempt before its call, counts the call, and returns its number. */
  begin(publicationId: number, attempt: Pick<Attempt, "position" | "lastMessageId" | "fingerprint">): number;
  end(publicationId: number, number: number, outcome: NonNullable<Attempt["outcome"]>, refusal?: Refusal): void;
  /** In the order in which they were made. */
  list(publicationId: number): readonly Attempt[];
  /** The highest message id of the channel that is known: of a post, a publication or somebody else's message. */
  lastKnown(channelId: number): number | null;
  /** Ids that are known to be somebody's: archived posts, sent messages, messages that updates told of. The newest first. */
  known(channelId: number, after: number, limit: number): readonly number[];
  /** An update told of a message that is not the bot's. */
  noteForeign(channelId: number, messageId: number): void;
}

/** How many messages of others are kept for a channel. */
const KEPT = 1_000;

export function createAttempts(db: Db, now: () => number): Attempts {
  const insert = db
    .prepare<[NewRow], number>(
      `INSERT INTO attempt (publication_id, number, position, last_message_id, fingerprint, began_at)
       SELECT @publicationId, coalesce(max(number), 0) + 1, @position, @lastMessageId, @fingerprint, @beganAt
         FROM attempt
        WHERE publication_id = @publicationId
       RETURNING number`,
    )
    .pluck();
  const count = db.prepare("UPDATE call_count SET made = made + 1");
  const finish = db.prepare(
    `UPDATE attempt
        SET outcome = ?,
            refusal = ?,
            ended_at = ?
      WHERE publication_id = ?
        AND number = ?`,
  );
  const select = db.prepare<[number], Row>(
    `SELECT number,
            position,
            last_message_id,
            fingerprint,
            began_at,
            outcome,
            refusal,
            restored
       FROM attempt
      WHERE publication_id = ?
      ORDER BY number`,
  );
  const KNOWN = `
    SELECT post_message.message_id AS id
      FROM post_message
      JOIN post ON post.id = post_message.post_id
     WHERE post.channel_id = @channelId
     UNION
    SELECT json_each.value
      FROM publication
      JOIN publication_message ON publication_message.publication_id = publication.id,
           json_each(publication_message.message_ids)
     WHERE publication.channel_id = @channelId
     UNION
    SELECT message_id
      FROM foreign_message
     WHERE channel_id = @channelId`;
  const selectLast = db.prepare<[{ channelId: number }], number | null>(`SELECT max(id) FROM (${KNOWN})`).pluck();
  const selectKnown = db
    .prepare<[{ channelId: number; after: number; limit: number }], number>(
      `SELECT id FROM (${KNOWN}) WHERE id > @after ORDER BY id DESC LIMIT @limit`,
    )
    .pluck();
  const insertForeign = db.prepare("INSERT OR IGNORE INTO foreign_message (channel_id, message_id) VALUES (?, ?)");
  const forget = db.prepare(
    `DELETE FROM foreign_message
      WHERE channel_id = @channelId
        AND message_id <= (SELECT message_id
                             FROM foreign_message
                            WHERE channel_id = @channelId
                            ORDER BY message_id DESC
                            LIMIT 1 OFFSET ${KEPT})`,
  );

  return {
    begin: (publicationId, { position, lastMessageId, fingerprint }) => {
      const number = insert.get({ publicationId, position, lastMessageId, fingerprint, beganAt: now() });
      if (number === undefined) throw new Error("The attempt was not inserted.");
      count.run();
      return number;
    },
    end: (publicationId, number, outcome, refusal) => {
      finish.run(outcome, refusal === undefined ? null : JSON.stringify(refusal), now(), publicationId, number);
    },
    list: (publicationId) => select.all(publicationId).map(toAttempt),
    lastKnown: (channelId) => selectLast.get({ channelId }) ?? null,
    known: (channelId, after, limit) => selectKnown.all({ channelId, after, limit }),
    noteForeign: (channelId, messageId) => {
      insertForeign.run(channelId, messageId);
      forget.run({ channelId });
    },
  };
}

type NewRow = Pick<Attempt, "position" | "lastMessageId" | "fingerprint" | "beganAt"> & { publicationId: number };

interface Row {
  readonly number: number;
  readonly position: number;
  readonly last_message_id: number | null;
  readonly fingerprint: string;
  readonly began_at: number;
  readonly outcome: Attempt["outcome"];
  readonly refusal: string | null;
  readonly restored: number;
}

function toAttempt(row: Row): Attempt {
  return {
    number: row.number,
    position: row.position,
    lastMessageId: row.last_message_id,
    fingerprint: row.fingerprint,
    beganAt: row.began_at,
    outcome: row.outcome,
    refusal: row.refusal === null ? null : JSON.parse(row.refusal),
    restored: row.restored === 1,
  };
}
