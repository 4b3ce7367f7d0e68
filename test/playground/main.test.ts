import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, it, type TestContext } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import type { ChatView, World } from "../../playground/contract.ts";
import { createChannels } from "../../src/archive/channels.ts";
import { openDatabase } from "../../src/archive/database.ts";

const MAIN = join(import.meta.dirname, "../../playground/main.ts");

interface Ready {
  readonly apiRoot: string;
  readonly token: string;
  readonly url: string;
  readonly channelId: number;
  readonly adminIds: readonly number[];
  readonly database: string;
  readonly arxiv: string;
}

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "playground-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function start(
  t: TestContext,
  folder: string,
  ...more: string[]
): Promise<{ child: ChildProcess; ready: Ready }> {
  const child = spawn(process.execPath, [MAIN, "--folder", folder, "--port", "0", ...more], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  t.after(() => child.kill("SIGKILL"));
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    return { child, ready: JSON.parse(line) };
  }
  throw new Error("the playground did not become ready");
}

async function ask<T>(ready: Ready, method: string, parameters: object): Promise<T> {
  const response = await fetch(`${ready.url}/people/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(parameters),
  });
  const body = (await response.json()) as { ok: boolean; result: T; error: string };
  assert.ok(body.ok, body.error);
  return body.result;
}

/** Waits until the state on disk holds a text; a change is there within 200 ms. */
async function saved(folder: string, text: string): Promise<void> {
  const deadline = Date.now() + 5000;
  while (!readFileSync(join(folder, "world.json"), "utf8").includes(text)) {
    assert.ok(Date.now() < deadline, "the change did not reach the disk");
    await pause(10);
  }
}

const worldOf = async (ready: Ready): Promise<World> =>
  ((await (await fetch(`${ready.url}/people/world`)).json()) as { result: World }).result;

describe("the playground's process", () => {
  it("begins with a channel that is full and an archive that knows it, and serves the page", async (t) => {
    const { ready } = await start(t, folderFor(t));
    const world = await worldOf(ready);
    assert.equal(world.channel.id, ready.channelId);
    const channel = world.chats.find((chat) => chat.chat.type === "channel");
    assert.ok((channel?.messages.length ?? 0) >= 12);
    assert.ok(world.actors.some((actor) => ready.adminIds.includes(actor.user.id)));
    const db = openDatabase(ready.database, { now: Date.now });
    assert.ok(createChannels(db, Date.now).findByChatId(ready.channelId));
    db.close();
    const page = await fetch(ready.url);
    assert.match(await page.text(), /<script type="module" src="\/page\/main\.ts">/);
    const script = await fetch(`${ready.url}/page/main.ts`);
    assert.match(script.headers.get("content-type") ?? "", /^text\/javascript/);
    assert.doesNotMatch(await script.text(), /import type|: Scene/);
    for (const path of [
      "/page/..%2fmain.ts",
      "/page/%2e%2e/main.ts",
      "/package.json",
      "/page/tsconfig.json",
      "/page/%00",
    ]) {
      assert.equal((await fetch(`${ready.url}${path}`)).status, 404, path);
    }
    const feed = await fetch(`${ready.arxiv}?id_list=1706.03762`);
    assert.match(await feed.text(), /Attention Is All You Need/);
    const me = await fetch(`${ready.apiRoot}/bot${ready.token}/getMe`);
    assert.equal(me.status, 200);
  });

  it("goes on after a kill with what is older than a moment, and gives no number out twice", async (t) => {
    const folder = folderFor(t);
    const first = await start(t, folder);
    const [actor] = (await worldOf(first.ready)).actors;
    const person = actor?.user.id as number;
    const chat = (await worldOf(first.ready)).bot.id;
    const said = await ask<{ message_id: number }>(first.ready, "say", { person, chat, text: "Keep this" });
    await saved(folder, "Keep this");
    first.child.kill("SIGKILL");
    await once(first.child, "exit");
    const { ready } = await start(t, folder);
    assert.equal(ready.token, first.ready.token);
    const view = await ask<ChatView>(ready, "look", { person, chat });
    assert.deepEqual(
      view.messages.map(({ message }) => message.text),
      ["Keep this"],
    );
    const next = await ask<{ message_id: number }>(ready, "say", { person, chat, text: "And this" });
    assert.ok(next.message_id > said.message_id + 1);
    const photo = (await worldOf(ready)).chats.flatMap(({ messages }) => messages).find(({ message }) => message.photo);
    const file = await fetch(`${ready.url}/people/file/${photo?.message.photo?.[0]?.file_id}`);
    assert.equal(file.status, 200);
  });

  it("saves at once when it is asked to end, and ends with the process that started it", async (t) => {
    const folder = folderFor(t);
    const first = await start(t, folder);
    const { bot, actors } = await worldOf(first.ready);
    const person = actors[0]?.user.id as number;
    const said = await ask<{ message_id: number }>(first.ready, "say", { person, chat: bot.id, text: "x" });
    first.child.kill("SIGTERM");
    assert.deepEqual(await once(first.child, "exit"), [0, null]);
    const second = await start(t, folder);
    const next = await ask<{ message_id: number }>(second.ready, "say", { person, chat: bot.id, text: "y" });
    assert.equal(next.message_id, said.message_id + 1);
    second.child.stdin?.end();
    assert.deepEqual(await once(second.child, "exit"), [0, null]);
  });

  it("says that its database is gone, and begins anew where that is asked for, touching nobody else's files", async (t) => {
    const folder = folderFor(t);
    const first = await start(t, folder);
    first.child.stdin?.end();
    await once(first.child, "exit");
    rmSync(first.ready.database);
    writeFileSync(join(folder, "notes.txt"), "mine");
    const { status, stderr } = spawnSync(process.execPath, [MAIN, "--folder", folder, "--port", "0"], {
      encoding: "utf8",
    });
    assert.equal(status, 1);
    assert.match(stderr, /paperboy\.db is gone\. Begin anew: npm start -- --fresh\n$/);
    const fresh = await start(t, folder, "--fresh");
    const db = openDatabase(fresh.ready.database, { now: Date.now });
    assert.ok(createChannels(db, Date.now).served() !== null);
    db.close();
    assert.notEqual(fresh.ready.token, first.ready.token);
    assert.equal(readFileSync(join(folder, "notes.txt"), "utf8"), "mine");
  });

  it("refuses, in a sentence, a folder in use, an unreadable state, a bad port", async (t) => {
    const folder = folderFor(t);
    await start(t, folder);
    const run = (...args: string[]) => {
      const { status, stderr } = spawnSync(process.execPath, [MAIN, ...args], { encoding: "utf8" });
      return [status, stderr.trim()];
    };
    assert.match(String(run("--folder", folder)[1]), /^Another playground uses the folder/);
    const broken = folderFor(t);
    writeFileSync(join(broken, "world.json"), "{");
    assert.match(String(run("--folder", broken)[1]), /cannot be read\. Begin anew: npm start -- --fresh$/);
    assert.deepEqual(run("--port", "many"), [1, "--port many: a number from 0 to 65535"]);
    const { status, stdout } = spawnSync(process.execPath, [MAIN, "--help"], { encoding: "utf8" });
    assert.equal(status, 0);
    assert.match(stdout, /--folder DIR/);
  });
});
