import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  findIdentifiers,
  type Identifier,
  identifierKey,
  identifierLabel,
  identifierUrl,
  isPaper,
  parseIdentifier,
  parseIdentifierKey,
} from "../../src/paper/identifier.ts";

const keysIn = (text: string): string =>
  findIdentifiers(text)
    .map(({ identifier }) => identifierKey(identifier))
    .join(" ");

describe("finding papers in a text", () => {
  const texts: readonly (readonly [string, string])[] = [
    ["https://link.springer.com/content/pdf/10.1007/978-3-319-24574-4_28.pdf", "doi:10.1007/978-3-319-24574-4_28"],
    ["https://dl.acm.org/doi/abs/10.1145/3442188.3445922", "doi:10.1145/3442188.3445922"],
    ["https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0123456", "doi:10.1371/journal.pone.0123456"],
    ["https://iopscience.iop.org/article/10.1088/1742-6596/425/5/052019/meta", "doi:10.1088/1742-6596/425/5/052019"],
    ["https://www.nature.com/articles/s41586-021-03819-2.pdf", "doi:10.1038/s41586-021-03819-2"],
    ["https://www.medrxiv.org/content/10.1101/2020.03.15.20036293v2", "doi:10.1101/2020.03.15.20036293"],
    ["https://papers.ssrn.com/sol3/papers.cfm?abstract_id=4567890", "doi:10.2139/ssrn.4567890"],
    ["https://dblp.org/rec/journals/corr/abs-1706-03762.html", "arxiv:1706.03762"],
    ["https://t.me/iv?url=https%3A%2F%2Farxiv.org%2Fabs%2F1706.03762&rhash=1", "arxiv:1706.03762"],
    ["https://web.archive.org/web/2023/https://arxiv.org/abs/1706.03762", "arxiv:1706.03762"],
    ["HTTPS://ARXIV.ORG/ABS/1706.03762", "arxiv:1706.03762"],
    ["препринт arXiv 1706.03762 вышел в 2017", "arxiv:1706.03762"],
    ["см.arXiv:1706.03762—там, и math.GT/0309136v2.", "arxiv:1706.03762 arxiv:math/0309136"],
    ["почитать:\n1706.03762\n2006.11239v2\nи всё", "arxiv:1706.03762 arxiv:2006.11239"],
    ["файл 1706.03762.pdf", "arxiv:1706.03762"],
    ["https://proceedings.mlr.press/v37/ioffe15-supp.pdf", "pmlr:v37/ioffe15"],
    ["https://papers.nips.cc/paper/7181-attention-is-all-you-need.pdf", "neurips:7181-attention-is-all-you-need"],
    ["10.1038/nature14236,см. дальше", "doi:10.1038/nature14236"],
    ["10.1038/a1,10.1038/b2;https://doi.org/10.1038/c3", "doi:10.1038/a1 doi:10.1038/b2 doi:10.1038/c3"],
    ["[текст](https://doi.org/10.1016/0005-2744(70)90072-0) дальше", "doi:10.1016/0005-2744(70)90072-0"],
    ['<a href="https://arxiv.org/abs/1706.03762">LINK</a>', "arxiv:1706.03762"],
    ["**https://openreview.net/forum?id=H1-oTz-Cb**", "openreview:H1-oTz-Cb"],
    ["https://github.com/openai/gym, https://arxiv.org/abs/1606.01540", "github:openai/gym arxiv:1606.01540"],
    ["https://arxiv.org@evil.example/abs/2407.01392", ""],
    ["https://аrxiv.org/abs/2407.01392", ""],
    ["версия 3.10.2024, цена 2407.01392 ₽, тел. 8-800-1706.03762", ""],
    ["@article{x, eprint={1706.03762}, doi = {10.1038/nature14236}}", "arxiv:1706.03762 doi:10.1038/nature14236"],
    ["https://www.ncbi.nlm.nih.gov/m/pubmed/34265844/ PMID: 34265844", "pmid:34265844 pmid:34265844"],
    ["192.168.10.1000/24", ""],
    ["user@arxiv.org/abs/1706.03762", ""],
    ["https://example.com/?next=pmid:123&doi=x 10.1000/", ""],
  ];
  for (const [text, expected] of texts) {
    it(`finds ${expected === "" ? "nothing" : expected} in ${JSON.stringify(text)}`, () =>
      assert.equal(keysIn(text), expected));
  }

  it("says where each stands and which link it was", () => {
    const text = "Разбор 🤖: https://arxiv.org/abs/1706.03762v7, doi:10.1038/nature14236.";
    assert.deepEqual(
      findIdentifiers(text).map(({ offset, length, url }) => [text.slice(offset, offset + length), url]),
      [
        ["https://arxiv.org/abs/1706.03762v7", "https://arxiv.org/abs/1706.03762v7"],
        ["doi:10.1038/nature14236", undefined],
      ],
    );
  });

  it("finds links under words, and a link that is its own text once", () => {
    const url = "https://arxiv.org/abs/1706.03762";
    const text = `👀LINK и ${url}`;
    assert.deepEqual(
      findIdentifiers(text, [
        { type: "bold", offset: 0, length: 6 },
        { type: "text_link", offset: 0, length: 6, url: "https://openreview.net/forum?id=xQUe1pOKPam" },
        { type: "text_link", offset: 9, length: url.length, url },
      ]).map(({ identifier, offset }) => [identifierKey(identifier), offset]),
      [
        ["openreview:xQUe1pOKPam", 0],
        ["arxiv:1706.03762", 9],
      ],
    );
  });
});

describe("a lone identifier", () => {
  it("is read in the forms in which people send it", () => {
    for (const text of [
      "1706.03762",
      " arXiv:1706.03762v7 [cs.CL] ",
      "1706.03762v7.pdf",
      "1706.03762v7 (1).pdf",
      "arxiv.org/abs/1706.03762",
      "(https://arxiv.org/pdf/1706.03762)",
      "arxiv:1706.03762",
    ]) {
      assert.deepEqual(parseIdentifier(text), { scheme: "arxiv", value: "1706.03762" }, text);
    }
    assert.deepEqual(parseIdentifier("2020.acl-main.405"), { scheme: "acl", value: "2020.acl-main.405" });
  });

  it("is not found where there are words too, two of them, or nothing", () => {
    for (const text of [
      "статья 1706.03762v2",
      "https://arxiv.org/abs/1706.03762 огонь",
      "1706.03762 2006.11239",
      "",
      "диффузия",
      "3.14",
    ]) {
      assert.equal(parseIdentifier(text), null, text);
    }
  });

  it("has a key, a label and a page that lead back to it", () => {
    const identifiers: Identifier[] = [
      { scheme: "arxiv", value: "1706.03762" },
      { scheme: "arxiv", value: "hep-th/9901001" },
      { scheme: "doi", value: "10.1002/(sici)1096-8644(199601)99:1<135::aid-ajpa8>3.0.co;2-#" },
      { scheme: "doi", value: "10.1016/100%-sure?" },
      { scheme: "openreview", value: "_i0-12XqVJZ" },
      { scheme: "acl", value: "2020.acl-main.405" },
      { scheme: "acl", value: "P18-1001" },
      { scheme: "pmlr", value: "v130/husain21a" },
      { scheme: "neurips", value: "7181-attention-is-all-you-need" },
      { scheme: "cvf", value: "CVPR_2020/Foo_Bar_CVPR_2020_paper" },
      { scheme: "cvf", value: "CVPR2021W/NTIRE/Foo_Bar_CVPRW_2021_paper" },
      { scheme: "jmlr", value: "v13/bergstra12a" },
      { scheme: "pmid", value: "34265844" },
      { scheme: "pmcid", value: "PMC7249434" },
      { scheme: "s2", value: "204e3073870fae3d05bcbc2f6a8e263d9b72e776" },
      { scheme: "s2corpus", value: "13756489" },
      { scheme: "github", value: "openai/gym" },
    ];
    for (const identifier of identifiers) {
      const url = identifierUrl(identifier);
      const back = identifier.value.endsWith("?")
        ? { ...identifier, value: identifier.value.slice(0, -1) }
        : identifier;
      assert.deepEqual(parseIdentifier(url), back, url);
      assert.deepEqual(parseIdentifierKey(identifierKey(identifier)), identifier);
      assert.notEqual(identifierLabel(identifier), "");
      assert.equal(isPaper(identifier), identifier.scheme !== "github");
    }
    for (const key of ["", "arxiv", "arxiv:", "isbn:1", ":x"]) assert.equal(parseIdentifierKey(key), null);
  });
});

describe("identifiers in hostile texts", () => {
  const pieces =
    "10.1234/|10.1234/(|https://|a.aa/(|arxiv:|hep-th/|2407.0139|PMC|pmid: 0|doi: |<1:|((((|git@github.com:a/|%|а|\n2407.01392|\n        |https://t.me/iv?url=|https://doi.org/10.1/%E0%A4|10.1.1.1|-a.|http|😀|\ud800".split(
      "|",
    );

  it("are found in places inside the text, apart and in order, whatever it is", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary", maxLength: 8 })), { maxLength: 40 }),
        (parts) => {
          const text = parts.join("");
          let end = 0;
          for (const { identifier, offset, length } of findIdentifiers(text)) {
            assert.ok(offset >= end && length > 0 && offset + length <= text.length);
            assert.ok(identifier.value.isWellFormed());
            assert.ok(URL.canParse(identifierUrl(identifier)));
            end = offset + length;
          }
          parseIdentifier(text);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("take time in proportion to the text", () => {
    const cost = (piece: string, units: number) => {
      const text = piece.repeat(Math.ceil(units / piece.length));
      const runs = Array.from({ length: 3 }, () => {
        const before = process.cpuUsage();
        findIdentifiers(text);
        const { user, system } = process.cpuUsage(before);
        return user + system;
      });
      return Math.min(...runs);
    };
    for (const piece of pieces) {
      cost(piece, 4_000);
      const [little, much] = [cost(piece, 10_000), cost(piece, 80_000)];
      // Eight times the text: quadratic work would take 64 times as long.
      assert.ok(much < 30 * Math.max(little, 1_000), `${JSON.stringify(piece)}: ${little} µs, then ${much} µs`);
    }
  });
});
