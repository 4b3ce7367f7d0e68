import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { Api } from "grammy";
import pino from "pino";
import type { App } from "../src/app.ts";
import { checkSideChats, lookAround } from "../src/look-around.ts";
import { createSideChats } from "../src/telegram/side-chats.ts";
import { systemTimers } from "../src/telegram/timers.ts";
import { startTelegram, words } from "./bot/telegram.ts";
import { openChannel } from "./publish/scene.ts";

const log = pino({ level: "silent" });
const options = () => {
  const lines: string[] = [];
  const out = (line: string) => void lines.push(line);
  return { lines, config: {} as never, say: words("en"), out, log, timers: systemTimers };
};

test("the start says which ways into the channel work, and leaves nothing in the service chat", async (t: TestContext) => {
  const scene = await openChannel(t);
  const sights: string[] = [];
  const app = {
    channels: scene.channels,
    history: scene.history,
    hasServiceChat: () => true,
    knownMessages: (channelId: number, limit: number) => scene.attempts.known(channelId, 0, limit),
    tellBlind: async (_: unknown, sight: string) => void sights.push(sight),
  };
  const told = options();
  const api = new Api(scene.telegram.token, { apiRoot: scene.telegram.apiRoot });
  await lookAround(api, app as unknown as App, told);
  assert.deepEqual(told.lines, [words("en").plain("sight-sees")]);
  assert.deepEqual(sights, ["sees"]);
  assert.deepEqual(await scene.left(), []);

  const none = options();
  const blind = { ...app, knownMessages: () => [99_999] };
  await lookAround(api, blind as unknown as App, none);
  assert.match(none.lines[0] ?? "", /asks people/);
  assert.equal(none.lines[0]?.split("\n").length, 4, "each way has its line");
  assert.deepEqual(sights, ["sees", "blind"]);
});

test("the start says what is wrong with the chats that are named, or that Telegram did not tell", async (t) => {
  const telegram = await startTelegram();
  t.after(() => telegram.close());
  telegram.answer("getChat", () => ({ error: 400, description: "Bad Request: chat not found" }));
  const api = new Api("100:test", { apiRoot: telegram.root });
  const parts = { api, botId: 100, served: () => null, serviceChatId: -1_005_555, testChannelId: "@probe" };
  const told = options();
  await checkSideChats({ sides: createSideChats(parts) }, told);
  assert.deepEqual(told.lines, [words("en").plain("service-not-found"), words("en").plain("test-not-found")]);
  telegram.answer("getChat", () => "drop");
  const silent = options();
  await checkSideChats({ sides: createSideChats(parts) }, silent);
  assert.deepEqual(silent.lines, [words("en").plain("sides-unknown")]);
});
