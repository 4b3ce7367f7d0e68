import { type Db, inTransaction } from "./database.ts";

/** A weekly time of a channel, by the clock of its zone. */
export interface SlotRow {
  /** 1 is Monday, 7 Sunday. */
  readonly weekday: number;
  /** Minutes since midnight, 0–1439. */
  readonly minute: number;
}

export interface Slots {
  /** In the order of the week. */
  list(channelId: number): readonly SlotRow[];
  /** Does nothing to those that are there already. */
  add(channelId: number, slots: readonly SlotRow[]): void;
  /** Does nothing to those that are not there. */
  remove(channelId: number, slots: readonly SlotRow[]): void;
}

export function createSlots(db: Db): Slots {
  const select = db.prepare<[number], SlotRow>(
    `SELECT weekday,
            minute
       FROM slot
      WHERE channel_id = ?
      ORDER BY weekday, minute`,
  );
  const insert = db.prepare("INSERT INTO slot (channel_id, weekday, minute) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
  const remove = db.prepare("DELETE FROM slot WHERE channel_id = ? AND weekday = ? AND minute = ?");
  const each = (statement: typeof insert) =>
    inTransaction(db, (channelId: number, slots: readonly SlotRow[]) => {
      for (const { weekday, minute } of slots) statement.run(channelId, weekday, minute);
    });
  return { list: (channelId) => select.all(channelId), add: each(insert), remove: each(remove) };
}
