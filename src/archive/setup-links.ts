import { createHash, randomBytes } from "node:crypto";
import type { Db } from "./database.ts";

/** How long an owner's link can be opened, in ms. */
export const SETUP_LINK_LIFE = 86_400_000;

/** `used` tells by whom, so that the same person's second tap is answered like the first. */
export type LinkUse =
  | { readonly status: "owner" }
  | { readonly status: "used"; readonly by: number }
  | { readonly status: "expired" }
  | { readonly status: "unknown" };

export interface SetupLinks {
  /** A new token, told this once: only its SHA-256 is kept. 43 characters that a deep link may carry. */
  create(): string;
  /**
   * Makes the person, who must be known, the bot's one owner, if the token is fresh. Of several people at once one
   * succeeds, and every other link that is still open is void from then on.
   */
  use(token: string, personId: number): LinkUse;
}

export function createSetupLinks(db: Db, now: () => number): SetupLinks {
  const insert = db.prepare("INSERT INTO setup_link (token_hash, created_at, expires_at) VALUES (?, ?, ?)");
  const select = db.prepare<[string], { expires_at: number; used_by: number | null }>(
    "SELECT expires_at, used_by FROM setup_link WHERE token_hash = ?",
  );
  const markUsed = db.prepare("UPDATE setup_link SET used_at = ?, used_by = ? WHERE token_hash = ?");
  const voidOthers = db.prepare("DELETE FROM setup_link WHERE used_at IS NULL");
  const removeOwner = db.prepare("DELETE FROM owner");
  const insertOwner = db.prepare("INSERT INTO owner (person_id, since) VALUES (?, ?)");

  return {
    create: () => {
      const token = randomBytes(32).toString("base64url");
      const createdAt = now();
      insert.run(hashOf(token), createdAt, createdAt + SETUP_LINK_LIFE);
      return token;
    },
    use: (token, personId) =>
      db
        .transaction((): LinkUse => {
          const usedAt = now();
          const hash = hashOf(token);
          const link = select.get(hash);
          if (link === undefined) return { status: "unknown" };
          if (link.used_by !== null) return { status: "used", by: link.used_by };
          if (usedAt >= link.expires_at) return { status: "expired" };
          markUsed.run(usedAt, personId, hash);
          voidOthers.run();
          removeOwner.run();
          insertOwner.run(personId, usedAt);
          return { status: "owner" };
        })
        .immediate(),
  };
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
