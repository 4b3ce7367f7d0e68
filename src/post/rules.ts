import { type ClassicDocument, isBlank, lengthOf, trim } from "../document/document.ts";
import { ALBUM_SIZE, MESSAGE_LENGTH, RICH } from "../document/limits.ts";
import { richFindings } from "../document/rich/findings.ts";
import { placesOf } from "../document/rich/places.ts";
import { split } from "../document/split.ts";
import { compose } from "./compose.ts";
import { figureGroups } from "./figures.ts";
import { type Finding, finding } from "./finding.ts";
import { linkedPart, mendHashtag, whyCut } from "./hashtag.ts";
import type { PostContent } from "./post.ts";
import type { ChannelSettings } from "./settings.ts";
import { titleOf } from "./title.ts";

/** What the post breaks of its kind, of the channel's bounds and of what Telegram takes. */
export function violations(content: PostContent, settings: ChannelSettings): Finding[] {
  return [
    ...ofTitle(content, settings),
    ...ofKind(content),
    ...ofBounds(content, settings),
    ...ofText(content, settings),
    ...(content.style === "guided" && settings.tagsLine ? ofTags(content) : []),
  ];
}

/** The finding of a post of which a reader would see nothing. */
export function emptyFinding(content: PostContent): Finding | null {
  return isBlank(content.text) && content.figures.length === 0 ? error("post-empty", ["text"], {}) : null;
}

/**
 * The finding of a text that takes more messages than the channel allows, with its figures, or that is to be one message
 * and is too long for it, with what the template adds.
 */
export function lengthFinding(content: PostContent, settings: ChannelSettings): Finding | null {
  const text = compose(content, settings);
  const length = lengthOf(text);
  if (length <= MESSAGE_LENGTH) return null;
  // One rich message holds it, if a person wants that.
  if ((content.layout ?? settings.layout) === "rich" && isRichLength(content, text)) return null;
  const { max } = settings.messages;
  if (max > 1) {
    const messages = split(text).length + figureGroups(content.figures).length;
    return messages <= max ? null : error("series-long", ["text"], { length, messages, max });
  }
  const added = content.style === "verbatim" ? 0 : length - lengthOf(trim(content.text));
  return error("text-long", ["text"], { length, max: MESSAGE_LENGTH, over: length - MESSAGE_LENGTH, added });
}

/** Whether one rich message holds the text: its own document, or the text made into one. */
function isRichLength({ rich }: PostContent, { text }: ClassicDocument): boolean {
  const document = rich ?? null;
  if (document === null) return [...text].length <= RICH.characters;
  return !richFindings(document).some(({ severity }) => severity === "error");
}

function ofText(content: PostContent, settings: ChannelSettings): Finding[] {
  return [emptyFinding(content), lengthFinding(content, settings)].filter((each) => each !== null);
}

function ofTitle(content: PostContent, { titleLength }: ChannelSettings): Finding[] {
  const title = titleOf(content);
  if (title === null) return content.kind === "review" ? [error("title-missing", ["title"], {})] : [];
  const lines = title.split(/[\n\r\u2028\u2029]/u).length;
  const length = title.trim().length;
  if (lines > 1) return [error("title-lines", ["title"], { lines })];
  if (length > titleLength.max) return [error("title-long", ["title"], { length, max: titleLength.max })];
  if (content.kind === "review" && length < titleLength.min) {
    return [error("title-short", ["title"], { length, min: titleLength.min })];
  }
  return [];
}

function ofKind({ kind, papers, follows }: PostContent): Finding[] {
  if (kind === "review" && papers.length === 0) return [error("paper-missing", ["papers"], {})];
  if (kind === "note" && papers.length > 0) return [error("paper-on-note", ["kind"], { count: papers.length })];
  if (kind === "follow-up" && follows === null) return [error("follows-missing", ["follows"], {})];
  return [];
}

function ofBounds(content: PostContent, { papers, figures, tags }: ChannelSettings): Finding[] {
  const found: Finding[] = [];
  const count = (what: "papers" | "figures" | "tags") => content[what].length;
  if (count("papers") > papers.max) {
    found.push(error("papers-many", ["papers"], { count: count("papers"), max: papers.max }));
  }
  // A channel that takes all that an album holds takes all that a rich document holds.
  const most = content.rich != null && figures.max >= ALBUM_SIZE.max ? RICH.media : figures.max;
  if (count("figures") > most) found.push(error("figures-many", ["figures"], { count: count("figures"), max: most }));
  const placed = content.rich == null ? 0 : placesOf(content.rich);
  if (placed > count("figures")) {
    found.push(error("figures-missing", ["figures"], { placed, count: count("figures") }));
  }
  if (count("tags") > tags.max) found.push(error("tags-many", ["tags"], { count: count("tags"), max: tags.max }));
  if (content.authors.length === 0) found.push(error("author-missing", ["authors"], {}));
  return found;
}

function ofTags({ tags }: PostContent): Finding[] {
  return tags.flatMap((tag, i) => {
    const cause = whyCut(tag);
    if (cause === null) return [];
    return [error("tag-cut", ["tags", i], { tag, linked: linkedPart(tag), cause, mends: mendHashtag(tag) })];
  });
}

const error = finding("error");
