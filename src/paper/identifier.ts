import { type Identifier, SCHEMES, type Scheme } from "./scheme.ts";

export { type Found, findIdentifiers, parseIdentifier } from "./find.ts";
export type { Identifier, Scheme } from "./scheme.ts";

/** Whether the identifier names a work, and not the code that goes with one. */
export function isPaper(identifier: Identifier): boolean {
  return identifier.scheme !== "github";
}

/** One string for one identifier, for example `arxiv:2407.01392`. */
export function identifierKey(identifier: Identifier): string {
  return `${identifier.scheme}:${identifier.value}`;
}

/** The inverse of `identifierKey`; null for any other string. The value is taken as canonical already. */
export function parseIdentifierKey(key: string): Identifier | null {
  const colon = key.indexOf(":");
  const scheme = SCHEMES.find((known) => known === key.slice(0, colon));
  const value = key.slice(colon + 1);
  return scheme === undefined || value === "" ? null : { scheme, value };
}

/** How people write an identifier: `arXiv 2407.01392`, `DOI 10.1038/nature14236`. */
export function identifierLabel(identifier: Identifier): string {
  if (identifier.scheme === "pmcid") return identifier.value;
  return `${LABELS[identifier.scheme]} ${identifier.value}`;
}

/**
 * The page of the work, an https URL. For a NeurIPS hash, whose page cannot be told without its year, it is a web
 * search that finds the page.
 */
export function identifierUrl({ scheme, value }: Identifier): string {
  return URLS[scheme](value);
}

const LABELS: Readonly<Record<Scheme, string>> = {
  arxiv: "arXiv",
  doi: "DOI",
  openreview: "OpenReview",
  acl: "ACL",
  pmlr: "PMLR",
  neurips: "NeurIPS",
  cvf: "CVF",
  jmlr: "JMLR",
  pmid: "PMID",
  pmcid: "PMC",
  s2: "Semantic Scholar",
  s2corpus: "CorpusID",
  github: "GitHub",
};

const URLS: Readonly<Record<Scheme, (value: string) => string>> = {
  arxiv: (value) => `https://arxiv.org/abs/${encodePath(value)}`,
  doi: (value) => `https://doi.org/${encodePath(value)}`,
  openreview: (value) => `https://openreview.net/forum?id=${encodeURIComponent(value)}`,
  acl: (value) => `https://aclanthology.org/${encodePath(value)}/`,
  pmlr: (value) => `https://proceedings.mlr.press/${encodePath(value)}.html`,
  neurips: (value) =>
    /^[0-9a-f]{32}$/.test(value)
      ? `https://www.google.com/search?q=${value}+site%3Aneurips.cc`
      : `https://papers.nips.cc/paper/${encodePath(value)}`,
  cvf: (value) => {
    const [venue = "", ...rest] = value.split("/");
    const name = rest.pop() ?? "";
    // Until 2020 the year stood after an underscore, in the folder's name too.
    const folder = [venue.includes("_") ? `content_${venue}` : `content/${venue}`, ...rest].join("/");
    return `https://openaccess.thecvf.com/${encodePath(folder)}/html/${encodePath(name)}.html`;
  },
  jmlr: (value) => `https://www.jmlr.org/papers/${encodePath(value)}.html`,
  pmid: (value) => `https://pubmed.ncbi.nlm.nih.gov/${encodePath(value)}/`,
  pmcid: (value) => `https://pmc.ncbi.nlm.nih.gov/articles/${encodePath(value)}/`,
  s2: (value) => `https://www.semanticscholar.org/paper/${encodePath(value)}`,
  s2corpus: (value) => `https://api.semanticscholar.org/CorpusID:${encodePath(value)}`,
  github: (value) => `https://github.com/${encodePath(value)}`,
};

function encodePath(value: string): string {
  return encodeURI(value.toWellFormed()).replace(/[?#]/g, encodeURIComponent);
}
