import { aclAtStart } from "./acl.ts";
import { arxivAtStart } from "./arxiv.ts";
import { CYRILLIC, extentEnd } from "./extent.ts";
import type { Identifier } from "./scheme.ts";

// https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html: a prefix, a slash, then any printable characters.
const PREFIX = /10\.\d{4,9}(?:\.\d{1,9}){0,3}(?:\/|%2f)/iy;
const LONGEST = 512;

/** Where a DOI stands in a text, as it is written there. */
export interface WrittenDoi {
  readonly identifier: Identifier;
  readonly length: number;
}

/**
 * The DOI that begins at `start`. A DOI may hold nearly any character; it ends before white space, quotes, a bracket
 * that nothing in it has opened, punctuation at its end, a Russian word stuck to it, and another DOI or link after a
 * comma.
 */
export function doiAt(text: string, start: number): WrittenDoi | null {
  PREFIX.lastIndex = start;
  const prefix = PREFIX.exec(text);
  if (prefix === null) return null;
  const suffixStart = start + prefix[0].length;
  const end = suffixEnd(text, suffixStart);
  if (end <= suffixStart) return null;
  const written = text.slice(start, end);
  return { identifier: canonicalDoi(decode(written)), length: written.length };
}

/** The work that a DOI names: arXiv's, the ACL Anthology's and bioRxiv's own DOIs carry their ids. */
export function canonicalDoi(doi: string): Identifier {
  const value = doi
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replace(/[A-Z]+/g, (upper) => upper.toLowerCase());
  const slash = value.indexOf("/") + 1;
  const [prefix, suffix] = [value.slice(0, slash), value.slice(slash)];
  if (prefix === "10.48550/") {
    const arxiv = arxivAtStart(suffix.replace(/^arxiv[.:]/, ""));
    if (arxiv !== null) return arxiv;
  }
  if ((prefix === "10.18653/" || prefix === "10.3115/") && suffix.startsWith("v1/")) {
    const acl = aclAtStart(suffix.slice(3));
    if (acl !== null) return acl;
  }
  if (prefix === "10.1101/" || prefix === "10.64898/") {
    const preprint = /^(?:\d{4}\.\d{2}\.\d{2}\.)?\d{6,8}(?=v\d|\.full|$)/.exec(suffix);
    if (preprint !== null) return { scheme: "doi", value: prefix + preprint[0] };
  }
  return { scheme: "doi", value };
}

function suffixEnd(text: string, start: number): number {
  return extentEnd(text, start, LONGEST, (char, index) => {
    if (index === start) return false;
    if (char === "," || char === ";")
      return /^[,;](?:10\.\d{4}|https?:|doi[: ]|arxiv:)/i.test(text.slice(index, index + 8));
    return CYRILLIC.test(char) && /[a-z0-9.,;:!?()[\]']/i.test(text[index - 1] ?? "");
  });
}

function decode(written: string): string {
  if (!/%[0-9a-f]{2}/i.test(written)) return written;
  try {
    const decoded = decodeURIComponent(written);
    return decoded.slice(0, suffixEnd(decoded, decoded.indexOf("/") + 1));
  } catch {
    return written; // a lone "%" belongs to the DOI as it stands
  }
}
