import type { MessageEntity } from "@grammyjs/types";
import type { Upload } from "./server/files.ts";
import type { FormattedText } from "./server/text-engine.ts";

/** The bytes of a "data:" URL; null for anything else. Throws a sentence for a broken one. */
export function readDataUrl(url: string, name: string | null): Upload | null {
  if (!url.startsWith("data:")) return null;
  const comma = url.indexOf(",");
  if (comma === -1) throw new Error("the data: URL has no comma");
  const head = url.slice("data:".length, comma);
  const body = url.slice(comma + 1);
  const isBase64 = head.endsWith(";base64");
  const mime = head.replace(/;base64$/, "").split(";")[0] ?? "";
  const bytes = isBase64 ? Buffer.from(body, "base64") : Buffer.from(decodeURIComponent(body));
  return { name, mime: mime === "" ? null : mime, bytes };
}

/** Cuts a text into messages of at most `limit` units, at a line break or a space where there is one. */
export function splitText(value: FormattedText, limit: number): FormattedText[] {
  const parts: FormattedText[] = [];
  let start = 0;
  while (start < value.text.length) {
    const end = value.text.length - start <= limit ? value.text.length : cutBefore(value.text, start, start + limit);
    parts.push(slice(value, start, end));
    start = end;
    while (/\s/.test(value.text[start] ?? "")) start++;
  }
  return parts.filter((part) => part.text.trim() !== "");
}

function cutBefore(text: string, start: number, end: number): number {
  for (const separator of ["\n", " "]) {
    const at = text.lastIndexOf(separator, end);
    if (at > start + (end - start) / 2) return at;
  }
  const splitsPair = /[\ud800-\udbff]/.test(text[end - 1] ?? "");
  return splitsPair ? end - 1 : end;
}

function slice(value: FormattedText, start: number, end: number): FormattedText {
  const entities = value.entities.flatMap((entity): MessageEntity[] => {
    const from = Math.max(entity.offset, start);
    const to = Math.min(entity.offset + entity.length, end);
    return from < to ? [{ ...entity, offset: from - start, length: to - from }] : [];
  });
  return { text: value.text.slice(start, end), entities };
}
