import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openDatabase } from "../../src/archive/database.ts";

const root = join(import.meta.dirname, "..", "..");
const page = readFileSync(join(root, "docs", "publication.md"), "utf8");
const diagram = /```mermaid\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
const arrows = [...diagram.matchAll(/^\s*(\S+) --> (\S+?)(?::|$)/gm)].map(([, from = "", to = ""]) => [from, to]);

/** How each state of the page stands on disk, in the words of the table's check. */
const ON_DISK: Readonly<Record<string, string>> = {
  waiting: "intended",
  queued: "intended",
  calling: "intended",
  delayed: "intended",
  sent: "sent",
  refused: "refused",
  unknown: "unknown",
  asked: "unknown",
};

/** The words that a column's check allows. */
function allowed(table: string, column: string): readonly string[] {
  const db = openDatabase(":memory:", { now: () => 0 });
  const sql = db.prepare<[string], string>("SELECT sql FROM sqlite_master WHERE name = ?").pluck().get(table) ?? "";
  db.close();
  const list = new RegExp(`${column} IN \\(([^)]*)\\)`).exec(sql)?.[1] ?? "";
  return [...list.matchAll(/'(\w+)'/g)].map(([, word = ""]) => word).sort();
}

test("the states of the diagram are those on disk, none more and none less", () => {
  const named = new Set(arrows.flat().filter((state) => state !== "[*]"));
  assert.deepEqual([...named].sort(), Object.keys(ON_DISK).sort());
  assert.deepEqual([...new Set(Object.values(ON_DISK))].sort(), allowed("publication", "state"));
  // While it is called, a part says so; the rest of the words are the publication's own.
  assert.deepEqual(allowed("publication_message", "state"), ["calling", "intended", "sent", "unknown"]);
});

test("every state of the diagram is reached, is left, and leads to an end; nothing unknown is called again unseen", () => {
  const states = Object.keys(ON_DISK);
  for (const state of states) {
    assert.ok(
      arrows.some(([, to]) => to === state),
      `${state} is never reached`,
    );
    assert.ok(
      arrows.some(([from]) => from === state),
      `${state} is never left`,
    );
  }
  assert.ok(!arrows.some(([from, to]) => from === "unknown" && to === "calling"));
  assert.ok(arrows.some(([from, to]) => from === "calling" && to === "unknown"));
  assert.deepEqual(
    arrows.filter(([, to]) => to === "calling"),
    [["queued", "calling"]],
  );
});

test("the page names the times that the code has", () => {
  const publish = join(root, "src", "publish");
  const code = readdirSync(publish)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(publish, file), "utf8"))
    .join("\n");
  assert.match(code, /MAY_STILL_LAND = 510_000/);
  assert.match(code, /SOON = \[15_000, 45_000\]/);
  assert.match(page, /at once, after 15 and 60 s/);
  assert.match(page, /510 s after it\s+began/);
});
