import type { Nodes, PhrasingContent, RootContent } from "mdast";
import { formatTag, linkAround, momentOf, type Seen } from "../html/inline.ts";
import { INLINE_TAGS, readTag, type Tag } from "../html/tags.ts";
import { RICH } from "../limits.ts";
import { usableUrl } from "../link.ts";
import {
  type FigureBlock,
  type FigureType,
  figureBlock,
  figurePlace,
  type Inline,
  placeNumber,
} from "../rich/document.ts";
import { around, compact, textOf } from "../rich/text.ts";
import { type MarkPiece, piecesOf } from "./marks.ts";

/** What a reading of Markdown knows and gathers. */
export interface Reader {
  readonly source: string;
  /** Reads Markdown that stands in a tag. */
  readonly parse: (markdown: string) => readonly RootContent[];
  readonly seen: Seen;
  readonly definitions: ReadonlyMap<string, { readonly url: string; readonly title?: string | null }>;
  /** The number of each footnote, by its identifier. */
  readonly footnotes: ReadonlyMap<string, number>;
  /** Figures found within a text, which come after it. */
  readonly figures: FigureBlock[];
  /** How many figures without a link of their own have come so far. */
  readonly places: { count: number };
}

interface Frame {
  readonly tag: Tag | null;
  readonly mark: "==" | "||" | null;
  readonly source: string;
  readonly parts: Inline[];
}

/**
 * Phrasing content as inline text. Tags and marks that open are closed among the same siblings; one that finds no
 * partner, and any tag that Telegram does not name, is text.
 */
export function inlineOfMarkdown(nodes: readonly PhrasingContent[], reader: Reader): Inline {
  const root: Frame = { tag: null, mark: null, source: "", parts: [] };
  const open: Frame[] = [root];
  const top = () => open.at(-1) as Frame;
  /** What opened after this and was never closed is text. */
  const fold = (index: number) => {
    const kept = open[index] as Frame;
    for (const frame of open.splice(index + 1)) {
      kept.parts.push(frame.source);
      for (const part of frame.parts) kept.parts.push(part);
    }
  };

  const mark = (sign: "==" | "||", closes: boolean, opens: boolean) => {
    const index = open.findLastIndex((frame) => frame.mark === sign);
    // A mark does not close across a tag that is open.
    if (closes && index > 0 && open.slice(index).every(({ tag }) => tag === null)) {
      fold(index);
      const frame = open.pop() as Frame;
      top().parts.push(around({ type: sign === "==" ? "marked" : "spoiler" }, frame.parts));
    } else if (opens && open.length <= RICH.depth) open.push({ tag: null, mark: sign, source: sign, parts: [] });
    else top().parts.push(sign);
  };
  const html = (source: string) => {
    const tag = readTag(source.trim());
    if (tag === null || !INLINE_TAGS.has(tag.name)) {
      reader.seen.tags.count += 1;
      reader.seen.tags.names.add(tag?.name ?? "<");
      top().parts.push(source);
      return;
    }
    const attribute = (name: string) => tag.attributes.get(name);
    if (tag.name === "br") top().parts.push("\n");
    else if (tag.kind === "empty") top().parts.push(formatTag(tag.name, attribute, "", reader.seen) ?? source);
    else if (tag.kind === "open" && open.length <= RICH.depth) open.push({ tag, mark: null, source, parts: [] });
    else {
      const index = open.findLastIndex((frame) => frame.tag?.name === tag.name);
      if (index <= 0) {
        top().parts.push(source);
        return;
      }
      fold(index);
      const frame = open.pop() as Frame;
      const named = (name: string) => frame.tag?.attributes.get(name);
      top().parts.push(formatTag(tag.name, named, compact(frame.parts), reader.seen) ?? source);
    }
  };

  for (const [i, node] of nodes.entries()) {
    if (node.type === "html") html(node.value);
    else if (node.type === "text") {
      const pieces = piecesOf(node.value, sourceOf(node, reader));
      for (const [j, piece] of pieces.entries()) {
        if ("text" in piece) top().parts.push(soft(piece.text));
        else {
          const before = j > 0 ? endOf(pieces[j - 1], -1) : i > 0 ? "x" : " ";
          const after = j + 1 < pieces.length ? endOf(pieces[j + 1], 0) : i + 1 < nodes.length ? "x" : " ";
          mark(piece.mark, !/\s/.test(before), !/\s/.test(after));
        }
      }
    } else top().parts.push(phrasing(node, reader));
  }
  fold(0);
  return compact(root.parts);
}

function endOf(piece: MarkPiece | undefined, at: 0 | -1): string {
  return piece === undefined || "mark" in piece ? "x" : (piece.text.at(at) ?? "x");
}

/** A line break in the source is a space to the reader, and so are several spaces. */
function soft(text: string): string {
  return text.replaceAll(/[ \t\r\n]+/g, " ");
}

function sourceOf(node: Nodes, { source }: Reader): string | undefined {
  const [start, end] = [node.position?.start.offset, node.position?.end.offset];
  return start === undefined || end === undefined ? undefined : source.slice(start, end);
}

function phrasing(node: PhrasingContent, reader: Reader): Inline {
  switch (node.type) {
    case "strong":
      return around({ type: "bold" }, inlineOfMarkdown(node.children, reader));
    case "emphasis":
      return around({ type: "italic" }, inlineOfMarkdown(node.children, reader));
    case "delete":
      return around({ type: "strikethrough" }, inlineOfMarkdown(node.children, reader));
    case "inlineCode":
      return around({ type: "code" }, node.value);
    case "break":
      return "\n";
    case "inlineMath":
      return node.value.trim() === "" ? "" : { type: "mathematical_expression", expression: node.value };
    case "link": {
      const text = inlineOfMarkdown(node.children, reader);
      // What Telegram links by itself is a plain text.
      const said = textOf(text);
      if (typeof text === "string" && isFoundLink(said, node.url)) return text;
      return linkAround(node.url, said === "" ? node.url : text, reader.seen);
    }
    case "linkReference": {
      const text = inlineOfMarkdown(node.children, reader);
      const definition = reader.definitions.get(node.identifier);
      return definition === undefined ? text : linkAround(definition.url, text, reader.seen);
    }
    case "image":
      return image(node.url, node.alt ?? "", node.title ?? "", reader);
    case "imageReference": {
      const definition = reader.definitions.get(node.identifier);
      return image(definition?.url ?? "", node.alt ?? "", definition?.title ?? "", reader);
    }
    case "footnoteReference": {
      const number = reader.footnotes.get(node.identifier);
      const label = node.label ?? node.identifier;
      if (number === undefined) return `[^${label}]`;
      return { type: "reference_link", text: `[${number}]`, reference_name: footnoteName(node.identifier) };
    }
    default:
      return sourceOf(node, reader) ?? "";
  }
}

/** The name under which Telegram finds a footnote. */
export function footnoteName(identifier: string): string {
  return identifier.toLowerCase();
}

/** Whether Telegram would find this very link in the text alone. */
function isFoundLink(text: string, url: string): boolean {
  return text === url
    ? usableUrl(url) !== null && /^https?:/i.test(url)
    : `mailto:${text}` === url || `http://${text}` === url;
}

const EXTENSIONS: Readonly<Record<string, FigureType>> = {
  mp4: "video",
  mov: "video",
  webm: "video",
  gif: "animation",
  mp3: "audio",
  m4a: "audio",
  flac: "audio",
  ogg: "voice_note",
  oga: "voice_note",
  zip: "document",
  pdf: "document",
  csv: "document",
};

function image(url: string, alt: string, title: string, reader: Reader): Inline {
  const emoji = /^tg:\/\/emoji\?id=(\d+)$/.exec(url)?.[1];
  if (emoji !== undefined) return { type: "custom_emoji", custom_emoji_id: emoji, alternative_text: alt };
  const [, unix, format] = /^tg:\/\/time\?unix=(-?\d+)(?:&format=(\w*))?$/.exec(url) ?? [];
  const moment = momentOf(unix, format, alt);
  if (moment !== null) return moment;
  const type = EXTENSIONS[/\.([a-z0-9]+)(?:[?#].*)?$/i.exec(url)?.[1]?.toLowerCase() ?? ""] ?? "photo";
  const number = FILE_ID.test(url) ? nextPlace(url, reader) : placeOf(url, reader);
  const media = number === null ? (usableUrl(url) ?? url) : figurePlace(number);
  const caption = title === "" ? alt : title;
  reader.figures.push(figureBlock(type, media, caption === "" ? undefined : { text: caption }));
  return "";
}

/** What Telegram calls a file; no picture beside a text is called so. */
const FILE_ID = /^[\w-]{20,}$/;

/**
 * Where a picture has no link, it is one of the post's figures: the one it names, or the next. Null for a link, and for
 * a file of Telegram's.
 */
export function placeOf(media: string, reader: Reader): number | null {
  const link = /^https?:/i.test(media) && usableUrl(media) !== null;
  return link || FILE_ID.test(media) ? null : nextPlace(media, reader);
}

function nextPlace(media: string, { places }: Reader): number {
  const named = placeNumber(media) ?? (/^[1-9]\d{0,3}$/.test(media) ? Number(media) : null);
  places.count = named ?? places.count + 1;
  return places.count;
}
