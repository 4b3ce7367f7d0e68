import assert from "node:assert/strict";
import { test } from "node:test";
import { createChannels } from "../../src/archive/channels.ts";
import { openDatabase } from "../../src/archive/database.ts";
import { createDrafts } from "../../src/archive/drafts.ts";
import { createPeople } from "../../src/archive/people.ts";
import { createPublications, type Intent } from "../../src/archive/publications.ts";
import { layout } from "../../src/publish/layout.ts";
import { figure, plain, review, SETTINGS } from "../post/content.ts";

const MARIA = 42;
const clock = { now: 1000 };
const now = () => clock.now;

function setUp() {
  const db = openDatabase(":memory:", { now });
  createPeople(db, now).meet({ id: MARIA, first_name: "Мария" });
  const channel = createChannels(db, now).serve({ chatId: -1001, title: "rizzearch", username: null });
  const draftId = createDrafts(db, now).create({ channelId: channel.id, personId: MARIA, style: "verbatim" });
  return { db, channel, draftId, publications: createPublications(db, now) };
}

function intent(text: string, version = 1): Intent {
  const content = review({ style: "verbatim", text: plain(text), figures: [figure("photo")] });
  const laidOut = layout(content, SETTINGS);
  assert.ok(laidOut.ok);
  return { version, content, requestedBy: MARIA, messages: laidOut.messages };
}

test("what is intended is read back exactly", () => {
  const { channel, draftId, publications } = setUp();
  const wanted = intent("я".repeat(1100));
  const id = publications.intend(draftId, channel.id, wanted);
  assert.deepEqual(publications.get(id), {
    id,
    draftId,
    channel: { id: channel.id, chatId: -1001, username: null },
    version: 1,
    content: wanted.content,
    state: "intended",
    requestedBy: MARIA,
    origin: "press",
    releaseAt: null,
    retryAt: null,
    delayedSince: null,
    lookAt: null,
    looks: 0,
    candidates: [],
    pin: false,
    untold: 0,
    postId: null,
    refusal: null,
    messages: wanted.messages.map((outgoing, position) => ({ position, outgoing, state: "intended", messageIds: [] })),
  });
  assert.deepEqual(publications.alive(draftId), publications.get(id));
  assert.equal(publications.get(id + 1), null);
});

test("a draft has one publication that is alive; a refused one is not", () => {
  const { channel, draftId, publications } = setUp();
  const first = publications.intend(draftId, channel.id, intent("раз"));
  assert.throws(() => publications.intend(draftId, channel.id, intent("два")), /UNIQUE/);
  publications.settle(first, "refused", { refusal: { code: "not-reached" } });
  assert.equal(publications.alive(draftId), null);
  const second = publications.intend(draftId, channel.id, intent("два"));
  assert.deepEqual(publications.intended(), [second]);
});

test("a new intent keeps the messages that are sent, and replaces the rest", () => {
  const { channel, draftId, publications } = setUp();
  const id = publications.intend(draftId, channel.id, intent("я".repeat(1100)));
  publications.mark(id, 0, "sent", [51]);
  publications.settle(id, "intended", { refusal: { code: "no-right-to-post" } });
  const next = intent("ю".repeat(1200), 4);
  publications.resume(id, next);
  const publication = publications.get(id);
  assert.deepEqual([publication?.version, publication?.refusal, publication?.content], [4, null, next.content]);
  assert.deepEqual(
    publication?.messages.map(({ state, messageIds }) => [state, messageIds]),
    [
      ["sent", [51]],
      ["intended", []],
    ],
  );
  assert.deepEqual(publication?.messages[1]?.outgoing, next.messages[1]);
});

test("an end has its time, and what goes on has none", () => {
  const { db, channel, draftId, publications } = setUp();
  const id = publications.intend(draftId, channel.id, intent("раз"));
  const finished = () =>
    db.prepare<[number], number | null>("SELECT finished_at FROM publication WHERE id = ?").pluck().get(id);
  clock.now = 2000;
  publications.settle(id, "unknown", {});
  assert.equal(finished(), null);
  publications.settle(id, "refused", { refusal: { code: "interrupted" } });
  assert.equal(finished(), 2000);
});

test("a corrupt row is an error, and never nothing", () => {
  const { db, channel, draftId, publications } = setUp();
  const id = publications.intend(draftId, channel.id, intent("раз"));
  db.prepare("UPDATE publication SET content = '{}'").run();
  assert.throws(() => publications.get(id));
});
