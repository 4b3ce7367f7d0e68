import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { sightOf, tryWays } from "../../src/telegram/ways.ts";
import { openChannel } from "../publish/scene.ts";

/** The channel of the scene with its one post. */
async function waysOf(t: TestContext, { profile = false, service = true, isProtected = false, known = true } = {}) {
  const scene = await openChannel(t, { profile, service });
  const channel = scene.channels.served();
  assert.ok(channel);
  const ids = known ? scene.attempts.known(channel.id, 0, 5) : [];
  const ways = await tryWays(scene.history, { chatId: channel.chatId, isProtected, known: ids }, service);
  return { scene, ways };
}

test("by ids and a forward the bot sees the channel, and leaves nothing in the service chat", async (t) => {
  const { scene, ways } = await waysOf(t);
  assert.deepEqual(ways, { profile: "closed", ids: "works", forward: "works" });
  assert.equal(sightOf(ways), "sees");
  assert.deepEqual(await scene.left(), []);
});

test("protected content leaves only the lookup by ids", async (t) => {
  const { ways } = await waysOf(t, { isProtected: true });
  assert.deepEqual(ways, { profile: "closed", ids: "works", forward: "protected" });
  assert.equal(sightOf(ways), "partly");
});

test("without a service chat only the lookup by ids is left", async (t) => {
  const { ways } = await waysOf(t, { service: false });
  assert.deepEqual(ways, { profile: "closed", ids: "works", forward: "no-chat" });
});

test("without a known message nothing is claimed", async (t) => {
  const { ways } = await waysOf(t, { known: false });
  assert.deepEqual(ways, { profile: "closed", ids: "untried", forward: "untried" });
  assert.equal(sightOf(ways), "unknown");
});

test("ways that are all closed leave the bot blind, one that shows everything is enough", () => {
  assert.equal(sightOf({ profile: "closed", ids: "closed", forward: "closed" }), "blind");
  assert.equal(sightOf({ profile: "closed", ids: "closed", forward: "protected" }), "blind");
  assert.equal(sightOf({ profile: "works", ids: "untried", forward: "no-chat" }), "sees");
  assert.equal(sightOf({ profile: "unreachable", ids: "unreachable", forward: "unreachable" }), "unknown");
});

test("an author who shows the channel in their profile is found", async (t) => {
  const { ways } = await waysOf(t, { profile: true, service: false });
  assert.equal(ways.profile, "works");
  assert.equal(sightOf(ways), "sees");
});
