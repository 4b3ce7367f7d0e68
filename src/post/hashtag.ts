import { type ClassicDocument, sorted } from "../document/document.ts";
import { HASHTAG_LENGTH } from "../document/limits.ts";
import type { TagCause } from "./finding.ts";

/**
 * Letters and digits that Unicode 17 added. Telegram's tables (TDLib 1.8.65) end with Unicode 16, so that these cut a
 * hashtag, though `\p{L}` and `\p{Nd}` know them. test/post/hashtag.test.ts asks TDLib about every code point.
 */
const TOO_NEW =
  "\\u088f\\u0c5c\\u0cdc\\ua7ce\\ua7cf\\ua7d2\\ua7d4\\ua7f1\\u{10940}-\\u{10959}\\u{10ec5}-\\u{10ec7}\\u{11db0}-\\u{11ddb}" +
  "\\u{11de0}-\\u{11de9}\\u{16ea0}-\\u{16eb8}\\u{16ebb}-\\u{16ed3}\\u{16ff2}\\u{16ff3}\\u{187f8}-\\u{187ff}" +
  "\\u{18d09}-\\u{18d1e}\\u{18d80}-\\u{18df2}\\u{1e6c0}-\\u{1e6de}\\u{1e6e0}-\\u{1e6e2}\\u{1e6e4}\\u{1e6e5}" +
  "\\u{1e6e7}-\\u{1e6ed}\\u{1e6f0}-\\u{1e6f4}\\u{1e6fe}\\u{1e6ff}\\u{2b73a}-\\u{2b73f}\\u{2cea2}-\\u{2cead}" +
  "\\u{323b0}-\\u{33479}";
const LETTER = `[\\p{L}--[${TOO_NEW}]]`;
/** What may stand in a hashtag: also `_`, the middle dot, ZWNJ, and all of the Sinhala block, whose vowels are marks. */
const PART = `[[\\p{L}\\p{Nd}_\\u00b7\\u200c\\u0d80-\\u0dff]--[${TOO_NEW}]]`;
const PARTS = new RegExp(`^${PART}*`, "v");
const HAS_LETTER = new RegExp(LETTER, "v");
const USERNAME = /^@[A-Za-z0-9_]{3,32}/;

/**
 * What Telegram would link at the start of `#tag…`, without the `#`; "" where it would link nothing. `#tag@username` is
 * one link. The tag is taken as it is: decomposed letters are not composed first.
 */
export function linkedPart(tag: string): string {
  const parts = PARTS.exec(tag)?.[0] ?? "";
  const points = [...parts];
  const counted = points.slice(0, HASHTAG_LENGTH).join("");
  if (!HAS_LETTER.test(counted)) return "";
  const username = counted.length === parts.length ? (USERNAME.exec(tag.slice(parts.length))?.[0] ?? "") : "";
  return tag[parts.length + username.length] === "#" ? "" : counted + username;
}

/** Whether Telegram links all of `#tag` as one hashtag where a line or a space surrounds it. */
export function isHashtag(tag: string): boolean {
  return tag !== "" && tag.isWellFormed() && linkedPart(tag) === tag;
}

/** Why Telegram would cut the tag; null where it links it whole. */
export function whyCut(tag: string): TagCause | null {
  if (isHashtag(tag)) return null;
  if (!/[^\p{White_Space}\p{Cf}#]/u.test(tag)) return "empty";
  if (isHashtag(tag.normalize("NFC"))) return "decomposed";
  const parts = PARTS.exec(tag)?.[0] ?? "";
  if ([...parts].length > HASHTAG_LENGTH) return "long";
  if (parts.length === tag.length) return "digits";
  const breaker = String.fromCodePoint(tag.codePointAt(parts.length) ?? 0);
  if (/\p{Dash}/u.test(breaker)) return "hyphen";
  if (/\p{White_Space}/u.test(breaker)) return "space";
  if (/\p{M}/u.test(breaker)) return "decomposed";
  return /[\p{Cf}\p{Cc}]/u.test(breaker) ? "invisible" : "sign";
}

/**
 * Tags near this one that Telegram links whole, best first; empty where nothing of it can be kept. A hyphen or space
 * is dropped or becomes `_`, letters are composed (NFC), invisible characters go, digits alone get a letter.
 */
export function mendHashtag(tag: string): string[] {
  if (isHashtag(tag)) return [tag];
  const seen = tag
    .toWellFormed()
    .normalize("NFC")
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\ufffd]/gu, (sign) =>
      sign === "\u200c" || /\s/.test(sign) ? sign : "",
    )
    .replace(/^[#\s]+/u, "")
    .trim();
  const [name = ""] = seen.split(/@(?=[A-Za-z0-9_]{3,32}$)/);
  const words = split(name);
  const short = (text: string): string => [...text].slice(0, HASHTAG_LENGTH).join("");
  const candidates = [words.join(""), words.join("_")].flatMap((text) =>
    text === "" || HAS_LETTER.test(short(text)) ? [short(text)] : lettered(text).map(short),
  );
  return [...new Set([seen, ...candidates])].filter((text) => isHashtag(text) && text === text.normalize("NFC"));
}

/** Digits with a word before them. */
function lettered(digits: string): string[] {
  return /^(19|20)\d\d$/.test(digits) ? [`год${digits}`, `year${digits}`] : [`n${digits}`, `тег${digits}`];
}

/** The runs of characters that a hashtag may hold. */
function split(text: string): string[] {
  return [...text.matchAll(new RegExp(`${PART}+`, "gv"))].map(([run]) => run).filter((run) => /[^_]/.test(run));
}

/** A hashtag that its writer meant to be longer than what Telegram links. */
export interface CutHashtag {
  /** Where `#` stands, in UTF-16 units. */
  readonly offset: number;
  /** What was written, without `#`. */
  readonly written: string;
  readonly linked: string;
  readonly cause: TagCause;
  readonly mends: readonly string[];
}

/** What people write within one word: hyphens, marks, invisible characters. A dash without spaces parts two words. */
const GLUE = "[\\-\\u2010\\u2011\\p{M}\\p{Cf}]";
const BEFORE = new RegExp(`${PART}$`, "v");
const WRITTEN = new RegExp(`^(?:${PART}|${GLUE}+(?=${PART}))+\\p{M}*`, "v");

/** Hashtags in a running text that a hyphen, a decomposed letter or an invisible character cuts. */
export function cutHashtags(text: string): CutHashtag[] {
  return [...text.matchAll(/#/g)].flatMap(({ index }) => {
    if (BEFORE.test(text.slice(Math.max(0, index - 2), index))) return [];
    const rest = text.slice(index + 1, index + 1 + 2 * HASHTAG_LENGTH);
    const written = WRITTEN.exec(rest)?.[0] ?? "";
    const cause = whyCut(written);
    const linked = linkedPart(written);
    if (linked === "" || cause === null || cause === "sign") return [];
    return [{ offset: index, written, linked, cause, mends: mendHashtag(written) }];
  });
}

/** The document with just the hashtags that Telegram will find in it, but for those in code and in links. */
export function withHashtags({ text, entities }: ClassicDocument): ClassicDocument {
  const others = entities.filter(({ type }) => type !== "hashtag");
  const taken = others.filter(({ type }) => type === "code" || type === "pre" || type === "text_link");
  const found = [...text.matchAll(/(?<![\p{L}\p{N}_#&/])#(\S{1,300})/gu)].flatMap(({ index, 1: rest = "" }) => {
    const length = linkedPart(rest).length;
    const within = taken.some(({ offset, length: units }) => index >= offset && index < offset + units);
    return length === 0 || within ? [] : [{ type: "hashtag" as const, offset: index, length: length + 1 }];
  });
  return { text, entities: found.length === 0 ? others : sorted([...others, ...found]) };
}
