import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Revision } from "../../../src/archive/revisions.ts";
import { differencePages, wordsBetween } from "../../../src/bot/published/difference.ts";
import type { PostView } from "../../../src/bot/published/view.ts";
import { loadWords } from "../../../src/bot/words.ts";
import type { PostPart, Snapshot } from "../../../src/post/standing.ts";

const say = loadWords()("ru");
const part = (text: string, more: object = {}): PostPart =>
  ({ form: "text", messageId: 1, document: { text, entities: [] }, preview: null, ...more }) as PostPart;
const state = (text: string, more: Partial<Snapshot> = {}): Snapshot => ({
  title: text.split("\n")[0] ?? "",
  parts: [part(text)],
  tags: [],
  paperIds: [],
  ...more,
});
const revision = (id: number, kind: Revision["kind"], snapshot: Snapshot): Revision => ({
  id,
  postId: 1,
  kind,
  state: "made",
  snapshot,
  personId: null,
  by: null,
  refusal: null,
  beganAt: 0,
});
const pagesOf = (before: Snapshot, after: Snapshot, kind: Revision["kind"] = "edit"): readonly string[] => {
  const revisions = [revision(1, "first", before), revision(2, kind, after)];
  const [, second] = revisions;
  assert.ok(second);
  return differencePages({ revisions } as unknown as PostView, second, say);
};

test("words that went are struck through, words that came are bold, apart from each other", () => {
  assert.deepEqual(pagesOf(state("слово одно"), state("слово другое")), ["слово<s> одно</s><b> другое</b>"]);
  assert.equal(wordsBetween([part("a")], [part("b")]), "<s>a</s><b> b</b>");
  assert.equal(wordsBetween([part("a")], [part("a")]), "");
});

test("what is no word is said in words: links, buttons, look, tags, papers, formatting, taking down", () => {
  const link = (url: string) =>
    state("слово", {
      parts: [
        part("слово", { document: { text: "слово", entities: [{ type: "text_link", offset: 0, length: 5, url }] } }),
      ],
    });
  assert.deepEqual(pagesOf(link("https://a.b/"), link("https://c.d/?a=1&b=2")), [
    "🔗 <s>https://a.b/</s>\n🔗 <b>https://c.d/?a=1&amp;b=2</b>",
  ]);
  const bold = state("слово", {
    parts: [part("слово", { document: { text: "слово", entities: [{ type: "bold", offset: 0, length: 5 }] } })],
  });
  assert.match(pagesOf(state("слово"), bold)[0] ?? "", /изменилось оформление/);
  const button = state("слово", { parts: [part("слово", { buttons: [[{ text: "Код", url: "https://a.b" }]] })] });
  assert.equal(pagesOf(state("слово"), button)[0], "🔘 <b>[Код]</b>");
  assert.equal(pagesOf(state("слово"), state("слово", { tags: ["рл"] }))[0], "🏷 <b>#рл</b>");
  assert.match(pagesOf(state("слово"), state("слово", { paperIds: [1] }))[0] ?? "", /список статей/);
  assert.match(pagesOf(state("слово"), state("слово"), "take-down")[0] ?? "", /удалены из канала/);
  assert.match(pagesOf(state("слово"), state("слово"))[0] ?? "", /Видимых отличий нет/);
});

test("every page fits beside a card, closes what it opens, and together they have every new word", () => {
  const words = fc.array(fc.stringMatching(/^[a-zа-я<&>]{1,12}$/), { maxLength: 600 }).map((list) => list.join(" "));
  fc.assert(
    fc.property(words, words, (before, after) => {
      const pages = pagesOf(state(`т\n${before}`), state(`т\n${after}`));
      for (const page of pages) {
        assert.ok(page.length <= 3_200, `${page.length} units`);
        for (const tag of ["s", "b"]) {
          assert.equal(page.split(`<${tag}>`).length, page.split(`</${tag}>`).length);
        }
      }
      const shown = pages.join("").replace(/<\/?[sb]>|\s/g, "");
      const gone = pages.join("").replace(/<s>.*?<\/s>/gs, "");
      assert.ok(shown.length >= gone.replace(/<\/?b>|\s/g, "").length);
    }),
    { numRuns: 60 },
  );
});

test("a long text is shown whole where it came all at once", () => {
  const long = Array.from({ length: 900 }, (_, i) => `слово${i}`).join(" ");
  const pages = pagesOf(state("т"), state(`т\n${long}`));
  assert.ok(pages.length > 1);
  const shown = pages.join(" ");
  for (let i = 0; i < 900; i += 1) assert.match(shown, new RegExp(`слово${i}(?!\\d)`));
});
