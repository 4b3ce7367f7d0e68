import type { TelegramFiles } from "./files.ts";

/** What was found in a file: its text, or why there is none. `no-text`: it is not UTF-8. */
export type OpenedText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly code: "beyond" | "gone" | "late" | "no-text" };

/** Reads a file of at most so many bytes as UTF-8, without a byte order mark, its lines ended by `\n`. */
export type OpenText = (fileId: string, maxBytes: number) => Promise<OpenedText>;

/** How long a small text may take to come, ms. */
const PATIENCE = 20_000;

export function createTextFiles(files: TelegramFiles): OpenText {
  return async (fileId, maxBytes) => {
    const signal = AbortSignal.timeout(PATIENCE);
    const file = await files.open(fileId, 0, signal);
    if (!file.ok) return file;
    const chunks: Uint8Array[] = [];
    let length = 0;
    try {
      for await (const chunk of file.bytes) {
        length += chunk.length;
        if (length > maxBytes) return { ok: false, code: "beyond" };
        chunks.push(chunk);
      }
    } catch {
      // Whatever it was, its message may hold the link, which holds the token.
      return { ok: false, code: "late" };
    }
    const text = textOf(Buffer.concat(chunks));
    return text === null ? { ok: false, code: "no-text" } : { ok: true, text };
  };
}

/** UTF-8 as a text; null for what is none. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? null : text.replace(/\r\n?/g, "\n");
  } catch {
    return null;
  }
}
