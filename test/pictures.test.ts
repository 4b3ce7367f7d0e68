import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { PICTURES, pictureNames } from "../playground/pictures/examples.ts";

const root = join(import.meta.dirname, "..");
const GUIDES = ["docs/formatting.md", "docs/formatting.ru.md"];
const DOCUMENTS = ["README.md", "README.ru.md", ...readdirSync(join(root, "docs")).flatMap(inDocs)];
/** Bytes: of one picture, and of all that show one guide. */
const LARGEST = 600 * 1024;
const ALL = 1.5 * 1024 * 1024;

function inDocs(name: string): string[] {
  return name.endsWith(".md") ? [`docs/${name}`] : [];
}

function picturesOf(document: string): { alt: string; path: string }[] {
  const text = readFileSync(join(root, document), "utf8").replaceAll(/^```.*?^```|`[^`\n]*`/gms, "");
  return [...text.matchAll(/!\[([^\]]*)\]\(([^)\s]+)\)/g)].map(([, alt = "", path = ""]) => ({ alt, path }));
}

test("every picture that a document names is there, is small, and is told in words", () => {
  for (const document of DOCUMENTS) {
    for (const { alt, path } of picturesOf(document)) {
      const file = join(root, dirname(document), path);
      assert.ok(existsSync(file), `${document} names ${path}, which is not there`);
      assert.ok(statSync(file).size <= LARGEST, `${path} has ${statSync(file).size} bytes`);
      assert.ok(alt.length >= 5, `${path} has no words in ${document}`);
    }
  }
});

test("both guides show every picture that the script takes, and the folder has no other", () => {
  const taken = pictureNames().toSorted();
  assert.deepEqual(readdirSync(join(root, PICTURES)).toSorted(), taken);
  for (const guide of GUIDES) {
    const shown = picturesOf(guide).map(({ path }) => path.replace("images/formatting/", ""));
    assert.deepEqual([...new Set(shown)].toSorted(), taken, guide);
  }
});

test("the pictures of the guide together are no more than a page should load", () => {
  const sizes = pictureNames().map((name) => statSync(join(root, PICTURES, name)).size);
  assert.ok(sizes.reduce((sum, size) => sum + size, 0) <= ALL);
});
