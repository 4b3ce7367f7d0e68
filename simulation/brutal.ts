// Kills the real process again and again while it publishes, over HTTP, with the stand-in for Telegram.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Message } from "@grammyjs/types";
import { createStandIn } from "../playground/server/index.ts";
import { createChannels } from "../src/archive/channels.ts";
import { openDatabase } from "../src/archive/database.ts";
import { createSchedule } from "../src/archive/schedule.ts";
import { toWritten } from "../src/publish/schedule/zone.ts";
import { createChance } from "./chance.ts";
import { createProgress } from "./progress.ts";

const HELP = `Usage: npm run brutal -- [--kills 200] [--posts 50] [--seed 1] [--faults]

Starts the bot as "paperboy start" does, with a Bot API on this machine. One person writes the posts, plans each fifth,
and presses "publish" under the others, and again wherever the bot asks for it, while the process is killed (kill -9) at
random moments and started again; sometimes the next one is started before. When the killing is over and all has come
to rest, every post has to be in the channel exactly once, or the person asked; in the order in which they were due; the archive has to hold
just these messages; and what the person reads has to be so.

  --kills N    how often the process is killed      (200)
  --posts N    how many posts are published         (50)
  --seed N     draws the moments                    (1)
  --faults     the Bot API also asks to wait, fails, is slow, and cuts connections before and after it acted

Takes about three seconds for each kill, and with --faults up to ten minutes at the end: a request that was lost counts
as lost only when no server can act on it any more. Exits with 1 if anything is not as it has to be.
`;

const { values: options } = parseArgs({
  options: {
    kills: { type: "string", default: "200" },
    posts: { type: "string", default: "50" },
    seed: { type: "string", default: "1" },
    faults: { type: "boolean", default: false },
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
/** How long it may take after the last kill until all is at rest, ms: a lost request counts as lost after 510 s. */
const PATIENCE = 700_000;
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
/**
 * The lowest message that shows the post, whatever it says of it; a copy that was forwarded for a look, and whose
 * process was killed before it took that away, says nothing.
 */
const shownOf = (messages: readonly Message[], number: number): string =>
  textOf(
    messages.findLast((each) => each.forward_origin === undefined && textOf(each).includes(titleOf(number))) ??
      ({} as Message),
  );
const copies = async (number: number): Promise<number> =>
  (await telegram.people.look({ person: PERSON, chat: telegram.channelId })).messages.filter(({ message }) =>
    textOf(message).includes(titleOf(number)),
  ).length;

const numbers = Array.from({ length: posts }, (_, i) => i + 1);

/** Each fifth has a time; the person presses "publish" under the others. */
const isPlanned = (number: number): boolean => number % 5 === 0;

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
  const schedule = createSchedule(db, Date.now);
  const channel = createChannels(db, Date.now).served();
  for (const number of numbers.filter(isPlanned)) {
    const draft = db
      .prepare<[string], { id: number; version: number }>(
        "SELECT id, version FROM draft JOIN draft_text ON draft_id = id WHERE text LIKE ? || '%'",
      )
      .get(`${titleOf(number)}\n`);
    if (channel === null || draft === undefined) throw new Error(`Post ${number} was not saved.`);
    const due = Date.now() + Math.round((number / posts) * kills * 1_500);
    const written = toWritten(due, channel.zone);
    const { id: draftId, version } = draft;
    schedule.plan({ draftId, channelId: channel.id, written, due, version, by: PERSON });
  }
  db.close();
}

/** Now and then, the next calls that put something into the channel meet with what networks do. */
async function disturb(): Promise<void> {
  while (killing) {
    const fault = chance.pick([
      { kind: "error", code: 429, description: "Too Many Requests: retry after 1", retryAfter: 1 },
      { kind: "error", code: 502, description: "Bad Gateway" },
      { kind: "drop-before" },
      { kind: "drop-after" },
      { kind: "slow", ms: 700 },
    ] as const);
    // Those that nothing met with do not pile up for a process that starts.
    await telegram.people.clearFaults();
    await telegram.people.fault({ method: chance.pick(["sendMessage", "*"]), times: chance.between(1, 2), fault });
    await pause(chance.between(500, 4_000));
  }
  await telegram.people.clearFaults();
}

let killing = true;
let pressing = true;
/** Presses "publish" wherever it is offered, as a person would who wants all of it out. */
async function press(): Promise<void> {
  const lastPress = new Map<number, number>();
  while (pressing) {
    const messages = await seen();
    const open = numbers.filter((number) => {
      if (isPlanned(number) && killing) return false;
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

/** What the archive says of the channel and is not so, and what went out in another order than it was due. */
async function disagreements(): Promise<string[]> {
  const view = await telegram.people.look({ person: PERSON, chat: telegram.channelId });
  const there = view.messages.filter(({ message }) => textOf(message).includes("из очереди"));
  const db = openDatabase(database, { now: Date.now });
  const kept = db
    .prepare<[], { id: number; title: string }>(
      "SELECT post_message.message_id AS id, title FROM post_message JOIN post ON post.id = post_id",
    )
    .all();
  const queue = db
    .prepare<[], { id: number; ids: string; calls: number }>(
      `SELECT publication.id, publication_message.message_ids AS ids,
              (SELECT count(*) FROM attempt WHERE attempt.publication_id = publication.id) AS calls
         FROM publication JOIN publication_message ON publication_message.publication_id = publication.id
        WHERE publication.state = 'sent'
        ORDER BY coalesce(release_at, intended_at), publication.id`,
    )
    .all();
  db.close();
  const wrong = there
    .filter(({ message }) => kept.filter(({ id }) => id === message.message_id).length !== 1)
    .map(({ message }) => `Message ${message.message_id} is not in the archive once: ${textOf(message)}`);
  for (const { id, title } of kept) {
    const message = there.find(({ message }) => message.message_id === id)?.message;
    if (message === undefined || !textOf(message).startsWith(title)) wrong.push(`Not in the channel: ${id}, ${title}`);
  }
  // What had to be called again stands where it could be sent.
  const once = queue.filter(({ calls }) => calls === 1).map(({ ids }) => Number(JSON.parse(ids)[0]));
  const early = once.filter((id, i) => id < Math.max(...once.slice(0, i)));
  return [...wrong, ...early.map((id) => `Message ${id} went out before one that was due earlier.`)];
}

async function main(): Promise<number> {
  const start = performance.now();
  await write();
  const pressed = press();
  const disturbed = options.faults ? disturb() : Promise.resolve();
  const progress = createProgress("kills", kills);
  let [beforeReady, tookOver] = [0, 0];
  let next: Bot | null = null;
  for (let number = 1; number <= kills; number++) {
    const bot: Bot = next ?? startBot();
    next = null;
    if (chance.happens(0.2)) {
      await Promise.race([bot.ready, pause(chance.between(100, 3_000))]);
      beforeReady += 1;
    } else if (await bot.ready) {
      // A second process, started by mistake, waits for the first to end.
      if (chance.happens(0.15)) {
        next = startBot();
        tookOver += 1;
      }
      await pause(chance.between(0, chance.pick([30, 300, 1_500])));
    }
    await kill(bot);
    progress.show(number);
  }
  progress.end();
  killing = false;
  await disturbed;
  const out = (await Promise.all(numbers.map(copies))).filter((count) => count > 0).length;
  const bot = next ?? startBot();
  const states = async () => {
    const messages = await seen();
    return Promise.all(
      numbers.map(async (number) => ({ number, copies: await copies(number), shown: shownOf(messages, number) })),
    );
  };
  const isAtRest = ({ copies, shown }: { copies: number; shown: string }): boolean =>
    copies > 0 && shown.includes("✅");
  const patience = Date.now() + PATIENCE;
  const rest = createProgress("posts at rest", posts);
  for (let left = posts; left > 0 && Date.now() < patience; await pause(500)) {
    left = (await states()).filter((state) => !isAtRest(state)).length;
    rest.show(posts - left);
  }
  rest.end();
  pressing = false;
  await pressed;
  await kill(bot);
  const last = await states();
  const doubled = last.filter(({ copies }) => copies > 1);
  // Where no message of the channel was known before the call, only the person can tell.
  const asked = last.filter(({ copies, shown }) => copies <= 1 && shown.includes("❓"));
  const lost = last.filter((state) => !isAtRest(state) && !asked.includes(state));
  const wrong = await disagreements();
  const seconds = Math.round((performance.now() - start) / 1000);
  process.stdout.write(
    `${posts} posts, ${kills} kills (${beforeReady} of them perhaps before the bot was ready, ${tookOver} with the next ` +
      `one waiting), ${seconds} s.\n${out} were out when the killing ended. Now ` +
      `${last.filter(({ copies }) => copies === 1).length} are in the channel once and said to be there, ` +
      `${doubled.length} more than once; of ${asked.length} the person is asked; ${lost.length} are lost; ${wrong.length} disagreements of archive and channel.\n`,
  );
  for (const line of wrong) process.stdout.write(`${line}\n`);
  for (const { number, copies, shown } of [...doubled, ...lost]) {
    process.stdout.write(`Post ${number} is there ${copies} times. Its card:\n${shown}\n`);
  }
  return doubled.length + lost.length + wrong.length === 0 ? 0 : 1;
}

const code = await main().finally(async () => {
  await telegram.close();
  rmSync(folder, { recursive: true, force: true });
});
process.exit(code);
