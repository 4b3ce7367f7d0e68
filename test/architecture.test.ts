import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { describe, it } from "node:test";

// The arrows of the design. A room may use itself and the layers below it; the lowest rooms may use each other as long
// as there is no circle. The files at the root of src/, app/ and the commands wire everything.
const LAYERS: readonly (readonly string[])[] = [
  ["document", "paper", "language"],
  ["post"],
  ["archive", "telegram"],
  ["desk", "publish", "search", "exchange"],
  ["bot", "web"],
  ["cli", "app", ""],
];
const PURE = ["document", "paper", "language", "post"];

interface Import {
  readonly from: string;
  /** A path below src/ or, where it is a package or leaves src/, what stands in the statement. */
  readonly to: string;
  readonly names: readonly string[];
  readonly typeOnly: boolean;
}

const src = join(import.meta.dirname, "..", "src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.split(sep).join("/"))
  .sort();
const sources = new Map(files.map((file) => [file, withoutComments(readFileSync(join(src, file), "utf8"))]));
const imports = [...sources].flatMap(([file, source]) => importsOf(file, source));

describe("the arrows of the design", () => {
  it("run one way: a room uses itself and what lies below it", () => {
    holds(
      imports
        .filter(({ to }) => sources.has(to))
        .filter(({ from, to, typeOnly }) => !mayUse(roomOf(from), roomOf(to), typeOnly))
        .map(({ from, to }) => `${from} imports ${to}`),
    );
  });

  it("know every room", () => {
    const known = LAYERS.flat();
    holds(files.filter((file) => !known.includes(roomOf(file))).map((file) => `${file} stands in an unknown room`));
  });

  it("make no circle between files", () => {
    const graph = new Map(
      files.map((file) => [
        file,
        targets(
          (one) => one.from === file,
          (one) => one.to,
        ),
      ]),
    );
    holds(circles(graph));
  });

  it("make no circle between rooms", () => {
    const rooms = LAYERS.flat().filter((room) => room !== "");
    const graph = new Map(
      rooms.map((room) => [
        room,
        targets(
          (one) => roomOf(one.from) === room,
          (one) => roomOf(one.to),
        ).filter((to) => to !== room),
      ]),
    );
    holds(circles(graph));
  });

  it("never lead from src/ to the playground or anywhere else outside", () => {
    holds(
      imports
        .filter(({ to }) => to.startsWith(".") || to.startsWith("/"))
        .filter(({ to }) => !to.endsWith("package.json"))
        .map(({ from, to }) => `${from} imports ${to}`),
    );
  });
});

describe("the rooms below bot/", () => {
  it("do not know grammY's Context", () => {
    const ofContext = /^(Context|Composer|Bot|Middleware(Fn|Obj)?|NextFunction|Filter|\w*Flavor|Conversation)$/;
    holds(
      below("bot").flatMap(({ from, to, names, typeOnly }) => {
        if (to !== "grammy" && !/^@grammyjs\/(?!types)/.test(to)) return [];
        if (to !== "grammy" && !typeOnly) return [`${from} imports ${to}`];
        return names.filter((name) => ofContext.test(name)).map((name) => `${from} imports ${name} from ${to}`);
      }),
    );
  });

  it("do without grammY and SQLite where they are pure", () => {
    const heavy = /^(grammy|better-sqlite3|pino|hono|@grammyjs\/(?!types)|node:(?!util))/;
    holds(
      imports
        .filter(({ from, to }) => PURE.includes(roomOf(from)) && heavy.test(to))
        .map(({ from, to }) => `${from} imports ${to}`),
    );
  });

  it("are given clock, chance and network", () => {
    const taken =
      /\bDate\.now\(|\bMath\.random\(|\bnew Date\(\)|\bTemporal\.Now\b|\bglobalThis\.fetch\b|(?<![.\w])fetch\(/;
    const isGiven = (source: string, call: string) => call === "fetch(" && /\bfetch\??(:|, | })/.test(source);
    const rooms = LAYERS.slice(0, 4).flat();
    holds(
      [...sources]
        .filter(([file]) => rooms.includes(roomOf(file)))
        .flatMap(([file, source]) => {
          const call = taken.exec(source)?.[0];
          return call === undefined || isGiven(source, call) ? [] : [`${file} calls ${call}`];
        }),
    );
  });
});

describe("one place for each thing", () => {
  it("reads the environment in main.ts, or where a command hands it to config.ts", () => {
    holds(
      [...sources]
        .filter(([file, source]) => file !== "main.ts" && /\bprocess\.env\b|\benv\b.*"node:process"/.test(source))
        .filter(
          ([file]) => !(roomOf(file) === "cli" && imports.some(({ from, to }) => from === file && to === "config.ts")),
        )
        .map(([file]) => `${file} reads process.env`),
    );
  });

  it("keeps SQL in archive/", () => {
    const sql =
      /["`]\s*(SELECT\s|INSERT (OR \w+ )?INTO\s|UPDATE \w+\s+SET\s|DELETE FROM\s|CREATE (TABLE|INDEX)\s|WITH \w+ AS\s|PRAGMA\s)/;
    holds(
      [...sources]
        .filter(([file]) => roomOf(file) !== "archive")
        .filter(([, source]) => sql.test(source) || /\.(prepare|pragma)\(/.test(source))
        .map(([file]) => `${file} holds SQL`),
    );
  });

  it("lets better-sqlite3 into archive/ only", () => {
    holds(
      imports
        .filter(({ from, to }) => to === "better-sqlite3" && roomOf(from) !== "archive")
        .map(({ from }) => `${from} imports better-sqlite3`),
    );
  });
});

describe("the reading of imports", () => {
  it("sees every form of statement", () => {
    const source = `
import a from "one";
import { b, type C } from "./two.ts";
import type { D } from "../three.ts";
import "four";
export { e } from "./five.ts";
export * from "./six.ts";
const seven = await import("seven");
import {
  f as g,
} from "eight";
`;
    const found = importsOf("search/index.ts", source);
    assert.deepEqual(found.map(({ to, typeOnly }) => `${to}${typeOnly ? " (type)" : ""}`).sort(), [
      "eight",
      "four",
      "one",
      "search/five.ts",
      "search/six.ts",
      "search/two.ts",
      "seven",
      "three.ts (type)",
    ]);
    assert.deepEqual(found.find(({ to }) => to === "search/two.ts")?.names, ["b", "C"]);
    assert.deepEqual(found.find(({ to }) => to === "eight")?.names, ["f"]);
  });

  it("finds a circle and tells its way", () => {
    const graph = new Map([
      ["a", ["b"]],
      ["b", ["c"]],
      ["c", ["b"]],
    ]);
    assert.deepEqual(circles(graph), ["b → c → b"]);
  });
});

/** Prints every violation. */
function holds(violations: readonly string[]): void {
  assert.ok(violations.length === 0, `\n  ${violations.join("\n  ")}\n`);
}

function mayUse(room: string, other: string, typeOnly: boolean): boolean {
  const [from, to] = [layerOf(room), layerOf(other)];
  if (room === other || to < from) return true;
  if (to > from) return false;
  // Rooms side by side: the lowest and the wiring freely; elsewhere a thing is passed in, and only its type is named.
  return from === 0 || from === LAYERS.length - 1 || typeOnly;
}

function layerOf(room: string): number {
  return LAYERS.findIndex((rooms) => rooms.includes(room));
}

/** The folder right below src/, or "" for a file that stands in src/ itself. */
function roomOf(file: string): string {
  return file.includes("/") ? (file.split("/", 1)[0] as string) : "";
}

function below(room: string): readonly Import[] {
  return imports.filter(({ from }) => layerOf(roomOf(from)) < layerOf(room));
}

function targets(which: (one: Import) => boolean, what: (one: Import) => string): string[] {
  return [...new Set(imports.filter((one) => sources.has(one.to) && which(one)).map(what))];
}

function importsOf(file: string, source: string): Import[] {
  const statements = source.matchAll(
    /^\s*(?:import|export)\s+(type\s+)?([\w*{][^;"]*?)\s*from\s+"([^"]+)"|^\s*import\s+"([^"]+)"|\bimport\(\s*"([^"]+)"/gm,
  );
  return [...statements].map(([, type, clause = "", from, bare, dynamic]) => {
    const to = (from ?? bare ?? dynamic) as string;
    const names = [...clause.matchAll(/(?:type\s+)?([\w$]+)(?:\s+as\s+[\w$]+)?/g)].map(([, name]) => name as string);
    return { from: file, to: to.startsWith(".") ? inSrc(file, to) : to, names, typeOnly: type !== undefined };
  });
}

/** The path below src/, or one that begins with ".." where it leaves src/. */
function inSrc(file: string, to: string): string {
  return relative(src, join(src, file, "..", to))
    .split(sep)
    .join("/");
}

function withoutComments(source: string): string {
  return source.replace(/^\s*\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
}

/** Every way back to where it began, each told once. */
function circles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found = new Set<string>();
  const done = new Set<string>();
  const walk = (node: string, way: readonly string[]): void => {
    const at = way.indexOf(node);
    if (at >= 0) {
      found.add([...way.slice(at), node].join(" → "));
      return;
    }
    if (done.has(node)) return;
    for (const next of graph.get(node) ?? []) walk(next, [...way, node]);
    done.add(node);
  };
  for (const node of graph.keys()) walk(node, []);
  return [...found];
}
