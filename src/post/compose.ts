import { bold, type ClassicDocument, concat, EMPTY, join, linked, plainly, trim } from "../document/document.ts";
import { isKnown } from "../document/entity.ts";
import { findIdentifiers, identifierKey, identifierUrl } from "../paper/identifier.ts";
import { captionsOf } from "./figures.ts";
import type { Author, PostContent } from "./post.ts";
import type { ChannelSettings } from "./settings.ts";
import { firstLine, titleOf } from "./title.ts";

/** What a channel's template puts around the text of a guided post; nothing around what was pasted. */
export function frameOf(
  content: PostContent,
  settings: ChannelSettings,
): { before: ClassicDocument; after: ClassicDocument } {
  if (content.style === "verbatim") return { before: EMPTY, after: EMPTY };
  return {
    before: headline(content, settings),
    after: join([
      join(paperLinks(content, settings.linkLabel), "\n"),
      plainly(signatures(content.authors, settings)),
      plainly(settings.tagsLine ? content.tags.map((tag) => `#${tag}`).join(" ") : ""),
      plainly(settings.footer),
    ]),
  };
}

/**
 * The whole text of a post, with the entities that a bot may send. What was pasted is as it was, with
 * nothing but the captions of its figures after it; a guided post gets its title and its papers' links, where it has them
 * not already, and what else the channel wants: author, rubric, tags, footer.
 */
export function compose(content: PostContent, settings: ChannelSettings): ClassicDocument {
  const text: ClassicDocument = { ...content.text, entities: content.text.entities.filter(isKnown) };
  const captions = captionsOf(content.figures);
  if (content.style === "verbatim") return captions.text === "" ? text : trim(join([trim(text), captions]));
  const { before, after } = frameOf(content, settings);
  return trim(join([before, trim(text), captions, after]));
}

function headline(content: PostContent, { titleStyle }: ChannelSettings): ClassicDocument {
  const title = headlineOf(content) ?? "";
  const [paper] = content.papers;
  if (titleStyle === "plain") return plainly(title);
  return titleStyle === "link" && paper !== undefined ? linked(title, identifierUrl(paper.identifier)) : bold(title);
}

/** The title, where the text does not begin with it already. */
function headlineOf(content: PostContent): string | null {
  const title = titleOf(content);
  const begins = firstLine(content.text.text);
  return title !== null && begins !== null && folded(begins) === folded(title) ? null : title;
}

function folded(line: string): string {
  return line.normalize("NFC").toLowerCase().replace(/\s+/gu, " ").trim();
}

/** Links to the papers, but for those that the text links itself. */
function paperLinks({ papers, text }: PostContent, label: string): ClassicDocument[] {
  const links = findIdentifiers(text.text, text.entities).filter(({ url }) => url !== undefined);
  const there = new Set(links.map(({ identifier }) => identifierKey(identifier)));
  const missing = papers.filter(({ identifier }) => !there.has(identifierKey(identifier)));
  return missing.map(({ identifier, title }, i) =>
    missing.length === 1
      ? linked(label, identifierUrl(identifier))
      : concat(linked(`${label} ${i + 1}`, identifierUrl(identifier)), plainly(title === null ? "" : ` ${title}`)),
  );
}

/** Authors, their sections of the channel, or both, as the channel wants them. */
function signatures(authors: readonly Author[], settings: ChannelSettings): string {
  const lines = authors.map(({ name, username, rubric }) => [
    ...(settings.authorLine ? [`✍️ ${username === null ? name : `@${username}`}`] : []),
    ...(settings.rubric && rubric !== null ? [rubric] : []),
  ]);
  return [...new Set(lines.map((line) => line.join(" · ")))].filter((line) => line !== "").join("\n");
}
