import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { Api } from "grammy";
import { pino } from "pino";
import { createStandIn } from "../../playground/server/index.ts";
import { createAttempts } from "../../src/archive/attempts.ts";
import { createAuthors } from "../../src/archive/authors.ts";
import { createChannels } from "../../src/archive/channels.ts";
import { openDatabase } from "../../src/archive/database.ts";
import { createDrafts } from "../../src/archive/drafts.ts";
import { createEffects } from "../../src/archive/effects.ts";
import { createForwardedCopies } from "../../src/archive/forwarded-copies.ts";
import { createPapers } from "../../src/archive/papers.ts";
import { createPeople } from "../../src/archive/people.ts";
import { createPosts } from "../../src/archive/posts.ts";
import { createPublications } from "../../src/archive/publications.ts";
import { createPublisher } from "../../src/publish/outbox.ts";
import type { PublicationEvent } from "../../src/publish/ports.ts";
import { createHistory } from "../../src/telegram/history.ts";
import { createSending } from "../../src/telegram/publishing.ts";
import { plain } from "../post/content.ts";
import { createClock } from "../telegram/clock.ts";

export const ANYA = 11;
export const MAX = 12;
export const NOON = Date.UTC(2026, 10, 24, 9);
const PIXEL =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
export const NOTE = "Заметка\n\nо том, как **это** вышло";

/** The publisher at the stand-in. With `profile`, Anya, who shows the channel, is asked; else only ids are looked up. */
export async function openChannel(context: TestContext, { profile = false, service = true } = {}) {
  const clock = createClock(NOON);
  const { now } = clock;
  const telegram = await createStandIn({
    now,
    people: [
      { id: ANYA, name: "Аня", language: "ru", member: "creator" },
      { id: MAX, name: "Max", language: "ru", member: "administrator" },
    ],
    channel: { username: "rizzearch" },
    log: pino({ level: "silent" }),
  });
  context.after(() => telegram.close());
  const { people, channelId } = telegram;
  const api = new Api(telegram.token, { apiRoot: telegram.apiRoot, timeoutSeconds: 5 });
  await people.start({ person: ANYA });
  const db = openDatabase(":memory:", { now });
  context.after(() => db.close());
  createPeople(db, now).meet({ id: ANYA, first_name: "Аня" });
  const channels = createChannels(db, now);
  const channel = channels.serve({ chatId: channelId, title: "rizzearch", username: "rizzearch" });
  channels.changeSettings(channel.id, { undoSeconds: 0 });
  const author = createAuthors(db).ensureNamed(channel.id, { name: "Аня", username: null, rubric: null });
  const events: PublicationEvent[] = [];
  const log = pino({ enabled: false });
  const parts = {
    db,
    publications: createPublications(db, now),
    attempts: createAttempts(db, now),
    drafts: createDrafts(db, now),
    posts: createPosts(db),
    papers: createPapers(db),
    effects: createEffects(db, now),
    sending: createSending(api),
    history: createHistory({
      api,
      botId: telegram.botId,
      people: () => (profile ? [MAX, ANYA] : [MAX]),
      serviceChat: () => (service ? ANYA : null),
      copies: createForwardedCopies(db),
      log,
    }),
    channels,
    channel: channels.served,
    now,
    timers: clock.timers,
    tell: async (event: PublicationEvent) => void events.push(event),
    log,
  };
  let publisher = createPublisher(parts);
  publisher.start();
  let updates = 0;
  const channelOf = async () =>
    (await people.look({ person: ANYA, chat: channelId })).messages.map(({ message }) => message);
  /** Time passes, second by second of looks, each of which is a few calls over HTTP. */
  const pass = async (ms: number) => {
    const end = now() + ms;
    while (now() < end) {
      await publisher.idle();
      await clock.move(Math.min(5_000, end - now()));
    }
    await publisher.idle();
  };
  const draft = async (text: string, photos = 0) => {
    const id = parts.drafts.create({
      channelId: channel.id,
      personId: ANYA,
      style: "verbatim",
      authorIds: [author.id],
    });
    parts.drafts.setKind(id, "note");
    parts.drafts.addText(id, { chatId: ANYA, messageId: ++updates + 500 }, plain(text));
    const files = Array.from({ length: photos }, () => ({ kind: "photo" as const, file: PIXEL }));
    const sent = photos === 0 ? [] : await people.sendFiles({ person: ANYA, chat: telegram.botId, files });
    for (const { message_id: messageId, photo } of sent) {
      const size = photo?.at(-1);
      assert.ok(size);
      const figure = { kind: "photo", fileId: size.file_id, fileUniqueId: size.file_unique_id, size: 1 } as const;
      parts.drafts.addFigure(id, { chatId: ANYA, messageId, mediaGroup: null }, figure);
    }
    return id;
  };
  const press = async (draftId: number) => {
    const version = parts.drafts.load(draftId)?.version ?? 0;
    const outcome = await publisher.publish({ draftId, version, by: ANYA, updateId: ++updates });
    await publisher.idle();
    return outcome;
  };
  const first = await press(await draft("Первый пост\n\nканала"));
  assert.equal(first.status, "sent");
  return {
    ...parts,
    clock,
    people,
    telegram,
    events,
    draft,
    press,
    pass,
    publisher: () => publisher,
    restart: async () => {
      await publisher.stop();
      publisher = createPublisher(parts);
      publisher.recover();
      publisher.start();
      await publisher.idle();
    },
    /** What stands in the channel since the first post. */
    shown: async () => (await channelOf()).slice(1),
    /** What the bot left in Anya's chat. */
    left: async () => (await people.look({ person: ANYA, chat: telegram.botId })).messages.filter(({ mine }) => !mine),
    standing: () => events.at(-1)?.outcome,
    dropAfter: (method: string) => people.fault({ method, fault: { kind: "drop-after" } }),
    dropBefore: (method: string) => people.fault({ method, fault: { kind: "drop-before" } }),
    byHand: (text: string) => people.say({ person: MAX, chat: channelId, text }),
  };
}
