// The longest that the database is held for writing by whoever writes beside the bot, as a ratio of the 20 ms allowed.
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { backUp } from "../src/archive/backup.ts";
import { openDatabase } from "../src/archive/database.ts";
import { createPosts } from "../src/archive/posts.ts";
import { createPostFinder } from "../src/archive/search.ts";
import { createSearch } from "../src/search/search.ts";

const HELP = `Usage: node bench/writes.ts [--posts 10000] [--limit 20] [--json]

Fills a database with so many posts, keeps it open as the bot does, and tells
  add     the middle one and the longest of 200 posts that are added with their search index, ms
  beside  the longest wait for the write lock while a backup and a search as of the command line run beside, ms
both as ratios of the limit too, ms; and what a start and a backup take, and the memory of it all.
Fails if what runs beside holds the lock for longer than the limit.
`;

const { values: options } = parseArgs({
  options: {
    posts: { type: "string", default: "10000" },
    limit: { type: "string", default: "20" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});
if (options.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const [size, limit] = [Number(options.posts), Number(options.limit)];
if (!Number.isInteger(size) || size < 100 || !(limit > 0)) {
  process.stderr.write("--posts must be a whole number from 100 on, --limit a number above 0.\n");
  process.exit(1);
}

// Another process's eyes: a thread that tries for the write lock again and again and tells the longest try.
const WATCHER = `
  const { parentPort, workerData } = require("node:worker_threads");
  const Database = require("better-sqlite3");
  const db = new Database(workerData, { timeout: 5000 });
  const go = new Int32Array(new SharedArrayBuffer(4));
  parentPort.postMessage(go);
  let longest = 0;
  while (Atomics.load(go, 0) === 0) {
    const began = performance.now();
    db.exec("BEGIN IMMEDIATE");
    longest = Math.max(longest, performance.now() - began);
    db.exec("ROLLBACK");
    Atomics.wait(go, 0, 0, 1);
  }
  db.close();
  parentPort.postMessage(longest);
`;

const folder = mkdtempSync(join(tmpdir(), "paperboy-bench-"));
try {
  const path = join(folder, "bench.db");
  const now = Date.now;
  const db = openDatabase(path, { now });
  db.exec("INSERT INTO channel (chat_id, title, created_at) VALUES (-1001, 'bench', 0)");
  const posts = createPosts(db);
  const add = (number: number): void => {
    const title = `Разбор статьи ${number} about transformers`;
    const words = Array.from({ length: 250 }, (_, i) => `слово${(number * 31 + i * 17) % 8_000}`).join(" ");
    posts.add({
      channelId: 1,
      kind: "note",
      title,
      document: { text: `${title}\n\n${words}`, entities: [] },
      paperIds: [],
      tags: ["bench"],
      authorIds: [],
      figures: [],
      followsPostId: null,
      publishedAt: number * 3_600_000,
      messageIds: [number + 1],
    });
  };
  const fill = db.transaction((from: number, to: number) => {
    for (let number = from; number < to; number += 1) add(number);
  });
  for (let from = 0; from < size; from += 1_000) {
    fill(from, Math.min(from + 1_000, size));
    if (process.stderr.isTTY) process.stderr.write(`\r${Math.min(from + 1_000, size)} of ${size} posts`);
  }
  if (process.stderr.isTTY) process.stderr.write("\n");

  const each = Array.from({ length: 200 }, (_, i) => timed(() => add(size + i))).sort((a, b) => a - b);
  const [usual = 0, added = 0] = [each[100], each.at(-1)];
  const idle = await watched(path, () => new Promise((resolve) => setTimeout(resolve, 500)));
  let backupMs = 0;
  const beside = await watched(path, async () => {
    const began = performance.now();
    await backUp(path, { folder: join(folder, "backups"), keep: 1, now });
    backupMs = performance.now() - began;
    const other = openDatabase(path, { now });
    createSearch({ finder: createPostFinder(other), posts: createPosts(other), now }).find(1, "слово", {
      order: "relevance",
      limit: 5,
      offset: 0,
    });
    other.close();
  });
  db.close();
  const startMs = timed(() => openDatabase(path, { now, serving: true }).close());
  const found = {
    posts: size,
    megabytes: Math.round(statSync(path).size / 1_000_000),
    add: round(usual),
    addRatio: round(usual / limit),
    addMost: round(added),
    idle: round(idle),
    beside: round(beside),
    besideRatio: round(beside / limit),
    start: Math.round(startMs),
    backup: Math.round(backupMs),
    memory: Math.round(process.memoryUsage().rss / 1_000_000),
  };
  const text =
    `${found.posts} posts, ${found.megabytes} MB: a post is added in ${found.add} ms (${found.addRatio} of the ` +
    `limit, ${found.addMost} ms at most); beside a backup and a search the write lock is waited for ${found.beside} ms at most ` +
    `(${found.besideRatio}; ${found.idle} ms with nobody beside); ` +
    `start ${found.start} ms, backup ${found.backup} ms, memory ${found.memory} MB.`;
  process.stdout.write(`${options.json ? JSON.stringify(found) : text}\n`);
  if (beside > limit) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs something while a thread tries for the write lock. Returns its longest wait, ms. */
async function watched(path: string, run: () => Promise<unknown>): Promise<number> {
  const watcher = new Worker(WATCHER, { eval: true, workerData: path });
  const message = () => new Promise<unknown>((resolve) => watcher.once("message", resolve));
  const go = (await message()) as Int32Array;
  await run();
  const longest = message();
  Atomics.store(go, 0, 1);
  Atomics.notify(go, 0);
  return (await longest) as number;
}

function timed(run: () => void): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
