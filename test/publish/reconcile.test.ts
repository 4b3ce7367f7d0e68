import assert from "node:assert/strict";
import { test } from "node:test";
import { pastMessage } from "../../src/telegram/history.ts";
import { ANYA, NOON, NOTE, openChannel as setUp } from "./scene.ts";

for (const profile of [true, false]) {
  const way = profile ? "in a profile" : "by ids and a silent forward";

  test(`a post that went out without an answer is found ${way}, and recorded`, async (context) => {
    const { draft, press, dropAfter, shown, posts, standing, left } = await setUp(context, { profile });
    await dropAfter("sendMessage");
    const id = await draft(`  ${NOTE}\n#рл https://arxiv.org/abs/2407.01392\n`);
    assert.equal((await press(id)).status, "unknown");
    const [post] = await shown();
    assert.deepEqual(standing()?.status, "sent");
    assert.deepEqual(posts.get(2)?.messageIds, [post?.message_id]);
    assert.deepEqual(await left(), [], "the copies are gone");
  });

  test(`a post that did not go out is seen ${way} to be absent twice, and sent once more`, async (context) => {
    const { draft, press, dropBefore, shown, pass, standing, clock } = await setUp(context, { profile });
    await dropBefore("sendMessage");
    const id = await draft(NOTE);
    assert.equal((await press(id)).status, "unknown");
    await pass(505_000);
    assert.equal(standing()?.status, "unknown");
    assert.deepEqual(await shown(), []);
    await pass(20_000);
    assert.equal(standing()?.status, "sent");
    assert.equal((await shown()).length, 1);
    assert.ok(clock.now() - NOON >= 510_000);
  });

  test(`posts of others are told from one's own ${way}`, async (context) => {
    const { draft, press, dropBefore, byHand, pass, shown, standing } = await setUp(context, { profile });
    await dropBefore("sendMessage");
    const id = await draft(NOTE);
    await press(id);
    await byHand("Чужой пост");
    await pass(530_000);
    assert.equal(standing()?.status, "sent");
    assert.deepEqual(
      (await shown()).map(({ text }) => text),
      ["Чужой пост", NOTE],
    );
  });

  test(`of two posts in doubt that are alike each is told from the other ${way}`, async (context) => {
    const { draft, press, dropBefore, dropAfter, pass, shown, standing, events, people } = await setUp(context, {
      profile,
    });
    const digest = (week: number) => `Дайджест недели №${week}\n\nчто вышло, что почитать и о чём поспорить`;
    // Nobody can look until both are in doubt.
    const blind = { kind: "error", code: 502, description: "Bad Gateway" } as const;
    for (const method of ["getGameHighScores", "getUserPersonalChatMessages"]) {
      await people.fault({ method, times: 99, fault: blind });
    }
    await dropBefore("sendMessage");
    await press(await draft(digest(1)));
    await dropAfter("sendMessage");
    await press(await draft(digest(2)));
    await people.clearFaults();
    await pass(530_000);
    assert.equal(standing()?.status, "sent");
    const asked = events.filter(({ outcome }) => outcome.status === "unknown" && outcome.lookAt === null);
    assert.deepEqual(asked, []);
    assert.deepEqual(
      (await shown()).map(({ text }) => text),
      [digest(2), digest(1)],
    );
  });

  test(`an album whose answer was lost is found ${way}, and its text follows`, async (context) => {
    const { draft, press, dropAfter, shown, posts, standing } = await setUp(context, { profile });
    await dropAfter("sendMediaGroup");
    await press(await draft(`Альбом\n\n${"я".repeat(1_100)}`, 2));
    assert.equal(standing()?.status, "sent");
    const parts = await shown();
    assert.equal(parts.length, 3);
    assert.deepEqual(
      posts.get(2)?.messageIds,
      parts.map(({ message_id }) => message_id),
    );
    assert.equal(parts[2]?.reply_to_message?.message_id, parts[0]?.message_id);
  });
}

for (const [blind, when] of [
  [0, "although the first look was at once"],
  [520_000, "although nothing could be looked at before that"],
] as const) {
  test(`it takes a post absent twice, the second look no earlier than 510 s after the request began, ${when}`, async (context) => {
    const { draft, press, dropBefore, pass, shown, standing, people, telegram, clock } = await setUp(context);
    const calls = async () =>
      (await people.calls({})).filter(({ payload }) => {
        const { chat_id: chat } = payload as { readonly chat_id?: unknown };
        return Number(chat) === telegram.channelId;
      });
    const sends = async () => (await calls()).filter(({ method }) => method === "sendMessage").length;
    const looks = async () => (await calls()).filter(({ method, ok }) => method !== "sendMessage" && !ok).length;
    const before = await sends();
    const error = { kind: "error", code: 502, description: "Bad Gateway" } as const;
    if (blind > 0) await people.fault({ method: "getGameHighScores", times: 999, fault: error });
    await dropBefore("sendMessage");
    await press(await draft(NOTE));
    await pass(blind > 0 ? blind : 509_999);
    assert.equal(await sends(), before + 1, "one look, or one before that time, is not enough");
    assert.deepEqual([standing()?.status, await shown()], ["unknown", []]);
    await people.clearFaults();
    let late = 0;
    for (let step = 0; step < 50 && (await sends()) === before + 1; step += 1) {
      const seen = await looks();
      await pass(1_000);
      if ((await looks()) > seen) late += 1;
    }
    assert.equal(late, blind > 0 ? 2 : 1, "how often it was looked after that time, before it was sent again");
    assert.ok(clock.now() - NOON >= Math.max(510_000, blind));
    assert.deepEqual([await sends(), (await shown()).length, standing()?.status], [before + 2, 1, "sent"]);
  });
}

test("a post taken away among others leaves a hole, and a person is asked", async (context) => {
  const { draft, press, dropAfter, byHand, pass, shown, people, telegram, standing, publisher } = await setUp(context);
  await people.fault({ method: "getGameHighScores", fault: { kind: "error", code: 502, description: "Bad Gateway" } });
  await dropAfter("sendMessage");
  await press(await draft(NOTE));
  assert.equal(standing()?.status, "unknown");
  const [post] = await shown();
  await byHand("Чужой пост");
  await people.delete({ person: ANYA, chat: telegram.channelId, message: post?.message_id ?? 0 });
  await pass(60_000);
  const outcome = standing();
  assert.ok(outcome?.status === "unknown" && outcome.lookAt === null);
  assert.equal(publisher().settle(outcome.publicationId, { there: false }).status, "early");
});

test("protected content, or no chat to forward to, leaves candidates for a person, who settles by one", async (context) => {
  const { draft, press, dropAfter, standing, publisher, shown } = await setUp(context, { service: false });
  await dropAfter("sendMessage");
  await press(await draft(NOTE));
  const outcome = standing();
  assert.ok(outcome?.status === "unknown" && outcome.lookAt === null);
  const [post] = await shown();
  assert.deepEqual(outcome.candidates, [
    { messageId: post?.message_id, link: `https://t.me/rizzearch/${post?.message_id}` },
  ]);
  const messageIds = outcome.candidates.map(({ messageId }) => messageId);
  assert.equal(publisher().settle(outcome.publicationId, { there: true, messageIds }).status, "sent");
});

test("a bot that lost the channel does not take it for empty", async (context) => {
  const { draft, press, dropBefore, people, pass, standing, shown } = await setUp(context);
  await dropBefore("sendMessage");
  const id = await draft(NOTE);
  await people.fault({
    method: "getGameHighScores",
    times: 99,
    fault: { kind: "error", code: 400, description: "Bad Request: message to get game high scores not found" },
  });
  await press(id);
  await pass(600_000);
  const outcome = standing();
  assert.ok(outcome?.status === "unknown" && outcome.lookAt === null);
  assert.deepEqual(await shown(), []);
});

test("a post that somebody forwards to the bot is known to be out", async (context) => {
  const { draft, press, dropAfter, shown, standing, publisher, telegram, posts } = await setUp(context, {
    service: false,
  });
  await dropAfter("sendMessage");
  await press(await draft(NOTE));
  const [post] = await shown();
  assert.ok(post);
  publisher().noticed(telegram.channelId, pastMessage(post));
  await publisher().idle();
  assert.equal(standing()?.status, "sent");
  assert.deepEqual(posts.get(2)?.messageIds, [post.message_id]);
});

for (const photos of [0, 3]) {
  test(`what updates tell of while its call is still waited for is known to be out once nobody answers: ${photos} photos`, async (context) => {
    const { draft, press, sending, shown, standing, publisher, telegram } = await setUp(context, { service: false });
    const { send } = sending;
    sending.send = async (...call) => {
      await send(...call);
      for (const post of await shown()) publisher().noticed(telegram.channelId, pastMessage(post));
      return { ok: false, unknown: true };
    };
    await press(await draft(NOTE, photos));
    await publisher().idle();
    assert.equal(standing()?.status, "sent");
    assert.equal((await shown()).length, Math.max(1, photos));
  });
}

test("two looks stand apart although the request could land no more before the first had ended", async (context) => {
  const { draft, press, people, history, clock, pass, shown } = await setUp(context, { profile: true });
  const ended: number[] = [];
  const { recent } = history;
  history.recent = async (chatId) => {
    if (ended.length === 0) await clock.move(600_000);
    ended.push(clock.now());
    return await recent(chatId);
  };
  await people.fault({ method: "sendMessage", fault: { kind: "drop-before" } });
  await press(await draft(NOTE));
  assert.deepEqual(await shown(), []);
  await pass(5_000);
  assert.equal((await shown()).length, 1);
  const [first = 0, second = 0, ...more] = ended;
  assert.deepEqual(more, []);
  assert.ok(second - first >= 5_000, `${second - first} ms`);
});

test("a post that lands behind a slow look, before its end, is found by the next and not sent again", async (context) => {
  const { draft, press, history, sending, clock, pass, shown, standing, publisher } = await setUp(context, {
    profile: true,
  });
  const { send } = sending;
  let land = async (): Promise<unknown> => assert.fail();
  sending.send = async (...call) => {
    land = () => send(...call);
    sending.send = send;
    return { ok: false, unknown: true };
  };
  await press(await draft(NOTE));
  const { recent } = history;
  const slow = Promise.withResolvers<void>();
  const looked = new Promise<void>((resolve) => {
    history.recent = async (chatId) => {
      history.recent = recent;
      const seen = await recent(chatId);
      resolve();
      await slow.promise;
      return seen;
    };
  });
  await clock.move(15_000);
  await looked;
  await clock.move(400_000);
  await land();
  await clock.move(200_000);
  slow.resolve();
  await publisher().idle();
  assert.deepEqual([(await shown()).length, standing()?.status], [1, "unknown"]);
  await pass(10_000);
  assert.deepEqual([(await shown()).length, standing()?.status], [1, "sent"]);
});

test("a death between the call and its record is looked into at the next start", async (context) => {
  const { draft, press, dropAfter, restart, db, standing, shown, people } = await setUp(context);
  await people.fault({ method: "getGameHighScores", fault: { kind: "error", code: 502, description: "Bad Gateway" } });
  await dropAfter("sendMessage");
  await press(await draft(NOTE));
  // As the disk is when the process dies during the call.
  db.prepare("UPDATE publication SET state = 'intended', look_at = NULL WHERE id = 2").run();
  db.prepare("UPDATE publication_message SET state = 'calling' WHERE publication_id = 2").run();
  db.prepare("UPDATE attempt SET outcome = NULL WHERE publication_id = 2").run();
  await restart();
  assert.equal(standing()?.status, "sent");
  assert.equal((await shown()).length, 1);
});
