import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { type Context, Hono } from "hono";

export interface FigureOptions {
  /** Whether the archive keeps this picture and may show it to everybody who knows its name. */
  readonly shown: (file: PictureName) => boolean;
  /** Where it is. */
  readonly pathOf: (file: PictureName) => string;
}

/** A picture under the hash of its bytes, which nobody guesses. */
export interface PictureName {
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** With its dot. */
  readonly extension: string;
}

const TYPES: Readonly<Record<string, string>> = {
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".png": "image/png",
  ".webp": "image/webp",
};

/**
 * GET and HEAD /figure/<hash>.<extension>: the bytes of a picture, which Telegram shows as the preview of a text. Under
 * one name stand the same bytes for ever. A part is given where one range is asked for; 404 for whatever is not shown.
 */
export function createFigures({ shown, pathOf }: FigureOptions): Hono {
  const app = new Hono();
  app.get("/figure/:name", async (c) => {
    const file = pictureName(c.req.param("name"));
    if (file === null || !shown(file)) return c.notFound();
    const size = await sizeOf(pathOf(file));
    if (size === null) return c.notFound();
    c.header("Content-Type", TYPES[file.extension] ?? "application/octet-stream");
    c.header("Cache-Control", "public, max-age=31536000, immutable");
    c.header("X-Content-Type-Options", "nosniff");
    c.header("Accept-Ranges", "bytes");
    const tag = `"${file.sha256}"`;
    c.header("ETag", tag);
    if (c.req.header("if-none-match")?.includes(tag)) return c.body(null, 304);
    return bytes(c, pathOf(file), size);
  });
  return app;
}

function bytes(c: Context, path: string, size: number): Response {
  const range = rangeOf(c.req.header("range"), size);
  if (range === "beyond") {
    c.header("Content-Range", `bytes */${size}`);
    return c.body(null, 416);
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  if (range !== null) c.header("Content-Range", `bytes ${start}-${end}/${size}`);
  c.header("Content-Length", String(end - start + 1));
  const status = range === null ? 200 : 206;
  if (c.req.method === "HEAD" || size === 0) return c.body(null, status);
  return c.body(Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream, status);
}

/** Null for anything that could name a file outside of the folder, or another kind of file. */
function pictureName(name: string): PictureName | null {
  const [, sha256 = "", extension = ""] = /^([0-9a-f]{64})(\.[a-z]{3,4})$/.exec(name) ?? [];
  return extension in TYPES ? { sha256, extension } : null;
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return null;
  }
}

/** One range of bytes; null where none, or several, or what is no range is asked for: then all are given. */
function rangeOf(header: string | undefined, size: number): { start: number; end: number } | "beyond" | null {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "") ?? [];
  if (from === undefined || to === undefined || (from === "" && to === "")) return null;
  if (from === "") return to === "0" ? "beyond" : { start: Math.max(0, size - Number(to)), end: size - 1 };
  const [start, end] = [Number(from), to === "" ? size - 1 : Math.min(Number(to), size - 1)];
  if (start >= size) return "beyond";
  return end < start ? null : { start, end };
}
