import type { MessageEntity } from "@grammyjs/types";
import { type ClassicDocument, lengthOf, link, replace } from "../../document/document.ts";
import { toClassic } from "../../document/twin/twin.ts";
import type { PostPart, RichPart } from "../../post/standing.ts";
import { done, limitOf, type Planned, problem, richly, tooLong } from "./places.ts";

/** A link in a post's text, in reading order; `label`: the words that carry it, or the address that stands there itself. */
export interface PostLink {
  readonly label: string;
  readonly url: string;
}

export function linksOf(parts: readonly PostPart[]): readonly PostLink[] {
  return parts.flatMap((part) =>
    part.form === "other" ? [] : linksIn(part.document).map(({ label, url }) => ({ label, url })),
  );
}

/**
 * The post with another address in the n-th of `linksOf`, from 0 on. What shows the old one beside the text, its preview
 * and a button, shows the new one.
 */
export function withLink(parts: readonly PostPart[], nth: number, url: string): Planned {
  if (parts.some(({ forwarded }) => forwarded === true)) return problem({ code: "forwarded" });
  const old = linksOf(parts)[nth]?.url;
  let left = nth;
  for (const part of parts) {
    if (part.form === "other") continue;
    const count = linksIn(part.document).length;
    if (left >= count) {
      left -= count;
      continue;
    }
    if (part.form === "rich") return richWithLink(parts, part, old ?? "", url);
    const document = relinked(part.document, left, url);
    if (lengthOf(document) > limitOf(part)) return problem(tooLong([part], document));
    const preview = part.form === "text" && part.preview?.url === old ? { preview: { ...part.preview, url } } : {};
    const buttons = part.buttons?.map((row) => row.map((button) => (button.url === old ? { ...button, url } : button)));
    const next = { ...part, document, ...preview, ...(buttons && { buttons }) };
    return done(parts.map((each) => (each === part ? next : each)));
  }
  return problem({ code: "no-place" });
}

interface Placed extends PostLink {
  readonly offset: number;
  readonly length: number;
  /** Whether the words carry the address, which does not stand there itself. */
  readonly hidden: boolean;
}

/** Links that carry words, and addresses that Telegram finds in the text, whether it was asked yet or not. */
function linksIn({ text, entities }: ClassicDocument): Placed[] {
  const carried = entities.flatMap((entity): Placed[] => {
    const { offset, length } = entity;
    const label = text.slice(offset, offset + length);
    if (entity.type === "text_link") return [{ label, url: entity.url, offset, length, hidden: true }];
    return entity.type === "url" ? [{ label, url: label, offset, length, hidden: false }] : [];
  });
  const free = [...text.matchAll(/https?:\/\/[^\s<>"«»]+[^\s<>"«».,:;!?)\]}]/giu)].flatMap(
    ({ 0: label, index: offset }) => {
      const { length } = label;
      const taken = carried.some((each) => each.offset < offset + length && each.offset + each.length > offset);
      return taken ? [] : [{ label, url: label, offset, length, hidden: false }];
    },
  );
  return [...carried, ...free].toSorted((a, b) => a.offset - b.offset);
}

function relinked(document: ClassicDocument, nth: number, url: string): ClassicDocument {
  const place = linksIn(document)[nth];
  if (place === undefined) return document;
  const { offset, length, hidden } = place;
  const here = (entity: MessageEntity) => entity.offset === offset && entity.length === length;
  if (hidden) return link(document, offset, length, url);
  const entities = document.entities.filter((entity) => entity.type !== "url" || !here(entity));
  return replace({ text: document.text, entities }, offset, length, url);
}

/** A rich message's links are known by their addresses: all that lead to the old one lead to the new one. */
function richWithLink(parts: readonly PostPart[], part: RichPart, old: string, url: string): Planned {
  const led = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(led);
    if (typeof value !== "object" || value === null) return value;
    const fields = Object.entries(value).map(([key, inner]) => [
      key,
      key === "url" && inner === old ? url : led(inner),
    ]);
    return Object.fromEntries(fields);
  };
  const rich = { ...part.rich, blocks: led(part.rich.blocks) as RichPart["rich"]["blocks"] };
  return richly(parts, part, { ...part, rich, document: toClassic(rich).document });
}
