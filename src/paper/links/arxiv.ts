import { arxivAtStart } from "../arxiv.ts";
import type { Identifier } from "../scheme.ts";
import type { Reader } from "./link.ts";

const ARXIV_PAGES = new Set(
  "abs pdf html bibtex format src ps e-print dvi other tb cits refs show-email overview papers paper arxiv list-abs p docs preprint prevabs".split(
    " ",
  ),
);
const NO_ARXIV = new Set(["info", "blog", "status", "docs", "static", "search", "rss", "api", "labs", "groups"]);

/** `/abs/ID`, `/pdf/ID`, `/papers/ID`, `/arxiv/ID`, `/ftp/arxiv/papers/2407/ID.pdf` on arXiv and its readers. */
export const arxivPage: Reader = ({ host, segments }) => {
  if (host.endsWith(".arxiv.org") && NO_ARXIV.has(host.split(".", 1)[0] ?? "")) return null;
  const page = segments.findLastIndex(
    (segment, index) => index < segments.length - 1 && ARXIV_PAGES.has(segment.toLowerCase()),
  );
  if (page === -1) return null;
  const rest = segments.slice(page + 1);
  return arxivIn(rest.join("/")) ?? (rest.length > 1 ? arxivIn(rest.slice(1).join("/")) : null);
};

/** The identifier at the start of a text, with or without `arXiv:`. */
export const arxivIn = (text: string): Identifier | null => arxivAtStart(text.replace(/^arxiv[:.]\s?/i, ""));

export const huggingFace: Reader = ({ segments }) => {
  const at = segments[0] === "api" ? 1 : 0;
  return segments[at] === "papers" ? arxivIn(segments.slice(at + 1).join("/")) : null;
};
