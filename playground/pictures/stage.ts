import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Message } from "@grammyjs/types";
import { Api } from "grammy";
import { pino } from "pino";
import { createApp } from "../../src/app.ts";
import { openDatabase } from "../../src/archive/database.ts";
import { loadWords } from "../../src/bot/words.ts";
import { systemTimers } from "../../src/telegram/timers.ts";
import { answerArxiv, demoAuthors, demoChannel, demoScene } from "../demo/index.ts";
import { createPageFiles } from "../page-files.ts";
import { createStandIn } from "../server/index.ts";
import { formatText } from "../server/text-engine.ts";
import type { Sent } from "./examples.ts";

const FIGURES = join(import.meta.dirname, "..", "demo", "figures");
/** How long is waited for the bot, ms. */
const PATIENCE = 60_000;
const words = loadWords();
export const say = words("ru");

/** The playground in this process with an empty channel, and its first author's hands. */
export async function openStage() {
  const log = pino({ level: process.env.LOG_LEVEL ?? "error" }, pino.destination(2));
  const page = createPageFiles(join(import.meta.dirname, "..", "page"));
  const telegram = await createStandIn({ ...demoScene, now: Date.now, log, page });
  const db = openDatabase(":memory:", { now: Date.now });
  const [author] = demoAuthors.filter(({ username }) => username === demoScene.people?.[0]?.username);
  if (author === undefined) throw new Error("The demo has no author.");
  const app = createApp({
    db,
    token: telegram.token,
    connection: { apiRoot: telegram.apiRoot, proxy: null },
    me: await new Api(telegram.token, { apiRoot: telegram.apiRoot }).getMe(),
    adminIds: [author.id],
    words,
    now: Date.now,
    timers: systemTimers,
    fetch: async (address) => {
      const { status, contentType, body } = answerArxiv(new URL(String(address)), Date.now());
      return new Response(body, { status, headers: { "content-type": contentType } });
    },
    chance: () => 0,
    log,
    patience: { quiet: 300, cap: 3_000 },
    onTrouble: () => undefined,
    onFatal: (error) => log.fatal({ err: error }, "the bot cannot go on"),
  });
  const { chatId, title, username } = demoChannel;
  const channel = app.channels.serve({ chatId, title, username });
  app.channels.changeSettings(channel.id, { undoSeconds: 0 });
  app.publisher.start();
  app.dispatcher.start();
  const polling = app.poller.run();
  return {
    url: telegram.url,
    ...handsOf(telegram, author.id),
    close: async (): Promise<void> => {
      app.poller.stop();
      await polling;
      await app.publisher.stop();
      await app.dispatcher.stop(5_000);
      db.close();
      await telegram.close();
    },
  };
}

function handsOf({ people, botId, channelId, until }: Awaited<ReturnType<typeof createStandIn>>, person: number) {
  const look = async (chat: number, after: number): Promise<readonly Message[]> =>
    (await people.look({ person, chat })).messages
      .filter(({ mine, message }) => message.message_id > after && (!mine || chat === channelId))
      .map(({ message }) => message);
  const last = async (chat: number): Promise<number> =>
    (await people.look({ person, chat })).messages.at(-1)?.message.message_id ?? 0;
  const under = (after: number, button: string): Promise<Message> =>
    until(
      async () =>
        (await look(botId, after)).findLast((message) => labelsOf(message).some((one) => one.includes(button))),
      PATIENCE,
    );
  return {
    last: () => last(botId),
    lastPost: () => last(channelId),
    /** The bot's lowest message after another that has a button with these words. */
    under,
    press: async (after: number, button: string): Promise<void> => {
      const message = await under(after, button);
      const label = labelsOf(message).find((one) => one.includes(button)) ?? button;
      await people.press({ person, chat: botId, message: message.message_id, button: label });
    },
    saw: (after: number, text: string): Promise<Message> =>
      until(async () => (await look(botId, after)).findLast((message) => message.text?.includes(text)), PATIENCE),
    posts: (after: number) => look(channelId, after),
    send: async ({ html, markdown, typed, figures = [] }: Sent): Promise<void> => {
      const { text, entities } = formatText({ mode: "HTML", text: html ?? "" });
      const photos = figures.map((name) => ({ kind: "photo" as const, file: dataUrl("image/png", pngOf(name)) }));
      if (typed !== undefined) await people.say({ person, chat: botId, text: typed });
      if (markdown !== undefined) {
        const file = dataUrl("text/markdown", Buffer.from(markdown));
        await people.sendFiles({ person, chat: botId, files: [{ kind: "document", file, name: "review.md" }] });
      }
      const caption = html === undefined ? {} : { caption: text, captionEntities: entities };
      if (photos.length > 0 && (html === undefined || text.length <= 2_048)) {
        await people.sendFiles({ person, chat: botId, files: photos, ...caption });
      } else if (html !== undefined) {
        await people.paste({ person, chat: botId, text, entities });
      }
    },
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;

const pngOf = (name: string): Buffer => readFileSync(join(FIGURES, `${name}.png`));
const dataUrl = (type: string, bytes: Buffer): string => `data:${type};base64,${bytes.toString("base64")}`;

function labelsOf(message: Message): string[] {
  return message.reply_markup?.inline_keyboard.flat().map(({ text }) => text) ?? [];
}
