import type { MessageEntity } from "@grammyjs/types";
import type { ClassicDocument } from "../document/document.ts";
import { isFound, isKnown } from "../document/entity.ts";
import { FORMATTED_ENTITIES } from "../document/limits.ts";
import { identifierLabel, identifierUrl, isPaper } from "../paper/identifier.ts";
import { type Finding, finding } from "./finding.ts";
import { cutHashtags } from "./hashtag.ts";
import type { PostContent } from "./post.ts";
import type { ChannelSettings } from "./settings.ts";
import { titleOf } from "./title.ts";

/** Units after which a title is worth a second look: about two lines on a phone. */
const WORDY_TITLE = 120;

/** What a person may want to look at before publishing; none of it stands in the way. */
export function warnings(content: PostContent, settings: ChannelSettings): Finding[] {
  const { text } = content;
  const found: Finding[] = [];
  const title = titleOf(content);
  if (title !== null && title.length > WORDY_TITLE && title.length <= settings.titleLength.max) {
    found.push(warning("title-wordy", ["title"], { length: title.length }));
  }
  // What is read as Markdown, or came as a rich message, is mended where it was written.
  const read = (content.rich ?? null) !== null;
  if (content.style === "verbatim" && !read) found.push(...bareLabels(content, settings));
  found.push(...cutInText(text, read));
  const custom = text.entities.filter(({ type }) => type === "custom_emoji").length;
  if (custom > 0) found.push(warning("emoji-custom", ["text"], { count: custom }));
  const unknown = text.entities.filter((entity) => !isKnown(entity)).length;
  if (unknown > 0) found.push(warning("entities-unknown", ["text"], { count: unknown }));
  const formatted = text.entities.filter((entity) => !isFound(entity) && entity.type !== "custom_emoji").length;
  if (formatted > FORMATTED_ENTITIES) {
    found.push(warning("entities-many", ["text"], { count: formatted, max: FORMATTED_ENTITIES }));
  }
  return found;
}

/** Lines that are only the link's label and carry no link; the first such line is taken for the first paper. */
function bareLabels({ text, papers }: PostContent, { linkLabel }: ChannelSettings): Finding[] {
  const works = papers.filter(({ identifier }) => isPaper(identifier));
  const names = new Set([linkLabel, "link", "ссылка"].map(wordOf));
  const labels = linesOf(text.text).filter(({ line }) => line.trim() !== "" && names.has(wordOf(line)));
  return labels.flatMap(({ line, offset }, i) => {
    const work = works[Math.min(i, works.length - 1)];
    const label = line.trim();
    const start = offset + line.indexOf(label);
    if (work === undefined || isLinked(text.entities, start, label.length)) return [];
    const { identifier } = work;
    const args = { label, offset: start, url: identifierUrl(identifier), paper: identifierLabel(identifier) };
    return [warning("label-bare", ["text"], args)];
  });
}

function cutInText({ text, entities }: ClassicDocument, read: boolean): Finding[] {
  return cutHashtags(text).flatMap((cut) =>
    isLinked(entities, cut.offset, cut.written.length + 1) || isCode(entities, cut.offset)
      ? []
      : [warning("text-tag-cut", ["text"], read ? { ...cut, mends: [] } : cut)],
  );
}

function isLinked(entities: readonly MessageEntity[], offset: number, length: number): boolean {
  return entities.some(
    (entity) =>
      (entity.type === "text_link" || entity.type === "url") &&
      entity.offset < offset + length &&
      entity.offset + entity.length > offset,
  );
}

function isCode(entities: readonly MessageEntity[], offset: number): boolean {
  return entities.some(
    ({ type, offset: start, length }) =>
      (type === "code" || type === "pre") && start <= offset && start + length > offset,
  );
}

/** A label without its emoji and punctuation, folded; a label of nothing else stays as it is. */
function wordOf(label: string): string {
  const word = label.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  return (word === "" ? label.trim() : word).toLowerCase();
}

function linesOf(text: string): { line: string; offset: number }[] {
  let offset = 0;
  return text.split("\n").map((line) => {
    const at = offset;
    offset += line.length + 1;
    return { line, offset: at };
  });
}

const warning = finding("warning");
