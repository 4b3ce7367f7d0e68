import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { nearParameter, nearWords } from "../../src/post/near.ts";
import { review } from "./content.ts";

test("the link to similar posts carries the tags, as many as have room, else the first words of the title", () => {
  const parameter = (change: object) => nearParameter(review(change)) ?? "";
  assert.equal(nearWords(parameter({ tags: ["rl", "диффузия"] })), "#rl #диффузия");
  assert.equal(nearWords(parameter({ tags: ["машинноеобучение", "rl"] })), "#машинноеобучение #rl");
  assert.equal(nearWords(parameter({ tags: ["машинноеобучение", "диффузия"] })), "#машинноеобучение");
  assert.equal(nearWords(parameter({ tags: [], title: "Decision Transformer" })), "Decision Transformer");
  assert.equal(nearParameter(review({ tags: [], title: "я".repeat(60) })), null);
});

test("a parameter of any post is one that Telegram takes, and what others write in its place is no search", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 80 }), (title) => {
      const parameter = nearParameter(review({ tags: [], title }));
      if (parameter === null) return;
      assert.match(parameter, /^[\w-]{1,64}$/);
      const words = nearWords(parameter);
      assert.ok(words === null || title.replace(/\s+/gu, " ").trim().startsWith(words));
    }),
  );
  for (const other of ["", "near_", "near_!!", "near_AAAA", "near__w", "own_abc", `near_${"a".repeat(60)}`]) {
    assert.equal(nearWords(other), null, other);
  }
});
