import Database from "better-sqlite3";
import { createAuthors } from "../src/archive/authors.ts";
import { createChannels } from "../src/archive/channels.ts";
import { type Db, openDatabase } from "../src/archive/database.ts";
import { createPeople } from "../src/archive/people.ts";
import { createPosts } from "../src/archive/posts.ts";
import type { Plan } from "./plan.ts";

/** When every course begins, ms: 12:00 in Moscow. */
export const START = Date.UTC(2026, 10, 24, 9);
/** The channel's first id. */
export const CHAT = -1001234567890;

const templates = new Map<string, Buffer>();

/** A database with the channel and its people, as the migrations make it; but for a newcomer, with a post that it knows. */
export function freshDatabase(plan: Plan): Db {
  const kind = JSON.stringify([plan.newcomer, plan.quiet]);
  const template = templates.get(kind) ?? makeDatabase(plan);
  templates.set(kind, template);
  const db = new Database(template);
  db.pragma("foreign_keys = ON");
  return db;
}

function makeDatabase({ newcomer, quiet }: Plan): Buffer {
  const now = () => START;
  const db = openDatabase(":memory:", { now });
  const channel = createChannels(db, now).serve({ chatId: CHAT, title: "Simulated", username: "simulated" });
  for (const id of [1, 2]) {
    createPeople(db, now).meet({ id, first_name: `Person ${id}` });
    createAuthors(db).ensureNamed(channel.id, { name: `Person ${id}`, username: `person${id}`, rubric: null });
  }
  if (quiet !== null) {
    const [quietFrom, quietTo] = quiet;
    createChannels(db, now).changeSettings(channel.id, { late: { ...channel.settings.late, quietFrom, quietTo } });
  }
  if (!newcomer) {
    createPosts(db).add({
      channelId: channel.id,
      kind: "note",
      title: "An older post",
      document: { text: "An older post 2", entities: [] },
      paperIds: [],
      tags: [],
      authorIds: [],
      figures: [],
      followsPostId: null,
      publishedAt: START,
      messageIds: [3],
    });
  }
  const made = db.serialize();
  db.close();
  return made;
}
