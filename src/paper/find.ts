import { aclAtStart } from "./acl.ts";
import { arxivOf, NEW_ARXIV, OLD_ARXIV, UNMISTAKABLE_ARXIV } from "./arxiv.ts";
import { doiAt } from "./doi.ts";
import { CYRILLIC, extentEnd } from "./extent.ts";
import { githubRepository } from "./github.ts";
import { identifierOfLink, linkInside } from "./links.ts";
import { type Identifier, SCHEMES } from "./scheme.ts";

/** Where an identifier stands in a text, in UTF-16 units. */
export interface Found {
  readonly identifier: Identifier;
  readonly offset: number;
  readonly length: number;
  /** The link that names it, where it was one. */
  readonly url?: string;
}

/** Of a Telegram entity, what may carry a link. */
interface LinkEntity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
}

/**
 * Every mention of a work or of code in the text, in its order: links (those under words too, from `entities`), ids
 * with their scheme's name before them, DOIs, and arXiv ids that cannot be mere numbers (`hep-th/9901001`,
 * `2407.01392v2`, an id alone on its line). One work mentioned twice is found twice. Time is linear in the text.
 */
export function findIdentifiers(text: string, entities: readonly LinkEntity[] = []): Found[] {
  const linked = entities.flatMap(({ type, offset, length, url }): Found[] => {
    const identifier = type === "text_link" && url !== undefined ? identifierOf(url) : null;
    return identifier === null ? [] : [{ identifier, offset, length, url: url ?? "" }];
  });
  const written = findWritten(text).filter(
    (found) =>
      !linked.some((link) => found.offset < link.offset + link.length && link.offset < found.offset + found.length),
  );
  return [...linked, ...written].sort((a, b) => a.offset - b.offset);
}

/**
 * The one identifier that the text consists of: a link, an id in any of its usual forms, a DOI, a key such as
 * `arxiv:2407.01392`, or the name of an arXiv PDF. Null for anything else, a text that only holds one included.
 */
export function parseIdentifier(text: string): Identifier | null {
  if (text.length > 4096) return null;
  const alone = text.trim().replace(/^[<«"'([`]+(?=\S)/, "");
  const [first, second] = findWritten(alone);
  // A link that holds another: web.archive.org/web/2024/https://arxiv.org/…
  if (first !== undefined && second === undefined && /^https?:\/\/\S+$/i.test(alone)) return first.identifier;
  if (first !== undefined && second === undefined && first.offset === 0) {
    const rest = alone.slice(first.length);
    if (/^[\s.,;:!?>»"')\]`/]*$/.test(rest) || (first.url === undefined && DOWNLOAD.test(rest)))
      return first.identifier;
  }
  const key = /^(openreview|acl|pmlr|neurips|cvf|jmlr|s2|s2corpus|github):(\S{1,300})$/i.exec(alone);
  const scheme = SCHEMES.find((known) => known === key?.[1]?.toLowerCase());
  if (scheme !== undefined && key?.[2] !== undefined) return { scheme, value: key[2] };
  const acl = /^\d{4}\./.test(alone) ? aclAtStart(alone) : null;
  return acl !== null && acl.value.length === alone.length ? acl : null;
}

/** What a browser makes of a file's name that is there already. */
const DOWNLOAD = /^(?:\.pdf)?\s?(?:\(\d{1,3}\))?(?:\.pdf)?$/i;

interface Form {
  readonly pattern: RegExp;
  /** What the match names and where it ends; an identifier of null keeps others from reading this stretch. */
  readonly read: (
    match: RegExpExecArray,
    text: string,
  ) => { identifier: Identifier | null; end: number; link?: true } | null;
}

const whole = (match: RegExpExecArray, identifier: Identifier) => ({ identifier, end: match.index + match[0].length });
const form = (pattern: string, read: Form["read"]): Form => ({ pattern: new RegExp(pattern, "gi"), read });

// Each form is looked for on its own, with repetitions that are bounded, and the search goes on behind what was read.
const FORMS: readonly Form[] = [
  form("https?://", (match, text) => linkAt(text, match.index, "")),
  form("(?<![\\w@./-])(?:[a-z0-9-]{1,63}\\.){1,5}[a-z]{2,12}/(?=[\\w.])", (match, text) =>
    linkAt(text, match.index, "https://"),
  ),
  form("git@github\\.com:([\\w.-]{1,39})/([\\w.-]{1,100})", (match) => {
    const value = githubRepository(match[1], match[2]?.replace(/(?<!\.)\.+$/, ""));
    return value === undefined ? null : whole(match, { scheme: "github", value });
  }),
  form(
    `(?<![a-z0-9/])arxiv(?:\\.org)?(?:\\s?id)?[\\s:.№#(_/-]{0,4}(?:${NEW_ARXIV}|${OLD_ARXIV})(?:\\s?\\[[a-z-]{2,10}(?:\\.[a-z-]{2,10})?\\])?`,
    (match) => whole(match, arxivOf(match)),
  ),
  form(`(?<!\\w)eprint\\s?=\\s?[{"]?(?:${NEW_ARXIV}|${OLD_ARXIV})`, (match) => whole(match, arxivOf(match))),
  form("(?<!\\w)\\d{4}arXiv(\\d{4})\\.?(\\d{4,5})[A-Z](?!\\w)", (match) =>
    whole(match, { scheme: "arxiv", value: `${match[1]}.${match[2]}` }),
  ),
  form(`(?<![\\w./-])${OLD_ARXIV}`, (match) => whole(match, arxivOf([undefined, undefined, match[1], match[2]]))),
  form(`(?<![a-z0-9./,])${UNMISTAKABLE_ARXIV}`, (match) => whole(match, arxivOf(match))),
  form(`(?<=(?:^|\\n)[ \\t]{0,8})${NEW_ARXIV}(?=[.,;]?[ \\t\\r]{0,8}(?:\\n|$))`, (match) =>
    whole(match, arxivOf(match)),
  ),
  form("(?<!\\w)doi:\\s?(10/[a-z0-9]{3,12})(?![\\w/])", (match) =>
    whole(match, { scheme: "doi", value: match[1]?.toLowerCase() ?? "" }),
  ),
  form("(?<![a-z0-9./])(?:doi\\s?[:.]?\\s?)?(?=10\\.\\d{4})", (match, text) => {
    const start = match.index + match[0].length;
    const doi = doiAt(text, start);
    return doi === null ? null : { identifier: doi.identifier, end: start + doi.length };
  }),
  form("(?<!\\w)pmid\\s?[:#]?\\s?0{0,8}([1-9]\\d{0,8})(?!\\w)", (match) =>
    whole(match, { scheme: "pmid", value: match[1] ?? "" }),
  ),
  form("(?<!pmid\\s?:\\s?)(?<![\\w/])(?:pmcid\\s?:?\\s?)?(PMC\\d{3,9})(?!\\w)", (match) =>
    whole(match, { scheme: "pmcid", value: match[1]?.toUpperCase() ?? "" }),
  ),
  form("(?<!\\w)corpusid\\s?[:#]\\s?(\\d{1,12})(?!\\w)", (match) =>
    whole(match, { scheme: "s2corpus", value: match[1] ?? "" }),
  ),
];

const LONGEST_LINK = 2048;

function linkAt(text: string, start: number, scheme: string) {
  const end = extentEnd(
    text,
    start,
    LONGEST_LINK,
    (char, index) =>
      CYRILLIC.test(char) ||
      ((char === "h" || char === "H") && index > start && /^https?:\/\//i.test(text.slice(index, index + 8))),
  );
  const url = scheme + text.slice(start, end);
  return { identifier: identifierOf(url), end, link: true as const };
}

function identifierOf(url: string): Identifier | null {
  const direct = identifierOfLink(url);
  if (direct !== null) return direct;
  const inside = linkInside(url);
  return inside === null ? null : identifierOfLink(inside);
}

function findWritten(text: string): Found[] {
  const read: { identifier: Identifier | null; offset: number; end: number; link?: true }[] = [];
  for (const { pattern, read: readForm } of FORMS) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const result = readForm(match, text);
      if (result !== null && result.end > match.index) read.push({ ...result, offset: match.index });
      pattern.lastIndex = Math.max(result?.end ?? 0, match.index + Math.max(match[0].length, 1));
    }
  }
  read.sort((a, b) => a.offset - b.offset); // stable: of two that begin together, the form named first wins
  const found: Found[] = [];
  let free = 0;
  for (const { identifier, offset, end, link } of read) {
    if (offset < free) continue;
    // "math.GT/0309136" looks like a link without "https:", so that only a whole link keeps others from reading it.
    if (identifier === null && !/^http/i.test(text.slice(offset, offset + 4))) continue;
    free = end;
    if (identifier === null) continue;
    const place = { identifier, offset, length: end - offset };
    found.push(link === undefined ? place : { ...place, url: text.slice(offset, end) });
  }
  return found;
}
