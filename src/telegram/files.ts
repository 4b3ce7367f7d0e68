import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { extname } from "node:path";
import { type Api, GrammyError } from "grammy";
import type { FileFetch } from "./client.ts";

/** A file of Telegram's, from some byte on, or why there is none. */
export type TelegramFile =
  | {
      readonly ok: true;
      /** The byte with which `bytes` begin: 0 where the server does not go on from the one that was asked for. */
      readonly from: number;
      /** Bytes of the whole file; null where the server does not say. */
      readonly size: number | null;
      /** With its dot, lower case; "" for none. */
      readonly extension: string;
      readonly bytes: AsyncIterable<Uint8Array>;
    }
  | { readonly ok: false; readonly code: "beyond" | "gone" | "late" };

export interface TelegramFiles {
  /**
   * Opens a file by its id. `beyond`: over what a bot can fetch; `gone`: Telegram knows no such file; `late`: it did not
   * answer, or not now. Never tells the link, which holds the token.
   */
  open(fileId: string, from: number, signal: AbortSignal): Promise<TelegramFile>;
}

/** How long Telegram may take to answer, ms; the bytes then come as slowly as they come. */
const PATIENCE = 30_000;

/** @param fetch through the same proxy as all calls */
export function createFiles(deps: {
  readonly api: Pick<Api, "getFile">;
  readonly apiRoot: string;
  readonly token: string;
  readonly fetch: FileFetch;
}): TelegramFiles {
  const { api, apiRoot, token, fetch } = deps;
  return {
    open: async (fileId, from, signal) => {
      const found = await find(api, fileId);
      if (typeof found !== "object") return { ok: false, code: found };
      const extension = extensionOf(found.path);
      // A Bot API server of one's own, run with --local, names a path on this machine.
      // https://core.telegram.org/bots/api#using-a-local-bot-api-server
      if (found.path.startsWith("/")) return await local(found.path, from, extension);
      try {
        const response = await fetch(`${apiRoot}/file/bot${token}/${found.path}`, {
          headers: from > 0 ? { range: `bytes=${from}-` } : {},
          signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE * 20)]),
        });
        const { status, body } = response;
        if (status === 404 || status === 410) return { ok: false, code: "gone" };
        if ((status !== 200 && status !== 206) || body === null) return { ok: false, code: "late" };
        const begins = status === 206 ? from : 0;
        const length = Number(response.headers.get("content-length") ?? Number.NaN);
        const size = found.size ?? (Number.isNaN(length) ? null : begins + length);
        return { ok: true, from: begins, size, extension, bytes: body };
      } catch {
        // Whatever it was, its message may hold the link.
        return { ok: false, code: "late" };
      }
    },
  };
}

type Found = { readonly path: string; readonly size: number | null } | "beyond" | "gone" | "late";

async function find(api: Pick<Api, "getFile">, fileId: string): Promise<Found> {
  try {
    const { file_path: path, file_size: size } = await api.getFile(fileId);
    return path === undefined ? "late" : { path, size: size ?? null };
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) return "late";
    if (/file is too big/i.test(error.description)) return "beyond";
    return /temporarily unavailable/i.test(error.description) ? "late" : "gone";
  }
}

async function local(path: string, from: number, extension: string): Promise<TelegramFile> {
  try {
    const { size } = await stat(path);
    return { ok: true, from, size, extension, bytes: createReadStream(path, { start: from }) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { ok: false, code: "gone" };
    throw error;
  }
}

/** Only what is safe in the name of a file. */
function extensionOf(path: string): string {
  const extension = extname(path).toLowerCase();
  return /^\.[a-z0-9]{1,8}$/.test(extension) ? extension : "";
}
