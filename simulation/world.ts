import Database from "better-sqlite3";
import { createAuthors } from "../src/archive/authors.ts";
import { createChannels } from "../src/archive/channels.ts";
import { type Db, openDatabase } from "../src/archive/database.ts";
import { createPeople as createKnownPeople } from "../src/archive/people.ts";
import { createPosts } from "../src/archive/posts.ts";
import { markRestored } from "../src/archive/restorations.ts";
import { createChance } from "./chance.ts";
import { createTrueChannel } from "./channel.ts";
import { createClock, settle } from "./clock.ts";
import { drawFate, type Fate } from "./faults.ts";
import { createLife, Killed, type Life } from "./life.ts";
import { rollBack } from "./mortal-database.ts";
import { createOracle } from "./oracle.ts";
import { createPeople } from "./people.ts";
import type { Plan } from "./plan.ts";
import { type Act, type BotProcess, startProcess, type Update } from "./process.ts";
import type { Program } from "./program.ts";
import { createTelegram } from "./telegram.ts";
import type { Told } from "./told.ts";

const START = Date.UTC(2026, 10, 24, 9);
const MINUTE = 60_000;
/** Whose updates those of the channel are. */
const NOBODY = 0;
const ZONE = "Europe/Moscow";
const CHAT = -1001234567890;
/** Nothing takes longer than this to come to rest, ms after the weather is fine. */
const END = 8 * 60 * MINUTE;
/** When all is quiet, it is watched for so much longer, ms. */
const AFTERMATH = 12 * MINUTE;

/** What became of one simulated life of the bot. */
export interface Outcome {
  readonly violations: readonly string[];
  /** What happened, a line each. */
  readonly story: readonly string[];
  /** How many places each process came by at which it could have been killed. */
  readonly places: readonly number[];
  readonly figures: Figures;
}

export interface Figures {
  readonly processes: number;
  readonly kills: number;
  readonly requests: number;
  readonly posts: number;
  readonly flagged: number;
}

/** Lives through a plan with a program. The same plan and program give the same outcome. */
export async function live(plan: Plan, program: Program): Promise<Outcome> {
  const clock = createClock(START);
  const chance = createChance(plan.seed + 0.5 * 2 ** 32);
  const story: string[] = [];
  const note = (line: string): void => {
    story.push(`${timeOf(clock.now() - START)}  ${line}`);
  };
  const channel = createTrueChannel(CHAT, clock.now);
  for (let i = 0; i < 3; i++) channel.write(`An older post ${i}`);
  let skew = 0;
  const wall = () => clock.now() + skew;
  const isFine = () => clock.now() - START >= plan.healedAfter;
  let sends = 0;
  const fate = ({ method }: { readonly method: string }): Fate => {
    if (isFine()) return drawFate("taken", chance, plan.latestEffect);
    const scripted = method.startsWith("send") ? plan.script[sends++] : undefined;
    if (scripted !== undefined) return drawFate(scripted, chance, plan.latestEffect);
    const time = clock.now() - START;
    const weather = plan.weather.find(({ from, to }) => from <= time && time < to);
    return drawFate(weather?.fate ?? chance.weighed(plan.fates), chance, plan.latestEffect);
  };
  const telegram = createTelegram({
    clock,
    channel,
    wall,
    fate,
    lookFails: () => plan.looksFail && !isFine(),
    inProfile: () => plan.ways.profile,
    banned: () => {
      const time = clock.now() - START;
      return plan.banned.some(({ from, to }) => from <= time && time < to);
    },
    note,
  });

  let db: Db = freshDatabase(plan);
  const inbox: Update[] = [];
  const lives: Life[] = [];
  const failures: string[] = [];
  const fail = (error: unknown): void => {
    failures.push(`a process failed: ${error instanceof Error ? error.stack : error}`);
  };
  const hearNoMore = hearUnhandled(fail);
  let flagged = 0;
  let current: { readonly life: Life; readonly bot: BotProcess; readonly since: number } | null = null;
  let asleepUntil = 0;

  const send = (person: number, act: Act): void => {
    inbox.push({ id: inbox.length + 1, person, act, handled: false });
    current?.bot.wake();
  };
  const people = createPeople({
    clock,
    chance,
    channel,
    telegram,
    posts: plan.posts,
    now: wall,
    send,
    versionOf: (draftId) =>
      db.prepare<[number], number>("SELECT version FROM draft WHERE id = ?").pluck().get(draftId) ?? null,
    knownIds: (publicationId) =>
      db
        .prepare<[number], string>("SELECT message_ids FROM publication_message WHERE publication_id = ?")
        .pluck()
        .all(publicationId)
        .flatMap((ids) => JSON.parse(ids) as number[]),
    isOpen: (draftId) =>
      db.prepare<[number], number>("SELECT 1 FROM draft WHERE id = ? AND state = 'open'").pluck().get(draftId) === 1,
    note,
  });
  const oracle = createOracle({
    plan,
    clock,
    wall,
    db: () => db,
    channel,
    telegram,
    people,
    upSince: () => (current === null || clock.now() < asleepUntil ? null : Math.max(current.since, asleepUntil)),
  });
  const tell = (told: Told): void => {
    if (told.by === "event" && told.outcome.status === "unknown" && told.outcome.lookAt === null) flagged += 1;
    note(`told (${told.by}): ${describe(told)}`);
    oracle.heard(told);
    people.hear(told);
  };

  const start = (): void => {
    if (current !== null && program.locks) return;
    const life = createLife({
      number: lives.length + 1,
      clock,
      killAt: isFine() ? null : (plan.killedAtStep[lives.length] ?? null),
      onDeath: (dead, place) => {
        rollBack(db);
        note(`process ${dead.number} is killed: ${place} (step ${dead.steps()})`);
        if (current?.life === dead) current = null;
        // A process that waits for the lock gets it at once; otherwise somebody starts another one.
        clock.after(chance.pick([0, 2_000, 5 * MINUTE, 40 * MINUTE]), () => {
          if (current === null) start();
        });
      },
    });
    lives.push(life);
    note(`process ${life.number} starts`);
    const holder = { life, since: clock.now(), bot: { wake: () => undefined } as BotProcess };
    current = holder;
    holder.bot = startProcess({
      life,
      db,
      program,
      telegram,
      now: wall,
      after: clock.after,
      inbox,
      channelId: 1,
      zone: ZONE,
      forwards: plan.ways.forward,
      tell,
      onFailure: fail,
    });
  };

  clock.after(0, start);
  const before = (at: number, run: () => void) => clock.after(at, run);
  for (const at of plan.killedAt) before(at, () => current?.life.kill("from outside"));
  for (const at of plan.startedTwice) before(at, start);
  for (const { at, ms } of plan.suspended) {
    before(at, () => {
      note(`the process is suspended for ${Math.round(ms / 1000)} s`);
      asleepUntil = Math.max(asleepUntil, clock.now() + ms);
      current?.life.suspend(ms);
    });
  }
  for (const { at, ms } of plan.jumps) {
    before(at, () => {
      note(`the clock jumps by ${Math.round(ms / 1000)} s`);
      skew += ms;
    });
  }
  for (const at of plan.written) {
    before(at, () => {
      const written = channel.write("A note by hand");
      note(`a person writes message ${written.id}`);
      if (chance.happens(0.8)) send(NOBODY, { kind: "noticed", message: channel.shown(written) });
    });
  }
  for (const at of plan.deleted) {
    before(at, () => {
      const there = channel.all().filter(({ part, deletedAt }) => part !== null && deletedAt === null);
      if (there.length === 0) return;
      const { id, part } = chance.pick(there);
      const wish = people.wishes.find(({ post }) => post.number === Number(part?.split(":", 1)[0]));
      if (wish !== undefined) wish.deleted = true;
      note(`a person deletes message ${id} (${part})`);
      channel.remove(id);
    });
  }

  for (const at of plan.edited) {
    before(at, () => {
      const there = channel.all().filter(({ part, deletedAt }) => part !== null && deletedAt === null);
      if (there.length === 0) return;
      const { id, part, text } = chance.pick(there);
      const wish = people.wishes.find(({ post }) => post.number === Number(part?.split(":", 1)[0]));
      if (wish !== undefined) wish.edited = true;
      note(`a person mends message ${id} (${part})`);
      channel.edit(id, text === "" ? "Words by hand" : `${text} Mended.`);
    });
  }
  for (const { from, to } of plan.banned) {
    before(from, () => note(`the bot's rights are withdrawn for ${Math.round((to - from) / 1000)} s`));
  }
  if (plan.migratedAt !== null) {
    before(plan.migratedAt, () => {
      note("the channel has another id");
      channel.migrate(CHAT - 1);
    });
  }
  for (const { at, how } of plan.tinkered) before(at, () => people.tinker(how));
  for (const { at, ms } of plan.paused) {
    const queue = (verb: "pause" | "resume") => () => {
      note(`person 2 presses "${verb}"`);
      send(2, { kind: "queue", verb, draftId: 0, other: null });
    };
    before(at, queue("pause"));
    before(at + ms, queue("resume"));
  }

  const last = Math.max(0, ...eventsOf(plan));
  /** Nothing more will befall the bot, and everybody has said what they want. */
  const isUneventful = () => clock.now() - START > last && people.wishes.length === plan.posts.length;
  /** Everybody has what they wanted, and nothing is under way. */
  const isQuiet = () =>
    (isFine() || isUneventful()) &&
    inbox.every(({ handled }) => handled) &&
    people.wishes.every(({ state, withdrawn }) => state === "sent" || withdrawn) &&
    telegram.requests().every(({ effectAt }) => effectAt === null || effectAt < clock.now());
  let quietSince: number | null = null;
  if (plan.restored !== null) {
    const { keptAt, broughtBackAt } = plan.restored;
    let kept: Buffer | null = null;
    before(keptAt, () => {
      note("a copy of the database is made");
      kept = db.serialize();
    });
    before(broughtBackAt, () => {
      if (kept === null) return;
      note("the database is brought back from the copy");
      for (const life of lives) life.kill("for a restore");
      db.close();
      db = new Database(kept);
      db.pragma("foreign_keys = ON");
      markRestored(db, wall());
      // What people pressed under messages that the copy does not know reaches nobody.
      for (const update of inbox) update.handled = true;
      people.restored();
    });
  }

  let events = 0;
  while (clock.now() - START < plan.healedAfter + END && clock.step()) {
    await settle();
    oracle.watch();
    if (oracle.violations.length + failures.length > 0) break;
    quietSince = isQuiet() ? (quietSince ?? clock.now()) : null;
    if (quietSince !== null && clock.now() - quietSince > AFTERMATH) break;
    if (++events > 20_000) {
      failures.push("it never came to rest");
      break;
    }
  }
  if (oracle.violations.length + failures.length === 0) oracle.atRest();
  const kills = lives.filter((life) => !life.isAlive()).length;
  for (const life of lives) life.kill("at the end");
  await settle();
  hearNoMore();
  db.close();
  return {
    violations: [...oracle.violations, ...failures],
    story,
    places: lives.map((life) => life.steps()),
    figures: {
      processes: lives.length,
      kills,
      requests: telegram.requests().length,
      posts: people.wishes.length,
      flagged,
    },
  };
}

/** When something befalls the bot by plan, ms after the start. */
function eventsOf(plan: Plan): readonly number[] {
  const { killedAt, startedTwice, suspended, written, deleted, edited, jumps, restored } = plan;
  return [
    ...edited,
    ...plan.banned.map(({ to }) => to),
    ...plan.paused.map(({ at, ms }) => at + ms),
    ...plan.tinkered.map(({ at }) => at),
    ...(plan.migratedAt === null ? [] : [plan.migratedAt]),
    ...[killedAt, startedTwice, written, deleted].flat(),
    ...[...suspended, ...jumps].map(({ at }) => at),
    ...(restored === null ? [] : [restored.broughtBackAt]),
  ];
}

/** What a process throws where nobody catches it: that a dead one does is how it dies. */
function hearUnhandled(onFailure: (error: unknown) => void): () => void {
  const hear = (error: unknown): void => {
    if (!(error instanceof Killed)) onFailure(error);
  };
  process.on("unhandledRejection", hear);
  return () => process.off("unhandledRejection", hear);
}

const templates = new Map<string, Buffer>();

/** A database with the channel and its people, as the migrations make it; but for a newcomer, with a post that it knows. */
function freshDatabase(plan: Plan): Db {
  const kind = JSON.stringify([plan.newcomer, plan.quiet]);
  const template = templates.get(kind) ?? makeDatabase(plan);
  templates.set(kind, template);
  const db = new Database(template);
  db.pragma("foreign_keys = ON");
  return db;
}

function makeDatabase({ newcomer, quiet }: Plan): Buffer {
  const now = () => START;
  const db = openDatabase(":memory:", { now });
  const channel = createChannels(db, now).serve({ chatId: CHAT, title: "Simulated", username: "simulated" });
  for (const id of [1, 2]) {
    createKnownPeople(db, now).meet({ id, first_name: `Person ${id}` });
    createAuthors(db).ensureNamed(channel.id, { name: `Person ${id}`, username: `person${id}`, rubric: null });
  }
  if (quiet !== null) {
    const [quietFrom, quietTo] = quiet;
    createChannels(db, now).changeSettings(channel.id, { late: { ...channel.settings.late, quietFrom, quietTo } });
  }
  if (!newcomer) {
    createPosts(db).add({
      channelId: channel.id,
      kind: "note",
      title: "An older post",
      document: { text: "An older post 2", entities: [] },
      paperIds: [],
      tags: [],
      authorIds: [],
      figures: [],
      followsPostId: null,
      publishedAt: START,
      messageIds: [3],
    });
  }
  const made = db.serialize();
  db.close();
  return made;
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString().slice(11, 23);
}

function describe(told: Told): string {
  const { by: _, ...rest } = told;
  return JSON.stringify(rest);
}
