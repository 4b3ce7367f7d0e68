import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFECTS } from "../../simulation/defects.ts";
import { simulate } from "./simulate.ts";

/** So many seeds catch each; a stroke of luck less must not fail the test. */
const SEEDS = "150";

/** What the oracle says where something is wrong: each is said of at least one of the publishers. */
const INVARIANTS = [
  /is in the channel 2 times/,
  /lacks one before it/,
  /is called before \d+, which was due before it/,
  /is sent before its time/,
  /is sent before the undo window is over/,
  /was made although Telegram had told to wait/,
  /was told to be refused/,
  /was told to be out before it was on disk/,
  /was told to be out in part/,
  /was flagged although the channel can be read/,
  /nobody was told of post/,
  /the draft of post \d+ is lost/,
  /the archive has other messages/,
  /is let out too soon after another such/,
  /is let out \d+ min late/,
  /is let out in quiet hours/,
  /and nobody wanted it/,
  /is out with another sound/,
  /is not pinned/,
];

test("each publisher that is wrong in one way is caught by a scenario or a few seeds", {
  timeout: 170_000,
}, async () => {
  assert.ok(DEFECTS.length >= 20);
  const { code, output } = await simulate("--defects", "--seeds", SEEDS);
  for (const { name } of DEFECTS) assert.match(output, new RegExp(`^caught: a publisher that ${name} \\(`, "m"));
  for (const invariant of INVARIANTS) assert.match(output, invariant);
  assert.equal(code, 0, output);
});
