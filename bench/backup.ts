// What the look at the start, a backup and its check cost, as ratios to reading the file once: machines differ.
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Database from "better-sqlite3";
import { backUp } from "../src/archive/backup.ts";
import { openDatabase, quickCheck } from "../src/archive/database.ts";

const HELP = `Usage: node bench/backup.ts [--megabytes 200] [--json]

Fills a database with so many megabytes of rows and compares, with reading the file once,
  look    PRAGMA quick_check, as at every start
  backup  a copy, checked whole
Prints how many times as long each takes.
`;

const options = parseArgs({
  options: {
    megabytes: { type: "string", default: "200" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
}).values;
if (options.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const megabytes = Number(options.megabytes);
if (!Number.isInteger(megabytes) || megabytes < 1 || megabytes > 1_900) {
  process.stderr.write("--megabytes must be a whole number from 1 to 1900.\n");
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), "paperboy-bench-"));
try {
  const path = join(folder, "bench.db");
  const db = openDatabase(path, { now: Date.now });
  const insert = db.prepare("INSERT INTO inbox (update_id, lane, payload, received_at) VALUES (?, ?, ?, 0)");
  const payload = JSON.stringify({ text: "разбор статьи ".repeat(70) });
  const each = Buffer.byteLength(payload);
  const fill = db.transaction((from: number, to: number) => {
    for (let id = from; id < to; id += 1) insert.run(id, `chat:${id % 100}`, payload);
  });
  const rows = Math.ceil((megabytes * 1_000_000) / each);
  for (let from = 0; from < rows; from += 5_000) fill(from, Math.min(rows, from + 5_000));
  db.close();

  const read = await timed(() => void readFileSync(path));
  const opened = new Database(path, { readonly: true });
  const look = await timed(() => quickCheck(opened));
  opened.close();
  const backup = await timed(() => backUp(path, { folder: join(folder, "backups"), keep: 1, now: Date.now }));
  const size = Math.round(statSync(path).size / 1_000_000);
  const found = { megabytes: size, readMs: Math.round(read), look: round(look / read), backup: round(backup / read) };
  const text = `${size} MB, read once in ${found.readMs} ms: look ${found.look} times as long, backup ${found.backup} times.`;
  process.stdout.write(`${options.json ? JSON.stringify(found) : text}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The best of three, ms: the others were disturbed. */
async function timed(run: () => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round += 1) {
    const began = performance.now();
    await run();
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

function round(ratio: number): number {
  return Math.round(ratio * 10) / 10;
}
