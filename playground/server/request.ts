import type { IncomingMessage } from "node:http";
import { Writable } from "node:stream";
import formidable from "formidable";
import type { Upload } from "./files.ts";

/** What came with a request: fields as they were (strings from forms, values from JSON) and files by field. */
export interface Body {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly uploads: ReadonlyMap<string, Upload>;
}

/** The body could not be read; `code` is the HTTP status. */
export class UnreadableBody extends Error {
  readonly code: number;
  constructor(code: number, sentence: string) {
    super(sentence);
    this.code = code;
  }
}

const JSON_LIMIT = 16 << 20; // bytes, unless the route takes files as data: URLs
const FILES_LIMIT = 128 << 20; // bytes of all files of one request

/** Reads JSON, a urlencoded form or multipart, with the query string's parameters underneath. */
export async function readBody(
  request: IncomingMessage,
  query: URLSearchParams,
  limit: number = JSON_LIMIT,
): Promise<Body> {
  const type = (request.headers["content-type"] ?? "").toLowerCase();
  const below = Object.fromEntries(query);
  if (type.startsWith("multipart/form-data")) return readMultipart(request, below);
  const text = await readText(request, limit);
  if (text === "") return { fields: below, uploads: new Map() };
  if (type.startsWith("application/x-www-form-urlencoded")) {
    return { fields: { ...below, ...Object.fromEntries(new URLSearchParams(text)) }, uploads: new Map() };
  }
  if (!type.startsWith("application/json")) throw new UnreadableBody(400, "Bad Request: unsupported content type");
  return { fields: { ...below, ...parseObject(text) }, uploads: new Map() };
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UnreadableBody(400, "Bad Request: can't parse JSON object");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new UnreadableBody(400, "Bad Request: JSON object expected");
  }
  return value as Record<string, unknown>;
}

async function readText(request: IncomingMessage, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new UnreadableBody(413, "Request Entity Too Large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Files stay in memory. formidable reads grammY's parts, whose headers have no spaces and names no quotes. */
async function readMultipart(request: IncomingMessage, below: Record<string, unknown>): Promise<Body> {
  const kept = new Map<string, Buffer[]>();
  const form = formidable({
    allowEmptyFiles: true,
    minFileSize: 0,
    maxFileSize: FILES_LIMIT,
    maxTotalFileSize: FILES_LIMIT,
    maxFieldsSize: JSON_LIMIT,
    fileWriteStreamHandler: (file) => {
      const chunks: Buffer[] = [];
      kept.set((file as unknown as { newFilename: string }).newFilename, chunks);
      return new Writable({
        write(chunk: Buffer, _, done) {
          chunks.push(chunk);
          done();
        },
      });
    },
  });
  form.onPart = (part) => {
    const name = fileName((part as unknown as { headers: Record<string, string> }).headers["content-disposition"]);
    if (name !== null) part.originalFilename = name;
    form._handlePart(part);
  };
  try {
    const [fields, files] = await form.parse(request);
    const uploads = new Map<string, Upload>();
    for (const [field, list] of Object.entries(files)) {
      const file = list?.[0];
      if (file === undefined) continue;
      const bytes = Buffer.concat(kept.get(file.newFilename) ?? []);
      uploads.set(field, { name: file.originalFilename, mime: file.mimetype, bytes });
    }
    const firsts = Object.entries(fields).map(([name, values]) => [name, values?.[0]]);
    return { fields: { ...below, ...Object.fromEntries(firsts) }, uploads };
  } catch (error) {
    const code = (error as { httpCode?: number }).httpCode ?? 400;
    throw new UnreadableBody(
      code,
      code === 413 ? "Request Entity Too Large" : "Bad Request: can't parse multipart data",
    );
  }
}

/** The name of a part's file. grammY writes it without quotes, and formidable then loses one with a space in it. */
function fileName(disposition: string | undefined): string | null {
  const [, quoted, bare] = /;\s*filename=(?:"((?:[^"\\]|\\.)*)"|([^;]+))/i.exec(disposition ?? "") ?? [];
  const name = quoted?.replace(/\\(.)/g, "$1") ?? bare?.trim();
  return name?.split(/[\\/]/).at(-1) || null;
}
