// Kills the real process again and again while it publishes, over HTTP, with the stand-in for Telegram.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Message } from "@grammyjs/types";
import { createStandIn } from "../playground/server/index.ts";
import { openDatabase } from "../src/archive/database.ts";
import { createChance } from "./chance.ts";
import { createProgress } from "./progress.ts";

const HELP = `Usage: npm run brutal -- [--kills 200] [--posts 50] [--seed 1]

Starts the bot as "paperboy start" does, with a Bot API on this machine. One person writes the posts and presses
"publish" under each of them, and again wherever the bot asks for it, while the process is killed (kill -9) at random
moments and started again. When the killing is over and all has come to rest, every post has to be in the channel
exactly once, or its card has to say that the bot does not know.

  --kills N    how often the process is killed      (200)
  --posts N    how many posts are published         (50)
  --seed N     draws the moments                    (1)

Takes about four seconds for each kill. Exits with 1 if a post is there twice, or is missing and nobody was told.
`;

const { values: options } = parseArgs({
  options: {
    kills: { type: "string", default: "200" },
    posts: { type: "string", default: "50" },
    seed: { type: "string", default: "1" },
    help: { type: "boolean", short: "h", default: false },
  },
});
if (options.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const [kills, posts, seed] = [Number(options.kills), Number(options.posts), Number(options.seed)];
if (![kills, posts, seed].every((number) => Number.isInteger(number) && number >= 0) || posts === 0) {
  process.stderr.write("--kills, --posts and --seed must be whole numbers, and there must be a post.\n");
  process.exit(1);
}

const PERSON = 11;
const chance = createChance(seed);
const folder = mkdtempSync(join(tmpdir(), "paperboy-brutal-"));
const database = join(folder, "paperboy.db");
const telegram = await createStandIn({
  now: Date.now,
  people: [{ id: PERSON, name: "Вера", username: "vera", language: "ru", member: "creator" }],
  channel: { username: "brutal" },
});
const chat = telegram.botId;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The bot as a process, with what it printed. */
interface Bot {
  readonly child: ChildProcess;
  readonly ready: Promise<boolean>;
  readonly gone: Promise<void>;
}

function startBot(): Bot {
  const child = spawn(process.execPath, [join(import.meta.dirname, "..", "bin", "paperboy.js"), "start"], {
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? "",
      LANG: "en_US.UTF-8",
      BOT_TOKEN: telegram.token,
      BOT_API_ROOT: telegram.apiRoot,
      CHANNEL_ID: String(telegram.channelId),
      ADMIN_IDS: String(PERSON),
      DATABASE: database,
      LOG_LEVEL: "silent",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const ready = new Promise<boolean>((resolve) => {
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      if (text.includes("Ready")) resolve(true);
    });
    gone.then(() => resolve(false));
  });
  return { child, ready, gone };
}

async function kill({ child, gone }: Bot): Promise<void> {
  child.kill("SIGKILL");
  await gone;
}

const titleOf = (number: number): string => `Пост ${number} из очереди`;
const textOf = (message: Message): string => message.text ?? message.caption ?? "";
const labelsOf = (message: Message): string[] =>
  message.reply_markup?.inline_keyboard.flat().map(({ text }) => text) ?? [];
const seen = async (): Promise<readonly Message[]> =>
  (await telegram.people.look({ person: PERSON, chat })).messages
    .filter(({ mine }) => !mine)
    .map((each) => each.message);
const cardOf = (messages: readonly Message[], number: number): Message | undefined =>
  messages.findLast((message) => textOf(message).includes(titleOf(number)) && textOf(message).includes("Черновик"));
/** The lowest message that shows the post, whatever it says of it. */
const shownOf = (messages: readonly Message[], number: number): string =>
  textOf(messages.findLast((message) => textOf(message).includes(titleOf(number))) ?? ({} as Message));
const copies = async (number: number): Promise<number> =>
  (await telegram.people.look({ person: PERSON, chat: telegram.channelId })).messages.filter(({ message }) =>
    textOf(message).includes(titleOf(number)),
  ).length;

const numbers = Array.from({ length: posts }, (_, i) => i + 1);

/** Writes the posts, while nobody is killed. */
async function write(): Promise<void> {
  const bot = startBot();
  if (!(await bot.ready)) throw new Error("The bot did not start.");
  const progress = createProgress("posts written", posts);
  for (const number of numbers) {
    await telegram.people.paste({ person: PERSON, chat, text: `${titleOf(number)}\n\nо чём-то важном` });
    await telegram.until(async () => cardOf(await seen(), number) !== undefined, 20_000);
    progress.show(number);
  }
  progress.end();
  await kill(bot);
  // The window in which a post can be taken back would outlive most processes.
  const db = openDatabase(database, { now: Date.now });
  db.prepare("UPDATE channel SET settings = json_set(settings, '$.undoSeconds', 0)").run();
  db.close();
}

let pressing = true;
/** Presses "publish" wherever it is offered, as a person would who wants all of it out. */
async function press(): Promise<void> {
  const lastPress = new Map<number, number>();
  while (pressing) {
    const messages = await seen();
    const open = numbers.filter((number) => {
      const card = cardOf(messages, number);
      const offered = card !== undefined && labelsOf(card).some((label) => label.includes("Опубликовать"));
      return offered && Date.now() - (lastPress.get(number) ?? 0) > 3_000;
    });
    for (const number of open.slice(0, 3)) {
      const card = cardOf(messages, number);
      const button = card && labelsOf(card).find((label) => label.includes("Опубликовать"));
      if (card === undefined || button === undefined) continue;
      lastPress.set(number, Date.now());
      // A press that nobody answers, or that comes when the card has changed, is made again.
      await telegram.people
        .press({ person: PERSON, chat, message: card.message_id, button, wait: 50 })
        .catch(() => null);
    }
    await pause(chance.between(20, 200));
  }
}

async function main(): Promise<number> {
  const start = performance.now();
  await write();
  const pressed = press();
  const progress = createProgress("kills", kills);
  let beforeReady = 0;
  for (let number = 1; number <= kills; number++) {
    const bot = startBot();
    if (chance.happens(0.2)) {
      await Promise.race([bot.ready, pause(chance.between(100, 3_000))]);
      beforeReady += 1;
    } else if (await bot.ready) await pause(chance.between(0, chance.pick([30, 300, 1_500])));
    await kill(bot);
    progress.show(number);
  }
  progress.end();
  const out = (await Promise.all(numbers.map(copies))).filter((count) => count > 0).length;
  const bot = startBot();
  const states = async () => {
    const messages = await seen();
    return Promise.all(
      numbers.map(async (number) => ({ number, copies: await copies(number), shown: shownOf(messages, number) })),
    );
  };
  const isAtRest = ({ copies, shown }: { copies: number; shown: string }): boolean =>
    /❓/.test(shown) || (copies > 0 && shown.includes("✅"));
  const patience = Date.now() + 120_000;
  while (Date.now() < patience && !(await states()).every(isAtRest)) await pause(500);
  pressing = false;
  await pressed;
  await kill(bot);
  const last = await states();
  const doubled = last.filter(({ copies }) => copies > 1);
  const asked = last.filter(({ shown }) => /❓/.test(shown));
  const lost = last.filter((state) => !isAtRest(state));
  const seconds = Math.round((performance.now() - start) / 1000);
  process.stdout.write(
    `${posts} posts, ${kills} kills (${beforeReady} of them perhaps before the bot was ready), ${seconds} s.\n` +
      `${out} were out when the killing ended. Now ${last.filter(({ copies }) => copies === 1).length} are in the channel once, ` +
      `${doubled.length} more than once; ${asked.length} cards say that the bot does not know yet; ${lost.length} are lost.\n`,
  );
  for (const { number, copies, shown } of [...doubled, ...lost]) {
    process.stdout.write(`Post ${number} is there ${copies} times. Its card:\n${shown}\n`);
  }
  return doubled.length + lost.length === 0 ? 0 : 1;
}

const code = await main().finally(async () => {
  await telegram.close();
  rmSync(folder, { recursive: true, force: true });
});
process.exit(code);
