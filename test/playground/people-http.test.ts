import assert from "node:assert/strict";
import { once } from "node:events";
import { request } from "node:http";
import { describe, it, type TestContext } from "node:test";
import type { ChatView, World, WorldEvent } from "../../playground/contract.ts";
import { ADMIN, AUTHOR, dataUrl, openScene, png, READER } from "./scene.ts";

async function open(t: TestContext) {
  const scene = await openScene(t);
  const { url } = scene.telegram;
  async function post<T>(method: string, parameters: object, headers: Record<string, string> = {}) {
    const response = await fetch(`${url}/people/${method}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(parameters),
    });
    return { status: response.status, body: (await response.json()) as { ok: boolean; result: T; error: string } };
  }
  return { ...scene, url, post };
}

describe("the people's routes", () => {
  it("tell the whole world, and do what the functions do", async (t) => {
    const { url, post, bot, channel } = await open(t);
    assert.equal((await post("say", { person: ADMIN, chat: bot, text: "Hello" })).body.ok, true);
    const { body } = await post<ChatView>("look", { person: ADMIN, chat: bot });
    assert.equal(body.result.messages[0]?.message.text, "Hello");
    const world = (await (await fetch(`${url}/people/world`)).json()) as { result: World };
    assert.deepEqual(world.result.chats.map((chat) => chat.key).sort(), [
      `${ADMIN}:${channel}`,
      `${ADMIN}:${bot}`,
      `${AUTHOR}:${channel}`,
      `${AUTHOR}:${bot}`,
      `${READER}:${channel}`,
      `${READER}:${bot}`,
    ]);
  });

  it("say in a sentence what cannot be done", async (t) => {
    const { post, channel, url } = await open(t);
    const refused = await post("say", { person: READER, chat: channel, text: "x" });
    assert.deepEqual([refused.status, refused.body.error], [400, "this person may not post in the channel"]);
    assert.equal((await post("constructor", {})).status, 404);
    assert.equal((await post("fly", {})).status, 404);
    assert.equal((await fetch(`${url}/people/say`)).status, 405);
    const broken = await fetch(`${url}/people/say`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "[",
    });
    assert.equal(broken.status, 400);
  });

  it("take files as multipart and give them back with their type", async (t) => {
    const { url, bot, post } = await open(t);
    const form = new FormData();
    const picture = png(200, 100);
    form.set("person", String(READER));
    form.set("chat", String(bot));
    form.set("caption", "Look");
    form.set("files", JSON.stringify([{ kind: "photo", file: "attach://a" }]));
    form.set("a", new Blob([Buffer.from(picture)], { type: "image/png" }), "a b.png");
    const sent = await fetch(`${url}/people/sendFiles`, { method: "POST", body: form });
    const { result } = (await sent.json()) as { result: { caption: string; photo: { file_id: string }[] }[] };
    assert.equal(result[0]?.caption, "Look");
    const file = await fetch(`${url}/people/file/${result[0]?.photo[0]?.file_id}`);
    assert.equal(file.headers.get("content-type"), "image/png");
    assert.deepEqual(new Uint8Array(await file.arrayBuffer()), new Uint8Array(picture));
    const svg = dataUrl(Buffer.from("<svg onload='alert(1)'/>"), "image/svg+xml");
    const files = [{ kind: "document", file: svg, name: "x.svg" }];
    const { body } = await post<{ document: { file_id: string } }[]>("sendFiles", { person: READER, chat: bot, files });
    const kept = await fetch(`${url}/people/file/${body.result[0]?.document.file_id}`);
    assert.equal(kept.headers.get("content-type"), "application/octet-stream");
    assert.match(kept.headers.get("content-disposition") ?? "", /^attachment/);
    assert.equal((await fetch(`${url}/people/file/nothing`)).status, 404);
  });

  it("stream what changes, whole, to everybody whom it concerns", async (t) => {
    const { url, people, channel, bot, api } = await open(t);
    const controller = new AbortController();
    t.after(() => controller.abort());
    const response = await fetch(`${url}/people/events`, { signal: controller.signal });
    const post = await api.sendMessage(channel, "Post");
    await api.editMessageText(channel, post.message_id, "Post, mended");
    await people.delete({ person: ADMIN, chat: channel, message: post.message_id });
    await people.start({ person: READER });
    await people.addPerson({ name: "Eve" });
    const events: WorldEvent[] = [];
    let rest = "";
    const decoder = new TextDecoder();
    for await (const chunk of response.body as ReadableStream<Uint8Array>) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n\n");
      rest = parts.pop() ?? "";
      for (const part of parts) if (part.startsWith("data: ")) events.push(JSON.parse(part.slice(6)));
      if (events.some((event) => event.type === "reset")) break;
    }
    const told = events.map((event) => `${event.type} ${"key" in event ? event.key : ""}`);
    const everybody = (type: string) => [ADMIN, AUTHOR, READER].map((person) => `${type} ${person}:${channel}`);
    assert.deepEqual(told, [
      ...everybody("message"),
      ...everybody("message"),
      ...everybody("deleted"),
      `message ${READER}:${bot}`,
      "reset ",
    ]);
  });
});

describe("a foreign web page", () => {
  it("may not speak for the people, neither by its origin nor by a host name of its own", async (t) => {
    const { url, post, bot } = await open(t);
    const parameters = { person: ADMIN, chat: bot, text: "x" };
    assert.equal((await post("say", parameters, { origin: "http://evil.example" })).status, 403);
    assert.equal((await post("say", parameters, { origin: "null" })).status, 403);
    assert.equal((await post("say", parameters, { "sec-fetch-site": "cross-site" })).status, 403);
    assert.equal((await post("say", parameters, { origin: url })).status, 200);
    assert.equal(await statusAsHost(`${url}/people/world`, "evil.example"), 403);
    assert.equal(await statusAsHost(`${url}/people/world`, `localhost:${new URL(url).port}`), 200);
  });

  it("may not speak for the bot either", async (t) => {
    const { telegram } = await open(t);
    const address = `${telegram.apiRoot}/bot${telegram.token}/getMe`;
    assert.equal((await fetch(address, { headers: { origin: "http://evil.example" } })).status, 403);
    assert.equal((await fetch(address)).status, 200);
  });
});

/** fetch does not let one choose the Host header. */
async function statusAsHost(address: string, host: string): Promise<number | undefined> {
  const asked = request(address, { headers: { host } });
  asked.end();
  const [response] = await once(asked, "response");
  response.resume();
  return response.statusCode;
}
