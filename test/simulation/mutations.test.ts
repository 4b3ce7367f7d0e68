import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFECTS } from "../../simulation/defects.ts";
import { simulate } from "./simulate.ts";

/** So many seeds catch each; a stroke of luck less must not fail the test. */
const SEEDS = "150";

test("each publisher that is wrong in one way is caught by a scenario or a few seeds", {
  timeout: 170_000,
}, async () => {
  assert.ok(DEFECTS.length >= 8);
  const { code, output } = await simulate("--defects", "--seeds", SEEDS);
  for (const { name } of DEFECTS) assert.match(output, new RegExp(`^caught: a publisher that ${name} \\(`, "m"));
  assert.equal(code, 0, output);
});
