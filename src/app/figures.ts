import { createMediaFolder } from "../archive/media-folder.ts";
import { createMediaKeeping } from "../archive/media-keeping.ts";
import type { AppOptions } from "./options.ts";
import type { Repositories } from "./repositories.ts";
import type { Telegram } from "./telegram.ts";

/** The bytes of figures: kept beside the database, and shown to everybody where the bot has pages. */
export function createFigureKeeping(
  { media: path = null, publicUrl = null, now, timers, log }: AppOptions,
  { media: rows, channels }: Pick<Repositories, "media" | "channels">,
  { files }: Pick<Telegram, "files">,
  refreshCard: (draftId: number) => Promise<void>,
) {
  if (path === null) return { media: null, figures: null };
  const folder = createMediaFolder(path);
  const refreshCardsWith = async (fileUniqueId: string): Promise<void> => {
    for (const draftId of rows.draftsWith(fileUniqueId)) await refreshCard(draftId);
  };
  const media = createMediaKeeping({
    media: rows,
    folder,
    files,
    drafts: publicUrl !== null,
    onKept: (fileUniqueId) => {
      refreshCardsWith(fileUniqueId).catch((error: unknown) => log.error({ err: error }, "a card stayed old"));
    },
    limit: () => channels.served()?.settings.mediaSize.max ?? 0,
    now,
    timers,
    log,
  });
  return {
    media,
    /** The pictures that the bot shows to everybody who knows their names; null where it has no pages. */
    figures: publicUrl === null ? null : { shown: rows.isPicture, pathOf: folder.pathOf },
  };
}
