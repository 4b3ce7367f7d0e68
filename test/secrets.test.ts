import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { polled } from "./main.fixture.ts";
import { paperboy, type Running } from "./process.ts";
import { type Answer, createTelegram, ME, TOKEN } from "./telegram/server.ts";

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

function start(t: TestContext, env: Readonly<Record<string, string>>, folder: string): Running {
  const running = paperboy(["start"], env, folder);
  t.after(async () => {
    running.child.kill("SIGKILL");
    await running.ended;
  });
  return running;
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

test("a whole life with a webhook, failing calls and a file that cannot be fetched leaves no secret anywhere", async (t) => {
  const folder = folderOf(t);
  const [port, webhookSecret] = [await closedPort(), "a-long-random-word-for-telegram"];
  const telegram = await createTelegram(({ method, payload }) => {
    const quoted = `${telegram.apiRoot}/file/bot${TOKEN}/documents/x.md`;
    switch (method) {
      case "getMe":
        return { result: ME };
      case "getWebhookInfo":
        return { result: { url: `https://bot.example.org/hook`, pending_update_count: 0 } };
      case "getFile":
        return { result: { file_id: "f", file_unique_id: "u", file_size: 5, file_path: "documents/x.md" } };
      case "x.md":
        return { raw: `cannot read ${quoted}`, status: 500 };
      case "getChat":
        return { result: { id: -1_001, type: "channel", title: "rizzearch", username: "rizzearch" } };
      case "getChatMember": {
        const user = { id: payload.user_id, is_bot: payload.user_id === ME.id, first_name: "x" };
        return { result: { status: "administrator", user, can_post_messages: true, can_edit_messages: true } };
      }
      case "setMyCommands":
        return "cut";
      case "sendChatAction":
        return { error: 400, description: `Bad Request: ${telegram.apiRoot}/bot${TOKEN}/sendChatAction` };
      case "sendMessage":
        return { result: { message_id: 9, date: 1, chat: { id: payload.chat_id, type: "private" }, text: "x" } };
      default:
        return { result: true };
    }
  });
  t.after(() => telegram.close());
  const env = {
    BOT_TOKEN: TOKEN,
    BOT_API_ROOT: telegram.apiRoot,
    CHANNEL_ID: "@rizzearch",
    ADMIN_IDS: "7",
    WEBHOOK_URL: "https://bot.example.org/hook",
    WEBHOOK_SECRET: webhookSecret,
    PORT: String(port),
    LOG_LEVEL: "trace",
  };
  const running = start(t, env, folder);
  await running.prints(/Ready/);
  const root = `http://127.0.0.1:${port}`;
  const from = { id: 7, is_bot: false, first_name: "Ann", language_code: "en" };
  const chat = { id: 7, type: "private", first_name: "Ann" };
  const document = { file_id: "f", file_unique_id: "u", file_name: "x.md", mime_type: "text/markdown", file_size: 5 };
  const told: string[] = [];
  for (const [update_id, content, secret] of [
    [1, { document }, webhookSecret],
    [2, { text: "A post\n\nof some words" }, webhookSecret],
    [3, { text: "x" }, "wrong-wrong-wrong-wrong"],
  ] as const) {
    const answer = await fetch(`${root}/hook`, {
      method: "POST",
      body: JSON.stringify({ update_id, message: { message_id: update_id, date: 1, from, chat, ...content } }),
      headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret },
    });
    told.push(await answer.text());
  }
  for (const path of ["/health", "/health/live", "/nothing"]) told.push(await (await fetch(root + path)).text());
  await polled(() => telegram.calls.some(({ method }) => method === "x.md"));
  await polled(() => telegram.calls.filter(({ method }) => method === "sendMessage").length >= 1);
  for (const args of [["backup", "--json"], ["doctor", "--json"], ["doctor"]]) {
    const command = paperboy(args, env, folder);
    await command.ended;
    assert.ok(command.output().length > 0);
    told.push(command.output(), command.errors());
  }
  running.child.kill("SIGTERM");
  assert.equal(await running.ended, 0);
  told.push(running.output(), running.errors());
  // What the bot said to people is Telegram's to know, but none of its secrets.
  told.push(JSON.stringify(telegram.calls.filter(({ method }) => method !== "setWebhook")));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  assert.ok(files.some(({ parentPath }) => parentPath.endsWith("backups")));
  for (const { parentPath, name } of files) told.push(readFileSync(join(parentPath, name), "latin1"));
  for (const text of told) {
    assert.ok(!text.includes(SECRET), text.slice(0, 2_000));
    assert.ok(!text.includes(webhookSecret), text.slice(0, 2_000));
  }
});

test("a proxy that is not reached is told without its password", async (t) => {
  const folder = folderOf(t);
  for (const scheme of ["http", "socks5"]) {
    const env = {
      BOT_TOKEN: TOKEN,
      BOT_API_ROOT: "http://127.0.0.1:9",
      BOT_PROXY: `${scheme}://somebody:proxy-pass-word@127.0.0.1:${await closedPort()}`,
      LOG_LEVEL: "trace",
    };
    const doctor = paperboy(["doctor", "--json"], env, folder);
    await doctor.ended;
    const running = start(t, env, folder);
    await running.prints(/Telegram/);
    running.child.kill("SIGTERM");
    await running.ended;
    const printed = [doctor, running].map((each) => each.output() + each.errors()).join("");
    assert.ok(printed.length > 0);
    assert.ok(!printed.includes("proxy-pass-word"), printed);
    assert.ok(!printed.includes(SECRET), printed);
  }
});
