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
  /is not protected/,
  /was never saved/,
  /was told to be saved and is not/,
  /a change was told to be saved and is not/,
  /is sent in an older wording/,
  /does not answer its first message/,
  /is let out while the queue rests/,
  /was due while the bot ran, and is let out \d+ s late/,
  /was made though nobody had confirmed the restore/,
  /is put off by \d+ min, and Telegram asked for less/,
  /was made at once after one that never left/,
  /is sent again \d+ s after a request that may still be acted on/,
  /is sent again after one look at the channel/,
  /was taken away by a person, which could be seen, and is sent again/,
  /is sent, though nobody could take it back while the bot was down/,
  /is sent, though it changed while it waited/,
  /is sent in a version that nobody pressed/,
  /was made without a row of its own/,
  /is written down after message null, and \d+ was known/,
  /has the fingerprint of another/,
  /what became of an attempt is not known at rest/,
  /the archive does not know what post \d+ follows/,
  /is due, and nobody calls it/,
  /another message of post \d+ is pinned than its first/,
  /is recorded in wording \d+ and stands in wording \d+/,
  /is sent, though its draft was thrown away/,
  /was thrown away, and stands in the queue/,
  /was planned and in time, and needs a press after a restart/,
];

test("each publisher that is wrong in one way is caught by a scenario or a few seeds", {
  timeout: 170_000,
}, async () => {
  assert.ok(DEFECTS.length >= 40);
  const { code, output } = await simulate("--defects", "--seeds", SEEDS);
  for (const { name } of DEFECTS) assert.match(output, new RegExp(`^caught: a publisher that ${name} \\(`, "m"));
  for (const invariant of INVARIANTS) assert.match(output, invariant);
  assert.equal(code, 0, output);
});
