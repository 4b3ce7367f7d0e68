import type { ConversationData, VersionedState, VersionedStateStorage } from "@grammyjs/conversations";
import { z } from "zod";
import type { Db } from "./database.ts";

/**
 * Where @grammyjs/conversations keeps what waits in which chat. The library's log holds whole updates; of those that a
 * conversation has seen only the ids are kept, since what people said stands in rows of its own. What is asked does, too:
 * so a value that is no conversation counts as none, and the question is entered anew.
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
      const value: unknown = row === undefined ? undefined : JSON.parse(row.value);
      return Kept.safeParse(value).success ? (value as VersionedState<ConversationData>) : undefined;
    },
    write: (key, state) => {
      write.run(key, JSON.stringify(state, withoutUpdates));
    },
    delete: (key) => {
      remove.run(key);
    },
  };
}

const Kept = z.object({
  version: z.tuple([z.number(), z.union([z.number(), z.string()])]),
  state: z.record(
    z.string(),
    z.array(
      z.object({
        replay: z.object({ send: z.array(z.unknown()), receive: z.array(z.unknown()) }),
        interrupts: z.array(z.number()),
      }),
    ),
  ),
});

function withoutUpdates(_key: string, value: unknown): unknown {
  return typeof value === "object" && value !== null && "update_id" in value ? { update_id: value.update_id } : value;
}
