import assert from "node:assert/strict";
import { test } from "node:test";
import { ANYA, NOON, openChannel } from "./scene.ts";

type Scene = Awaited<ReturnType<typeof openChannel>>;
const MINUTE = 60_000;
const FIRST = "Первая\n\nзаметка";
const LONG = `Первая\n\n${"я".repeat(1_100)}`;

const fails = (code: number, description: string, retryAfter?: number) => (scene: Scene) =>
  scene.people.fault({
    method: "sendMessage",
    fault: { kind: "error", code, description, ...(retryAfter !== undefined && { retryAfter }) },
  });

/** How the first post comes to stand, and whether the second goes out before it. */
const STANDS: readonly (readonly [name: string, holds: boolean, photos: number, before: (scene: Scene) => unknown])[] =
  [
    [
      "in its undo window",
      false,
      0,
      ({ channels, channel }) => channels.changeSettings(channel()?.id ?? 0, { undoSeconds: 300 }),
    ],
    ["refused", false, 0, fails(400, "Bad Request: need administrator rights in the channel chat")],
    ["refused after its first part", false, 1, fails(400, "Bad Request: message is too long")],
    ["in doubt", false, 0, ({ dropAfter }) => dropAfter("sendMessage")],
    ["in doubt and not there", false, 0, ({ dropBefore }) => dropBefore("sendMessage")],
    ["in doubt after its first part", false, 1, fails(502, "Bad Gateway")],
    ["delayed by Telegram", true, 0, fails(429, "Too Many Requests: retry after 30", 30)],
    ["delayed after its first part", true, 1, fails(429, "Too Many Requests: retry after 30", 30)],
    [
      "delayed by the network",
      true,
      0,
      ({ sending }) => {
        const { send } = sending;
        let failures = 5;
        sending.send = async (...call) =>
          failures-- > 0 ? { ok: false, refusal: { code: "not-reached" } } : await send(...call);
      },
    ],
  ];

for (const [name, holds, photos, before] of STANDS) {
  test(`a post that is ${name} ${holds ? "keeps its place before the next" : "holds nobody"}, and nothing follows it yet`, async (context) => {
    const scene = await openChannel(context, { service: false });
    const { drafts, draft, press, publisher, posts, channel, pass, shown } = scene;
    const [first, second] = [await draft(photos === 0 ? FIRST : LONG, photos), await draft("Вторая\n\nзаметка")];
    await before(scene);
    await press(first);
    // Only a post of the archive can be answered, and there is none before it is out.
    assert.equal(posts.count(channel()?.id ?? 0), 1);
    const { version = 0 } = drafts.load(second) ?? {};
    publisher().release({ draftId: second, version, by: ANYA, due: NOON });
    await publisher().idle();
    const texts = async () => (await shown()).flatMap(({ text }) => text?.split("\n")[0] ?? []);
    assert.equal((await texts()).includes("Вторая"), !holds);
    await pass(12 * MINUTE);
    if (holds) assert.deepEqual(await texts(), ["Первая", "Вторая"]);
    assert.equal((await texts()).filter((text) => text === "Вторая").length, 1);
    assert.ok((await texts()).filter((text) => text === "Первая").length <= 1);
  });
}

test("an answer to a post that is deleted from the channel meanwhile goes out by itself", async (context) => {
  const { drafts, draft, press, shown, people, telegram } = await openChannel(context);
  const id = await draft("UPD\n\nк первому посту");
  assert.ok(drafts.setFollows(id, 1));
  const [post] = (await people.look({ person: ANYA, chat: telegram.channelId })).messages;
  await people.delete({ person: ANYA, chat: telegram.channelId, message: post?.message.message_id ?? 0 });
  assert.equal((await press(id)).status, "sent");
  const left = (await people.look({ person: ANYA, chat: telegram.channelId })).messages;
  assert.equal(left.length, 1);
  assert.equal(left[0]?.message.reply_to_message, undefined);
  assert.equal((await shown()).length, 0);
});
