import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decode, encode, token, VERBS } from "../../../src/bot/draft/buttons.ts";

test("every press comes back from its callback data, which Telegram takes", () => {
  const press = fc.record(
    {
      verb: fc.constantFrom(...VERBS),
      draftId: fc.integer({ min: 0, max: 2 ** 50 }),
      version: fc.integer({ min: 0, max: 2 ** 40 }),
      arg: fc.oneof(
        fc.stringMatching(/^[\w-]{0,24}$/),
        fc.string().map(token),
        fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }).map(String),
      ),
    },
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(press, (each) => {
      const data = encode(each);
      assert.ok(Buffer.byteLength(data) <= 64, data);
      assert.deepEqual(decode(data), each);
    }),
  );
});

test("what is no press of drafting's is none", () => {
  for (const data of [
    "",
    "d:",
    "s:p:1:1",
    "d:explode:1:1:",
    "d:publish:1:1",
    "d:publish:-1:1:",
    "d:publish:1:1:a b",
    "d:publish:1:1:\n",
  ]) {
    assert.equal(decode(data), null, data);
  }
  fc.assert(fc.property(fc.string(), (data) => data.startsWith("d:") || decode(data) === null));
});

test("no two buttons share a verb", () => {
  assert.equal(new Set(VERBS).size, VERBS.length);
});
