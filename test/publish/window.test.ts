import assert from "node:assert/strict";
import { test } from "node:test";
import { NOON, NOTE, openChannel } from "./scene.ts";

/** A post that was pressed and waits half a minute. */
async function waiting(context: Parameters<typeof openChannel>[0]) {
  const scene = await openChannel(context);
  const { channels, channel, press, draft } = scene;
  const seconds = (undoSeconds: number) => channels.changeSettings(channel()?.id ?? 0, { undoSeconds });
  seconds(30);
  const id = await draft(NOTE);
  const outcome = await press(id);
  assert.deepEqual(outcome, { status: "waiting", publicationId: 2, until: NOON + 30_000 });
  return { ...scene, id, seconds };
}
const WITHDRAWN = { status: "refused", refusal: { code: "withdrawn" } } as const;

for (const undoSeconds of [0, 300]) {
  test(`a window that becomes ${undoSeconds} s long while a post waits is that of the next press`, async (context) => {
    const { seconds, pass, shown, publisher, restart } = await waiting(context);
    seconds(undoSeconds);
    await pass(20_000);
    await restart();
    assert.deepEqual(await shown(), []);
    await pass(9_999);
    assert.deepEqual(await shown(), []);
    await pass(1);
    assert.equal((await shown()).length, 1);
    assert.equal(publisher().withdraw(2).status, "sent");
  });
}

test("a post is taken back in the window's last moment, and not in the one after it", async (context) => {
  const { id, pass, shown, press, publisher } = await waiting(context);
  await pass(29_999);
  assert.deepEqual(publisher().withdraw(2), WITHDRAWN);
  assert.deepEqual(publisher().withdraw(2), WITHDRAWN);
  await pass(60_000);
  assert.deepEqual(await shown(), []);
  assert.equal((await press(id)).status, "waiting");
  await pass(30_000);
  assert.equal(publisher().withdraw(3).status, "sent");
  assert.equal((await shown()).length, 1);
});

test("what is taken back while it is being called is out, and said to be so", async (context) => {
  const { sending, publisher, clock, shown } = await waiting(context);
  const { send } = sending;
  const taken: string[] = [];
  sending.send = async (...call) => {
    taken.push(publisher().withdraw(2).status);
    const sent = await send(...call);
    taken.push(publisher().withdraw(2).status);
    return sent;
  };
  await clock.move(30_000);
  await publisher().idle();
  assert.deepEqual(taken, ["already", "already"]);
  assert.equal(publisher().withdraw(2).status, "sent");
  assert.equal((await shown()).length, 1);
});

for (const jump of [-3_600_000, 3_600_000]) {
  test(`a clock that jumps by ${jump / 3_600_000} h within the window loses nothing and doubles nothing`, async (context) => {
    const { id, clock, pass, shown, press, publisher } = await waiting(context);
    clock.set(NOON + jump);
    assert.deepEqual(publisher().withdraw(2), WITHDRAWN);
    assert.equal((await press(id)).status, "waiting");
    clock.set(NOON + 1_000);
    await pass(60_000);
    assert.equal((await shown()).length, 1);
    await pass(2 * 3_600_000);
    assert.equal((await shown()).length, 1);
  });
}

test("a draft that is deleted, or edited and edited back, within the window stays back", async (context) => {
  const { id, drafts, pass, shown, standing, press } = await waiting(context);
  drafts.setTitle(id, "Другой заголовок");
  drafts.setTitle(id, null);
  await pass(30_000);
  assert.deepEqual(standing(), { status: "refused", refusal: { code: "changed" } });
  assert.equal((await press(id)).status, "waiting");
  assert.equal(drafts.remove(id), true);
  await pass(30_000);
  assert.deepEqual(standing(), WITHDRAWN);
  assert.deepEqual(await shown(), []);
});
