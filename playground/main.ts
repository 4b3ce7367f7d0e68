import { randomBytes } from "node:crypto";
import { fstatSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Logger, pino } from "pino";
import { openDatabase } from "../src/archive/database.ts";
import { answerArxiv, demoScene, fillChannel, seedDatabase } from "./demo/index.ts";
import { checkDatabase, forgetAll } from "./fresh.ts";
import { lockFolder } from "./lock.ts";
import { createPageFiles } from "./page-files.ts";
import { firstWorld } from "./server/first-world.ts";
import { createStandIn, type StandIn } from "./server/index.ts";
import type { Snapshot, WorldState } from "./server/state.ts";
import { createWorld } from "./server/world.ts";
import { openStore } from "./store.ts";

const HELP = `Starts the playground: a stand-in for Telegram on this machine, and its web page.

  node playground/main.ts [--folder DIR] [--port N] [--fresh]

  --folder DIR  where it keeps its state and the bot's database (data/playground)
  --port N      port on 127.0.0.1 (7575, or any free one when that is taken)
  --fresh       forget all of that first, and begin with the demo channel anew
  --help        this text

When it is ready it prints one line of JSON: apiRoot, token, url, channelId, adminIds, database, arxiv. It ends with
the process that started it, and on SIGTERM and SIGINT.
`;

/** The same address after every start, so that an open page finds it again. */
const USUAL_PORT = 7575;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      folder: { type: "string" },
      port: { type: "string" },
      fresh: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const port = readPort(values.port);
  const log = pino({ level: process.env.LOG_LEVEL ?? "warn", base: { part: "playground" } }, pino.destination(2));
  sayWarnings(log);
  const folder = resolve(values.folder ?? join("data", "playground"));
  mkdirSync(folder, { recursive: true });
  const release = lockFolder(folder);
  try {
    if (values.fresh) forgetAll(folder);
    await run(folder, port, log, release);
  } catch (error) {
    release();
    throw error;
  }
}

async function run(folder: string, port: number | null, log: Logger, release: () => void): Promise<void> {
  const database = join(folder, "paperboy.db");
  const store = openStore(folder);
  const kept = store.load();
  if (kept !== null) checkDatabase(database);
  const state = kept ?? beginScene(database);
  const save = (): void => store.saveSoon(() => standIn.snapshot());
  const page = createPageFiles(join(import.meta.dirname, "page"));
  const open = (on: number): Promise<StandIn> =>
    createStandIn({
      now: Date.now,
      state,
      log,
      port: on,
      onChange: save,
      page: async (request, response, url) => {
        if (url.pathname !== "/arxiv/api/query") return page(request, response, url);
        const { status, contentType, body } = answerArxiv(url, Date.now());
        response.writeHead(status, { "content-type": contentType }).end(body);
      },
    });
  const standIn = port === null ? await openAnywhere(open) : await open(port);
  store.saveNow(standIn.snapshot());

  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    store.close(() => standIn.snapshot());
    release();
    standIn.close().finally(() => process.exit(0));
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  process.on("disconnect", end);
  if (isFromParent()) process.stdin.on("close", end).resume();

  const { apiRoot, token, url, channelId } = standIn;
  const adminIds = adminsOf(standIn.snapshot().world);
  const arxiv = `${url}/arxiv/api/query`;
  process.stdout.write(
    `${JSON.stringify({ ready: true, apiRoot, token, url, channelId, adminIds, database, arxiv })}\n`,
  );
}

/** The demo channel and its archive, at the first start. The state is saved after it: a kill in between repeats it. */
function beginScene(database: string): Snapshot {
  const token = `7000000001:${randomBytes(26).toString("base64url")}`;
  const state = firstWorld({ ...demoScene, token });
  const bytes = new Map<string, Uint8Array>();
  const placed = fillChannel(createWorld(state, bytes, Date.now));
  const db = openDatabase(database, { now: Date.now });
  try {
    seedDatabase(db, placed, Date.now);
  } finally {
    db.close();
  }
  return { world: state, bytes };
}

async function openAnywhere(open: (port: number) => Promise<StandIn>): Promise<StandIn> {
  try {
    return await open(USUAL_PORT);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    return open(0);
  }
}

/** Those who lead the channel and could do anything there. */
function adminsOf(world: WorldState): number[] {
  return world.actors
    .map((actor) => actor.user.id)
    .filter((id) => world.chats[world.channelId]?.members[id]?.status === "creator");
}

function readPort(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new Error(`--port ${text}: a number from 0 to 65535`);
  return Number(text);
}

/** A process that was started with a pipe as its input lives as long as the pipe is held. */
function isFromParent(): boolean {
  try {
    const input = fstatSync(0);
    return input.isFIFO() || input.isSocket();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EBADF") return false;
    throw error;
  }
}

/** Node's warnings go to the log, but not the one on stripping types, which the page needs. */
function sayWarnings(log: Logger): void {
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (warning.name !== "ExperimentalWarning") log.warn({ err: warning }, "warning");
  });
}

main().catch((error: unknown) => {
  const sentence =
    (error as NodeJS.ErrnoException).code === "EADDRINUSE"
      ? "The port is taken. Give another one with --port."
      : error instanceof Error
        ? error.message
        : String(error);
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
});
