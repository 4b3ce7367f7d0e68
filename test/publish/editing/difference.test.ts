import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { difference, shortened } from "../../../src/publish/editing/difference.ts";

const shown = (before: string, after: string): string =>
  difference(before, after)
    .map(({ kind, text }) => (kind === "same" ? text : kind === "gone" ? `[-${text}]` : `[+${text}]`))
    .join("");

test("a difference names the words that went and the words that came", () => {
  assert.equal(
    shown("агенты меняют правила", "агенты переписывают правила"),
    "агенты[- меняют][+ переписывают] правила",
  );
  assert.equal(shown("а б", "а б в"), "а б[+ в]");
  assert.equal(shown("а, б", "а. б"), "а[-,][+.] б");
  assert.equal(shown("", "новый текст"), "[+новый текст]");
  assert.equal(shown("тот же", "тот же"), "тот же");
});

test("a difference holds both texts whole", () => {
  const words = fc
    .array(fc.constantFrom("а", "б ", " в", "\n\n", "г,", "👍🏽", "де"), { maxLength: 60 })
    .map((all) => all.join(""));
  fc.assert(
    fc.property(words, words, (before, after) => {
      const stretches = difference(before, after);
      const text = (but: string) =>
        stretches
          .filter(({ kind }) => kind !== but)
          .map((stretch) => stretch.text)
          .join("");
      return text("new") === before && text("gone") === after;
    }),
  );
});

test("long texts are compared in a moment, and what is the same far from a change is left out", () => {
  const before = "слово ".repeat(5_000);
  const start = performance.now();
  const stretches = shortened(difference(`${before}конец`, `${before}начало`));
  assert.ok(performance.now() - start < 1_000);
  assert.ok(stretches.map(({ text }) => text).join("").length < 200);
  assert.match(stretches[0]?.text ?? "", /^…/);
  const strangers = difference("а ".repeat(4_000).trim(), "б ".repeat(4_000).trim());
  assert.deepEqual(
    strangers.map(({ kind }) => kind),
    ["gone", "new"],
    "too much to compare is shown whole",
  );
});
