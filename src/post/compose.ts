import { bold, type ClassicDocument, concat, join, linked, plainly, trim } from "../document/document.ts";
import { isKnown } from "../document/entity.ts";
import { identifierUrl } from "../paper/identifier.ts";
import type { Author, PostContent } from "./post.ts";
import type { ChannelSettings } from "./settings.ts";
import { titleOf } from "./title.ts";

/**
 * The whole text of a post, with the entities that a bot may send. What was pasted is as it was; a guided post gets its title, its papers' links, and where
 * the channel wants them, its author and tags.
 */
export function compose(content: PostContent, settings: ChannelSettings): ClassicDocument {
  const text: ClassicDocument = { ...content.text, entities: content.text.entities.filter(isKnown) };
  if (content.style === "verbatim") return text;
  const title = titleOf(content);
  return trim(
    join([
      bold(title ?? ""),
      trim(text),
      join(paperLinks(content, settings.linkLabel), "\n"),
      plainly(settings.authorLine ? content.authors.map(signature).join("\n") : ""),
      plainly(settings.tagsLine ? content.tags.map((tag) => `#${tag}`).join(" ") : ""),
    ]),
  );
}

function paperLinks({ papers }: PostContent, label: string): ClassicDocument[] {
  return papers.map(({ identifier, title }, i) =>
    papers.length === 1
      ? linked(label, identifierUrl(identifier))
      : concat(linked(`${label} ${i + 1}`, identifierUrl(identifier)), plainly(title === null ? "" : ` ${title}`)),
  );
}

function signature({ name, username, rubric }: Author): string {
  return `✍️ ${username === null ? name : `@${username}`}${rubric === null ? "" : ` · ${rubric}`}`;
}
