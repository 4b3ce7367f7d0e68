import assert from "node:assert/strict";
import { createServer, request } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { type TestContext, test } from "node:test";
import { Api, GrammyError, HttpError, InputFile } from "grammy";
import { pino } from "pino";
import { clientOptions, retryingClientOptions } from "../../src/telegram/client.ts";
import { neverLeft } from "../../src/telegram/refusal.ts";
import { createClock } from "./clock.ts";
import { type Answer, createTelegram, ME, TOKEN, until } from "./server.ts";

const log = pino({ level: "silent" });

async function setUp(t: TestContext, answers: Answer[]) {
  const clock = createClock();
  const telegram = await createTelegram(() => answers.shift() ?? { result: ME });
  t.after(telegram.close);
  const connection = { apiRoot: telegram.apiRoot, proxy: null };
  const api = new Api(TOKEN, retryingClientOptions(connection, { timeoutSeconds: 5, timers: clock.timers, log }));
  return { clock, telegram, api, connection };
}

test("the chat waits out a 429 and tries again", async (t) => {
  const { api, clock, telegram } = await setUp(t, [
    { error: 429, description: "Too Many Requests: retry after 3", retryAfter: 3 },
  ]);
  const me = api.getMe();
  await until(() => clock.waiting() === 1, "the wait");
  await clock.move(3_000);
  assert.equal((await me).username, "paperboy_bot");
  assert.equal(telegram.calls.length, 2);
});

test("a 429 that asks for minutes is told instead of waited out", async (t) => {
  const { api, telegram } = await setUp(t, [{ error: 429, description: "Too Many Requests", retryAfter: 300 }]);
  await assert.rejects(api.getMe(), (error) => error instanceof GrammyError && error.parameters.retry_after === 300);
  assert.equal(telegram.calls.length, 1);
});

test("a 429 that does not end is given up after four tries", async (t) => {
  const refusal: Answer = { error: 429, description: "Too Many Requests", retryAfter: 1 };
  const { api, clock, telegram } = await setUp(t, [refusal, refusal, refusal, refusal, refusal]);
  const me = api.getMe();
  me.catch(() => {});
  for (let wait = 0; wait < 3; wait += 1) {
    await until(() => clock.waiting() === 1, "the wait");
    await clock.move(1_000);
  }
  await assert.rejects(me, GrammyError);
  assert.equal(telegram.calls.length, 4);
});

test("a call whose outcome is unknown is not tried again: cut connection, 5xx", async (t) => {
  const { api, telegram } = await setUp(t, ["cut"]);
  await assert.rejects(api.sendMessage(1, "x"), HttpError);
  assert.equal(telegram.calls.length, 1);
  const failing = await setUp(t, [{ error: 500, description: "Internal Server Error" }]);
  await assert.rejects(failing.api.sendMessage(1, "x"), GrammyError);
  assert.equal(failing.telegram.calls.length, 1);
});

test("a call that never reached a server is tried again", async (t) => {
  const clock = createClock();
  const gone = await createTelegram(() => ({ result: ME }));
  await gone.close();
  const api = new Api(
    TOKEN,
    retryingClientOptions({ apiRoot: gone.apiRoot, proxy: null }, { timeoutSeconds: 5, timers: clock.timers, log }),
  );
  const me = api.getMe();
  me.catch(() => {});
  for (const wait of [500, 1_000, 2_000]) {
    await until(() => clock.waiting() === 1, "the wait");
    await clock.move(wait);
  }
  await assert.rejects(me, (error) => error instanceof HttpError && neverLeft(error.error));
  t.diagnostic("refused four times");
});

test("an upload is tried once, because its stream is used up", async (t) => {
  const { api, telegram } = await setUp(t, [{ error: 429, description: "Too Many Requests", retryAfter: 1 }]);
  await assert.rejects(api.sendDocument(1, new InputFile(Buffer.from("x"), "x.txt")), GrammyError);
  assert.equal(telegram.calls.length, 1);
});

test("options for publishing and polling retry nothing", async (t) => {
  const { connection, telegram } = await setUp(t, [{ error: 429, description: "Too Many Requests", retryAfter: 1 }]);
  const api = new Api(TOKEN, clientOptions(connection, { timeoutSeconds: 5 }));
  await assert.rejects(api.getMe(), GrammyError);
  assert.equal(telegram.calls.length, 1);
});

test("only what fails before a connection stands counts as that", () => {
  const failure = (message: string, code?: string) => Object.assign(new Error(message), { code });
  assert.ok(neverLeft(failure("", "ECONNREFUSED")));
  assert.ok(neverLeft(failure("reason: getaddrinfo EAI_AGAIN api.telegram.org", "EAI_AGAIN")));
  assert.ok(neverLeft(failure("reason: connect ETIMEDOUT 1.2.3.4:443", "ETIMEDOUT")));
  assert.ok(!neverLeft(failure("reason: read ETIMEDOUT", "ETIMEDOUT")));
  assert.ok(!neverLeft(failure("reason: socket hang up", "ECONNRESET")));
  assert.ok(!neverLeft("no error"));
});

test("calls go through an HTTP proxy", async (t) => {
  const { telegram } = await setUp(t, []);
  const asked: string[] = [];
  const proxy = createServer((incoming, outgoing) => {
    asked.push(incoming.url ?? "");
    const onward = request(incoming.url ?? "", { method: incoming.method, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const api = new Api(TOKEN, clientOptions({ apiRoot: telegram.apiRoot, proxy: url }, { timeoutSeconds: 5 }));
  assert.equal((await api.getMe()).username, "paperboy_bot");
  assert.match(asked[0] ?? "", /\/getMe$/);
});

test("calls go through a SOCKS5 proxy", async (t) => {
  const { telegram } = await setUp(t, []);
  const { createServer: createTcpServer } = await import("node:net");
  let tunnels = 0;
  // RFC 1928, without authentication, for an IPv4 address.
  const proxy = createTcpServer((socket) => {
    socket.once("data", () => {
      socket.write(Buffer.from([5, 0]));
      socket.once("data", (wanted: Buffer) => {
        tunnels += 1;
        const host = [...wanted.subarray(4, 8)].join(".");
        const onward = connect(wanted.readUInt16BE(8), host, () => {
          socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
          socket.pipe(onward).pipe(socket);
        });
        onward.on("error", () => socket.destroy());
        socket.on("error", () => onward.destroy());
        socket.on("close", () => onward.destroy());
        t.after(() => socket.destroy());
      });
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  t.after(() => proxy.close());
  const url = `socks5://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const api = new Api(TOKEN, clientOptions({ apiRoot: telegram.apiRoot, proxy: url }, { timeoutSeconds: 5 }));
  assert.equal((await api.getMe()).username, "paperboy_bot");
  assert.equal(tunnels, 1);
});
