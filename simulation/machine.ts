import Database from "better-sqlite3";
import type { Db } from "../src/archive/database.ts";
import { markRestored } from "../src/archive/restorations.ts";
import type { Act, Update } from "./act.ts";
import type { Chance } from "./chance.ts";
import { type Clock, settle } from "./clock.ts";
import { createDisk, type Disk } from "./disk.ts";
import { freshDatabase } from "./fresh-database.ts";
import { createLife, Killed, type Life } from "./life.ts";
import { rollBack } from "./mortal-database.ts";
import type { Plan } from "./plan.ts";
import { type BotProcess, startProcess } from "./process.ts";
import type { Program } from "./program.ts";
import type { SimulatedTelegram } from "./telegram.ts";
import type { Told } from "./told.ts";

const MINUTE = 60_000;
const ZONE = "Europe/Moscow";

export interface MachineOptions {
  readonly plan: Plan;
  readonly program: Program;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly telegram: SimulatedTelegram;
  /** Whether nobody is killed any more. */
  readonly isFine: () => boolean;
  readonly tell: (told: Told) => void;
  readonly note: (line: string) => void;
}

/** Where the bot runs: its disk, its clock, its inbox, and one process after the other. */
export interface Machine {
  readonly disk: Disk;
  /** What its clock shows, ms. */
  wall(): number;
  /** Sets its clock. */
  jump(ms: number): void;
  /** Somebody starts the bot; where one runs and has the lock, this one waits. */
  start(): void;
  suspend(ms: number): void;
  kill(): void;
  /** Puts an update into the inbox. */
  send(person: number, act: Act): void;
  copy(): Buffer;
  /** Puts the copy in the database's place, as the command to restore does. */
  restore(copy: Buffer): void;
  /** Since when a process runs and is awake, ms; null while none does. */
  upSince(): number | null;
  /** When the nth process was started, ms. */
  bornAt(life: number): number;
  /** Whether everything of the inbox is handled. */
  isIdle(): boolean;
  /** What was thrown where nobody caught it. */
  readonly failures: readonly string[];
  stop(): Promise<{ readonly processes: number; readonly kills: number; readonly places: readonly number[] }>;
}

export function createMachine(options: MachineOptions): Machine {
  const { plan, program, clock, chance, telegram, isFine, tell, note } = options;
  let skew = 0;
  let db: Db = freshDatabase(plan);
  const inbox: Update[] = [];
  const lives: Life[] = [];
  const births: number[] = [];
  const failures: string[] = [];
  const fail = (error: unknown): void => {
    failures.push(`a process failed: ${error instanceof Error ? error.stack : error}`);
  };
  const hearNoMore = hearUnhandled(fail);
  let current: { readonly life: Life; readonly bot: BotProcess; readonly since: number } | null = null;
  let asleepUntil = 0;
  const wall = () => clock.now() + skew;

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
    births.push(clock.now());
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

  return {
    disk: createDisk(() => db),
    wall,
    jump: (ms) => {
      skew += ms;
    },
    start,
    suspend: (ms) => {
      asleepUntil = Math.max(asleepUntil, clock.now() + ms);
      current?.life.suspend(ms);
    },
    kill: () => current?.life.kill("from outside"),
    send: (person, act) => {
      inbox.push({ id: inbox.length + 1, person, act, handled: false });
      current?.bot.wake();
    },
    copy: () => db.serialize(),
    restore: (copy) => {
      for (const life of lives) life.kill("for a restore");
      db.close();
      db = new Database(copy);
      db.pragma("foreign_keys = ON");
      markRestored(db, wall());
      // What people pressed under messages that the copy does not know reaches nobody.
      for (const update of inbox) update.handled = true;
    },
    upSince: () => (current === null || clock.now() < asleepUntil ? null : Math.max(current.since, asleepUntil)),
    bornAt: (life) => births[life - 1] ?? 0,
    isIdle: () => inbox.every(({ handled }) => handled),
    failures,
    stop: async () => {
      const kills = lives.filter((life) => !life.isAlive()).length;
      for (const life of lives) life.kill("at the end");
      await settle();
      hearNoMore();
      db.close();
      return { processes: lives.length, kills, places: lives.map((life) => life.steps()) };
    },
  };
}

/** What a process throws where nobody catches it: that a dead one does is how it dies. */
function hearUnhandled(onFailure: (error: unknown) => void): () => void {
  const hear = (error: unknown): void => {
    if (!(error instanceof Killed)) onFailure(error);
  };
  process.on("unhandledRejection", hear);
  return () => process.off("unhandledRejection", hear);
}
