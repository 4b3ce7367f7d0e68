import type { ConversationData, VersionedState, VersionedStateStorage } from "@grammyjs/conversations";
import type { Db } from "./database.ts";

/**
 * Where @grammyjs/conversations keeps what waits in which chat. The library's log holds whole updates; of those that a
 * conversation has seen only the ids are kept, since what people said stands in rows of its own. A value that is no
 * JSON is an error, not an absence.
 */
export function createConversationStorage(db: Db): VersionedStateStorage<string, ConversationData> {
  const read = db.prepare<[string], { value: string }>("SELECT value FROM conversation WHERE key = ?");
  const write = db.prepare(
    "INSERT INTO conversation (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  );
  const remove = db.prepare("DELETE FROM conversation WHERE key = ?");
  return {
    read: (key) => {
      const row = read.get(key);
      return row === undefined ? undefined : (JSON.parse(row.value) as VersionedState<ConversationData>);
    },
    write: (key, state) => {
      write.run(key, JSON.stringify(state, withoutUpdates));
    },
    delete: (key) => {
      remove.run(key);
    },
  };
}

function withoutUpdates(_key: string, value: unknown): unknown {
  return typeof value === "object" && value !== null && "update_id" in value ? { update_id: value.update_id } : value;
}
