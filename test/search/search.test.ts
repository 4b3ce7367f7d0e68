import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { MOST_WORDS, matchReading, readQuery } from "../../src/search/query.ts";
import { NOW, openArchive } from "../archive/archive.ts";

const YEAR = 365 * 24 * 3600 * 1000;

/** A small corpus in the manner of such channels; the keys name the posts. */
function corpus() {
  const archive = openArchive();
  const { add, papers, authors } = archive;
  const vaswani = papers.ensure({ scheme: "arxiv", value: "1706.03762" });
  papers.describe(vaswani, { title: "Attention Is All You Need", authors: ["Ashish Vaswani"], year: 2017 });
  const vera = authors.ensureForPerson(1, { id: 7, name: "Вера Слоева", username: "vera_layers" });
  const ids = {
    forcing: add(
      "Diffusion Forcing: следующий токен и диффузия\n\nАвторы объединили каузальное моделирование с диффузией. Для планирования в лабиринтах берут reward.",
      { tags: ["диффузия", "RL"] },
    ),
    refusal: add(
      "Refusal in Language Models Is Mediated by a Single Direction\n\nМожно найти вектор, который описывает понятие вредоносности, через разницу усреднённых активаций.",
      { tags: ["безопасность"] },
    ),
    baba: add(
      "Baba Is AI: Break the Rules\n\nОбучение с подкреплением, где правила меняет сам игрок. Ещё немного про среды и рл.",
      { authorIds: [vera.id] },
    ),
    attention: add("Внимание вместо рекуррентности\n\nРазбор трансформера: энкодер, декодер, позиционные векторы.", {
      paperIds: [vaswani],
      tags: ["трансформеры"],
    }),
    scaling: add("Законы масштабирования\n\nСколько данных нужно языковой модели. Мельком упомянута диффузия.", {
      publishedAt: NOW - 2 * YEAR,
    }),
  };
  const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
  const find = (query: string, order: "relevance" | "date" = "relevance") =>
    archive.search.find(1, query, { limit: 10, order });
  return { ...archive, ids, find, found: (query: string) => find(query).hits.map(({ post }) => names.get(post.id)) };
}

describe("search", () => {
  it("finds words in any inflection, in Russian and in English, with ё and without", () => {
    const { found } = corpus();
    for (const [query, expected] of [
      ["диффузией", ["forcing", "scaling"]],
      ["ДИФФУЗИИ", ["forcing", "scaling"]],
      ["векторами", ["attention", "refusal"]],
      ["усредненная", ["refusal"]],
      ["направление directions", ["refusal"]],
      ["models", ["refusal"]],
      ["языковая моделью", ["scaling"]],
      ["rules", ["baba"]],
    ] as const) {
      assert.deepEqual(found(query).toSorted(), expected.toSorted(), query);
    }
  });

  it("puts a post whose title or tag has the word before one that mentions it", () => {
    const { found } = corpus();
    assert.deepEqual(found("диффузия"), ["forcing", "scaling"]);
    assert.deepEqual(found("рл").at(0), "baba");
  });

  it("puts an author's rubric last, so that it does not bury the posts that are about it", () => {
    const { add, authors, search } = openArchive();
    const lev = authors.ensureNamed(1, { name: "Лев", username: null, rubric: "RL и агенты" });
    const others = [1, 2, 3].map((number) => add(`Картинки ${number}\n\nкороткий текст`, { authorIds: [lev.id] }));
    const about = add("Среды\n\nКак агенты учатся вместе, что им мешает и при чём тут награда за помощь соседу.");
    const found = search.find(1, "агенты", { limit: 5 }).hits.map(({ post }) => post.id);
    assert.equal(found[0], about);
    assert.deepEqual(
      found.slice(1).toSorted((a, b) => a - b),
      others,
    );
  });

  it("puts the newer of two like posts first, and a much better old one before a new one", () => {
    const { add, search } = openArchive();
    const old = add("Про сети\n\nтекст", { publishedAt: NOW - 3 * YEAR });
    const fresh = add("Про сети\n\nтекст");
    const mention = add("Другое\n\nмного слов и одно про сети среди многих других слов");
    assert.deepEqual(
      search.find(1, "сети", { limit: 5 }).hits.map(({ post }) => post.id),
      [fresh, old, mention],
    );
  });

  it("sorts by date when it is told to", () => {
    const { find } = corpus();
    assert.deepEqual(
      find("диффузия", "date").hits.map(({ post }) => post.publishedAt),
      [NOW, NOW - 2 * YEAR],
    );
  });

  it("finds by tags, by authors' names and by papers' titles and authors", () => {
    const { found } = corpus();
    assert.deepEqual(found("#безопасность"), ["refusal"]);
    assert.deepEqual(found("Слоева"), ["baba"]);
    assert.deepEqual(found("vera_layers"), ["baba"]);
    assert.deepEqual(found("attention is all you need"), ["attention"]);
    assert.deepEqual(found("Vaswani"), ["attention"]);
  });

  it("completes the last word", () => {
    const { found } = corpus();
    assert.deepEqual(found("лаби"), ["forcing"]);
    assert.deepEqual(found("reinforceme"), []);
    assert.deepEqual(found("attenti"), ["attention"]);
  });

  it("asks for all words, and for some where no post has all, and says so", () => {
    const { find, found } = corpus();
    assert.deepEqual([found("вектор вредоносности"), find("вектор вредоносности").mode], [["refusal"], "all"]);
    const some = find("лабиринты трансформер");
    assert.deepEqual([some.mode, some.total, some.missing], ["any", 2, []]);
    const missing = find("вектор бабушка");
    assert.deepEqual([missing.mode, missing.total, missing.missing], ["any", 2, ["бабушка"]]);
  });

  it("reads a word that is nowhere in the other layout, by its sound or by its root, and says so", () => {
    const { find, found } = corpus();
    for (const [query, name, kind, word] of [
      ["рефьюзал", "refusal", "sound", "refusal"],
      ["reword", "forcing", null, null],
      ["ревард", "forcing", "sound", "reward"],
      ["transformers", "attention", "sound", "трансформеры"],
      ["rl", "forcing", null, null],
      ["dtrnjh", "refusal", "layout", "вектор"],
      ["куагыфд", "refusal", "layout", "refusal"],
      ["диффузионный", "forcing", "root", "диффузия"],
    ] as const) {
      assert.ok(found(query).includes(name), query);
      if (kind !== null) assert.deepEqual(find(query).replaced, [{ typed: query, kind, found: word }]);
    }
    assert.deepEqual(find("рефьюзал вектор").hits.length, 1);
  });

  it("keeps channels apart", () => {
    const { search, add } = openArchive();
    add("Диффузия у других", { channelId: 2 });
    assert.equal(search.find(1, "диффузия", { limit: 5 }).total, 0);
    assert.deepEqual(search.find(1, "диффузия", { limit: 5 }).missing, ["диффузия"]);
  });

  it("gives pages that together hold each post once", () => {
    const { search, add } = openArchive();
    const ids = Array.from({ length: 23 }, (_, index) => add(`Про сети ${index}`));
    const pages = [0, 5, 10, 15, 20, 25].map((offset) => search.find(1, "сети", { limit: 5, offset }));
    assert.deepEqual(
      pages.map(({ total }) => total),
      [23, 23, 23, 23, 23, 23],
    );
    assert.deepEqual(
      pages.flatMap(({ hits }) => hits.map(({ post }) => post.id)).toSorted((a, b) => a - b),
      ids,
    );
  });
});

describe("hostile queries", () => {
  const hostile = [
    '"',
    '""""',
    "NEAR(",
    "NEAR(a b, 2)",
    "a* AND (b OR",
    "^title",
    "title:x",
    "{title}: x",
    "-x",
    "* * *",
    "x''--",
    "'; DROP TABLE post; --",
    "AND",
    "OR NOT",
    "\u0000",
    "%_",
    "😀😀",
    "z̸̢̛̞",
    "\ud800",
    "‮abc",
    "()",
    "+",
    'col:"a"*',
    "🏳️‍🌈",
    "x".repeat(4096),
    "а ".repeat(2048),
    '"'.repeat(4096),
    "диффузия ".repeat(450),
  ];

  it("are answered, each of them", () => {
    const { search, posts, add } = openArchive();
    add("Про диффузию");
    for (const query of hostile) {
      const answer = search.find(1, query, { limit: 5 });
      assert.ok(answer.total <= 1, query.slice(0, 20));
    }
    assert.equal(posts.count(1), 1);
  });

  it("are answered, whatever they are", () => {
    const { search, add } = openArchive();
    add("Про диффузию и NEAR");
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary", maxLength: 60 }),
          fc.array(fc.constantFrom(...hostile.slice(0, 20)), { maxLength: 6 }).map((parts) => parts.join(" ")),
        ),
        (query) => {
          const { hits } = search.find(1, query, { limit: 5 });
          for (const { snippet } of hits) {
            for (const { offset, length } of snippet.highlights)
              assert.ok(length > 0 && offset + length <= snippet.text.length);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("become words in quotes and nothing else", () => {
    for (const query of hostile) {
      const words = readQuery(query);
      assert.ok(words.length <= MOST_WORDS);
      for (const reading of words.flatMap(({ readings }) => readings)) {
        const bare = matchReading(reading).replace(/"[^"]*"/g, "W");
        assert.match(bare, /^(?:\(|\)|W| |OR|AND|\*|:|sounds|\{title tags authors papers body\})+$/);
      }
    }
  });
});
