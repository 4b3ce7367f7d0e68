import { readMarkdown } from "../../document/markdown/read.ts";
import { type Block, figureBlock, figuresOf, mediaOf, placeFigures } from "../../document/rich/document.ts";
import { placesOf as figurePlaces } from "../../document/rich/places.ts";
import { isStorable } from "../../document/rich/schema.ts";
import { toClassic } from "../../document/twin/twin.ts";
import { withHashtags } from "../../post/hashtag.ts";
import type { Figure } from "../../post/post.ts";
import type { PostPart } from "../../post/standing.ts";
import { done, type Planned } from "./places.ts";
import { withRich, withText } from "./plan.ts";

/**
 * The post with what this Markdown says in the place of its text: a rich message stays one, with its figures in the
 * places that the text gives them and the others before it; any other post gets the classic twin, and keeps the document
 * beside it. `unread`: it is no Markdown that can be read; `figures`: it has places for more figures than the post has.
 */
export function withMarkdown(
  parts: readonly PostPart[],
  markdown: string,
  figures: readonly Figure[],
): Planned | "unread" | "figures" {
  const reading = readMarkdown(markdown);
  if (!reading.ok || !isStorable(reading.document)) return "unread";
  const { document } = reading;
  if (figurePlaces(document) > figures.length) return "figures";
  if (parts.some(({ form }) => form === "rich")) {
    const placed = placeFigures(document, (number) => {
      const figure = figures[number - 1];
      return figure === undefined ? null : { type: figure.kind, media: figure.fileId };
    });
    const there = new Set(figuresOf(placed.blocks).map(mediaOf));
    const others = figures.filter(({ fileId }) => !there.has(fileId));
    const before = others.map(({ kind, fileId }): Block => figureBlock(kind, fileId));
    return withRich(parts, { ...placed, blocks: [...before, ...placed.blocks] });
  }
  const planned = withText(parts, withHashtags(toClassic(document).document));
  if (!planned.ok) return planned;
  const first = planned.parts.findIndex((part) => part.form !== "other" && part.document.text !== "");
  return done(
    planned.parts.map((part, i) => (i === first && part.form !== "other" ? { ...part, rich: document } : part)),
  );
}
