import type { TestContext } from "node:test";
import { Api } from "grammy";
import pino from "pino";
import { createAttempts } from "../../../src/archive/attempts.ts";
import { createChannels } from "../../../src/archive/channels.ts";
import { openDatabase } from "../../../src/archive/database.ts";
import { createDrafts } from "../../../src/archive/drafts.ts";
import { createPosts } from "../../../src/archive/posts.ts";
import { createPublications } from "../../../src/archive/publications.ts";
import { createRoles } from "../../../src/archive/roles.ts";
import { createSchedule } from "../../../src/archive/schedule.ts";
import { createScheduleMessages } from "../../../src/archive/schedule-messages.ts";
import { createTroubleMessages } from "../../../src/archive/trouble-messages.ts";
import { createReceipts } from "../../../src/bot/publication/receipts.ts";
import { createTroubles } from "../../../src/bot/publication/troubles.ts";
import { createDesk } from "../../../src/desk/desk.ts";
import type { PublishOutcome } from "../../../src/publish/publisher.ts";
import { createChat } from "../../../src/telegram/chat.ts";
import { plain } from "../../post/content.ts";
import { startTelegram, words } from "../telegram.ts";

export const OWNER = 1;
export const ADMIN = 2;
export const AUTHOR = 7;
export const NOW = Date.UTC(2026, 10, 24, 12);

/** A publication with its messages on disk, two admins, and a Telegram that remembers its calls. */
export async function openDesk(t: TestContext) {
  const telegram = await startTelegram();
  const api = new Api("100:test", { apiRoot: telegram.root });
  const now = () => NOW;
  const log = pino({ level: "silent" });
  const db = openDatabase(":memory:", { now });
  t.after(async () => {
    await telegram.close();
    db.close();
  });
  let messageId = 20;
  telegram.answer("sendMessage", ({ chat_id: id }) => ({ message_id: ++messageId, date: 1, chat: { id }, text: "" }));
  const channels = createChannels(db, now);
  const channel = channels.serve({ chatId: -1001, title: "Канал", username: "channel" });
  db.prepare("INSERT INTO person (id, name, seen_at) VALUES (1, 'Аня', 0), (2, 'Max', 0), (7, 'Вера', 0)").run();
  const drafts = createDrafts(db, now);
  const draftId = drafts.create({ channelId: channel.id, personId: AUTHOR, style: "verbatim", authorIds: [] });
  drafts.setKind(draftId, "note");
  drafts.addText(draftId, { chatId: AUTHOR, messageId: 5 }, plain("Заметка <о> разном"));
  const content = drafts.load(draftId)?.content;
  if (content === undefined) throw new Error("There is no draft.");
  const publications = createPublications(db, now);
  const publicationId = publications.intend(draftId, channel.id, {
    version: 1,
    content,
    requestedBy: AUTHOR,
    origin: "press",
    releaseAt: null,
    pin: false,
    messages: [
      {
        method: "sendMessage",
        text: "Заметка <о> разном",
        entities: [],
        disable_notification: false,
        replyToPrevious: false,
        link_preview_options: { is_disabled: true },
      },
    ],
  });
  const desk = createDesk({
    roles: createRoles(db, now),
    channels,
    chat: createChat(api),
    adminIds: [OWNER, ADMIN],
    now,
    log,
  });
  const sayTo = (id: number) => words(id === ADMIN ? "en" : "ru");
  const posts = createPosts(db);
  const receipts = createReceipts({
    api,
    schedule: createSchedule(db, now),
    messages: createScheduleMessages(db),
    drafts,
    posts,
    publications,
    channels,
    desk,
    sayTo,
    username: "paperboy_bot",
    now,
    log,
  });
  const troubleMessages = createTroubleMessages(db);
  const username = "paperboy_bot";
  const messages = troubleMessages;
  const authorOf = () => AUTHOR;
  const troubles = createTroubles({
    authorOf,
    api,
    messages,
    publications,
    channels,
    desk,
    receipts,
    sayTo,
    username,
    now,
    log,
  });
  const tell = (outcome: PublishOutcome) => troubles.tell({ publicationId, draftId, requestedBy: AUTHOR, outcome });
  return {
    telegram,
    api,
    db,
    channels,
    channel,
    desk,
    publications,
    publicationId,
    draftId,
    troubles,
    troubleMessages,
    tell,
    attempts: createAttempts(db, now),
  };
}
