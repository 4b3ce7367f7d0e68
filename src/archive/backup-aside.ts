import { Worker } from "node:worker_threads";
import type { Backup, BackupOptions } from "./backup.ts";
import type { BackupAnswer, BackupOrder } from "./backup-thread.ts";
import type { DatabaseTrouble } from "./trouble.ts";

/** A backup could not be made; the message is for the log. */
export class BackupError extends Error {
  override name = "BackupError";
  /** Null where the reason has no name. */
  readonly trouble: DatabaseTrouble | null;
  constructor(message: string, trouble: DatabaseTrouble | null) {
    super(message);
    this.trouble = trouble;
  }
}

/**
 * `backUp` on a thread of its own, so that copying and checking a large database holds up nobody's answer. Once aborted
 * it ends soon, with an error.
 *
 * @throws BackupError
 */
export function backUpAside(
  database: string,
  { folder, keep, now }: Omit<BackupOptions, "onProgress">,
  signal: AbortSignal,
): Promise<Backup> {
  return new Promise((resolve, reject) => {
    const order: BackupOrder = { database, folder, keep, at: now() };
    const worker = new Worker(new URL("./backup-thread.ts", import.meta.url), { workerData: order });
    const stop = () => void worker.terminate();
    signal.addEventListener("abort", stop, { once: true });
    worker.once("message", (answer: BackupAnswer) => {
      if (answer.ok) resolve(answer.backup);
      else reject(new BackupError(answer.message, answer.trouble));
    });
    worker.once("error", (error) => reject(new BackupError(String(error), null)));
    worker.once("exit", () => {
      signal.removeEventListener("abort", stop);
      // After an answer this changes nothing.
      reject(new BackupError("The thread that copied the database ended.", null));
    });
  });
}
