import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { paperboy } from "./process.ts";
import { type Answer, createTelegram, TOKEN } from "./telegram/server.ts";

const SECRET = TOKEN.split(":")[1] as string;

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A port at which nobody answers. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test("whatever Telegram answers, even with the token in it, the program prints it nowhere", async (t) => {
  const folder = folderOf(t);
  let answer: Answer = { error: 401, description: "" };
  const telegram = await createTelegram(() => answer);
  t.after(() => telegram.close());
  const unreached = `http://127.0.0.1:${await closedPort()}`;
  const quoting = `no such page: ${telegram.apiRoot}/bot${TOKEN}/getMe`;
  const cases: readonly [string, Answer, string][] = [
    ["doctor", { error: 401, description: quoting }, telegram.apiRoot],
    ["doctor", { error: 404, description: "Not Found" }, unreached],
    ["start", { error: 401, description: quoting }, telegram.apiRoot],
  ];
  for (const [command, given, root] of cases) {
    answer = given;
    const env = { BOT_TOKEN: TOKEN, BOT_API_ROOT: root, CHANNEL_ID: "@rizzearch", LOG_LEVEL: "trace" };
    const running = paperboy([command], env, folder);
    assert.notEqual(await running.ended, 0, command);
    const printed = running.output() + running.errors();
    assert.ok(printed.length > 0);
    assert.ok(!printed.includes(SECRET), `${command}: ${printed}`);
  }
});
