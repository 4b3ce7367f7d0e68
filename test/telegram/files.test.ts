import assert from "node:assert/strict";
import { test } from "node:test";
import { Api } from "grammy";
import { createStandIn } from "../../playground/server/index.ts";
import { fileFetch } from "../../src/telegram/client.ts";
import { createFiles } from "../../src/telegram/files.ts";

const PICTURE =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

async function read(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test("a file is opened by its id; of an unknown one Telegram does not say that it is gone", async (t) => {
  const standIn = await createStandIn({ now: () => Date.UTC(2026, 10, 24, 9) });
  t.after(() => standIn.close());
  const { people, botId, token, apiRoot } = standIn;
  const person = (await people.world()).actors.find(({ role }) => role === "author")?.user.id ?? 0;
  await people.start({ person });
  const [message] = await people.sendFiles({ person, chat: botId, files: [{ kind: "photo", file: PICTURE }] });
  const fileId = message?.photo?.at(-1)?.file_id ?? "";
  const connection = { apiRoot, proxy: null };
  const files = createFiles({ api: new Api(token, { apiRoot }), apiRoot, token, fetch: fileFetch(connection) });
  const { signal } = new AbortController();
  const opened = await files.open(fileId, 0, signal);
  assert.ok(opened.ok);
  assert.deepEqual(await read(opened.bytes), Buffer.from(PICTURE.split(",")[1] ?? "", "base64"));
  assert.equal(opened.size, Buffer.from(PICTURE.split(",")[1] ?? "", "base64").length);
  assert.match(opened.extension, /^\.\w+$/);
  assert.deepEqual(await files.open("no such file", 0, signal), { ok: false, code: "late" });
});

test("a file goes on where the server does, and begins anew where it does not", async () => {
  const api = { getFile: async () => ({ file_id: "f", file_unique_id: "u", file_size: 6, file_path: "photos/a.JPG" }) };
  const asked: unknown[] = [];
  const answer = (status: number, body: string) =>
    createFiles({
      api,
      apiRoot: "http://telegram",
      token: "123:SECRET",
      fetch: async (url, { headers }) => {
        asked.push([url, headers]);
        const bytes = (async function* () {
          yield Buffer.from(body);
        })();
        return { status, headers: { get: () => null }, body: bytes };
      },
    });
  const { signal } = new AbortController();
  const on = await answer(206, "def").open("f", 3, signal);
  assert.ok(on.ok && on.from === 3 && on.extension === ".jpg" && on.size === 6);
  const anew = await answer(200, "abcdef").open("f", 3, signal);
  assert.ok(anew.ok && anew.from === 0);
  assert.deepEqual(asked[0], ["http://telegram/file/bot123:SECRET/photos/a.JPG", { range: "bytes=3-" }]);
  assert.deepEqual(await answer(404, "").open("f", 0, signal), { ok: false, code: "gone" });
  assert.deepEqual(await answer(502, "").open("f", 0, signal), { ok: false, code: "late" });
});

test("a failing connection is told without the link, which holds the token", async () => {
  const api = { getFile: async () => ({ file_id: "f", file_unique_id: "u", file_path: "photos/a.jpg" }) };
  const files = createFiles({
    api,
    apiRoot: "http://telegram",
    token: "123:SECRET",
    fetch: (url) => Promise.reject(new Error(`request to ${url} failed`)),
  });
  assert.deepEqual(await files.open("f", 0, new AbortController().signal), { ok: false, code: "late" });
});
