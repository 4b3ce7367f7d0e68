import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { NOW, openArchive } from "./archive.ts";

const ARXIV = { scheme: "arxiv", value: "2407.01392" } as const;

describe("posts", () => {
  it("come back as they were added, by their id and by any of their messages", () => {
    const { posts, papers, authors } = openArchive();
    const author = authors.ensureForPerson(1, { id: 7, name: "Вера", username: "vera" });
    const paperId = papers.ensure(ARXIV);
    const id = posts.add({
      channelId: 1,
      kind: "review",
      title: "Заголовок",
      document: { text: "Заголовок\n\nтекст", entities: [{ type: "bold", offset: 0, length: 9 }] },
      paperIds: [paperId, paperId],
      tags: ["RL", "rl", "#Диффузия", " "],
      authorIds: [author.id],
      figures: [{ kind: "photo", fileId: "f", fileUniqueId: "u", size: null }],
      followsPostId: null,
      publishedAt: NOW,
      messageIds: [11, 12],
      messageId: 12,
    });
    assert.deepEqual(posts.get(id), {
      id,
      channelId: 1,
      kind: "review",
      title: "Заголовок",
      document: { text: "Заголовок\n\nтекст", entities: [{ type: "bold", offset: 0, length: 9 }] },
      papers: [papers.get(paperId)],
      tags: ["RL", "Диффузия"],
      authors: [{ id: author.id, name: "Вера", username: "vera", rubric: null }],
      figures: [{ kind: "photo", fileId: "f", fileUniqueId: "u", size: null }],
      reactions: [],
      followsPostId: null,
      publishedAt: NOW,
      messageId: 12,
      messageIds: [11, 12],
      takenDownAt: null,
    });
    for (const messageId of [11, 12]) assert.equal(posts.byMessage(1, messageId)?.id, id);
    assert.equal(posts.byMessage(2, 11), null);
    assert.deepEqual(
      posts.byPaper(1, ARXIV).map((post) => post.id),
      [id],
    );
    assert.deepEqual(posts.byPaper(2, ARXIV), []);
  });

  it("are added with all that belongs to them or not at all", () => {
    const { db, posts, add } = openArchive();
    add("Первый", { messageIds: [5] });
    assert.throws(() => add("Второй", { messageIds: [5] }), /UNIQUE/);
    assert.throws(() => add("Третий", { paperIds: [99] }), /FOREIGN KEY/);
    assert.throws(() => add("Четвёртый", { authorIds: [99] }), /FOREIGN KEY/);
    assert.equal(posts.count(1), 1);
    for (const table of ["post_message", "post_search"]) {
      assert.equal(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), 1, table);
    }
  });

  it("belong to the transaction of whoever adds them", () => {
    const { db, posts, search, add } = openArchive();
    const failing = db.transaction(() => {
      add("Про диффузию");
      throw new Error("the caller fails");
    });
    assert.throws(failing, /the caller fails/);
    assert.equal(posts.count(1), 0);
    assert.equal(search.find(1, "диффузия", { limit: 5 }).total, 0);
  });

  it("are listed the newest first, by channel, tag and author", () => {
    const { posts, authors, add } = openArchive();
    const vera = authors.ensureForPerson(1, { id: 7, name: "Вера", username: null });
    const old = add("Старый", { publishedAt: NOW - 1000, tags: ["RL"], authorIds: [vera.id] });
    const fresh = add("Новый", { tags: ["rl"], authorIds: [vera.id] });
    add("Чужой", { channelId: 2, tags: ["rl"] });
    assert.deepEqual(
      posts.latest(1, 5).map(({ id }) => id),
      [fresh, old],
    );
    assert.deepEqual(
      posts.latest(1, 1, 1).map(({ id }) => id),
      [old],
    );
    assert.deepEqual(
      posts.byTag(1, "#Rl", 5).map(({ id }) => id),
      [fresh, old],
    );
    assert.deepEqual(
      posts.byAuthor(vera.id, 5).map(({ id }) => id),
      [fresh, old],
    );
  });

  it("are picked by chance, each of them, the last too", () => {
    const { posts, add } = openArchive();
    assert.equal(
      posts.random(1, () => 0.5),
      null,
    );
    const ids = ["а", "б", "в"].map((text) => add(text));
    assert.deepEqual(
      [0, 0.34, 0.99, 1].map((chance) => posts.random(1, () => chance)?.id),
      [ids[0], ids[1], ids[2], ids[2]],
    );
  });

  it("show the reactions that they have now", () => {
    const { posts, add } = openArchive();
    const id = add("Пост");
    posts.setReactions(id, [
      { emoji: "🔥", count: 1 },
      { emoji: "👍", count: 2 },
    ]);
    posts.setReactions(id, [
      { emoji: "👍", count: 5 },
      { emoji: "🔥", count: 7 },
      { emoji: "👎", count: 0 },
    ]);
    assert.deepEqual(posts.get(id)?.reactions, [
      { emoji: "🔥", count: 7 },
      { emoji: "👍", count: 5 },
    ]);
    assert.equal(posts.setReactions(99, []), false);
  });

  it("know what adds to them", () => {
    const { posts, add } = openArchive();
    const id = add("Пост");
    const update = add("UPD", { kind: "follow-up", followsPostId: id });
    assert.deepEqual(
      posts.followUps(id).map((post) => post.id),
      [update],
    );
    assert.equal(posts.get(update)?.followsPostId, id);
    const next = add("UPD к UPD", { kind: "follow-up", followsPostId: update });
    assert.deepEqual(
      posts.followUps(id).map((post) => post.id),
      [update, next],
      "what adds to an update is of the same timeline",
    );
    posts.takeDown(update, 9);
    assert.deepEqual(
      posts.followUps(id).map((post) => post.id),
      [next],
    );
  });

  it("are opened by a message that they still have", () => {
    const { posts, add } = openArchive();
    const id = add("Пост");
    const [first = 0] = posts.get(id)?.messageIds ?? [];
    const text = (messageId: number) =>
      ({ form: "text", messageId, document: { text: "a", entities: [] }, preview: null }) as const;
    const snapshot = { title: "Пост", tags: [], paperIds: [] };
    posts.change(id, { ...snapshot, parts: [text(first), text(first + 1_000)] });
    assert.equal(posts.get(id)?.messageId, first);
    posts.change(id, { ...snapshot, parts: [text(first + 1_000)] });
    assert.equal(posts.get(id)?.messageId, first + 1_000);
  });
});

describe("papers", () => {
  it("are made once for an identifier, and keep what is told of them", () => {
    const { papers } = openArchive();
    const id = papers.ensure(ARXIV);
    assert.equal(papers.ensure({ ...ARXIV }), id);
    assert.equal(
      papers.describe(id, { title: "Diffusion Forcing", authors: ["Boyuan Chen", "A B", "C D"], year: 2024 }),
      true,
    );
    assert.equal(papers.describe(id, { code: "https://github.com/x/y" }), true);
    papers.alias(id, { scheme: "openreview", value: "yDo1ynArjj" });
    const paper = papers.find({ scheme: "openreview", value: "yDo1ynArjj" });
    assert.deepEqual(paper, papers.get(id));
    assert.equal(paper?.byline, "Chen et al., 2024");
    assert.equal(paper?.code, "https://github.com/x/y");
    assert.deepEqual(paper?.identifiers, [ARXIV, { scheme: "openreview", value: "yDo1ynArjj" }]);
    assert.equal(papers.describe(99, { title: "?" }), false);
    assert.equal(papers.find({ scheme: "doi", value: "2407.01392" }), null);
  });

  it("lead to their posts by another identifier too, once it is known", () => {
    const { papers, posts, add } = openArchive();
    const id = papers.ensure(ARXIV);
    const post = add("Пост", { paperIds: [id] });
    papers.alias(id, { scheme: "doi", value: "10.1/x" });
    assert.deepEqual(
      posts.byPaper(1, { scheme: "doi", value: "10.1/x" }).map((found) => found.id),
      [post],
    );
  });
});

describe("authors", () => {
  it("are made once for a person and follow their name", () => {
    const { authors } = openArchive();
    const first = authors.ensureForPerson(1, { id: 7, name: "Вера", username: "vera" });
    const renamed = authors.ensureForPerson(1, { id: 7, name: "Вера С.", username: "vera_s" });
    assert.deepEqual(renamed, { ...first, name: "Вера С.", username: "vera_s" });
    assert.deepEqual(authors.get(first.id), renamed);
  });

  it("who were known by @username alone become the person who has it", () => {
    const { authors, add } = openArchive();
    const named = authors.ensureNamed(1, { name: "vera", username: "Vera", rubric: "AI4Science" });
    add("Пост", { authorIds: [named.id] });
    const person = authors.ensureForPerson(1, { id: 7, name: "Вера", username: "vera" });
    assert.deepEqual(person, { id: named.id, name: "Вера", username: "vera", rubric: "AI4Science" });
    assert.deepEqual(authors.list(1), [{ ...person, posts: 1 }]);
  });
});

describe("tags", () => {
  it("are one tag in any case and any composition, named as first written", () => {
    const { tags, add } = openArchive();
    add("а", { tags: ["Ёлка", "Café"] });
    add("б", { tags: ["#ёлка", "cafe\u0301".toUpperCase()] });
    assert.deepEqual(
      tags.list(1).map(({ name, posts }) => [name, posts]),
      [
        ["Café", 2],
        ["Ёлка", 2],
      ],
    );
    assert.equal(tags.find(1, "ЁЛКА")?.posts, 2);
    assert.equal(tags.find(2, "ёлка"), null);
  });
});
