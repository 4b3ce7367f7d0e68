import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { createChannels } from "../../src/archive/channels.ts";
import { openDatabase } from "../../src/archive/database.ts";
import { createPosts } from "../../src/archive/posts.ts";
import { COMPILED } from "../compiled.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "paperboy-search-"));
const database = join(folder, "paperboy.db");

function paperboy(args: readonly string[], input = "") {
  const env = { PATH: process.env.PATH, ...COMPILED, HOME: folder, LANG: "en_GB.UTF-8" };
  const run = spawnSync(process.execPath, [join(ROOT, "bin", "paperboy.js"), ...args], {
    cwd: folder,
    input,
    env,
    encoding: "utf8",
  });
  return { code: run.status, out: run.stdout, error: run.stderr };
}

before(() => {
  const now = () => Date.UTC(2024, 6, 1, 12);
  const db = openDatabase(database, { now });
  const channel = createChannels(db, now).serve({ chatId: -1001, title: "Канал", username: "channel" });
  createPosts(db).add({
    channelId: channel.id,
    kind: "note",
    title: "Про диффузию",
    document: { text: "Про диффузию\n\nЗашумление токенов.", entities: [] },
    paperIds: [],
    tags: ["диффузия"],
    authorIds: [],
    figures: [],
    followsPostId: null,
    publishedAt: now(),
    messageIds: [5],
  });
  db.close();
});
after(() => rmSync(folder, { recursive: true }));

describe("paperboy search", () => {
  it("prints the posts that the words find", () => {
    const { code, out } = paperboy(["search", "диффузией", "зашумление", "--database", database]);
    assert.equal(code, 0);
    assert.equal(
      out,
      "1 post found\n\n1. Про диффузию\n   1 July 2024 · https://t.me/channel/5\n   Зашумление токенов.\n",
    );
  });

  it("prints JSON for a program", () => {
    const { out } = paperboy(["search", "--json", "токены", "--database", database]);
    assert.deepEqual(JSON.parse(out), {
      total: 1,
      mode: "all",
      missing: [],
      replaced: [],
      posts: [
        {
          id: 1,
          title: "Про диффузию",
          link: "https://t.me/channel/5",
          publishedAt: "2024-07-01T12:00:00.000Z",
          tags: ["диффузия"],
          authors: [],
          reactions: [],
          snippet: { text: "Зашумление токенов.", highlights: [{ offset: 11, length: 7 }] },
        },
      ],
    });
  });

  it("says that nothing was found, which is no failure", () => {
    assert.deepEqual(paperboy(["search", "бабушка", "--database", database]), {
      code: 0,
      out: "Nothing was found.\n",
      error: "",
    });
  });

  it("fails in one sentence without a database, a channel or a sensible option", () => {
    const absent = paperboy(["search", "x", "--database", join(folder, "absent.db")]);
    assert.deepEqual([absent.code, absent.out], [1, ""]);
    assert.match(absent.error, /^There is no database .*absent\.db\. .*\n$/);
    const empty = join(folder, "empty.db");
    openDatabase(empty, { now: () => 0 }).close();
    assert.match(paperboy(["search", "x", "--database", empty]).error, /has no channel yet/);
    assert.notEqual(paperboy(["search", "x", "--limit", "1000"]).code, 0);
    assert.match(paperboy(["search", "--help"]).out, /--by-date/);
  });
});

describe("paperboy identify", () => {
  it("prints each paper once, one a line, from arguments or from standard input", () => {
    const text = "см. https://arxiv.org/abs/1706.03762v2, arXiv:1706.03762 и https://github.com/openai/gym";
    for (const run of [paperboy(["identify", text]), paperboy(["identify"], text)]) {
      assert.deepEqual(run, { code: 0, out: "arxiv:1706.03762\ngithub:openai/gym\n", error: "" });
    }
    assert.deepEqual(paperboy(["identify", "ничего"]), { code: 0, out: "", error: "" });
    assert.match(paperboy(["identify", "--help"]).out, /--json/);
  });

  it("prints places and links in JSON", () => {
    assert.deepEqual(JSON.parse(paperboy(["identify", "--json"], "🤖 arxiv.org/abs/1706.03762").out), [
      {
        identifier: "arxiv:1706.03762",
        scheme: "arxiv",
        value: "1706.03762",
        paper: true,
        page: "https://arxiv.org/abs/1706.03762",
        offset: 3,
        length: 24,
        link: "arxiv.org/abs/1706.03762",
      },
    ]);
  });
});
