import { readFile } from "node:fs/promises";
import type { Say } from "../bot/words.ts";

/**
 * The text of a file, or of standard input for `-`, without its byte order mark: UTF-8, or UTF-16 where the mark says so.
 *
 * @throws Error with a sentence for people if it cannot be read, or is no text
 */
export async function sourceOf(file: string, say: Say, input: AsyncIterable<Buffer> = process.stdin): Promise<string> {
  const name = file === "-" ? say.plain("document-standard-input") : file;
  const bytes = file === "-" ? await all(input) : await contentOf(file, say);
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  let text: string;
  try {
    text = new TextDecoder(bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : encoding, { fatal: true }).decode(
      bytes,
    );
  } catch (error) {
    throw new Error(say.plain("document-not-text", { file: name }), { cause: error });
  }
  // Bytes that happen to be UTF-8: no text has these.
  if (text.includes("\0")) throw new Error(say.plain("document-not-text", { file: name }));
  return text;
}

async function contentOf(file: string, say: Say): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    const why = code === "ENOENT" ? "absent" : code === "EISDIR" ? "folder" : "unreadable";
    throw new Error(say.plain(`document-${why}`, { file }), { cause: error });
  }
}

async function all(input: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
