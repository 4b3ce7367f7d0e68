// How much faster the search index answers than a scan of the texts, as a ratio: machines differ, ratios little.
import { parseArgs } from "node:util";
import { openDatabase } from "../src/archive/database.ts";
import { createPosts } from "../src/archive/posts.ts";
import { createPostFinder } from "../src/archive/search.ts";
import { createSearch } from "../src/search/search.ts";

const HELP = `Usage: node bench/search.ts [--posts 10000] [--rounds 20] [--json]

Fills an archive in memory with posts of invented Russian and English words, and compares
  page    a whole answer of the search: ranked, counted, five posts read, snippets made
  index   the index alone: five ids, ranked
with
  scan    SELECT … WHERE text LIKE '%word%', five posts, which finds no inflections.
Prints how many times faster than the scan each is, and fails if the index is not faster.
`;

const options = parseArgs({
  options: {
    posts: { type: "string", default: "10000" },
    rounds: { type: "string", default: "20" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
}).values;
if (options.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const [size, rounds] = [Number(options.posts), Number(options.rounds)];
if (!Number.isInteger(size) || size < 100 || !Number.isInteger(rounds) || rounds < 1) {
  process.stderr.write("--posts must be a whole number from 100 on, --rounds one from 1 on.\n");
  process.exit(1);
}

// A generator of its own, so that every run measures the same archive.
let seed = 7;
const chance = (): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};
const SYLLABLES =
  "да ра то ни ко ма ре ли си ву по ге та не ло tra net mo del le ar ga po li con sta ver sio tem ri".split(" ");
const word = (): string =>
  Array.from({ length: 2 + Math.floor(chance() * 3) }, () => SYLLABLES[Math.floor(chance() * SYLLABLES.length)]).join(
    "",
  );
const vocabulary = Array.from({ length: 8000 }, word);
// Few words are frequent and most are rare, as in any language.
const pick = (): string => vocabulary[Math.floor(vocabulary.length * chance() ** 3)] as string;
const text = (words: number): string => Array.from({ length: words }, pick).join(" ");

const now = () => Date.UTC(2026, 0, 1);
const db = openDatabase(":memory:", { now });
db.exec("INSERT INTO channel (chat_id, title, created_at) VALUES (-1001, 'bench', 0)");
const posts = createPosts(db);
const fill = db.transaction((from: number, to: number) => {
  for (let number = from; number < to; number++) {
    const title = text(8);
    posts.add({
      channelId: 1,
      kind: "note",
      title,
      document: { text: `${title}\n\n${text(250)}`, entities: [] },
      paperIds: [],
      tags: [pick(), pick()],
      authorIds: [],
      figures: [],
      followsPostId: null,
      publishedAt: number * 3_600_000,
      messageIds: [number + 1],
    });
  }
});
for (let from = 0; from < size; from += 1000) {
  fill(from, Math.min(from + 1000, size));
  if (process.stderr.isTTY) process.stderr.write(`\r${Math.min(from + 1000, size)} of ${size} posts`);
}
if (process.stderr.isTTY) process.stderr.write("\n");

const finder = createPostFinder(db);
const search = createSearch({ finder, posts, now });
const scan = db.prepare(
  "SELECT id FROM post WHERE channel_id = 1 AND text LIKE '%' || ? || '%' ORDER BY published_at DESC LIMIT 5 OFFSET ?",
);
const queries = Array.from({ length: rounds }, () => vocabulary[2000 + Math.floor(chance() * 5000)] as string);

/** Milliseconds for one query, the median. */
function median(run: (query: string) => unknown): number {
  const times = queries.map((query) => {
    const start = process.hrtime.bigint();
    run(query);
    return Number(process.hrtime.bigint() - start) / 1e6;
  });
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] as number;
}

const times = {
  // Past all that is found, so that a frequent word does not end the scan early.
  scan: median((query) => scan.all(query, size)),
  index: median((query) => finder.page(1, `"${query}"`, { order: "relevance", limit: 5, offset: 0, now: now() })),
  page: median((query) => search.find(1, query, { limit: 5 })),
};
const ratios = { index: times.scan / times.index, page: times.scan / times.page };
process.stdout.write(
  options.json
    ? `${JSON.stringify({ posts: size, rounds, ratios })}\n`
    : `${size} posts: the index answers ${ratios.index.toFixed(1)} times as fast as a scan, a whole page ${ratios.page.toFixed(1)} times.\n`,
);
process.exit(ratios.index > 1 ? 0 : 1);
