import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { findIdentifiers, identifierKey, parseIdentifier } from "../../src/paper/identifier.ts";
import { vectors } from "./vectors.ts";

const keyOf = (text: string): string | null => {
  const identifier = parseIdentifier(text);
  return identifier === null ? null : identifierKey(identifier);
};
const keysIn = (text: string): string[] => findIdentifiers(text).map(({ identifier }) => identifierKey(identifier));

describe("identifiers by vectors from elsewhere", () => {
  const forms = vectors<{ input: string; expected: string | null }>("ml-link-forms.json");
  it("reads every form of link that ML people paste, and none of the negatives", { skip: forms.skip }, () => {
    const mismatches = forms.cases
      .map(({ input, expected }) => ({ input, expected, alone: keyOf(input), inText: keysIn(input) }))
      .filter(({ expected, alone, inText }) => alone !== expected || inText.join() !== (expected ?? ""));
    assert.deepEqual(mismatches, []);
  });

  it("reads the same forms with Russian words around and stuck to them", { skip: forms.skip }, () => {
    const mismatches = forms.cases
      .filter(({ input, expected }) => expected !== null && /^(?:https?:\/\/|10\.)\S*[^.«»()]$/.test(input))
      .flatMap(({ input, expected }) =>
        [`Разбор (${input}), смотрите: код`, `по ссылке «${input}».`, `вот:${input}\nи ещё`, `${input}; ${input}!`]
          .map((text) => ({ text, expected, found: [...new Set(keysIn(text))] }))
          .filter(({ found }) => found.join() !== expected),
      );
    assert.deepEqual(mismatches, []);
  });

  const arxiv = vectors<{ input: string; id?: string; valid: boolean }>("arxiv-base-official.json");
  it("reads arXiv's own examples", { skip: arxiv.skip }, () => {
    // arXiv keeps versions, subject classes and the archive before a new id; none of them names another work.
    const canonical = (id: string) =>
      id
        .replace(/v\d+$/, "")
        .replace(/^(.*?)(?:\.[A-Z]{2})?\/(\d{7}|.*)$/, (_, archive, number) =>
          number.includes(".") ? number : `${archive}/${number}`,
        );
    const mismatches = arxiv.cases
      .map(({ input, id = input }) => ({ input, expected: `arxiv:${canonical(id)}`, found: keysIn(input).join() }))
      .filter(({ expected, found }) => expected !== found);
    assert.deepEqual(mismatches, []);
  });

  const citekeys = vectors<{ input: string; expected?: string; valid?: boolean }>("manubot-citekeys.json");
  it("agrees with manubot on what is a citation key", { skip: citekeys.skip }, () => {
    // ISBN names books, which are no papers here; manubot keeps arXiv's version and has other names for PubMed.
    const exceptions = new Set(["isbn:1-339-91988-5"]);
    const ours = (key: string) =>
      key
        .replace(/^(arxiv:.*)v\d+$/, "$1")
        .replace(/^pubmed:/, "pmid:")
        .replace(/^pmc:/, "pmcid:");
    const mismatches = citekeys.cases
      .filter(({ input }) => !exceptions.has(input))
      .map(({ input, expected, valid }) => ({ input, expected, valid, found: keyOf(input) }))
      .filter(({ expected, valid, found }) =>
        expected === undefined ? valid !== (found !== null) : ours(expected) !== found,
      );
    assert.deepEqual(mismatches, []);
    assert.deepEqual(keysIn("isbn:1-339-91988-5"), []);
  });

  for (const file of ["idutils-paper.json", "idutils-all.json"]) {
    const idutils = vectors<{ input: string; schemes: string[]; normalized: string }>(file);
    it(`agrees with ${file} on DOIs, arXiv, PubMed and PMC ids`, { skip: idutils.skip }, () => {
      // A bare number is no PubMed id: in a chat it is a number.
      const exceptions = new Set(idutils.cases.map(({ input }) => input).filter((input) => /^\d{1,8}$/.test(input)));
      const mismatches = idutils.cases
        .filter(({ input }) => !exceptions.has(input))
        .map((item) => ({ ...item, expected: expectedOf(item), found: keyOf(item.input) }))
        .filter(({ expected, found }) => expected !== found);
      assert.deepEqual(mismatches, []);
      assert.deepEqual([...exceptions].flatMap(keysIn), []);
    });
  }

  const dois = vectors<{ input: string }>("altmetric-crossref-dois.json");
  it("reads 999 DOIs of Crossref alone, in brackets and in links", { skip: dois.skip }, () => {
    const mismatches = dois.cases.flatMap(({ input }) =>
      [
        input,
        `doi:${input}`,
        `(${input}).`,
        `см. ${input}, там`,
        `https://doi.org/${encodeURIComponent(input)}`,
        `<https://dx.doi.org/${encodeURI(input)}>`,
        `«${input.toUpperCase()}»`,
      ]
        .filter((text) => keysIn(text).join() !== `doi:${input}`)
        .map((text) => ({ text, found: keysIn(text) })),
    );
    assert.deepEqual(mismatches, []);
  });
});

function expectedOf({
  input,
  schemes,
  normalized,
}: {
  input: string;
  schemes: string[];
  normalized: string;
}): string | null {
  // ADS's name of an arXiv paper holds the arXiv id.
  const bibcode = /^(?:ads:)?\d{4}arXiv(\d{4})(\d{5})[A-Z]$/.exec(input);
  if (bibcode !== null) return `arxiv:${bibcode[1]}.${bibcode[2]}`;
  if (schemes.includes("arxiv")) return `arxiv:${normalized.replace(/^arXiv:/, "").replace(/v\d+$/, "")}`;
  if (schemes.includes("doi")) return `doi:${normalized.replace(/[A-Z]+/g, (upper) => upper.toLowerCase())}`;
  if (schemes.includes("pmcid")) return `pmcid:${normalized}`;
  if (schemes.includes("pmid")) return `pmid:${normalized}`;
  return null;
}
