import assert from "node:assert/strict";
import { type AddressInfo, connect, createServer } from "node:net";
import { type TestContext, test } from "node:test";
import { Hono } from "hono";
import { pino } from "pino";
import { createWebhook } from "../../src/telegram/webhook.ts";
import { createDoor } from "../../src/web/door.ts";
import { createFigures } from "../../src/web/figures.ts";

const SECRET = "a-secret-of-the-webhook";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function setUp(t: TestContext) {
  const port = await freePort();
  const door = createDoor(port, 404, {
    standing: () => ({ state: "serving", since: 0, databaseAnswers: () => true, lastPoll: () => 1 }),
    now: () => 5,
  });
  await door.open();
  t.after(door.close);
  const looked: unknown[] = [];
  const taken: unknown[] = [];
  const pages = new Hono();
  pages.route("/", createFigures({ shown: (file) => looked.push(file) < 0, pathOf: () => "/etc/passwd" }));
  pages.route(
    "/",
    createWebhook({
      path: "/hook/x",
      secret: SECRET,
      inbox: { insert: (updates: unknown) => taken.push(updates) && [] } as never,
      log: pino({ enabled: false }),
      onStored: () => undefined,
      waitedAtTelegram: () => 0,
      onFatal: (error) => assert.fail(String(error)),
    }),
  );
  door.lead(pages);
  /** The status and the body of what is answered; 0 where the connection is cut. */
  const ask = (request: string): Promise<readonly [status: number, body: string]> =>
    new Promise((resolve) => {
      let answer = "";
      const socket = connect(port, "127.0.0.1", () => socket.write(request));
      const end = () => resolve([Number(/^HTTP\/1.1 (\d+)/.exec(answer)?.[1] ?? 0), answer.split("\r\n\r\n")[1] ?? ""]);
      socket.on("data", (chunk) => {
        answer += chunk;
      });
      socket.on("close", end);
      socket.on("error", () => socket.destroy());
    });
  return { ask, looked, taken };
}

const head = (line: string, ...headers: readonly string[]) =>
  [line, "Host: paperboy.example", "Connection: close", ...headers, "", ""].join("\r\n");
const long = "a".repeat(100_000);

const REQUESTS: readonly (readonly [what: string, request: string, statuses: readonly number[]])[] = [
  ["no host", "GET /health HTTP/1.1\r\nConnection: close\r\n\r\n", [400]],
  ["a host that is none", "GET /health HTTP/1.1\r\nHost: a b<>[\r\nConnection: close\r\n\r\n", [400]],
  ["a host with a name before it", "GET /health HTTP/1.1\r\nHost: me@evil:99999\r\nConnection: close\r\n\r\n", [400]],
  ["an address that is none", head("GET http://[bad/health HTTP/1.1"), [400]],
  ["another scheme", head("GET ftp://evil/health HTTP/1.1"), [400]],
  ["a path that leads out", head("GET /figure/../../etc/passwd HTTP/1.1"), [404]],
  ["an encoded path that leads out", head("GET /figure/..%2f..%2fetc%2fpasswd HTTP/1.1"), [404]],
  ["a zero byte", head("GET /figure/%00.png HTTP/1.1"), [404]],
  ["half a letter", head("GET /figure/%E0%A4%A HTTP/1.1"), [404]],
  ["TRACE", head("TRACE /health HTTP/1.1"), [404]],
  ["DELETE", head("DELETE /health HTTP/1.1"), [404]],
  ["all of it", head("OPTIONS * HTTP/1.1"), [400, 404]],
  ["a tunnel", head("CONNECT evil:443 HTTP/1.1"), [0]],
  ["a header of 100 KB", head("GET /health HTTP/1.1", `X: ${long}`), [0, 431]],
  ["3,000 headers", head("GET /health HTTP/1.1", ...Array.from({ length: 3_000 }, () => "a: b")), [0, 431]],
  ["a path of 100 KB", head(`GET /${long} HTTP/1.1`), [0, 414, 431]],
  ["two lengths", head("POST /hook/x HTTP/1.1", "Content-Length: 5", "Content-Length: 6"), [400]],
  ["a length and chunks", head("POST /hook/x HTTP/1.1", "Content-Length: 5", "Transfer-Encoding: chunked"), [400]],
  ["a length below zero", head("POST /hook/x HTTP/1.1", "Content-Length: -5"), [400]],
  ["TLS", "\u0016\u0003\u0001\r\n\r\n", [400]],
];

test("whatever comes to the port is answered with an error or not at all, and the port goes on", async (t) => {
  const { ask, looked, taken } = await setUp(t);
  for (const [what, request, statuses] of REQUESTS) {
    const [status, body] = await ask(request);
    assert.ok(statuses.includes(status), `${what}: ${status}`);
    assert.doesNotMatch(body, /Error|at \/|node_modules|root:/, what);
  }
  assert.deepEqual(looked, []);
  assert.deepEqual(taken, []);
  const [status, body] = await ask(head("GET /health HTTP/1.1"));
  assert.equal(status, 200);
  assert.deepEqual(Object.keys(JSON.parse(body)).sort(), [
    "database",
    "lastPollMsAgo",
    "ok",
    "state",
    "telegram",
    "waitsFor",
  ]);
});

test("only an update with the one secret is taken at the webhook", async (t) => {
  const { ask, taken } = await setUp(t);
  const post = (body: string, ...headers: readonly string[]) =>
    ask(`${head("POST /hook/x HTTP/1.1", `Content-Length: ${Buffer.byteLength(body)}`, ...headers)}${body}`);
  const secret = (value: string) => `X-Telegram-Bot-Api-Secret-Token: ${value}`;
  const update = '{"update_id":1}';
  assert.equal((await post(update))[0], 401);
  for (const wrong of ["", SECRET.slice(0, -1), `${SECRET}x`, SECRET.toUpperCase(), "a".repeat(10_000)]) {
    assert.equal((await post(update, secret(wrong)))[0], 401, wrong.slice(0, 30));
  }
  assert.equal((await post(update, secret(SECRET), secret(SECRET)))[0], 401);
  assert.equal((await ask(head("GET /hook/x HTTP/1.1", secret(SECRET))))[0], 404);
  const odd = [
    "",
    "null",
    "[]",
    '"1"',
    '{"update_id":-1}',
    '{"update_id":1e300}',
    '{"update_id":"1"}',
    "[".repeat(200_000),
  ];
  for (const body of odd) assert.equal((await post(body, secret(SECRET)))[0], 400, body.slice(0, 30));
  assert.equal((await ask(head("POST /hook/x HTTP/1.1", secret(SECRET), "Content-Length: 99999999999")))[0], 413);
  assert.deepEqual(taken, []);
  assert.equal((await post(update, secret(SECRET)))[0], 200);
  assert.equal(taken.length, 1);
});
