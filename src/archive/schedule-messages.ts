import type { Db } from "./database.ts";

export interface Receipt {
  readonly messageId: number;
  /** The trouble that it rang for last; "" for none. */
  readonly alarm: string;
}

/** The newest agenda in a person's chat. */
export interface OpenAgenda {
  readonly messageId: number;
  /** The page of the list, from 0; null while another screen stands in the message. */
  readonly page: number | null;
  /** The draft that was chosen on it. */
  readonly picked: number | null;
  /** A digest of text and buttons. */
  readonly shown: string;
  /** When the person last opened it or pressed in it, ms. */
  readonly seenAt: number;
}

/** What people see of the queue, in their own chats, and whose clock they read. */
export interface ScheduleMessages {
  /** Each person's receipt for this post. */
  receipt(draftId: number, personId: number): Receipt | null;
  setReceipt(draftId: number, personId: number, receipt: Receipt): void;
  dropReceipt(draftId: number, personId: number): void;
  agenda(personId: number): OpenAgenda | null;
  setAgenda(personId: number, agenda: OpenAgenda): void;
  dropAgenda(personId: number): void;
  /** Whose agenda shows the list, and was opened or pressed since then. */
  watching(since: number): readonly number[];
  /** The draft that this person is asked for a time of, and the message that asks. */
  question(personId: number): { readonly draftId: number; readonly messageId: number | null } | null;
  ask(personId: number, draftId: number, messageId: number | null): void;
  close(personId: number): void;
  /** The zone that this person chose; null reads the channel's clock. */
  zone(personId: number): string | null;
  setZone(personId: number, zone: string | null): void;
}

export function createScheduleMessages(db: Db): ScheduleMessages {
  const selectReceipt = db.prepare<[number, number], Receipt>(
    "SELECT message_id AS messageId, alarm FROM receipt WHERE draft_id = ? AND person_id = ?",
  );
  const saveReceipt = db.prepare(
    `INSERT INTO receipt (draft_id, person_id, message_id, alarm)
     VALUES (?, ?, ?, ?)
         ON CONFLICT (draft_id, person_id) DO UPDATE
        SET message_id = excluded.message_id,
            alarm = excluded.alarm`,
  );
  const removeReceipt = db.prepare("DELETE FROM receipt WHERE draft_id = ? AND person_id = ?");
  const selectAgenda = db.prepare<[number], OpenAgenda>(
    `SELECT message_id AS messageId,
            page,
            picked,
            shown,
            seen_at AS seenAt
       FROM agenda
      WHERE person_id = ?`,
  );
  const saveAgenda = db.prepare(
    `INSERT OR REPLACE INTO agenda (person_id, message_id, page, picked, shown, seen_at)
     VALUES (@personId, @messageId, @page, @picked, @shown, @seenAt)`,
  );
  const removeAgenda = db.prepare("DELETE FROM agenda WHERE person_id = ?");
  const selectWatching = db
    .prepare<[number], number>("SELECT person_id FROM agenda WHERE page IS NOT NULL AND seen_at >= ?")
    .pluck();
  const selectQuestion = db.prepare<[number], { draftId: number; messageId: number | null }>(
    "SELECT draft_id AS draftId, message_id AS messageId FROM schedule_question WHERE person_id = ?",
  );
  const saveQuestion = db.prepare(
    "INSERT OR REPLACE INTO schedule_question (person_id, draft_id, message_id) VALUES (?, ?, ?)",
  );
  const removeQuestion = db.prepare("DELETE FROM schedule_question WHERE person_id = ?");
  const selectZone = db.prepare<[number], string>("SELECT zone FROM person_zone WHERE person_id = ?").pluck();
  const saveZone = db.prepare("INSERT OR REPLACE INTO person_zone (person_id, zone) VALUES (?, ?)");
  const removeZone = db.prepare("DELETE FROM person_zone WHERE person_id = ?");
  return {
    receipt: (draftId, personId) => selectReceipt.get(draftId, personId) ?? null,
    setReceipt: (draftId, personId, { messageId, alarm }) => {
      saveReceipt.run(draftId, personId, messageId, alarm);
    },
    dropReceipt: (draftId, personId) => {
      removeReceipt.run(draftId, personId);
    },
    agenda: (personId) => selectAgenda.get(personId) ?? null,
    setAgenda: (personId, agenda) => {
      saveAgenda.run({ ...agenda, personId });
    },
    dropAgenda: (personId) => {
      removeAgenda.run(personId);
    },
    watching: (since) => selectWatching.all(since),
    question: (personId) => selectQuestion.get(personId) ?? null,
    ask: (personId, draftId, messageId) => {
      saveQuestion.run(personId, draftId, messageId);
    },
    close: (personId) => {
      removeQuestion.run(personId);
    },
    zone: (personId) => selectZone.get(personId) ?? null,
    setZone: (personId, zone) => {
      if (zone === null) removeZone.run(personId);
      else saveZone.run(personId, zone);
    },
  };
}
