/** Where an identifier comes from. `github` names code, not a paper; the others name a work. */
export type Scheme =
  | "arxiv"
  | "doi"
  | "openreview"
  | "acl"
  | "pmlr"
  | "neurips"
  | "cvf"
  | "jmlr"
  | "pmid"
  | "pmcid"
  | "s2"
  | "s2corpus"
  | "github";

/** A work's name in one scheme, in canonical form: no version, case folded where the scheme ignores case. */
export interface Identifier {
  readonly scheme: Scheme;
  readonly value: string;
}
