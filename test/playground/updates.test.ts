import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, it } from "node:test";
import { ADMIN, openScene, READER, refuses } from "./scene.ts";

const CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";

describe("getUpdates", () => {
  it("repeats what is not confirmed, and forgets what is", async (t) => {
    const { api, people } = await openScene(t);
    await people.start({ person: ADMIN });
    await people.start({ person: READER });
    const [first, second] = await api.getUpdates();
    assert.equal((second?.update_id ?? 0) - (first?.update_id ?? 0), 1);
    assert.deepEqual(await api.getUpdates({ limit: 1 }), [first]);
    assert.deepEqual(await api.getUpdates({ offset: -1 }), [second]);
    assert.deepEqual(await api.getUpdates({ offset: (second?.update_id ?? 0) + 1 }), []);
    assert.deepEqual(await api.getUpdates(), []);
  });

  it("waits until something happens", async (t) => {
    const { api, people } = await openScene(t);
    const waiting = api.getUpdates({ timeout: 30 });
    await people.start({ person: ADMIN });
    assert.equal((await waiting)[0]?.message?.text, "/start");
  });

  it("answers nothing after its time", async (t) => {
    const { api } = await openScene(t);
    assert.deepEqual(await api.getUpdates({ timeout: 1 }), []);
  });

  it("of a second poller ends the first with a conflict", async (t) => {
    const { api, people } = await openScene(t);
    const first = refuses(api.getUpdates({ timeout: 30 }), 409, CONFLICT);
    const second = api.getUpdates({ timeout: 30 });
    await first;
    await people.start({ person: ADMIN });
    assert.equal((await second).length, 1);
  });

  it("whose caller has hung up takes nothing away", async (t) => {
    const { api, telegram, people } = await openScene(t);
    const controller = new AbortController();
    const poll = fetch(`${telegram.apiRoot}/bot${telegram.token}/getUpdates?timeout=30`, { signal: controller.signal });
    const cut = assert.rejects(poll);
    controller.abort();
    await cut;
    await people.start({ person: ADMIN });
    assert.equal((await api.getUpdates({ timeout: 5 })).length, 1);
  });

  it("remembers which kinds are wanted, for updates from then on", async (t) => {
    const { api, people, channel, updates } = await openScene(t);
    await people.start({ person: ADMIN });
    const kinds = async () => (await updates()).map((update) => Object.keys(update)[1]);
    assert.deepEqual(await kinds(), ["message"]);
    await people.leave({ person: READER });
    assert.deepEqual(await kinds(), [], "members are told of only when asked");
    await api.getUpdates({ allowed_updates: ["chat_member", "callback_query"] });
    await people.start({ person: ADMIN });
    await people.join({ person: READER });
    assert.deepEqual(await kinds(), ["chat_member"]);
    await api.getUpdates({ allowed_updates: [] });
    await people.say({ person: ADMIN, chat: channel, text: "x" });
    await people.leave({ person: READER });
    assert.deepEqual(await kinds(), ["channel_post"]);
  });

  it("is refused with a wrong token, and an unknown method is refused loudly", async (t) => {
    const { telegram, api } = await openScene(t);
    const wrong = await fetch(`${telegram.apiRoot}/bot1:x/getMe`);
    assert.deepEqual(
      [wrong.status, await wrong.json()],
      [401, { ok: false, error_code: 401, description: "Unauthorized" }],
    );
    await refuses(api.raw.sendDice({ chat_id: ADMIN }), 404, "Not Found: method not found");
    const calls = await telegram.people.calls({});
    assert.deepEqual(calls.at(-1)?.method, "sendDice");
  });

  it("reads parameters from a query, a form and JSON alike, methods in any case", async (t) => {
    const { telegram, people } = await openScene(t);
    const root = `${telegram.apiRoot}/bot${telegram.token}`;
    await people.start({ person: ADMIN });
    const byQuery = await fetch(`${root}/SENDMESSAGE?chat_id=${ADMIN}&text=a&disable_notification=true`);
    const form = new URLSearchParams({
      chat_id: String(ADMIN),
      text: "b",
      entities: '[{"type":"bold","offset":0,"length":1}]',
    });
    const byForm = await fetch(`${root}/sendMessage`, { method: "POST", body: form });
    const results = [await byQuery.json(), await byForm.json()] as { result: { text: string; entities?: unknown[] } }[];
    assert.deepEqual(
      results.map(({ result }) => [result.text, result.entities?.length]),
      [
        ["a", undefined],
        ["b", 1],
      ],
    );
  });
});

describe("strictness", () => {
  it("shows the bot's mistakes: a parameter that a method does not have", async (t) => {
    const { api, channel } = await openScene(t);
    const call = api.sendMessage(channel, "x", { disable_web_page_preview: true } as never);
    await refuses(call, 400, 'Bad Request: sendMessage has no parameter "disable_web_page_preview"');
  });

  it("shows them inside of parameters too", async (t) => {
    const { api, channel } = await openScene(t);
    const media = [{ type: "photo", media: "x", captoin: "y" }] as never;
    await refuses(api.sendMediaGroup(channel, media), 400, 'Bad Request: sendMediaGroup knows no "media[0].captoin"');
    const reply_markup = { inline_keyboard: [[{ text: "b", data: "x" }]] } as never;
    await refuses(
      api.sendMessage(channel, "x", { reply_markup }),
      400,
      'Bad Request: sendMessage knows no "reply_markup.inline_keyboard[0][0].data"',
    );
    const link_preview_options = { disabled: true } as never;
    await refuses(
      api.sendMessage(channel, "x", { link_preview_options }),
      400,
      'Bad Request: sendMessage knows no "link_preview_options.disabled"',
    );
    const effect = api.sendMessage(channel, "x", { message_effect_id: "1" });
    await refuses(
      effect,
      400,
      'Bad Request: the stand-in does not know what sendMessage does with "message_effect_id"',
    );
  });

  it("can be left out, as Telegram passes over unknown parameters", async (t) => {
    const { api, channel } = await openScene(t, { strict: false });
    const log: unknown[] = [];
    const sent = await api.sendMessage(channel, "x", { disable_web_page_preview: true } as never);
    assert.equal(sent.text, "x", String(log));
  });
});

describe("webhooks", () => {
  it("get updates with the secret, again until they are taken, and stop getUpdates", async (t) => {
    const { api, people } = await openScene(t, { webhookRetry: 5 });
    const seen: { secret: unknown; body: { update_id: number; message?: { text?: string } } }[] = [];
    let refusals = 2;
    const server = createServer(async (request, response) => {
      seen.push({ secret: request.headers["x-telegram-bot-api-secret-token"], body: JSON.parse(await text(request)) });
      response.writeHead(refusals-- > 0 ? 500 : 200).end();
      if (refusals < 0) server.emit("taken");
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    t.after(() => server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    const waiting = refuses(api.getUpdates({ timeout: 30 }), 409, "Conflict: terminated by setWebhook request");
    await api.setWebhook(url, { secret_token: "s3cret_", allowed_updates: ["message"] });
    await waiting;
    const taken = once(server, "taken");
    await people.start({ person: ADMIN });
    await taken;
    assert.equal(seen.length, 3);
    assert.deepEqual(new Set(seen.map(({ body }) => body.update_id)).size, 1);
    assert.deepEqual([seen[0]?.secret, seen[0]?.body.message?.text], ["s3cret_", "/start"]);
    const info = await api.getWebhookInfo();
    assert.deepEqual(
      [info.url, info.last_error_message, info.allowed_updates],
      [url, "Wrong response from the webhook: 500 Internal Server Error", ["message"]],
    );
    await refuses(
      api.getUpdates(),
      409,
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
    await api.deleteWebhook();
    assert.deepEqual(await api.getUpdates(), []);
  });

  it("must be HTTPS anywhere but on this machine", async (t) => {
    const { api } = await openScene(t);
    const url = "http://example.org/hook";
    await refuses(api.setWebhook(url), 400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook");
  });
});

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
