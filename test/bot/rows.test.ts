import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inRows } from "../../src/bot/rows.ts";

const laid = (...labels: string[]) =>
  inRows(labels.map((text) => ({ text }))).map((row) => row.map(({ text }) => text));

describe("buttons in rows", () => {
  it("stand three beside each other where all of them are short", () => {
    assert.deepEqual(laid("рл", "llm", "интерп", "cv"), [["рл", "llm", "интерп"], ["cv"]]);
  });

  it("get more width where a label would be cut, down to a row of its own", () => {
    assert.deepEqual(laid("скорость · 3", "трансформер · 3", "cv · 2"), [
      ["скорость · 3", "трансформер · 3"],
      ["cv · 2"],
    ]);
    assert.deepEqual(laid("рл", "обучение_с_подкреплением", "cv", "llm"), [
      ["рл"],
      ["обучение_с_подкреплением"],
      ["cv", "llm"],
    ]);
  });

  it("count characters, not units, and keep the order of any labels", () => {
    assert.deepEqual(laid("𝔞".repeat(11), "𝔟".repeat(11), "𝔠".repeat(11)).length, 1);
    assert.deepEqual(laid(), []);
  });
});
