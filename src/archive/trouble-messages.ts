import type { Db } from "./database.ts";

/** The one message in which an admin is told of a publication's trouble. */
export interface TroubleMessages {
  find(publicationId: number, personId: number): number | null;
  /** Who has one, in no order. */
  people(publicationId: number): readonly number[];
  set(publicationId: number, personId: number, messageId: number): void;
  /** The trouble is over. */
  forget(publicationId: number): void;
}

export function createTroubleMessages(db: Db): TroubleMessages {
  const select = db
    .prepare<[number, number], number>(
      "SELECT message_id FROM trouble_message WHERE publication_id = ? AND person_id = ?",
    )
    .pluck();
  const people = db.prepare<[number], number>("SELECT person_id FROM trouble_message WHERE publication_id = ?").pluck();
  const put = db.prepare(
    "INSERT OR REPLACE INTO trouble_message (publication_id, person_id, message_id) VALUES (?, ?, ?)",
  );
  const remove = db.prepare("DELETE FROM trouble_message WHERE publication_id = ?");
  return {
    find: (publicationId, personId) => select.get(publicationId, personId) ?? null,
    people: (publicationId) => people.all(publicationId),
    set: (publicationId, personId, messageId) => {
      put.run(publicationId, personId, messageId);
    },
    forget: (publicationId) => {
      remove.run(publicationId);
    },
  };
}
