import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import Database from "better-sqlite3";
import { openDatabase } from "../src/archive/database.ts";
import { COMPILED } from "./compiled.ts";
import { setUp } from "./main.fixture.ts";
import { createTelegram, ME, TOKEN, until } from "./telegram/server.ts";
import { message } from "./telegram/updates.ts";

test("it tells its name, the owner's link and the channel, answers, and stops on SIGTERM with everything closed", async (t) => {
  const { start, telegram, person, answers, database } = await setUp(t);
  const running = start();
  await running.prints(/Ready and waiting/);
  assert.match(running.output(), /The bot .+ \(@\w+\) is connected\./);
  assert.match(running.output(), /https:\/\/t\.me\/\w+\?start=owner_[\w-]{43}\n/);
  assert.match(running.output(), /The channel “.+” is connected/);
  await telegram.people.start({ person });
  await telegram.until(async () => (await answers()).length === 1, 60_000);
  running.child.kill("SIGTERM");
  assert.equal(await running.ended, 0);
  const db = new Database(database, { readonly: true, fileMustExist: true });
  assert.deepEqual(db.prepare("SELECT state FROM inbox").pluck().all(), ["done"]);
  db.close();
  assert.ok(!(running.output() + running.errors()).includes(telegram.token.split(":")[1] as string));
});

test("a second signal ends it at once", async (t) => {
  const { start, telegram, person, database } = await setUp(t);
  await telegram.people.fault({ method: "sendMessage", fault: { kind: "slow", ms: 30_000 } });
  const running = start();
  await running.prints(/Ready/);
  await telegram.people.start({ person });
  await begun(database);
  running.child.kill("SIGINT");
  await running.prints(/Stopping/);
  running.child.kill("SIGINT");
  assert.equal(await running.ended, 130);
});

test("killed between the inbox and the answer, it answers after the restart, once for each update", async (t) => {
  const { start, telegram, person, answers, database } = await setUp(t);
  // The reply hangs, so that the kill comes in the middle of the handling.
  await telegram.people.fault({ method: "sendMessage", fault: { kind: "slow", ms: 60_000 } });
  const first = start();
  await first.prints(/Ready/);
  await telegram.people.start({ person });
  await begun(database);
  first.child.kill("SIGKILL");
  assert.equal(await first.ended, "SIGKILL");
  await telegram.people.clearFaults();
  const db = openDatabase(database, { now: Date.now });
  t.after(() => db.close());
  assert.equal(db.prepare("SELECT state FROM inbox").pluck().get(), "waiting");

  const second = start();
  await telegram.until(async () => (await answers()).length >= 1, 60_000);
  await polled(() => db.prepare("SELECT state FROM inbox").pluck().get() === "done");
  assert.deepEqual(db.prepare("SELECT late, attempts FROM inbox").all(), [{ late: 1, attempts: 2 }]);
  second.child.kill("SIGTERM");
  assert.equal(await second.ended, 0);
});

test("killed again and again while authors paste, it makes one draft of every paste", async (t) => {
  const { start, telegram, database } = await setUp(t);
  const authors = await Promise.all(
    Array.from({ length: 6 }, (_, n) =>
      telegram.people.addPerson({ name: `Author ${n}`, role: "author", administrator: true }),
    ),
  );
  const paste = async (round: number) => {
    for (const { user } of authors) {
      const text = `Post ${round} of ${user.id}\n\n${"A paragraph that reads like a review. ".repeat(12)}`;
      await telegram.people.say({ person: user.id, chat: telegram.botId, text });
    }
  };
  // Each life is cut a little later than the one before: in the quiet time, while handling, while answering.
  for (const [round, rows] of [1, 3, 6].entries()) {
    await paste(round);
    // The next round is another paste also where both wait in the inbox.
    await telegram.people.advance({ ms: 10_000 });
    // Counted while no process runs: one that runs may have handled some before it is looked at.
    const before = existsSync(database) ? countDrafts(database) : 0;
    const running = start();
    await running.prints(/Ready/);
    await polled(() => countDrafts(database) >= before + rows);
    running.child.kill("SIGKILL");
    await running.ended;
  }
  const last = start();
  await last.prints(/Ready/);
  const db = new Database(database, { readonly: true });
  const waiting = db.prepare<[], number>("SELECT count(*) FROM inbox WHERE state <> 'done'").pluck();
  const received = db.prepare<[], number>("SELECT count(*) FROM inbox").pluck();
  await polled(() => received.get() === 18 && waiting.get() === 0);
  const titles = db.prepare<[], string>("SELECT text FROM draft_text ORDER BY text").pluck().all();
  db.close();
  assert.equal(titles.length, 18);
  assert.equal(new Set(titles).size, 18);
  for (const { user } of authors) {
    const { messages } = await telegram.people.look({ person: user.id, chat: telegram.botId });
    for (let round = 0; round < 3; round += 1) {
      const card = `Post ${round} of ${user.id}\n`;
      assert.ok(
        messages.some(({ mine, message }) => !mine && message.text?.startsWith(card)),
        card,
      );
    }
  }
  last.child.kill("SIGTERM");
  assert.equal(await last.ended, 0);
});

test("an update that brings it down three times is set aside, and the others are answered", async (t) => {
  const { start, telegram, person, answers, database } = await setUp(t);
  await telegram.people.fault({ method: "sendMessage", times: 3, fault: { kind: "slow", ms: 60_000 } });
  await telegram.people.start({ person });
  for (let life = 1; life <= 3; life += 1) {
    const running = start();
    await running.prints(/Ready/);
    await begun(database, life);
    running.child.kill("SIGKILL");
    await running.ended;
  }
  await telegram.people.clearFaults();
  const running = start();
  await running.prints(/Ready/);
  await telegram.people.start({ person });
  await telegram.until(async () => (await answers()).length === 1, 60_000);
  running.child.kill("SIGTERM");
  assert.equal(await running.ended, 0);
  const db = new Database(database, { readonly: true });
  assert.deepEqual(db.prepare("SELECT state FROM inbox ORDER BY update_id").pluck().all(), ["set-aside", "done"]);
  db.close();
});

test("a second process on one database waits for the first to stop, and takes over what it left", async (t) => {
  const { start, telegram, person, answers } = await setUp(t);
  const first = start();
  await first.prints(/Ready/);
  const second = start();
  await new Promise((resolve) => second.child.once("spawn", resolve));
  first.child.kill("SIGTERM");
  assert.equal(await first.ended, 0);
  await second.prints(/Ready/);
  await telegram.people.start({ person });
  await telegram.until(async () => (await answers()).length === 1, 60_000);
  second.child.kill("SIGTERM");
  assert.equal(await second.ended, 0);
});

test("an error that nobody caught is logged and ends it with 1", async (t) => {
  const { start, folder } = await setUp(t);
  const preload = join(folder, "preload.mjs");
  writeFileSync(preload, 'process.on("SIGUSR2", () => Promise.reject(new Error("nobody")));');
  const running = start({ NODE_OPTIONS: `--import=${preload}` });
  await running.prints(/Ready/);
  running.child.kill("SIGUSR2");
  assert.equal(await running.ended, 1);
  assert.match(running.errors(), /"message":"nobody".+"msg":"The program broke off"/);
  assert.match(running.errors(), /\nPaperboy stopped because of an error, which is in the log\.\n$/);
});

test("it stops when npm's shell is stopped and leaves it behind", async (t) => {
  const { env, folder } = await setUp(t);
  const bin = join(import.meta.dirname, "..", "bin", "paperboy.js");
  const shell = spawn("sh", ["-c", `"${process.execPath}" "${bin}" start; true`], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? "", LANG: "en_US.UTF-8", ...COMPILED, npm_lifecycle_event: "start", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  const closed = new Promise<void>((resolve) => shell.stdout.once("close", resolve));
  shell.stdout.setEncoding("utf8").on("data", (text) => {
    output += text;
  });
  await polled(() => output.includes("Ready") || shell.exitCode !== null);
  assert.match(output, /Ready/);
  shell.kill("SIGTERM");
  await closed;
  assert.match(output, /Stopping; finishing what was started\./);
});

test("with a webhook it takes updates on its own server and tells Telegram the secret", async (t) => {
  const { start } = await setUp(t);
  const telegram = await createTelegram(({ method, payload }) => {
    if (method === "getMe") return { result: ME };
    if (method === "getWebhookInfo") return { result: { url: "", pending_update_count: 0 } };
    if (method === "getChat" || method === "getChatMember")
      return { error: 400, description: "Bad Request: chat not found" };
    if (method === "sendMessage") return { result: { message_id: 9, date: 1, chat: { id: payload.chat_id } } };
    return { result: true };
  });
  t.after(telegram.close);
  const port = await freePort();
  const secret = "a-long-random-word";
  const running = start({
    BOT_TOKEN: TOKEN,
    BOT_API_ROOT: telegram.apiRoot,
    PORT: String(port),
    WEBHOOK_URL: "https://bot.example.org/hook",
    WEBHOOK_SECRET: secret,
  });
  await running.prints(/Ready/);
  const set = telegram.calls.find((call) => call.method === "setWebhook")?.payload;
  assert.equal(set?.url, "https://bot.example.org/hook");
  assert.equal(set?.secret_token, secret);
  const post = (token: string) =>
    fetch(`http://127.0.0.1:${port}/hook`, {
      method: "POST",
      body: JSON.stringify(message({ text: "/help", entities: [{ type: "bot_command", offset: 0, length: 5 }] })),
      headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": token },
    });
  assert.equal((await post("wrong-wrong-wrong-wrong")).status, 401);
  assert.equal((await post(secret)).status, 200);
  await until(() => telegram.calls.some((call) => call.method === "sendMessage"), "the answer", 60_000);
  assert.ok(!telegram.calls.some((call) => call.method === "getUpdates"));
  assert.equal((await fetch(`http://127.0.0.1:${port}/health`)).status, 200);
  running.child.kill("SIGTERM");
  assert.equal(await running.ended, 0);
});

test("GET /health answers 200 while it polls", async (t) => {
  const { start } = await setUp(t);
  const port = await freePort();
  const running = start({ PORT: String(port) });
  await running.prints(/Ready/);
  const answer = await fetch(`http://127.0.0.1:${port}/health`);
  assert.equal(answer.status, 200);
  const body = (await answer.json()) as Record<string, unknown>;
  assert.equal(body.ok, true);
  running.child.kill("SIGTERM");
  assert.equal(await running.ended, 0);
  assert.ok(!(await accepts(port)));
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

/** Resolves when the first update's handling has begun so many times. */
async function begun(database: string, times = 1): Promise<void> {
  const db = new Database(database, { readonly: true });
  const attempts = db.prepare<[], number>("SELECT attempts FROM inbox ORDER BY update_id").pluck();
  await polled(() => attempts.get() === times);
  db.close();
}

/** Resolves when `condition` holds in another process's file; nothing tells of that, so it is looked at again. */
async function polled(condition: () => boolean): Promise<void> {
  for (let look = 0; look < 2_400; look += 1) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("It did not happen within a minute.");
}

function countDrafts(database: string): number {
  const db = new Database(database, { readonly: true });
  try {
    return db.prepare<[], number>("SELECT count(*) FROM draft").pluck().get() ?? 0;
  } finally {
    db.close();
  }
}
