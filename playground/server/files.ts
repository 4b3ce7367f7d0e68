import { createHash } from "node:crypto";
import type { Animation, Audio, Document, File, PhotoSize, Sticker, Video, Voice } from "@grammyjs/types";
import { badRequest } from "./errors.ts";
import { imageSize } from "./image-size.ts";
import type { StoredFile } from "./state.ts";
import type { World } from "./world.ts";

/** Bytes that came with a request. */
export interface Upload {
  readonly name: string | null;
  readonly mime: string | null;
  readonly bytes: Uint8Array;
}

export type FileKind = StoredFile["kind"];

/** What the sender tells of a file: lengths in seconds and pixels, and whose music it is. */
export interface Shape {
  readonly width?: number;
  readonly height?: number;
  readonly duration?: number;
  readonly performer?: string;
  readonly title?: string;
}

const UPLOAD_LIMIT = 50 << 20; // bytes; "Sending files" in the Bot API
const PHOTO_LIMIT = 10 << 20; // bytes, likewise
const DOWNLOAD_LIMIT = 20 << 20; // bytes; getFile in the Bot API

const PREFIXES: Readonly<Record<FileKind, string>> = {
  photo: "AgACAgIAAx",
  video: "BAACAgIAAx",
  animation: "CgACAgIAAx",
  document: "BQACAgIAAx",
  sticker: "CAACAgIAAx",
  voice: "AwACAgIAAx",
  audio: "CQACAgIAAx",
};

/** Keeps an upload. Each is a file of its own, as at Telegram, even where its bytes have been sent before. */
export function storeUpload(world: World, upload: Upload, kind: FileKind, shape: Shape = {}): StoredFile {
  const { bytes } = upload;
  if (bytes.length === 0) throw badRequest("File must be non-empty");
  if (bytes.length > UPLOAD_LIMIT) throw badRequest("File is too big");
  const image = imageSize(bytes);
  if (kind === "photo") {
    if (bytes.length > PHOTO_LIMIT) throw badRequest("File is too big for a photo");
    if (image === null) throw badRequest("IMAGE_PROCESS_FAILED");
    const { width, height } = image;
    const ratio = Math.max(width, height) / Math.min(width, height);
    if (width + height > 10_000 || ratio > 20) throw badRequest("PHOTO_INVALID_DIMENSIONS");
  }
  const number = String(world.state.nextFileNumber++);
  const digest = createHash("sha256").update(number).update(kind).update(bytes).digest("base64url");
  const uniqueId = `AQAD${digest.replace(/[-_]/g, "Q").slice(0, 12)}`;
  const stored: StoredFile = {
    uniqueId,
    kind,
    name: upload.name,
    mime: image?.mime ?? upload.mime ?? "application/octet-stream",
    size: bytes.length,
    width: image?.width ?? shape.width ?? 320,
    height: image?.height ?? shape.height ?? 240,
    duration: shape.duration ?? (kind === "photo" || kind === "document" || kind === "sticker" ? 0 : 1),
    ...(shape.performer === undefined ? {} : { performer: shape.performer }),
    ...(shape.title === undefined ? {} : { title: shape.title }),
  };
  world.state.files[uniqueId] = stored;
  world.bytes.set(uniqueId, Uint8Array.from(bytes));
  return stored;
}

/** A file that is named by an upload, a file_id or a URL. Throws Telegram's refusals. */
export function resolveFile(
  world: World,
  input: string | undefined,
  kind: FileKind,
  uploads: ReadonlyMap<string, Upload>,
  shape: Shape = {},
): StoredFile {
  if (typeof input !== "string" || input === "") throw badRequest(`There is no ${kind} in the request`);
  if (input.startsWith("attach://")) {
    const upload = uploads.get(input.slice("attach://".length));
    if (upload === undefined) throw badRequest(`There is no ${kind} in the request`);
    return storeUpload(world, upload, kind, shape);
  }
  // Nothing leaves the machine: a URL is what Telegram could not download.
  if (/^https?:/i.test(input)) throw badRequest("Failed to get HTTP URL content");
  const file = fileById(world, input);
  if (file === undefined) throw badRequest("Wrong remote file identifier specified: Wrong character in the string");
  const same = file.kind === kind || (kind === "document" && file.kind !== "photo");
  if (!same) throw badRequest(`Can't use file of type ${capital(file.kind)} as ${capital(kind)}`);
  return file;
}

export function fileById(world: World, fileId: string): StoredFile | undefined {
  const [, uniqueId] = /^[A-Z][gAQw][A-Za-z]{2}AgIAAx(AQAD[A-Za-z0-9]{12})[smxy]?\d+$/.exec(fileId) ?? [];
  return uniqueId === undefined ? undefined : world.state.files[uniqueId];
}

/** A new `file_id` for the same file: every message has its own. */
function nameFile(world: World, file: StoredFile, size = ""): { file_id: string; file_unique_id: string } {
  const number = world.state.nextFileNumber++;
  return { file_id: `${PREFIXES[file.kind]}${file.uniqueId}${size}${number}`, file_unique_id: file.uniqueId + size };
}

/** The sizes that Telegram makes of a photo, smallest first. The bytes behind all of them are the whole photo's. */
export function photoSizes(world: World, file: StoredFile): PhotoSize[] {
  const longest = Math.max(file.width, file.height);
  const steps = [
    ["s", 90],
    ["m", 320],
    ["x", 800],
    ["y", 1280],
  ] as const;
  const needed = steps.filter((_, i) => i === 0 || longest > (steps[i - 1]?.[1] ?? 0));
  return needed.map(([letter, side]) => {
    const scale = Math.min(1, side / longest);
    const width = Math.max(1, Math.round(file.width * scale));
    const height = Math.max(1, Math.round(file.height * scale));
    return { ...nameFile(world, file, letter), file_size: Math.ceil(file.size * scale * scale), width, height };
  });
}

/** The part of a message that holds this file. */
export function mediaContent(
  world: World,
  file: StoredFile,
  kind: FileKind,
): {
  photo?: PhotoSize[];
  video?: Video;
  animation?: Animation;
  document?: Document;
  sticker?: Sticker;
  voice?: Voice;
  audio?: Audio;
} {
  const common = { ...nameFile(world, file), file_size: file.size };
  const named = { ...common, mime_type: file.mime, ...(file.name === null ? {} : { file_name: file.name }) };
  const { width, height, duration } = file;
  switch (kind) {
    case "photo":
      return { photo: photoSizes(world, file) };
    case "video":
      return { video: { ...named, width, height, duration } };
    case "animation":
      return { animation: { ...named, width, height, duration }, document: named };
    case "document":
      return { document: named };
    case "sticker":
      return { sticker: { ...common, type: "regular", width, height, is_animated: false, is_video: false } };
    case "voice":
      return { voice: { ...common, duration, mime_type: file.mime } };
    case "audio": {
      const { performer, title } = file;
      const music = { ...(performer === undefined ? {} : { performer }), ...(title === undefined ? {} : { title }) };
      return { audio: { ...named, duration, ...music } };
    }
  }
}

/** A thumbnail that came with a video, an animation or a document, in the place where Telegram tells of it. */
export function withThumbnail<T extends object>(
  world: World,
  content: T,
  thumbnail: string | undefined,
  uploads: ReadonlyMap<string, Upload>,
): T {
  if (thumbnail === undefined || thumbnail === "") return content;
  const smallest = photoSizes(world, resolveFile(world, thumbnail, "photo", uploads))[0];
  return Object.fromEntries(
    Object.entries(content).map(([kind, value]) => [kind, { ...value, thumbnail: smallest }]),
  ) as T;
}

/** getFile. Throws what Telegram says of an unknown file and of one over 20 MB. */
export function describeFile(world: World, fileId: string | undefined): File {
  if (fileId === undefined || fileId === "") throw badRequest("file_id not specified");
  const file = fileById(world, fileId);
  if (file === undefined) throw badRequest("wrong file_id or the file is temporarily unavailable");
  if (file.size > DOWNLOAD_LIMIT) throw badRequest("File is too big");
  return { file_id: fileId, file_unique_id: file.uniqueId, file_size: file.size, file_path: filePath(file) };
}

function filePath(file: StoredFile): string {
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(file.name ?? "")?.[0] ?? `.${file.mime.split("/")[1] ?? "bin"}`;
  return `${file.kind}s/file_${file.uniqueId}${extension}`;
}

export function fileAtPath(world: World, path: string): StoredFile | undefined {
  return Object.values(world.state.files).find((file) => filePath(file) === path);
}

/** Gives every file in a copied content a `file_id` of its own. */
export function renameFiles<T>(world: World, content: T): T {
  if (Array.isArray(content)) return content.map((part) => renameFiles(world, part)) as T;
  if (typeof content !== "object" || content === null) return content;
  const copy = Object.fromEntries(Object.entries(content).map(([key, value]) => [key, renameFiles(world, value)]));
  if (typeof copy.file_id === "string")
    copy.file_id = copy.file_id.replace(/\d+$/, String(world.state.nextFileNumber++));
  return copy as T;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
