import type { Db } from "./database.ts";

/** The one message in which an admin is told of a post's trouble; each press that tries it again is a publication of its own. */
export interface TroubleMessages {
  /** The person's message about the post of this publication, and the publication that it was sent for. */
  find(publicationId: number, personId: number): TroubleMessage | null;
  /** Who has one about the post of this publication, in no order. */
  people(publicationId: number): readonly number[];
  /** Takes the place of what the person has about the same post. */
  set(publicationId: number, personId: number, messageId: number): void;
  /** The trouble of the post is over. */
  forget(publicationId: number): void;
}

export interface TroubleMessage {
  readonly messageId: number;
  readonly publicationId: number;
}

export function createTroubleMessages(db: Db): TroubleMessages {
  const OF_THE_POST = `
    publication_id IN (SELECT id
                         FROM publication
                        WHERE draft_id = (SELECT draft_id FROM publication WHERE id = @publicationId))`;
  const select = db.prepare<[{ publicationId: number; personId: number }], TroubleMessage>(
    `SELECT message_id AS messageId,
            publication_id AS publicationId
       FROM trouble_message
      WHERE ${OF_THE_POST}
        AND person_id = @personId
      ORDER BY publication_id DESC`,
  );
  const people = db
    .prepare<[{ publicationId: number }], number>(`SELECT DISTINCT person_id FROM trouble_message WHERE ${OF_THE_POST}`)
    .pluck();
  const insert = db.prepare("INSERT INTO trouble_message (publication_id, person_id, message_id) VALUES (?, ?, ?)");
  const removeOne = db.prepare(`DELETE FROM trouble_message WHERE ${OF_THE_POST} AND person_id = @personId`);
  const remove = db.prepare(`DELETE FROM trouble_message WHERE ${OF_THE_POST}`);
  const put = db.transaction((publicationId: number, personId: number, messageId: number) => {
    removeOne.run({ publicationId, personId });
    insert.run(publicationId, personId, messageId);
  });
  return {
    find: (publicationId, personId) => select.get({ publicationId, personId }) ?? null,
    people: (publicationId) => people.all({ publicationId }),
    set: (publicationId, personId, messageId) => put.immediate(publicationId, personId, messageId),
    forget: (publicationId) => {
      remove.run({ publicationId });
    },
  };
}
