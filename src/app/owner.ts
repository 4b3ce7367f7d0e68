import type { Channel } from "../archive/channels.ts";
import type { BackupSettings } from "../archive/copies.ts";
import { createBackups } from "../bot/backup/index.ts";
import type { Announcer } from "../bot/setup/announce.ts";
import { ownerLink } from "../bot/setup/index.ts";
import type { Desk } from "../desk/desk.ts";
import type { Sight } from "../telegram/ways.ts";
import type { AppOptions } from "./options.ts";
import type { Repositories } from "./repositories.ts";
import type { Telegram } from "./telegram.ts";

const NO_BACKUPS: BackupSettings = { folder: null, keep: 0, hour: 0, send: "never" };

interface OwnerParts {
  readonly repositories: Repositories;
  readonly telegram: Telegram;
  readonly desk: Desk;
  readonly announcer: Announcer;
}

/** What the bot owes to whom it belongs to: copies of its database, and word of what only they can mend. */
export function createOwnerCare(
  { db, me, adminIds, words, now, timers, log, backups = NO_BACKUPS }: AppOptions,
  { repositories, telegram, desk, announcer }: OwnerParts,
) {
  const { people, roles, channels, links, backupsSent } = repositories;
  const owner = (): number | null => roles.owner() ?? adminIds[0] ?? null;
  return {
    backups: createBackups({
      database: db.name,
      settings: backups,
      api: telegram.api,
      people,
      sent: backupsSent,
      owner,
      zone: () => channels.served()?.zone ?? "UTC",
      words,
      now,
      timers,
      log,
    }),
    /** Tells the owner once that the bot cannot look into the channel; forgets it when it can again. */
    tellBlind: async (channel: Channel, sight: Sight): Promise<void> => {
      if (sight === "sees" || sight === "partly") channels.setBlindTold(channel.id, false);
      if (sight !== "blind" || channels.isBlindTold(channel.id)) return;
      const person = people.find(owner() ?? 0);
      if (person === null) return;
      const told = await announcer.tell(person, (say) => ({
        html: say.html("blind-owner", { channel: channel.title }),
      }));
      if (told) channels.setBlindTold(channel.id, true);
    },
    /** The link that makes its opener the owner, or null where somebody sets the bot up already. */
    ownerLink: () => (desk.admins().length === 0 ? ownerLink(me.username, links) : null),
  };
}
