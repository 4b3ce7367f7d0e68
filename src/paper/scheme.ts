/** Where an identifier comes from. `github` names code, not a paper; the others name a work. */
export const SCHEMES = [
  "arxiv",
  "doi",
  "openreview",
  "acl",
  "pmlr",
  "neurips",
  "cvf",
  "jmlr",
  "pmid",
  "pmcid",
  "s2",
  "s2corpus",
  "github",
] as const;
export type Scheme = (typeof SCHEMES)[number];

/** A work's name in one scheme, in canonical form: no version, case folded where the scheme ignores case. */
export interface Identifier {
  readonly scheme: Scheme;
  readonly value: string;
}
