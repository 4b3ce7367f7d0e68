import type { Db } from "./database.ts";

export type Role = "admin" | "author";

/** Roles that the bot itself gave; a channel's administrators have theirs from Telegram. */
export interface Roles {
  /** The bot's owner; null before anybody opened the owner's link. */
  owner(): number | null;
  /** Whoever has this role in the channel, in the order in which they got it. */
  holders(channelId: number, role: Role): readonly number[];
  has(channelId: number, personId: number, role: Role): boolean;
  /** Does nothing if the person has the role. The person must be known. */
  grant(channelId: number, personId: number, role: Role): void;
  /** Does nothing if the person does not have the role. */
  revoke(channelId: number, personId: number, role: Role): void;
}

export function createRoles(db: Db, now: () => number): Roles {
  const selectOwner = db.prepare<[], { person_id: number }>("SELECT person_id FROM owner ORDER BY since DESC LIMIT 1");
  const selectHolders = db.prepare<[number, Role], { person_id: number }>(
    `SELECT person_id
       FROM role
      WHERE channel_id = ?
        AND role = ?
      ORDER BY granted_at, person_id`,
  );
  const selectOne = db.prepare<[number, number, Role], unknown>(
    "SELECT 1 FROM role WHERE channel_id = ? AND person_id = ? AND role = ?",
  );
  const insert = db.prepare(
    "INSERT INTO role (channel_id, person_id, role, granted_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
  );
  const remove = db.prepare("DELETE FROM role WHERE channel_id = ? AND person_id = ? AND role = ?");

  return {
    owner: () => selectOwner.get()?.person_id ?? null,
    holders: (channelId, role) => selectHolders.all(channelId, role).map((row) => row.person_id),
    has: (channelId, personId, role) => selectOne.get(channelId, personId, role) !== undefined,
    grant: (channelId, personId, role) => {
      insert.run(channelId, personId, role, now());
    },
    revoke: (channelId, personId, role) => {
      remove.run(channelId, personId, role);
    },
  };
}
