// Kills the real process again and again while it publishes, over HTTP, with the stand-in for Telegram.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createStandIn } from "../../playground/server/index.ts";
import { createChannels } from "../../src/archive/channels.ts";
import { openDatabase } from "../../src/archive/database.ts";
import { createSchedule } from "../../src/archive/schedule.ts";
import { toWritten } from "../../src/publish/schedule/zone.ts";
import { createChance } from "../chance.ts";
import { createProgress } from "../progress.ts";
import { createAuthor, titleOf } from "./author.ts";
import { type BotProcess, startProcess } from "./process.ts";
import { disagreements, isAtRest } from "./verdict.ts";

const HELP = `Usage: npm run brutal -- [--kills 200] [--posts 50] [--seed 1] [--faults] [--fresh]

Starts the bot as "paperboy start" does, with a Bot API on this machine. One person writes the posts, plans each fifth,
and presses "publish" under the others, and again wherever the bot asks for it, while the process is killed (kill -9) at
random moments and started again; sometimes the next one is started before. When the killing is over and all has come
to rest, every post has to be in the channel exactly once, in the order in which they were due; the archive has to hold
just these messages; and what the person reads has to be so. The bot may not ask the person whether a post is out, but
in a channel of which it knows no message.

  --kills N    how often the process is killed      (200)
  --posts N    how many posts are published         (50)
  --seed N     draws the moments                    (1)
  --faults     the Bot API also asks to wait, fails, is slow, and cuts connections before and after it acted
  --fresh      the channel is empty at first, and the person answers where the bot has to ask

Takes about three seconds for each kill, and with --faults or --fresh up to ten minutes at the end: a request that was
lost counts as lost only when no server can act on it any more. Exits with 1 if anything is not as it has to be.
`;

const { values: options } = parseArgs({
  options: {
    kills: { type: "string", default: "200" },
    posts: { type: "string", default: "50" },
    seed: { type: "string", default: "1" },
    faults: { type: "boolean", default: false },
    fresh: { type: "boolean", default: false },
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
const PATIENCE = 1_200_000;
const chance = createChance(seed);
const folder = mkdtempSync(join(tmpdir(), "paperboy-brutal-"));
const database = join(folder, "paperboy.db");
const telegram = await createStandIn({
  now: Date.now,
  people: [{ id: PERSON, name: "Вера", username: "vera", language: "ru", member: "creator" }],
  channel: { username: "brutal" },
});
const numbers = Array.from({ length: posts }, (_, i) => i + 1);
const author = createAuthor({ telegram, person: PERSON, numbers, chance });
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** Each fifth has a time; the person presses "publish" under the others. */
const isPlanned = (number: number): boolean => number % 5 === 0;

const startBot = (): BotProcess =>
  startProcess(folder, {
    BOT_TOKEN: telegram.token,
    BOT_API_ROOT: telegram.apiRoot,
    CHANNEL_ID: String(telegram.channelId),
    ADMIN_IDS: String(PERSON),
    DATABASE: database,
  });

/** Writes the posts, while nobody is killed. */
async function write(): Promise<void> {
  const bot = startBot();
  if (!(await bot.ready)) throw new Error("The bot did not start.");
  if (!options.fresh)
    await telegram.people.say({ person: PERSON, chat: telegram.channelId, text: "Скоро здесь посты" });
  const progress = createProgress("posts written", posts);
  for (const number of numbers) {
    await author.write(number);
    progress.show(number);
  }
  progress.end();
  await bot.kill();
}

/** Plans each fifth post. Nothing can be taken back: the window for it would outlive most processes. */
function plan(): void {
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
async function disturb(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
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

/** Kills as often as is asked for, and returns the process that is left, with what happened on the way. */
async function killAll() {
  const progress = createProgress("kills", kills);
  let [beforeReady, tookOver] = [0, 0];
  let next: BotProcess | null = null;
  for (let number = 1; number <= kills; number++) {
    const bot: BotProcess = next ?? startBot();
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
    await bot.kill();
    progress.show(number);
  }
  progress.end();
  return { bot: next ?? startBot(), beforeReady, tookOver };
}

/** Waits until every post is out and said to be, or for so long that it never will. */
async function rest(): Promise<void> {
  const patience = Date.now() + PATIENCE;
  const progress = createProgress("posts at rest", posts);
  for (let left = posts; left > 0 && Date.now() < patience; await pause(500)) {
    left = (await author.look()).filter((sight) => !isAtRest(sight)).length;
    progress.show(posts - left);
  }
  progress.end();
}

async function main(): Promise<number> {
  const start = performance.now();
  await write();
  plan();
  const [killing, pressing] = [new AbortController(), new AbortController()];
  const pressed = author.press((number) => killing.signal.aborted || !isPlanned(number), pressing.signal);
  const disturbed = options.faults ? disturb(killing.signal) : Promise.resolve();
  const { bot, beforeReady, tookOver } = await killAll();
  killing.abort();
  await disturbed;
  const early = (await author.look()).filter(({ copies }) => copies > 0).length;
  await rest();
  pressing.abort();
  await pressed;
  await bot.kill();

  const last = await author.look();
  const doubled = last.filter(({ copies }) => copies > 1);
  const lost = last.filter((sight) => !isAtRest(sight));
  const view = await telegram.people.look({ person: PERSON, chat: telegram.channelId });
  const wrong = disagreements(
    database,
    view.messages.map(({ message }) => message).filter(({ text }) => text !== undefined),
  );
  const needless = options.fresh ? [] : [...author.asked];
  const chat = await telegram.people.look({ person: PERSON, chat: telegram.botId });
  const copies = chat.messages.filter(({ mine, message }) => !mine && message.forward_origin !== undefined).length;
  const seconds = Math.round((performance.now() - start) / 1000);
  process.stdout.write(
    `${posts} posts, ${kills} kills (${beforeReady} of them perhaps before the bot was ready, ${tookOver} with the next ` +
      `one waiting), ${seconds} s.\n${early} were out when the killing ended. Now ` +
      `${last.filter((sight) => sight.copies === 1 && isAtRest(sight)).length} are in the channel once and said to be ` +
      `there, ${doubled.length} more than once; ${lost.length} are not, or not said to be; ${wrong.length} ` +
      `disagreements of archive and channel; of ${author.asked.size} the person was asked.\n` +
      `${copies} copies that were forwarded for a look are left: their process was killed before it knew of them.\n`,
  );
  for (const line of wrong) process.stdout.write(`${line}\n`);
  for (const number of needless) process.stdout.write(`Of post ${number} the person was asked without need.\n`);
  for (const { number, copies, shown } of [...doubled, ...lost]) {
    process.stdout.write(`Post ${number} is there ${copies} times. Its card:\n${shown}\n`);
  }
  return doubled.length + lost.length + wrong.length + needless.length === 0 ? 0 : 1;
}

const code = await main().finally(async () => {
  await telegram.close();
  rmSync(folder, { recursive: true, force: true });
});
process.exit(code);
