import { doiAt } from "../doi.ts";
import type { Identifier } from "../scheme.ts";
import { arxivIn } from "./arxiv.ts";
import { after, digits, identifier, type Reader } from "./link.ts";

const pmcid = (text: string | undefined): Identifier | null => {
  const number = /^(?:pmc)?(\d{3,9})(?!\w)/i.exec(text ?? "")?.[1];
  return identifier("pmcid", number === undefined ? undefined : `PMC${number}`);
};

export const pubmed: Reader = ({ segments, query }) =>
  identifier("pmid", digits(segments[0]) ?? digits(query.get("term")));
export const ncbi: Reader = ({ segments, query }) =>
  after(segments, "pubmed") !== undefined || segments.at(-1) === "pubmed"
    ? identifier("pmid", digits(after(segments, "pubmed")) ?? digits(query.get("term")))
    : pmcid(after(segments, "articles"));
export const europepmc: Reader = ({ segments }) =>
  pmcid(after(segments, "pmc")) ??
  identifier("pmid", digits(after(segments, "med"))) ??
  pmcid(after(segments, "articles"));

export const semanticScholar: Reader = ({ segments }) => {
  for (const segment of segments) {
    const corpus = /^corpusid:(\d{1,12})(?!\w)/i.exec(segment)?.[1];
    if (corpus !== undefined) return { scheme: "s2corpus", value: corpus };
    if (/^arxiv:/i.test(segment)) return arxivIn(segments.slice(segments.indexOf(segment)).join("/"));
    if (/^doi:/i.test(segment))
      return doiAt(segments.slice(segments.indexOf(segment)).join("/").slice(4), 0)?.identifier;
  }
  const arxiv = after(segments, "arxiv");
  if (arxiv !== undefined) return arxivIn(segments.slice(segments.indexOf("arxiv") + 1).join("/"));
  if (!/^(?:paper|reader|graph|v1)$/.test(segments[0] ?? "")) return null;
  return identifier("s2", segments.find((segment) => /^[0-9a-f]{40}$/i.test(segment))?.toLowerCase());
};
export const semanticScholarPdf: Reader = ({ segments }) =>
  identifier("s2", /^[0-9a-f]{40}(?=\.pdf$)/i.exec(segments.join(""))?.[0].toLowerCase());
export const connectedPapers: Reader = ({ segments }) =>
  identifier("s2", segments.find((segment) => /^[0-9a-f]{40}$/i.test(segment))?.toLowerCase());

export const ads: Reader = ({ segments }) => {
  const work = after(segments, "abs") ?? "";
  return arxivIn(work.replace(/^(\d{4})arXiv(\d{4})\.?(\d{4,5})[A-Z]$/, "$2.$3")) ?? doiAt(work, 0)?.identifier;
};
export const dblp: Reader = ({ segments }) =>
  arxivIn(
    /^abs-(\d{4})-(\d{4,5})/
      .exec(segments.at(-1) ?? "")
      ?.slice(1)
      .join(".") ?? "",
  );
