import type { Identifier } from "./scheme.ts";

// https://info.arxiv.org/help/arxiv_identifier.html
const ARCHIVE =
  "(?:acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|" +
  "econ|eess|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|math|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|" +
  "plasm-ph|q-alg|q-bio|q-fin|quant-ph|solv-int|stat|supr-con)";
const MONTH = "\\d{2}(?:0[1-9]|1[0-2])";
const VERSION = "(?:v\\d{1,3})?";

/** An id since April 2007, `2407.01392`. Its version is not captured. */
export const NEW_ARXIV = `(?:${ARCHIVE}(?:\\.[a-z]{2,3}|\\.[a-z]+-[a-z]+)?/)?(${MONTH}\\.\\d{4,5})${VERSION}(?![a-z0-9])`;
/** An id before that, `hep-th/9901001`, perhaps with a subject class, which names nothing: `math.DG/0211159`. */
export const OLD_ARXIV = `(${ARCHIVE})(?:\\.[a-z]{2}|\\.[a-z]+-[a-z]+)?/(${MONTH}\\d{3})${VERSION}(?![a-z0-9])`;

/** A new id that its version or `.pdf` shows to be no mere number: `2407.01392v2`, `2407.01392.pdf`. */
export const UNMISTAKABLE_ARXIV = `(${MONTH}\\.\\d{4,5})(?:v\\d{1,3}(?![a-z0-9])|(?=\\.pdf(?![a-z0-9])))`;

const AT_START = new RegExp(`^(?:${NEW_ARXIV}|${OLD_ARXIV})`, "i");

/** The arXiv identifier with which the text begins, in canonical form: lower case, no subject class, no version. */
export function arxivAtStart(text: string): Identifier | null {
  const match = AT_START.exec(text.slice(0, 64));
  return match === null ? null : arxivOf(match);
}

/** What a match of `NEW_ARXIV|OLD_ARXIV` names. */
export function arxivOf(groups: readonly (string | undefined)[]): Identifier {
  const [, modern, archive, number] = groups;
  return { scheme: "arxiv", value: modern ?? `${archive?.toLowerCase()}/${number}` };
}
