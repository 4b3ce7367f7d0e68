import assert from "node:assert/strict";
import { Agent, type AgentOptions } from "node:http";
import { createRequire } from "node:module";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { type TestContext, test } from "node:test";
import { Api } from "grammy";
import type { OutgoingMessage } from "../../src/post/outgoing.ts";
import { clientOptions } from "../../src/telegram/client.ts";
import { createSending, type Sent } from "../../src/telegram/publishing.ts";
import { botApiFetch, type Fetch } from "../../src/telegram/wire.ts";

const CHANNEL = -1001234567890;
const first = { replyToPrevious: false, disable_notification: false };
const TEXT: OutgoingMessage = {
  ...first,
  method: "sendMessage",
  text: "да",
  entities: [],
  link_preview_options: { is_disabled: false },
};
const media = ["a", "b", "c"].map(
  (file) => ({ type: "photo", media: file, caption: "", caption_entities: [] }) as const,
);
const ALBUM: OutgoingMessage = { ...first, method: "sendMediaGroup", media };

const UNKNOWN: Sent = { ok: false, unknown: true };
const NOT_REACHED: Sent = { ok: false, refusal: { code: "not-reached" } };

/** A port behind which anything may be. Returns its number. */
async function listen(t: TestContext, onSocket: (socket: Socket) => unknown): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => sockets.delete(socket));
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A server that reads each request to its end before it does something to the connection. */
async function server(t: TestContext, answer: (socket: Socket) => unknown) {
  let requests = 0;
  const port = await listen(t, (socket) => {
    let read = "";
    socket.on("data", (chunk) => {
      read += chunk;
      if (!/\r\n\r\n.*\}$/s.test(read)) return;
      read = "";
      requests += 1;
      answer(socket);
    });
  });
  return { apiRoot: `http://127.0.0.1:${port}`, requests: () => requests };
}

const says =
  (status: number, body: string, headers: readonly string[] = []) =>
  (socket: Socket) =>
    socket.end(
      [
        `HTTP/1.1 ${status} x`,
        `content-length: ${Buffer.byteLength(body)}`,
        "connection: close",
        ...headers,
        "",
        body,
      ].join("\r\n"),
    );
const json = (body: unknown, status = 200) => says(status, JSON.stringify(body), ["content-type: application/json"]);
const begins = (after: (socket: Socket) => unknown) => (socket: Socket) => {
  socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"ok":true,', () => after(socket));
};
const made = (...ids: readonly unknown[]) => json({ ok: true, result: ids.map((message_id) => ({ message_id })) });

function sendTo(apiRoot: string, proxy: string | null, outgoing = TEXT, timeoutSeconds = 5): Promise<Sent> {
  const api = new Api("1:token", clientOptions({ apiRoot, proxy }, { timeoutSeconds }));
  return createSending(api).send(CHANNEL, outgoing, null);
}

const NO_ANSWERS: readonly (readonly [string, (socket: Socket) => unknown])[] = [
  ["a page of HTML with 200", says(200, "<html>Welcome to the hotel</html>")],
  ["a page of HTML with 403", says(403, "<html>Blocked</html>")],
  ["a page of HTML with 502", says(502, "<h1>502</h1>")],
  ["a page of HTML with 429", says(429, "<h1>429</h1>", ["retry-after: 5"])],
  ["nothing with 200", says(200, "")],
  ["JSON that breaks off", says(200, '{"ok":true,"result":{"message_')],
  ["null", json(null)],
  ["a string", json("ok")],
  ["a list", json([])],
  ["JSON of a firewall", json({ message: "forbidden by policy" }, 403)],
  ["an error without a code", json({ ok: false }, 400)],
  ["an error whose code is text", json({ ok: false, error_code: "400", description: "Bad Request" }, 400)],
  ["an error whose code is none", json({ ok: false, error_code: 302, description: "Found" })],
  ["an error without a description", json({ ok: false, error_code: 400 }, 400)],
  ["a time-out of the server", json({ ok: false, error_code: 408, description: "Request Timeout" }, 408)],
  ["ok without a result", json({ ok: true })],
  ["ok with an empty result", json({ ok: true, result: null })],
  ["ok with true", json({ ok: true, result: true })],
  ["ok as text", json({ ok: "true", result: { message_id: 7 } })],
  ["an id that is text", json({ ok: true, result: { message_id: "7" } })],
  ["an id below one", json({ ok: true, result: { message_id: 0 } })],
  ["an id that is no whole number", json({ ok: true, result: { message_id: 7.5 } })],
  ["an id beyond Telegram's", json({ ok: true, result: { message_id: 1e300 } })],
  ["something that is not HTTP", (socket) => socket.end("SSH-2.0-OpenSSH_9.7\r\n")],
  ["an end before the answer", (socket) => socket.end()],
  ["a reset before the answer", (socket) => socket.resetAndDestroy()],
  ["a reset within the answer", begins((socket) => socket.resetAndDestroy())],
];
for (const [name, answer] of NO_ANSWERS) {
  test(`${name} leaves the outcome of a call unknown`, async (t) => {
    const { apiRoot, requests } = await server(t, answer);
    assert.deepEqual(await sendTo(apiRoot, null), UNKNOWN);
    assert.equal(requests(), 1);
  });
}

for (const [name, after] of [
  ["stops after its first bytes", () => undefined],
  ["ends before its end", (socket: Socket) => socket.end()],
] as const) {
  test(`an answer that ${name} leaves the outcome unknown once the time is over`, async (t) => {
    const { apiRoot } = await server(t, begins(after));
    assert.deepEqual(await sendTo(apiRoot, null, TEXT, 0.1), UNKNOWN);
  });
}

for (const [name, answer] of [
  ["two of three", made(7, 8)],
  ["four", made(7, 8, 9, 10)],
  ["one of them twice", made(7, 7, 8)],
  ["one of them without an id", made(7, undefined, 8)],
  ["one message instead of a list", json({ ok: true, result: { message_id: 7 } })],
  [
    "that one was not sent",
    json(
      {
        ok: false,
        error_code: 400,
        description: 'Bad Request: failed to send message #2 with the error message "Message was not sent"',
      },
      400,
    ),
  ],
] as const) {
  test(`an album of three of which Telegram tells ${name} is in doubt`, async (t) => {
    const { apiRoot } = await server(t, answer);
    assert.deepEqual(await sendTo(apiRoot, null, ALBUM), UNKNOWN);
  });
}

for (const status of [301, 302, 303, 307, 308]) {
  test(`${status} is not followed: nothing is sent anew or elsewhere, and the outcome is unknown`, async (t) => {
    const elsewhere = await server(t, json({ ok: true, result: { message_id: 7 } }));
    for (const to of [
      `${elsewhere.apiRoot}/bot1:token/sendMessage`,
      "/bot1:token/sendMessage",
      "http://127.0.0.1:1/",
    ]) {
      const { apiRoot, requests } = await server(t, says(status, "", [`location: ${to}`]));
      assert.deepEqual(await sendTo(apiRoot, null), UNKNOWN);
      assert.equal(requests(), 1);
    }
    assert.equal(elsewhere.requests(), 0);
  });
}

for (const [asked, seconds] of [
  [14, 14],
  [0, 1],
  [-5, 1],
  [1.2, 2],
  [1e9, 1_209_600],
  [undefined, 60],
  [null, 60],
  ["14", 60],
  [{}, 60],
] as const) {
  test(`429 that asks to wait ${JSON.stringify(asked)} s is a wait of ${seconds} s`, async (t) => {
    const parameters = { retry_after: asked };
    const { apiRoot } = await server(
      t,
      json({ ok: false, error_code: 429, description: "Too Many Requests", parameters }, 429),
    );
    assert.deepEqual(await sendTo(apiRoot, null), {
      ok: false,
      refusal: { code: "too-many-requests", retryAfterSeconds: seconds },
    });
  });
}

test("what Telegram says is kept only as far as people read it", async (t) => {
  const description = `Bad Request: ${"x".repeat(100_000)}`;
  const { apiRoot } = await server(t, json({ ok: false, error_code: 400, description }, 400));
  const sent = await sendTo(apiRoot, null);
  assert.ok(!sent.ok && "refusal" in sent && sent.refusal.code === "other");
  assert.equal(sent.refusal.description, description.slice(0, 300));
});

test("an answer without an end is given up before it fills the memory", async (t) => {
  const chunk = Buffer.alloc(1_048_576, " ");
  let written = 0;
  const { apiRoot } = await server(t, (socket) => {
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    const more = (): void => {
      while (!socket.destroyed && socket.write(chunk)) written += 1;
    };
    socket.on("drain", more);
    more();
  });
  assert.deepEqual(await sendTo(apiRoot, null), UNKNOWN);
  assert.ok(written < 100, `${written} MiB`);
});

const alert = (code: number) => Buffer.from([0x15, 3, 3, 0, 2, 2, code]);
/** What a server of TLS does to the first bytes that it gets. */
const NO_TLS: readonly (readonly [string, (socket: Socket) => unknown])[] = [
  ["speaks plain HTTP", (socket) => socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"))],
  ["closes at once", (socket) => socket.end()],
  ["closes the connection", (socket) => socket.once("data", () => socket.end())],
  ["resets the connection", (socket) => socket.once("data", () => socket.resetAndDestroy())],
  ["refuses the handshake", (socket) => socket.once("data", () => socket.end(alert(40)))],
  ["knows no such name", (socket) => socket.once("data", () => socket.end(alert(112)))],
  ["fails within", (socket) => socket.once("data", () => socket.end(alert(80)))],
];
for (const [name, onSocket] of NO_TLS) {
  test(`a server that ${name} before TLS stands has got nothing`, async (t) => {
    assert.deepEqual(await sendTo(`https://127.0.0.1:${await listen(t, onSocket)}`, null), NOT_REACHED);
  });
}

/** What a proxy does once it is asked for a connection to Telegram. */
const NO_TUNNEL: readonly (readonly [string, (socket: Socket) => unknown])[] = [
  ...[407, 403, 502, 503].map((status) => [`answers ${status}`, says(status, "no")] as const),
  [
    "answers like Telegram",
    json({ ok: false, error_code: 403, description: "Forbidden: bot is not a member of the channel chat" }, 403),
  ],
  ["closes", (socket) => socket.end()],
  ["resets", (socket) => socket.resetAndDestroy()],
  ["opens the tunnel and closes it", (socket) => socket.write("HTTP/1.1 200 OK\r\n\r\n", () => socket.end())],
];
for (const [name, onRequest] of NO_TUNNEL) {
  test(`a proxy that ${name} before TLS stands has passed nothing on`, async (t) => {
    const port = await listen(t, (socket) => socket.once("data", () => onRequest(socket)));
    assert.deepEqual(await sendTo("https://api.telegram.test", `http://127.0.0.1:${port}`), NOT_REACHED);
  });
}

test("a proxy that asks for a password has not passed on what was sent to it in plain", async (t) => {
  const asks = await server(t, says(407, ""));
  assert.deepEqual(await sendTo("http://api.telegram.test", asks.apiRoot), NOT_REACHED);
  // Anything else it may say after it passed the request on.
  const fails = await server(t, says(502, ""));
  assert.deepEqual(await sendTo("http://api.telegram.test", fails.apiRoot), UNKNOWN);
});

// RFC 1928: the greeting, and the reply to the request.
for (const [name, greeting, reply] of [
  ["accepts no way to sign in", [5, 255], null],
  ["reaches no such host", [5, 0], [5, 4, 0, 1, 0, 0, 0, 0, 0, 0]],
] as const) {
  test(`a SOCKS proxy that ${name} has passed nothing on`, async (t) => {
    const port = await listen(t, (socket) =>
      socket.once("data", () => {
        socket.write(Buffer.from(greeting));
        socket.once("data", () => reply !== null && socket.end(Buffer.from(reply)));
      }),
    );
    assert.deepEqual(await sendTo("https://api.telegram.test", `socks5h://127.0.0.1:${port}`), NOT_REACHED);
  });
}

const nodeFetch: Fetch = createRequire(import.meta.resolve("grammy"))("node-fetch");

/** The same fetch with less patience, and with names that lead where the test says. */
function impatient(apiRoot: string, agent?: Agent) {
  const fetch = botApiFetch(nodeFetch, { patience: 50 });
  return createSending(
    new Api("1:token", { apiRoot, fetch, ...(agent !== undefined && { baseFetchConfig: { agent } as object }) }),
  );
}

test("a connection that does not come to stand in time is given up, and nothing is sent by it later", async (t) => {
  const got: Buffer[] = [];
  const port = await listen(t, (socket) => socket.on("data", (chunk: Buffer) => got.push(chunk)));
  assert.deepEqual(await impatient(`https://127.0.0.1:${port}`).send(CHANNEL, TEXT, null), NOT_REACHED);
  assert.ok(!Buffer.concat(got).includes("sendMessage"));
});

test("a connection that stands is waited for, however long the answer takes", async (t) => {
  const { apiRoot } = await server(t, (socket) =>
    setTimeout(() => json({ ok: true, result: { message_id: 7 } })(socket), 100),
  );
  assert.deepEqual(await impatient(apiRoot).send(CHANNEL, TEXT, null), { ok: true, messageIds: [7] });
});

test("a host of which no address can be reached has got nothing", async () => {
  const lookup: AgentOptions["lookup"] = (_name, _options, found) =>
    found(null, [
      { address: "127.0.0.1", family: 4 },
      { address: "::1", family: 6 },
    ]);
  const agent = new Agent({ lookup });
  assert.deepEqual(await impatient("http://api.telegram.test:1", agent).send(CHANNEL, TEXT, null), NOT_REACHED);
});

test("a connection that is used a second time and breaks leaves the outcome unknown", async (t) => {
  let served = 0;
  const { apiRoot } = await server(t, (socket) => {
    served += 1;
    const body = JSON.stringify({ ok: true, result: { message_id: served } });
    if (served === 1) socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
    else socket.resetAndDestroy();
  });
  assert.deepEqual(await sendTo(apiRoot, null), { ok: true, messageIds: [1] });
  assert.deepEqual(await sendTo(apiRoot, null), UNKNOWN);
});
