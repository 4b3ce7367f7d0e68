import { bold, type ClassicDocument, concat, join, linked, plainly, trim } from "../document/document.ts";
import { isKnown } from "../document/entity.ts";
import { findIdentifiers, identifierKey, identifierUrl } from "../paper/identifier.ts";
import type { Author, PostContent } from "./post.ts";
import type { ChannelSettings } from "./settings.ts";
import { firstLine, titleOf } from "./title.ts";

/**
 * The whole text of a post, with the entities that a bot may send. What was pasted is as it was; a guided
 * post gets its title and its papers' links, where it has them not already, and, where the channel wants them, its
 * author and tags.
 */
export function compose(content: PostContent, settings: ChannelSettings): ClassicDocument {
  const text: ClassicDocument = { ...content.text, entities: content.text.entities.filter(isKnown) };
  if (content.style === "verbatim") return text;
  return trim(
    join([
      bold(headlineOf(content) ?? ""),
      trim(text),
      join(paperLinks(content, settings.linkLabel), "\n"),
      plainly(settings.authorLine ? content.authors.map(signature).join("\n") : ""),
      plainly(settings.tagsLine ? content.tags.map((tag) => `#${tag}`).join(" ") : ""),
    ]),
  );
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

function signature({ name, username, rubric }: Author): string {
  return `✍️ ${username === null ? name : `@${username}`}${rubric === null ? "" : ` · ${rubric}`}`;
}
