import assert from "node:assert/strict";
import { test } from "node:test";
import { createLog } from "../../src/log.ts";
import { logOutcome } from "../../src/publish/log-outcome.ts";
import type { PublishOutcome, Refusal } from "../../src/publish/publisher.ts";

/** What the log has of it: level, ids and words; null for nothing. */
function logged(outcome: PublishOutcome): Record<string, unknown> | null {
  const lines: string[] = [];
  const log = createLog({ level: "trace", scrub: (text) => text }, { write: (line: string) => void lines.push(line) });
  logOutcome(log, { publicationId: 7, draftId: 3, requestedBy: 1, outcome });
  assert.ok(lines.length <= 1);
  if (lines[0] === undefined) return null;
  const { time: _, ...line } = JSON.parse(lines[0]);
  return line;
}

const INFO = 30;
const WARN = 40;
const IDS = { publicationId: 7, draftId: 3 };

test("what is in the channel is logged with its messages", () => {
  const outcome = { status: "sent", postId: 5, messageIds: [41, 42], link: "https://t.me/rizzearch/41" } as const;
  const msg = "a post is in the channel";
  assert.deepEqual(logged(outcome), { level: INFO, ...IDS, postId: 5, messageIds: [41, 42], msg });
});

test("a refusal is a warning with its reason, but where people or a restart ended it", () => {
  const refusal: Refusal = { code: "text-refused", description: "Bad Request: message is too long" };
  const partly = { publicationId: 7, messageIds: [41] };
  assert.deepEqual(logged({ status: "refused", refusal, partly }), {
    level: WARN,
    ...IDS,
    refusal,
    messageIds: [41],
    msg: "a post was refused",
  });
  for (const code of ["changed", "withdrawn", "paused", "interrupted"] as const) {
    const line = logged({ status: "refused", refusal: { code } });
    assert.deepEqual(line, { level: INFO, ...IDS, refusal: { code }, msg: "a post did not go out" });
  }
});

test("what is put off says why and until when", () => {
  const asked: Refusal = { code: "too-many-requests", retryAfterSeconds: 9 };
  for (const [refusal, why] of [
    [asked, /asks to wait/],
    [{ code: "not-reached" }, /was not reached/],
  ] as const) {
    const line = logged({ status: "delayed", publicationId: 7, refusal, until: 1_000, lasts: false });
    assert.deepEqual([line?.level, line?.refusal, line?.until], [WARN, refusal, 1_000]);
    assert.match(String(line?.msg), why);
  }
});

test("a post in doubt is told apart from one that people are asked about, with the candidates", () => {
  const candidates = [{ messageId: 44, link: "https://t.me/rizzearch/44" }];
  const looking = logged({ status: "unknown", publicationId: 7, lookAt: 1_000, candidates: [] });
  const asked = logged({ status: "unknown", publicationId: 7, lookAt: null, candidates });
  assert.match(String(looking?.msg), /the channel is looked at/);
  assert.deepEqual([asked?.level, asked?.candidates], [WARN, [44]]);
  assert.match(String(asked?.msg), /people are asked/);
});

test("what only waits is not logged", () => {
  assert.equal(logged({ status: "waiting", publicationId: 7, until: 1_000 }), null);
  assert.equal(logged({ status: "already" }), null);
});
