import type { Media, MediaRows } from "./media.ts";
import type { MediaFolder } from "./media-folder.ts";

/** Where files are fetched from. */
export interface FileSource {
  /**
   * Opens a file from this byte on. `from` in the answer is the byte with which its bytes begin: 0 where the source does
   * not go on. `late`: not now, but perhaps later.
   */
  open(fileId: string, from: number, signal: AbortSignal): Promise<OpenedFile>;
}

export type OpenedFile =
  | {
      readonly ok: true;
      readonly from: number;
      /** Of the whole file, where it is known. */
      readonly size: number | null;
      /** With its dot, "" for none. */
      readonly extension: string;
      readonly bytes: AsyncIterable<Uint8Array>;
    }
  | { readonly ok: false; readonly code: "beyond" | "gone" | "late" };

/** Fetches the bytes of what was published, one file after the other, in the background. Its failures stop nobody. */
export interface MediaKeeping {
  start(): void;
  /** Something was published. Does nothing before `start`. */
  wake(): void;
  /** Breaks off what is under way; what was fetched of it stays. */
  stop(): Promise<void>;
}

const MINUTE = 60_000;
/** How long to wait after the first failure, the second, and so on; the last stands for all that follow. */
const AGAIN = [MINUTE, 5 * MINUTE, 30 * MINUTE, 6 * 60 * MINUTE];
const LOOK = MINUTE;
/** Whoever drafts a post waits for what can be made of its picture. */
const SOON = 3_000;
/** Telegram has one answer for a file that is gone and for one that it does not give now: after so many it is gone. */
const TRIES = 12;
/** Files that are looked for before anybody else has their turn. */
const AT_ONCE = 200;

export function createMediaKeeping(deps: {
  readonly media: MediaRows;
  readonly folder: MediaFolder;
  readonly files: FileSource;
  /** Bytes of a file that are kept at most, as it is set now; 0 keeps none. */
  readonly limit: () => number;
  /** Whether photos of drafts are fetched too, soon after they come. Default: only what was published. */
  readonly drafts?: boolean;
  /** The bytes of this file are in the folder from now on. */
  readonly onKept?: (fileUniqueId: string) => void;
  readonly now: () => number;
  readonly timers: { after(ms: number, run: () => void): () => void };
  readonly log: Record<"info" | "error", (details: object, message: string) => void>;
}): MediaKeeping {
  const { media, folder, files, limit, drafts = false, onKept, now, timers, log } = deps;
  const stopping = new AbortController();
  let running: Promise<void> | null = null;
  let cancel: (() => void) | null = null;
  let started = false;
  let looked = false;

  const plan = (ms: number): void => {
    if (stopping.signal.aborted) return;
    cancel?.();
    cancel = timers.after(ms, () => {
      cancel = null;
      if (running !== null) return;
      running = work().finally(() => {
        running = null;
        plan(drafts ? SOON : LOOK);
      });
    });
  };

  const work = async (): Promise<void> => {
    try {
      if (!looked) await lookForAll();
      media.takeUp(limit());
      if (drafts) media.takeUpDrafts();
      for (let next = media.due(); next !== null && !stopping.signal.aborted; next = media.due()) await take(next);
    } catch (error) {
      // A full disk, say: the next look tries again, and what is due is due still.
      log.error({ err: error }, "files of figures could not be kept");
    }
  };

  /** Once: after a restore, or on another machine, the folder need not hold what the database says. */
  const lookForAll = async (): Promise<void> => {
    let missing = 0;
    for (let after = ""; !stopping.signal.aborted; ) {
      const files = media.kept(after, AT_ONCE);
      for (const file of files) {
        if (folder.has(file)) continue;
        media.miss(file.fileUniqueId);
        missing += 1;
      }
      if (files.length < AT_ONCE) break;
      after = files.at(-1)?.fileUniqueId ?? after;
      await new Promise((resolve) => setImmediate(resolve));
    }
    looked = true;
    if (missing > 0) log.info({ missing }, "kept files are not in their folder and are fetched again");
  };

  const take = async ({ fileUniqueId, fileId, size, failures }: Media): Promise<void> => {
    const most = limit();
    if (most === 0 || (size !== null && size > most)) return media.leave(fileUniqueId, "large");
    const opened = await files.open(fileId, await folder.begun(fileUniqueId), stopping.signal);
    if (!opened.ok && opened.code !== "late") {
      await folder.drop(fileUniqueId);
      return media.leave(fileUniqueId, opened.code);
    }
    if (opened.ok) {
      if (opened.size !== null && opened.size > most) return media.leave(fileUniqueId, "large");
      const outcome = await written(fileUniqueId, opened, most);
      if (outcome === "large") return media.leave(fileUniqueId, "large");
      if (outcome === "whole") {
        media.keep(fileUniqueId, await folder.finish(fileUniqueId, opened.extension));
        return onKept?.(fileUniqueId);
      }
    }
    if (stopping.signal.aborted) return;
    if (failures + 1 >= TRIES) {
      await folder.drop(fileUniqueId);
      return media.leave(fileUniqueId, "gone");
    }
    media.postpone(fileUniqueId, now() + (AGAIN[failures] ?? AGAIN.at(-1) ?? LOOK));
    log.info({ fileUniqueId, failures: failures + 1 }, "a figure's file is to be fetched later");
  };

  /** What broke off halfway is gone on with the next time. */
  const written = async (
    fileUniqueId: string,
    { from, size, bytes }: Extract<OpenedFile, { ok: true }>,
    most: number,
  ): Promise<"whole" | "large" | "part"> => {
    try {
      if (!(await folder.write(fileUniqueId, from, bytes, most))) return "large";
    } catch (error) {
      // The bytes' own errors name the link, which holds the token; those of the disk have a code and a path of ours.
      if (error instanceof Error && "path" in error) throw error;
      return "part";
    }
    return size === null || (await folder.begun(fileUniqueId)) === size ? "whole" : "part";
  };

  return {
    start: () => {
      started = true;
      plan(0);
    },
    wake: () => {
      if (started && running === null) plan(0);
    },
    stop: async () => {
      stopping.abort();
      cancel?.();
      await running;
    },
  };
}
