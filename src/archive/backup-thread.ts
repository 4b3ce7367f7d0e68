import { parentPort, workerData } from "node:worker_threads";
import { type Backup, backUp } from "./backup.ts";
import { databaseTrouble } from "./trouble.ts";

/** What the thread is given, and what it answers. */
export interface BackupOrder {
  readonly database: string;
  readonly folder: string;
  readonly keep: number;
  /** The time that counts as now, ms. */
  readonly at: number;
}
export type BackupAnswer =
  | { readonly ok: true; readonly backup: Backup }
  | { readonly ok: false; readonly trouble: ReturnType<typeof databaseTrouble>; readonly message: string };

const { database, folder, keep, at } = workerData as BackupOrder;
const answer = await backUp(database, { folder, keep, now: () => at }).then(
  (backup): BackupAnswer => ({ ok: true, backup }),
  (error: unknown): BackupAnswer => ({
    ok: false,
    trouble: databaseTrouble(error),
    message: error instanceof Error ? error.message : String(error),
  }),
);
parentPort?.postMessage(answer);
