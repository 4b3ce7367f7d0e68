import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decode, encode, leadsToPost, type Press, VERBS } from "../../../src/bot/published/buttons.ts";

const PRESSES: fc.Arbitrary<Press> = fc.record(
  {
    verb: fc.constantFrom(...VERBS),
    postId: fc.nat(),
    base: fc.nat(),
    arg: fc.stringMatching(/^[\w-]{0,24}$/),
  },
  { noNullPrototype: true },
);

test("a press comes back from its callback data, which Telegram takes", () => {
  fc.assert(
    fc.property(PRESSES, (press) => {
      const data = encode(press);
      assert.ok(Buffer.byteLength(data) <= 64);
      assert.deepEqual(decode(data), press);
    }),
  );
});

test("what nobody made is no press", () => {
  for (const data of [
    "",
    "e:",
    "e:open",
    "e:open:1:1",
    "e:nothing:1:1:",
    "d:open:1:1:",
    "e:open:1:1:a b",
    "e:open:-1:1:",
  ]) {
    assert.equal(decode(data), null, data);
  }
  fc.assert(fc.property(fc.string(), (data) => decode(`e:${data}`) === null || /^[a-z]+:/.test(data)));
  for (const data of [leadsToPost.open(1), leadsToPost.update(1), leadsToPost.pin(1)]) assert.ok(decode(data) !== null);
});
