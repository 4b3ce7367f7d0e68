import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { createSearchIndex } from "../../src/archive/search-index.ts";
import { openArchive } from "./archive.ts";

const words = "диффузия диффузией RL refusal вектор \u0000 '\" NEAR 😀 ё";
const text = fc.oneof(fc.constantFrom(...words.split(" ")), fc.string({ unit: "grapheme", maxLength: 20 }));

type Edit = { kind: "add" | "text" | "tags" | "paper" | "author"; at: number; text: string };
const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom("add", "text", "tags", "paper", "author"),
  at: fc.nat(9),
  text,
});

describe("what posts are found by", () => {
  it("is what a new index of the same posts would hold, after any edits", () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 25 }), (edits) => {
        const { db, posts, papers, authors, add } = openArchive();
        db.exec("CREATE VIRTUAL TABLE temp.words USING fts5vocab (main, post_search, instance)");
        const paper = papers.ensure({ scheme: "arxiv", value: "1706.03762" });
        const author = authors.ensureForPerson(1, { id: 7, name: "Вера", username: null });
        for (const { kind, at, text } of edits) {
          const document = { text, entities: [] };
          if (kind === "add")
            add(text, { paperIds: at % 2 ? [paper] : [], authorIds: at % 3 ? [author.id] : [], tags: [text] });
          if (kind === "text") posts.setText(at, text, document);
          if (kind === "tags") posts.setTags(at, [text, "rl"]);
          if (kind === "paper") papers.describe(paper, { title: text });
          if (kind === "author") authors.setRubric(author.id, text);
        }
        const held = () =>
          db.prepare("SELECT term, doc, col, offset FROM temp.words ORDER BY doc, col, offset, term").all();
        const kept = held();
        createSearchIndex(db).rebuild();
        assert.deepEqual(kept, held());
        db.close();
      }),
      { numRuns: 60 },
    );
  });

  it("follows the names of authors and papers", () => {
    const { papers, authors, search, add } = openArchive();
    const paper = papers.ensure({ scheme: "arxiv", value: "1706.03762" });
    const author = authors.ensureForPerson(1, { id: 7, name: "Вера", username: "vera" });
    const id = add("Пост", { paperIds: [paper], authorIds: [author.id] });
    const found = (query: string) => search.find(1, query, { limit: 5 }).hits.map(({ post }) => post.id);
    assert.deepEqual(found("attention"), []);
    papers.describe(paper, { title: "Attention Is All You Need", authors: ["Ashish Vaswani"] });
    authors.ensureForPerson(1, { id: 7, name: "Вера Слоева", username: "vera" });
    for (const query of ["attention", "Vaswani", "Слоева", "@vera"]) assert.deepEqual(found(query), [id], query);
  });
});
