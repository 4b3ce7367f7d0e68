import { createHash, randomBytes } from "node:crypto";
import type { Db } from "./database.ts";

/** How long an invitation can be opened, in ms. */
export const INVITATION_LIFE = 7 * 86_400_000;

/** `used` tells by whom, so that the same person's second tap is answered like the first. */
export type InvitationUse =
  | { readonly status: "author"; readonly invitedBy: number }
  | { readonly status: "used"; readonly by: number }
  | { readonly status: "expired" | "unknown" };

/** One-time links that make their opener an author. */
export interface Invitations {
  /** A new token, told this once: only its SHA-256 is kept. 43 characters that a deep link may carry. */
  create(channelId: number, invitedBy: number): string;
  /** Makes the person, who must be known, an author of this channel, if the token is fresh and the channel's. */
  use(token: string, channelId: number, personId: number): InvitationUse;
}

export function createInvitations(db: Db, now: () => number): Invitations {
  const insert = db.prepare(
    `INSERT INTO invitation (token_hash, channel_id, invited_by, created_at, expires_at)
     VALUES (?, ?, ?, ?, ?)`,
  );
  const select = db.prepare<[string, number], { invited_by: number; expires_at: number; used_by: number | null }>(
    "SELECT invited_by, expires_at, used_by FROM invitation WHERE token_hash = ? AND channel_id = ?",
  );
  const markUsed = db.prepare("UPDATE invitation SET used_at = ?, used_by = ? WHERE token_hash = ?");
  const grant = db.prepare(
    `INSERT INTO role (channel_id, person_id, role, granted_at)
     VALUES (?, ?, 'author', ?)
         ON CONFLICT DO NOTHING`,
  );

  return {
    create: (channelId, invitedBy) => {
      const token = randomBytes(32).toString("base64url");
      const at = now();
      insert.run(hashOf(token), channelId, invitedBy, at, at + INVITATION_LIFE);
      return token;
    },
    use: (token, channelId, personId) =>
      db
        .transaction((): InvitationUse => {
          const at = now();
          const hash = hashOf(token);
          const row = select.get(hash, channelId);
          if (row === undefined) return { status: "unknown" };
          if (row.used_by !== null) return { status: "used", by: row.used_by };
          if (at >= row.expires_at) return { status: "expired" };
          markUsed.run(at, personId, hash);
          grant.run(channelId, personId, at);
          return { status: "author", invitedBy: row.invited_by };
        })
        .immediate(),
  };
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
