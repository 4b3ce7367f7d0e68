import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { type TestContext, test } from "node:test";
import { pino } from "pino";
import { createAttempts } from "../../src/archive/attempts.ts";
import { createAuthors } from "../../src/archive/authors.ts";
import { createChannels } from "../../src/archive/channels.ts";
import { openDatabase } from "../../src/archive/database.ts";
import { createDrafts } from "../../src/archive/drafts.ts";
import { createEffects } from "../../src/archive/effects.ts";
import { createPapers } from "../../src/archive/papers.ts";
import { createPeople } from "../../src/archive/people.ts";
import { createPosts } from "../../src/archive/posts.ts";
import { createPublications } from "../../src/archive/publications.ts";
import { createPublisher } from "../../src/publish/outbox.ts";
import type { PublicationEvent } from "../../src/publish/ports.ts";
import type { ChannelHistory } from "../../src/telegram/history.ts";
import { createSending } from "../../src/telegram/publishing.ts";
import { figure, plain } from "../post/content.ts";
import { createClock } from "../telegram/clock.ts";
import { type Call, refusedWith, startTelegram, taken } from "../telegram/telegram-server.ts";

const CHANNEL = -1001234567890;
const MARIA = 42;
const NOON = Date.UTC(2026, 10, 24, 9);
/** A channel that nobody can look into. */
const CLOSED: ChannelHistory = {
  recent: async () => "closed",
  has: async () => "closed",
  read: async () => "closed",
  clear: async () => undefined,
};

/** A channel with one author, a Telegram that gives ids from 101 on unless the test answers, and a publisher. */
async function setUp(context: TestContext) {
  const answers: ((call: Call, response: ServerResponse) => unknown)[] = [];
  let messageId = 100;
  const telegram = await startTelegram((call, response) => {
    const answer = answers.shift();
    if (answer !== undefined) return answer(call, response);
    const message = () => ({ message_id: ++messageId });
    const { media } = call.payload;
    return taken(Array.isArray(media) ? media.map(message) : message());
  });
  context.after(() => telegram.stop());
  const clock = createClock(NOON);
  const { now } = clock;
  const db = openDatabase(":memory:", { now });
  context.after(() => db.close());
  createPeople(db, now).meet({ id: MARIA, first_name: "Мария" });
  const channels = createChannels(db, now);
  const channel = channels.serve({ chatId: CHANNEL, title: "rizzearch", username: "rizzearch" });
  channels.changeSettings(channel.id, { undoSeconds: 0 });
  const author = createAuthors(db).ensureNamed(channel.id, { name: "Мария", username: "zzmtsvv", rubric: null });
  const [drafts, posts, papers, publications] = [
    createDrafts(db, now),
    createPosts(db),
    createPapers(db),
    createPublications(db, now),
  ];
  const paperId = papers.ensure({ scheme: "arxiv", value: "2407.01392" });
  let updateId = 0;
  let source = 0;

  const events: PublicationEvent[] = [];
  const parts = {
    db,
    publications,
    attempts: createAttempts(db, now),
    drafts,
    posts,
    papers,
    sending: createSending(telegram.api),
    history: CLOSED,
    channels,
    channel: channels.served,
    effects: createEffects(db, now),
    now,
    timers: clock.timers,
    tell: async (event: PublicationEvent) => void events.push(event),
    log: pino({ enabled: false }),
  };
  const state = { publisher: createPublisher(parts) };
  state.publisher.start();
  return {
    answers,
    calls: telegram.calls,
    db,
    channel,
    channels,
    drafts,
    posts,
    publications,
    parts,
    clock,
    events,
    /** The process died and another one begins, which tells what became of everything. */
    restart: async () => {
      await state.publisher.idle();
      events.length = 0;
      state.publisher = createPublisher(parts);
      state.publisher.recover();
      state.publisher.start();
      await state.publisher.idle();
      return events;
    },
    publisher: () => state.publisher,
    draft: (text: string, photos = 0) => {
      const id = drafts.create({ channelId: channel.id, personId: MARIA, style: "verbatim", authorIds: [author.id] });
      drafts.addText(id, { chatId: MARIA, messageId: ++source }, plain(text));
      drafts.setPapers(id, [paperId]);
      drafts.setTags(id, ["рл"]);
      for (let i = 0; i < photos; i++) {
        drafts.addFigure(id, { chatId: MARIA, messageId: ++source, mediaGroup: null }, figure("photo", i));
      }
      return id;
    },
    /** A press of the button under the card that shows the draft's present version, or another. */
    press: (draftId: number, version = drafts.load(draftId)?.version ?? 0, update = ++updateId) =>
      state.publisher.publish({ draftId, version, by: MARIA, updateId: update }),
    lastUpdate: () => updateId,
  };
}

/** Where nobody can look into the channel, a person is asked. */
const UNKNOWN = { status: "unknown", publicationId: 1, lookAt: null, candidates: [] };
const REVIEW = "Diffusion Forcing\n\nлютая статья по диффузии";
const LONG = `Diffusion Forcing\n\n${"я".repeat(1100)}`;

test("a published draft is in the channel, in the archive, and no longer a draft", async (context) => {
  const { draft, press, calls, posts, drafts, publications } = await setUp(context);
  const id = draft(REVIEW);
  assert.deepEqual(await press(id), {
    status: "sent",
    postId: 1,
    messageIds: [101],
    link: "https://t.me/rizzearch/101",
  });
  assert.deepEqual(
    calls.map(({ method, payload }) => [method, payload.chat_id, payload.text]),
    [["sendMessage", CHANNEL, REVIEW]],
  );
  const post = posts.get(1);
  assert.ok(post);
  assert.deepEqual(
    [
      post.kind,
      post.title,
      post.document.text,
      post.tags,
      post.publishedAt,
      post.messageIds,
      post.papers.map(({ identifiers }) => identifiers),
    ],
    ["review", "Diffusion Forcing", REVIEW, ["рл"], NOON, [101], [[{ scheme: "arxiv", value: "2407.01392" }]]],
  );
  assert.deepEqual(
    post.authors.map(({ name }) => name),
    ["Мария"],
  );
  assert.equal(drafts.load(id)?.state, "published");
  assert.deepEqual(
    [publications.get(1)?.state, publications.get(1)?.postId, publications.get(1)?.requestedBy],
    ["sent", 1, MARIA],
  );
});

test("an album and its text in reply are one post", async (context) => {
  const { draft, press, calls, posts } = await setUp(context);
  const outcome = await press(draft(LONG, 2));
  assert.deepEqual(outcome, {
    status: "sent",
    postId: 1,
    messageIds: [101, 102, 103],
    link: "https://t.me/rizzearch/101",
  });
  assert.deepEqual(
    calls.map(({ method }) => method),
    ["sendMediaGroup", "sendMessage"],
  );
  assert.deepEqual(calls[1]?.payload.reply_parameters, { message_id: 101, allow_sending_without_reply: true });
  assert.deepEqual([posts.get(1)?.document.text, posts.get(1)?.figures.length], [LONG, 2]);
});

test("a follow-up answers its post in the channel and is linked to it in the archive", async (context) => {
  const { draft, press, calls, posts, drafts } = await setUp(context);
  await press(draft(REVIEW));
  const id = draft("Дополнение\n\nвышел код");
  drafts.setFollows(id, 1);
  assert.equal((await press(id)).status, "sent");
  assert.deepEqual(calls[1]?.payload.reply_parameters, { message_id: 101, allow_sending_without_reply: true });
  assert.deepEqual([posts.get(2)?.kind, posts.get(2)?.followsPostId], ["follow-up", 1]);
});

test("two presses at the same time publish once", async (context) => {
  const { draft, press, calls } = await setUp(context);
  const id = draft(REVIEW);
  const outcomes = await Promise.all([press(id), press(id), press(id)]);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ["sent", "already", "already"],
  );
  assert.deepEqual((await press(id)).status, "already");
  assert.equal(calls.length, 1);
});

test("an update that is handled twice publishes once and tells the same", async (context) => {
  const { draft, press, calls, restart } = await setUp(context);
  const id = draft(REVIEW);
  const first = await press(id, undefined, 900);
  assert.deepEqual(await press(id, undefined, 900), first);
  await restart();
  assert.deepEqual(await press(id, undefined, 900), first);
  assert.equal(calls.length, 1);
});

test("a press on an older version, a deleted draft or a draft with an error changes nothing", async (context) => {
  const { draft, press, calls, drafts, publications } = await setUp(context);
  const id = draft(REVIEW);
  const version = drafts.load(id)?.version;
  drafts.setTitle(id, "Другой");
  assert.deepEqual(await press(id, version), { status: "changed" });
  const removed = draft(REVIEW);
  drafts.remove(removed);
  assert.deepEqual(await press(removed), { status: "changed" });
  const broken = draft("a".repeat(4097));
  assert.deepEqual(await press(broken), { status: "changed" });
  assert.deepEqual(await press(12345, 1), { status: "changed" });
  assert.equal(calls.length, 0);
  assert.equal(publications.get(1), null);
});

test("a refusal frees the draft, and the next press may succeed", async (context) => {
  const { draft, press, answers, calls, drafts, publications } = await setUp(context);
  const id = draft(REVIEW);
  answers.push(() => refusedWith(400, "Bad Request: need administrator rights in the channel chat"));
  assert.deepEqual(await press(id), { status: "refused", refusal: { code: "no-right-to-post" } });
  assert.deepEqual(
    [publications.get(1)?.state, publications.get(1)?.refusal],
    ["refused", { code: "no-right-to-post" }],
  );
  assert.equal(drafts.load(id)?.state, "open");
  assert.equal((await press(id)).status, "sent");
  assert.equal(calls.length, 2);
});

test("a refusal after the first part leaves the rest for the next press", async (context) => {
  const { draft, press, answers, calls, posts, restart } = await setUp(context);
  const id = draft(LONG, 2);
  answers.push(() => taken([{ message_id: 51 }, { message_id: 52 }]));
  answers.push(() => refusedWith(400, "Bad Request: CHAT_WRITE_FORBIDDEN"));
  const partly = { publicationId: 1, messageIds: [51, 52] };
  assert.deepEqual(await press(id), { status: "refused", refusal: { code: "no-right-to-post" }, partly });
  // Neither handling the update again nor a restart sends anything by itself.
  assert.deepEqual((await press(id, undefined, 1)).status, "refused");
  await restart();
  assert.equal(calls.length, 2);
  assert.deepEqual(await press(id, undefined, 2), {
    status: "sent",
    postId: 1,
    messageIds: [51, 52, 101],
    link: "https://t.me/rizzearch/51",
  });
  assert.deepEqual(
    calls.map(({ method }) => method),
    ["sendMediaGroup", "sendMessage", "sendMessage"],
  );
  assert.deepEqual(calls[2]?.payload.reply_parameters, { message_id: 51, allow_sending_without_reply: true });
  assert.deepEqual(posts.get(1)?.messageIds, [51, 52, 101]);
});

test("after a refused text the corrected text follows the figures that are there", async (context) => {
  const { draft, press, answers, calls, drafts, posts } = await setUp(context);
  const id = draft(LONG, 1);
  answers.push(() => taken({ message_id: 51 }));
  answers.push(() => refusedWith(400, "Bad Request: can't parse entities"));
  await press(id);
  drafts.clearText(id);
  drafts.addText(id, { chatId: MARIA, messageId: 900 }, plain(`${LONG}!`));
  assert.equal((await press(id)).status, "sent");
  assert.equal(calls.length, 3);
  assert.equal(posts.get(1)?.document.text, `${LONG}!`);
});

test("a draft that no longer begins with what the channel has is refused until a person decides", async (context) => {
  const { draft, press, answers, calls, drafts, publisher } = await setUp(context);
  const id = draft(LONG, 1);
  answers.push(() => taken({ message_id: 51 }));
  answers.push(() => refusedWith(400, "Bad Request: CHAT_WRITE_FORBIDDEN"));
  await press(id);
  drafts.clearFigures(id);
  const partly = { publicationId: 1, messageIds: [51] };
  assert.deepEqual(await press(id), { status: "refused", refusal: { code: "partly-sent" }, partly });
  assert.equal(calls.length, 2);
  assert.deepEqual(publisher().settle(1, { there: false }), {
    status: "refused",
    refusal: { code: "no-right-to-post" },
    partly,
  });
  assert.deepEqual(publisher().settle(1, { there: false, anew: true }), { status: "released" });
  assert.equal((await press(id)).status, "sent");
  assert.deepEqual(
    calls.map(({ method }) => method),
    ["sendPhoto", "sendMessage", "sendMessage"],
  );
});

test("a lost answer is unknown and is never sent again", async (context) => {
  const { draft, press, answers, calls, drafts, restart, publisher } = await setUp(context);
  const id = draft(REVIEW);
  answers.push((_call, response) => void response.socket?.destroy());
  assert.equal((await press(id)).status, "unknown");
  await publisher().idle();
  assert.deepEqual(await press(id), UNKNOWN);
  assert.deepEqual(await restart(), []);
  drafts.setTitle(id, "Другой заголовок");
  assert.deepEqual(await press(id), UNKNOWN);
  assert.equal(calls.length, 1);
});

test("a person who sees the post settles it, and it is in the archive", async (context) => {
  const { draft, press, answers, calls, posts, publisher, drafts } = await setUp(context);
  const id = draft(REVIEW);
  answers.push(() => refusedWith(500, "Internal Server Error"));
  await press(id);
  const settled = { status: "sent", postId: 1, messageIds: [77], link: "https://t.me/rizzearch/77" };
  assert.deepEqual(publisher().settle(1, { there: true, messageIds: [77] }), settled);
  assert.deepEqual(publisher().settle(1, { there: false }), settled);
  assert.deepEqual(posts.byMessage(1, 77)?.id, 1);
  assert.equal(drafts.load(id)?.state, "published");
  assert.equal(calls.length, 1);
});

test("a person who sees no post releases it, and it can be sent", async (context) => {
  const { draft, press, answers, calls, publisher, clock } = await setUp(context);
  const id = draft(REVIEW);
  answers.push(() => refusedWith(500, "Internal Server Error"));
  await press(id);
  assert.deepEqual(publisher().settle(1, { there: false }), { status: "early", until: NOON + 510_000 });
  await clock.move(510_000);
  assert.deepEqual(publisher().settle(1, { there: false }), { status: "released" });
  assert.equal((await press(id)).status, "sent");
  assert.equal(calls.length, 2);
});

test("whoever said while the bot was down that a post is not there is believed only when nothing can still arrive", async (context) => {
  const { draft, press, answers, publisher, restart, clock } = await setUp(context);
  const id = draft(REVIEW);
  answers.push(() => refusedWith(500, "Internal Server Error"));
  await press(id);
  await publisher().stop();
  // By the wall clock all is over, but nobody knows when that button was pressed.
  await clock.move(3_600_000);
  await restart();
  const until = NOON + 3_600_000 + 510_000;
  assert.deepEqual(publisher().settle(1, { there: false }), { status: "early", until });
  // The post that arrived meanwhile can still be shown.
  assert.equal(publisher().settle(1, { there: true, messageIds: [77] }).status, "sent");
});

test("a text in doubt after sent figures is settled either way", async (context) => {
  const { draft, press, answers, calls, publisher, posts, clock } = await setUp(context);
  const lost = () => {
    answers.push(() => taken({ message_id: 51 }));
    answers.push(() => refusedWith(502, "Bad Gateway"));
  };
  const seen = draft(LONG, 1);
  lost();
  assert.equal((await press(seen)).status, "unknown");
  assert.deepEqual(publisher().settle(1, { there: true, messageIds: [51, 52] }), {
    status: "sent",
    postId: 1,
    messageIds: [51, 52],
    link: "https://t.me/rizzearch/51",
  });
  assert.deepEqual(posts.get(1)?.messageIds, [51, 52]);

  const missing = draft(LONG, 1);
  answers.push(() => taken({ message_id: 61 }));
  answers.push(() => refusedWith(502, "Bad Gateway"));
  await press(missing);
  await clock.move(510_000);
  assert.deepEqual(publisher().settle(2, { there: false }), { status: "released" });
  assert.deepEqual(await press(missing), {
    status: "sent",
    postId: 2,
    messageIds: [61, 101],
    link: "https://t.me/rizzearch/61",
  });
  assert.equal(calls.length, 5);
});

test("a doubtful first part that a person found leaves the rest for the next press", async (context) => {
  const { draft, press, answers, publisher } = await setUp(context);
  const id = draft(LONG, 2);
  answers.push(() => refusedWith(502, "Bad Gateway"));
  await press(id);
  assert.deepEqual(publisher().settle(1, { there: true, messageIds: [51, 52] }), {
    status: "refused",
    refusal: { code: "interrupted" },
    partly: { publicationId: 1, messageIds: [51, 52] },
  });
  assert.deepEqual(await press(id), {
    status: "sent",
    postId: 1,
    messageIds: [51, 52, 101],
    link: "https://t.me/rizzearch/51",
  });
});

test("a message of another post, or one that is known already, settles nothing", async (context) => {
  const { draft, press, answers, publisher, calls } = await setUp(context);
  await press(draft(REVIEW));
  const id = draft(LONG, 1);
  answers.push(() => taken({ message_id: 51 }));
  answers.push(() => refusedWith(502, "Bad Gateway"));
  await press(id);
  await publisher().idle();
  for (const messageIds of [[101], [51], []]) {
    assert.deepEqual(publisher().settle(2, { there: true, messageIds }), { ...UNKNOWN, publicationId: 2 });
  }
  assert.deepEqual(await press(id), { ...UNKNOWN, publicationId: 2 });
  assert.equal(calls.length, 3);
});

test("a publication that cannot be recovered does not keep the others from it", async (context) => {
  const { draft, press, answers, parts, publications } = await setUp(context);
  const lost = () => answers.push((_call, response) => void response.socket?.destroy());
  lost();
  await press(draft(REVIEW));
  lost();
  await press(draft(REVIEW));
  parts.db.prepare("UPDATE publication SET state = 'intended'").run();
  parts.db.prepare("UPDATE publication_message SET state = 'sent' WHERE publication_id = 1").run();
  parts.db.prepare("UPDATE publication_message SET state = 'calling' WHERE publication_id = 2").run();
  createPublisher(parts).recover();
  assert.deepEqual([publications.get(1)?.state, publications.get(2)?.state], ["intended", "unknown"]);
});

test("a channel that is not connected refuses, and so does another one", async (context) => {
  const { draft, press, channels, calls } = await setUp(context);
  const id = draft(REVIEW);
  channels.serve({ chatId: -1009, title: "другой", username: null });
  assert.deepEqual(await press(id), { status: "refused", refusal: { code: "channel-not-found" } });
  assert.equal(calls.length, 0);
});

test("a defect while sending is unknown, not lost", async (context) => {
  const { draft, parts, publications } = await setUp(context);
  const id = draft(REVIEW);
  const sending = { ...parts.sending, send: () => Promise.reject(new TypeError("a defect")) };
  const publisher = createPublisher({ ...parts, sending });
  publisher.start();
  const version = parts.drafts.load(id)?.version ?? 0;
  assert.equal((await publisher.publish({ draftId: id, version, by: MARIA, updateId: 1 })).status, "unknown");
  assert.deepEqual(
    publications.get(1)?.messages.map(({ state }) => state),
    ["unknown"],
  );
});

test("where the disk fails after the call, the outcome is unknown and nothing is sent again", async (context) => {
  const { draft, press, parts, calls, publisher } = await setUp(context);
  const id = draft(REVIEW);
  const mark: typeof parts.publications.mark = (publicationId, position, state, messageIds) => {
    if (state === "sent") throw new Error("database or disk is full");
    parts.publications.mark(publicationId, position, state, messageIds);
  };
  const failing = createPublisher({ ...parts, publications: { ...parts.publications, mark } });
  failing.start();
  const version = parts.drafts.load(id)?.version ?? 0;
  await assert.rejects(failing.publish({ draftId: id, version, by: MARIA, updateId: 700 }), /disk is full/);
  assert.equal((await press(id, version, 700)).status, "unknown");
  await publisher().idle();
  assert.deepEqual(await press(id), UNKNOWN);
  assert.equal(calls.length, 1);
});

test("where only the record of the post fails, the next press records it, whatever the draft is by then", async (context) => {
  const { draft, press, parts, calls, drafts, posts } = await setUp(context);
  const id = draft(REVIEW);
  const add = () => {
    throw new Error("database or disk is full");
  };
  const failing = createPublisher({ ...parts, posts: { ...parts.posts, add } });
  failing.start();
  const version = drafts.load(id)?.version ?? 0;
  await assert.rejects(failing.publish({ draftId: id, version, by: MARIA, updateId: 700 }), /disk is full/);
  assert.equal(drafts.load(id)?.state, "open");
  drafts.setTitle(id, "Другой");
  assert.deepEqual(await press(id), {
    status: "sent",
    postId: 1,
    messageIds: [101],
    link: "https://t.me/rizzearch/101",
  });
  assert.equal(posts.get(1)?.title, "Diffusion Forcing");
  assert.equal(calls.length, 1);
});

// A process that dies leaves what the disk has at that moment: here each moment is made by its rows.
const DEATHS: [moment: string, state: string, ids: string, first: string, second: string][] = [
  ["before the first call", "intended", "[]", "refused", "sent"],
  ["between the call and its record", "calling", "[]", "unknown", "unknown"],
  ["between the last record and the post", "sent", "[55]", "sent", "already"],
];
for (const [moment, state, ids, recovered, pressed] of DEATHS) {
  test(`after a death ${moment} the post is ${recovered}, and a new press ${pressed}`, async (context) => {
    const { draft, press, db, publications, channel, drafts, restart, calls, parts } = await setUp(context);
    const id = draft(REVIEW);
    const version = drafts.load(id)?.version ?? 0;
    parts.effects.once(500, "publish", () => {
      const outgoing = {
        replyToPrevious: false,
        disable_notification: false,
        method: "sendMessage",
        text: REVIEW,
        entities: [],
        link_preview_options: { is_disabled: false },
      } as const;
      const content = drafts.load(id)?.content;
      assert.ok(content);
      return {
        next: "send",
        publicationId: publications.intend(id, channel.id, {
          version,
          content,
          requestedBy: MARIA,
          messages: [outgoing],
        }),
      };
    });
    db.prepare("UPDATE publication_message SET state = ?, message_ids = ?").run(state, ids);
    // Of what is in doubt it is told first that it is looked for, and then what was found.
    const events = await restart();
    assert.equal(events.length, recovered === "unknown" ? 2 : 1);
    const told = events.at(-1);
    assert.ok(told);
    assert.deepEqual(
      [told.publicationId, told.draftId, told.requestedBy, told.outcome.status],
      [1, id, MARIA, recovered],
    );
    assert.deepEqual(await press(id, version, 500), told.outcome);
    assert.equal(calls.length, 0);
    assert.equal((await press(id)).status, pressed);
    assert.equal(calls.length, pressed === "sent" ? 1 : 0);
    assert.deepEqual(await restart(), []);
  });
}
