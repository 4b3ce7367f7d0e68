import assert from "node:assert/strict";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { documentOf, linksOf, titleOf } from "../../playground/demo/document.ts";
import { answerArxiv, demoScene, fillChannel, readPosts, seedDatabase } from "../../playground/demo/index.ts";
import { parsePost, publishedAt } from "../../playground/demo/post.ts";
import { firstWorld } from "../../playground/server/first-world.ts";
import { fixEntities } from "../../playground/server/text-engine.ts";
import { channelOf, createWorld } from "../../playground/server/world.ts";
import { createAuthors } from "../../src/archive/authors.ts";
import { createChannels } from "../../src/archive/channels.ts";
import { openDatabase } from "../../src/archive/database.ts";
import { createPapers } from "../../src/archive/papers.ts";
import { createPosts } from "../../src/archive/posts.ts";
import { createPostFinder } from "../../src/archive/search.ts";
import { findIdentifiers, identifierKey, parseIdentifier } from "../../src/paper/identifier.ts";
import { check } from "../../src/post/schema.ts";
import { ChannelSettings } from "../../src/post/settings.ts";
import { createSearch } from "../../src/search/search.ts";

const NOW = Date.UTC(2026, 10, 24, 9);
const DAY = 86_400_000;
const posts = readPosts();
const documents = new Map(
  posts.map((post) => [post.name, documentOf(post, (name) => `https://t.me/demo/${name.length}`)]),
);
const documentBy = (name: string) => documents.get(name) as NonNullable<ReturnType<typeof documents.get>>;
const isRussian = (text: string) => (text.match(/[а-яё]/gi)?.length ?? 0) > text.length / 4;

function filled(now = NOW) {
  const world = createWorld(firstWorld(demoScene), new Map(), () => now);
  return { world, placed: fillChannel(world) };
}

describe("the demo's posts", () => {
  it("are at least twelve reviews, most in Russian and some in English, by two authors", () => {
    const reviews = posts.filter(({ kind }) => kind === "review");
    const russian = reviews.filter(({ name }) => isRussian(documentBy(name).text));
    assert.ok(reviews.length >= 16, `${reviews.length} reviews`);
    assert.ok(russian.length >= 11, `${russian.length} in Russian`);
    assert.equal(reviews.length - russian.length, 5);
    assert.deepEqual([...new Set(reviews.map(({ author }) => author.key))].sort(), ["lev", "vera"]);
    assert.deepEqual([...new Set(posts.map(({ kind }) => kind))].sort(), ["follow-up", "note", "overview", "review"]);
    assert.ok(
      posts.some(({ figures }) => figures.length > 1),
      "an album",
    );
  });

  for (const post of posts) {
    it(`“${post.name}” satisfies the post schema`, () => {
      const document = documentBy(post.name);
      const findings = check(
        {
          kind: post.kind,
          title: titleOf(document),
          text: document,
          style: "verbatim",
          papers: post.papers.map(({ identifier, title }) => ({ identifier, title, byline: null })),
          figures: post.figures.map((path) => ({ kind: "photo", fileId: path, fileUniqueId: path, size: null })),
          tags: post.tags,
          authors: [{ id: 1, name: post.author.firstName, username: post.author.username, rubric: post.author.rubric }],
          follows: post.follows === null ? null : { postId: 1, title: post.follows, messageId: 2 },
        },
        ChannelSettings.parse({ tagsLine: true }),
      );
      // The authors post by hand and have Premium; a bot would send such a post as two messages.
      assert.deepEqual(
        findings.filter(({ code }) => code !== "text-long"),
        [],
      );
      assert.deepEqual(fixEntities(document.text, document.entities), document, "TDLib would change it");
    });

    it(`“${post.name}” links to the papers that it is about, and has a length that a person could post`, () => {
      const { text, entities } = documentBy(post.name);
      assert.ok(text.length >= 700 && text.length <= (post.figures.length > 0 ? 2048 : 2600), `${text.length} units`);
      const links = entities.flatMap((entity) => (entity.type === "text_link" ? [entity.url] : []));
      const linked = links.flatMap((url) => parseIdentifier(url) ?? []).map(identifierKey);
      for (const { identifier } of post.papers) {
        assert.ok(linked.includes(identifierKey(identifier)), identifierKey(identifier));
        assert.deepEqual(parseIdentifier(identifierKey(identifier)) ?? identifier, identifier);
      }
      for (const name of linksOf(post)) assert.ok(documents.has(name), name);
    });
  }

  it("are titled as their papers are, where they are reviews", () => {
    for (const post of posts.filter(({ kind }) => kind === "review")) {
      const title = titleOf(documentBy(post.name));
      assert.equal(title, post.papers[0]?.title);
    }
  });

  it("carry all kinds of formatting that a channel uses", () => {
    const kinds = new Set([...documents.values()].flatMap(({ entities }) => entities.map(({ type }) => type)));
    for (const type of [
      "bold",
      "italic",
      "code",
      "pre",
      "blockquote",
      "expandable_blockquote",
      "spoiler",
      "text_link",
      "hashtag",
    ])
      assert.ok(kinds.has(type as never), type);
    const printing = posts.filter(({ name }) => documentBy(name).entities.some(({ type }) => type === "hashtag"));
    assert.ok(printing.length < posts.length / 2, "hashtags stand in a few only");
  });

  it("run from the oldest to the newest, all older than a day", () => {
    const dates = posts.map((post) => publishedAt(post, NOW));
    assert.deepEqual(
      dates,
      dates.toSorted((a, b) => a - b),
    );
    assert.ok((dates.at(-1) as number) < NOW - DAY);
    assert.ok((dates.at(-1) as number) > NOW - 8 * DAY, "the archive looks stale");
  });

  it("use every figure, none above 60 KB", () => {
    const folder = join(import.meta.dirname, "../../playground/demo/figures");
    const files = readdirSync(folder).map((file) => join(folder, file));
    assert.deepEqual(files.sort(), posts.flatMap(({ figures }) => figures).sort());
    for (const file of files) assert.ok(statSync(file).size <= 60 * 1024, `${file}: ${statSync(file).size} bytes`);
  });

  it("are refused where the head is broken, with the post's name", () => {
    const head = "kind: note\nauthor: vera\ndays: 3\ntime: 12:00\nviews: 1\n";
    assert.equal(parsePost("fine", `---\n${head}---\nText\n`).html, "Text");
    assert.throws(() => parsePost("headless", "Text"), /^Error: headless: /);
    assert.throws(
      () => parsePost("nobody", `---\n${head.replace("vera", "who")}---\nText`),
      /nobody: nothing is known of author/,
    );
    assert.throws(() => parsePost("extra", `---\n${head}mood: good\n---\nText`), /extra: .*mood/s);
    assert.throws(() => parsePost("paper", `---\n${head}papers: arxiv:0000.00000\n---\nText`), /arxiv:0000\.00000/);
  });
});

describe("the filled channel", () => {
  it("holds the posts with their authors, dates, reactions and views, and the note pinned", () => {
    const { world, placed } = filled();
    const channel = channelOf(world);
    assert.equal(placed.length, posts.length);
    assert.equal(
      channel.messages.length,
      posts.reduce((sum, { figures }) => sum + Math.max(1, figures.length), 0),
    );
    const ids = channel.messages.map(({ message }) => message.message_id);
    assert.deepEqual(
      ids,
      ids.toSorted((a, b) => a - b),
    );
    assert.equal(channel.pinned[0], placed[0]?.messageIds[0]);
    const grokking = placed.find(({ post }) => post.name === "grokking");
    const stored = channel.messages.find(({ message }) => message.message_id === grokking?.messageIds[0]);
    assert.equal(stored?.message.author_signature, "Вера Слоева");
    assert.equal(stored?.otherReactions["👍"], 58);
    assert.ok((stored?.otherViews ?? 0) > 1000);
    assert.ok((stored?.message.photo?.length ?? 0) > 0);
    const followUp = channel.messages.find(({ message }) => message.text?.startsWith("UPD"));
    assert.equal(followUp?.message.reply_to_message?.message_id, grokking?.messageIds[0]);
    assert.deepEqual(world.state.updates, [], "the bot is told nothing");
  });

  it("links posts to each other, earlier and later ones, by their messages", () => {
    const { placed } = filled();
    const byName = new Map(placed.map((one) => [one.post.name, one]));
    for (const { post, document } of placed) {
      const urls = document.entities.flatMap((entity) => (entity.type === "text_link" ? [entity.url] : []));
      for (const name of linksOf(post)) {
        assert.ok(
          urls.includes(`https://t.me/gradient_tea_demo/${byName.get(name)?.messageIds[0]}`),
          `${post.name} → ${name}`,
        );
      }
    }
  });

  it("is filled once", () => {
    const { world } = filled();
    const before = channelOf(world).messages.length;
    assert.deepEqual(fillChannel(world), []);
    assert.equal(channelOf(world).messages.length, before);
  });
});

describe("the seeded database", () => {
  it("holds the channel, its authors with their rubrics, papers, tags and reactions, and a second run changes nothing", () => {
    const db = openDatabase(":memory:", { now: () => NOW });
    const { placed } = filled();
    seedDatabase(db, placed, () => NOW);
    const dump = () =>
      [
        "channel",
        "person",
        "author",
        "paper",
        "paper_identifier",
        "post",
        "post_message",
        "post_paper",
        "post_tag",
        "post_figure",
        "post_reaction",
      ].map((table) => db.prepare(`SELECT * FROM ${table}`).all());
    const before = dump();
    seedDatabase(db, placed, () => NOW);
    assert.deepEqual(dump(), before);

    const channel = createChannels(db, () => NOW).served();
    assert.equal(channel?.title, "Градиент за чаем");
    const channelId = channel?.id as number;
    const archive = createPosts(db);
    assert.equal(archive.count(channelId), posts.length);
    assert.deepEqual(
      createAuthors(db)
        .list(channelId)
        .map(({ name, rubric }) => `${name}: ${rubric}`)
        .sort(),
      ["Вера Слоева: Под капотом", "Лев Роллаутов: RL и агенты"],
    );
    const attention = createPapers(db).find({ scheme: "arxiv", value: "1706.03762" });
    assert.equal(attention?.byline, "Vaswani et al., 2017");
    const [post] = archive.byPaper(channelId, { scheme: "arxiv", value: "2201.02177" });
    assert.equal(archive.followUps(post?.id as number)[0]?.kind, "follow-up");
    assert.deepEqual(post?.reactions[0], { emoji: "👍", count: 58 });
    assert.equal(archive.byTag(channelId, "ГРОККИНГ", 10).length, 2);
    db.close();
  });
});

describe("a newcomer's first search", () => {
  const db = openDatabase(":memory:", { now: () => NOW });
  seedDatabase(db, filled().placed, () => NOW);
  const channelId = createChannels(db, () => NOW).served()?.id as number;
  const search = createSearch({ finder: createPostFinder(db), posts: createPosts(db), now: () => NOW });
  const found = (words: string) =>
    search.find(channelId, words, { limit: 5 }).hits.map(({ post }) => post.title.split(/[:—]/, 1)[0]);

  for (const [words, title] of [
    ["гроккингом", "Grokking"],
    ["диффузионная", "Denoising Diffusion Probabilistic Models"],
    ["лотереи", "The Lottery Ticket Hypothesis"],
    ["внимания", "Attention Is All You Need"],
    ["proteins", "Highly accurate protein structure prediction with AlphaFold"],
    ["captions", "Learning Transferable Visual Models From Natural Language Supervision"],
    ["пятиугольники", "Toy Models of Superposition"],
    ["Vaswani", "Attention Is All You Need"],
    ["рлхф", "Direct Preference Optimization"],
  ] as const) {
    it(`finds “${title}” by “${words}”`, () => {
      assert.ok(found(words).includes(title), found(words).join(" | ") || "nothing");
    });
  }
});

describe("the arXiv stand-in", () => {
  const ask = (query: string) => answerArxiv(new URL(`http://127.0.0.1/arxiv/api/query?${query}`), NOW);

  it("tells title, authors and date of what it knows, in the order asked, and nothing of the rest", () => {
    const { status, contentType, body } = ask("id_list=2407.01392,9999.99999,1706.03762v5");
    assert.equal(status, 200);
    assert.match(contentType, /^application\/atom\+xml/);
    assert.deepEqual(
      [...body.matchAll(/<id>http:\/\/arxiv\.org\/abs\/(\S+)<\/id>/g)].map(([, id]) => id),
      ["2407.01392v1", "1706.03762v5"],
    );
    assert.match(body, /<name>Boyuan Chen<\/name>/);
    assert.match(body, /<published>2017-06-/);
    assert.match(body, /<opensearch:totalResults [^>]*>2</);
  });

  it("breaks long titles into lines, as arXiv does", () => {
    assert.match(ask("id_list=2407.01392").body, /<title>Diffusion Forcing: [^<]*\n {2}[^<]*<\/title>/);
  });

  it("knows every work of the channel that is on arXiv", () => {
    const ids = posts.flatMap(({ papers }) =>
      papers.flatMap(({ identifier: { scheme, value } }) => (scheme === "arxiv" ? [value] : [])),
    );
    const { body } = ask(`id_list=${ids.join(",")}&max_results=100`);
    assert.equal([...body.matchAll(/<entry>/g)].length, ids.length);
    assert.ok(findIdentifiers(body).length > 0);
  });

  it("refuses what arXiv refuses, as arXiv does", () => {
    for (const query of [
      "id_list=hello",
      "id_list=1706.03762&max_results=lots",
      "id_list=1706.03762&max_results=3000",
      "id=1706.03762",
      "search_query=all:electron",
    ]) {
      const { status, body } = ask(query);
      assert.equal(status, 400, query);
      assert.match(body, /<title>Error<\/title>/);
    }
    assert.doesNotMatch(ask("id_list=%3Cscript%3E").body, /<script>/);
  });

  it("pages", () => {
    const { body } = ask("id_list=1706.03762,1512.03385,1312.5602&start=1&max_results=1");
    assert.match(body, /Deep Residual/);
    assert.doesNotMatch(body, /Attention Is/);
  });
});
