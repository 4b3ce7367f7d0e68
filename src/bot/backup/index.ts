import { lastBackup } from "../../archive/backup.ts";
import { BackupError, backUpAside } from "../../archive/backup-aside.ts";
import { type BackupSettings, backupFolder } from "../../archive/copies.ts";
import type { Timers } from "../../telegram/timers.ts";
import { type CourierDeps, createCourier } from "./courier.ts";
import { createNightly, type Nightly } from "./nightly.ts";

export { createRestored } from "./restored.ts";

/** A backup every night, and now and then one for the owner. Does nothing where none is to be kept. */
export function createBackups(
  deps: Omit<CourierDeps, "send"> & {
    readonly database: string;
    readonly settings: BackupSettings;
    readonly timers: Timers;
  },
): Nightly {
  const { database, settings, zone, now, timers, log } = deps;
  if (settings.keep === 0) return { start: () => {}, stop: async () => {} };
  const folder = backupFolder(database, settings.folder);
  const courier = createCourier({ ...deps, send: settings.send });
  return createNightly({
    hour: settings.hour,
    zone,
    last: () => lastBackup(folder, database)?.madeAt ?? null,
    run: async (signal) => {
      try {
        const backup = await backUpAside(database, { folder, keep: settings.keep, now }, signal);
        log.info({ path: backup.path, bytes: backup.bytes, removed: backup.removed }, "a backup was made");
        await courier.deliver(backup);
      } catch (error) {
        if (signal.aborted) return;
        log.error({ err: error }, "a backup was not made");
        if (error instanceof BackupError) await courier.tellFailure(error.trouble);
      }
    },
    now,
    timers,
    onDefect: (error) => log.error({ err: error }, "the nightly backup broke off"),
  });
}
