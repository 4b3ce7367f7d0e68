import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { VARIABLES } from "../src/config.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const english = read("README.md");
const russian = read("README.ru.md");
const both = [
  { file: "README.md", text: english, words: read("src/locales/en/runtime.ftl") },
  { file: "README.ru.md", text: russian, words: read("src/locales/ru/runtime.ftl") },
];

/** Telegram's own words, as its Bot API server and TDLib write them. */
const TELEGRAM = [
  "401: Unauthorized",
  "409: Conflict: terminated by other getUpdates request",
  "Bad Request: chat not found",
  "Bad Request: need administrator rights in the channel chat",
  "Bad Request: not enough rights",
  "Forbidden: bot is not a member of the channel chat",
];

describe("the two READMEs", () => {
  it("have the same headings, tables and code", () => {
    const levels = (text: string) => matches(withoutCode(text), /^(#+) /gm);
    assert.deepEqual(levels(russian), levels(english));
    const rows = (text: string) => tables(text).map((table) => table.length);
    assert.deepEqual(rows(russian), rows(english));
    assert.deepEqual(codeBlocks(russian), codeBlocks(english));
  });

  it("name the same commands, variables and files", () => {
    const named = (text: string) =>
      matches(text, /`((?:\/|npm |npx |cp |src\/|test\/|playground\/|migrations\/|data\/|[A-Z]+_)[^`]*)`/g)
        .map((code) =>
          code
            .split(" ")
            .slice(0, code.startsWith("/") ? 1 : 3)
            .join(" "),
        )
        .sort();
    assert.deepEqual(named(russian), named(english));
  });

  for (const { file, text } of both) {
    it(`${file} points at files that exist`, () => {
      const links = matches(text, /\]\((?!https?:)([^)#]+)\)/g);
      assert.ok(links.length > 5);
      for (const link of links) assert.ok(existsSync(join(root, link)), `${link} does not exist`);
      for (const path of matches(text, /`((?:src|test|playground|migrations)\/[^`\s]*)`/g)) {
        assert.ok(existsSync(join(root, path)), `${path} does not exist`);
      }
    });

    it(`${file} explains every variable of .env.example, with its default`, () => {
      const rows = tableAfter(text, "BOT_TOKEN").map(([name = "", value = ""]) => [unquoted(name), unquoted(value)]);
      assert.deepEqual(
        rows,
        VARIABLES.map(({ name, default: value }) => [name, value]),
      );
      assert.deepEqual(
        rows.map(([name]) => name),
        matches(read(".env.example"), /^([A-Z_]+)=/gm),
      );
    });

    it(`${file} reaches the real thing in at most seven steps`, () => {
      const section = text.split(/^## /m).find((part) => part.includes("/newbot")) ?? "";
      const steps = matches(section, /^(\d+)\. /gm);
      assert.deepEqual(steps, ["1", "2", "3", "4", "5", "6", "7"].slice(0, steps.length));
    });

    it(`${file} tells the architecture in ten lines`, () => {
      const section = text.split(/^## /m).find((part) => part.includes("`src/main.ts`")) ?? "";
      assert.equal(matches(section, /^(\d+)\. /gm).length, 10);
    });

    it(`${file} has no exclamation marks`, () => {
      assert.doesNotMatch(text.replace(/!\[/g, ""), /!/);
    });
  }
});

describe("the table of troubles", () => {
  for (const { file, text, words } of both) {
    it(`in ${file} quotes only what Paperboy or Telegram really says`, () => {
      const sayings = [...sentences(words), read("bin/paperboy.js").replaceAll(/\$\{[^}]*\}/g, "…")];
      const quoted = tableAfter(text, "terminated by other").flatMap(([what = ""]) => matches(what, /`([^`]+)`/g));
      assert.ok(quoted.length > 12);
      for (const quotation of quoted) {
        const known = TELEGRAM.includes(quotation) || sayings.some((saying) => isQuotedFrom(quotation, saying));
        assert.ok(known, `nobody says “${quotation}”`);
      }
    });
  }
});

describe("the English table of variables", () => {
  it("says what config.ts says", () => {
    const rows = tableAfter(english, "BOT_TOKEN").map(([, , meaning]) => meaning);
    assert.deepEqual(
      rows,
      VARIABLES.map(({ meaning }) => meaning),
    );
  });
});

describe("the other documents", () => {
  it("the changelog has a section for what is unreleased, and the version of package.json", () => {
    const changelog = read("CHANGELOG.md");
    assert.match(changelog, /^## \[Unreleased\]$/m);
    assert.ok(changelog.includes(`## [${JSON.parse(read("package.json")).version}]`));
  });

  it("every decision is numbered, short, and says what was weighed", () => {
    const files = readdirSync(join(root, "docs/decisions")).sort();
    assert.ok(files.length >= 8);
    for (const [i, file] of files.entries()) {
      assert.match(file, new RegExp(`^${String(i + 1).padStart(4, "0")}-[a-z0-9-]+\\.md$`));
      const text = read(`docs/decisions/${file}`);
      assert.match(text, /^# .+\n/);
      for (const part of ["## Context", "## Decision", "## Consequences"])
        assert.ok(text.includes(part), `${file}: ${part}`);
      assert.ok(text.split("\n").length < 50, `${file} is longer than half a page`);
    }
  });

  it("files and scripts that CONTRIBUTING.md names exist", () => {
    const text = read("CONTRIBUTING.md");
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    for (const path of matches(text, /`((?:src|test|playground|migrations|docs|\.ci)\/[\w./-]*)`/g).filter(
      (one) => !/\bN{2,}/.test(one),
    )) {
      assert.ok(existsSync(join(root, path)), `${path} does not exist`);
    }
    for (const script of matches(text, /`npm (?:run )?([a-z]+)/g)) {
      assert.ok(script === "ci" || script in scripts, `there is no script ${script}`);
    }
  });
});

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, group]) => group as string);
}

function codeBlocks(text: string): string[] {
  return matches(text, /^```\w*\n([\s\S]*?)^```/gm);
}

function withoutCode(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, "");
}

/** Every table as rows of cells, without its heading. */
function tables(text: string): string[][][] {
  const blocks = withoutCode(text).match(/(?:^\|.*\n)+/gm) ?? [];
  return blocks.map((block) =>
    block
      .trimEnd()
      .split("\n")
      .slice(2)
      .map((row) =>
        row
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim()),
      ),
  );
}

function tableAfter(text: string, word: string): string[][] {
  const found = tables(text).find((table) => table.some((row) => row[0]?.includes(word)));
  assert.ok(found !== undefined, `no table tells of ${word}`);
  return found;
}

function unquoted(cell: string): string {
  return cell.replaceAll("`", "");
}

/** The texts of a Fluent file, each on one line, with "…" for what stands in braces. */
function sentences(fluent: string): string[] {
  return matches(fluent, /^[a-z-]+ = (.+)$/gm).map((text) => text.replaceAll(/\{[^}]*\}/g, "…"));
}

/** Whether the parts of a quotation between its dots stand in the saying, in their order. */
function isQuotedFrom(quotation: string, saying: string): boolean {
  let at = 0;
  for (const part of quotation.split("…").map((one) => one.trim())) {
    const found = saying.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return true;
}
