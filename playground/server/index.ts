import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Logger, pino } from "pino";
import { createPeople, type People } from "../people.ts";
import { createPeopleRoutes } from "../people-http.ts";
import { createBotApi } from "./bot-api.ts";
import type { Telegram } from "./calling.ts";
import { createCallLog } from "./calls.ts";
import { createFaults } from "./faults.ts";
import { firstWorld, type SceneOptions } from "./first-world.ts";
import { createQueryDesk } from "./queries.ts";
import type { Snapshot } from "./state.ts";
import { createUpdateQueue } from "./updates.ts";
import { createWebhookPost } from "./webhook.ts";
import { createWorld } from "./world.ts";

export interface StandInOptions extends SceneOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Goes on from a snapshot; the scene's options are then of no account. */
  readonly state?: Snapshot | undefined;
  /** Called after every change of the state. */
  readonly onChange?: (() => void) | undefined;
  /** 0, the default, takes any free port. */
  readonly port?: number | undefined;
  /** Refuse parameters that a method does not have, where Telegram passes over them. Default true. */
  readonly strict?: boolean | undefined;
  /** Calls of the bot that are remembered; default 1,000. */
  readonly rememberedCalls?: number | undefined;
  /** Pause after a webhook did not take an update, in milliseconds; default 500. */
  readonly webhookRetry?: number | undefined;
  readonly log?: Logger | undefined;
  /** Serves what is neither the Bot API nor the people's: the page. */
  readonly page?: ((request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>) | undefined;
}

export interface StandIn {
  /** For `BOT_API_ROOT` and grammY's `client.apiRoot`. */
  readonly apiRoot: string;
  readonly url: string;
  readonly token: string;
  readonly botId: number;
  readonly channelId: number;
  readonly people: People;
  /** Resolves once `check` gives something else than undefined, false or null; asked again after every change. */
  until<T>(check: () => T | Promise<T>, deadline?: number): Promise<NonNullable<Exclude<T, false>>>;
  /** The state as it is now. The world shares no object with the running one. */
  snapshot(): Snapshot;
  close(): Promise<void>;
}

/** Starts a Bot API on 127.0.0.1 with a channel, people and a bot in it. */
export async function createStandIn(options: StandInOptions): Promise<StandIn> {
  const log = options.log ?? pino({ level: "error", base: { part: "stand-in" } }, pino.destination(2));
  const state = structuredClone(options.state?.world ?? firstWorld(options));
  const world = createWorld(state, new Map(options.state?.bytes), options.now);
  const updates = createUpdateQueue(world);
  const webhook = createWebhookPost(world, updates, { retryAfter: options.webhookRetry ?? 500, log });
  const telegram: Telegram = { world, updates, queries: createQueryDesk(world), webhook, actions: new Map(), log };
  const faults = createFaults();
  const calls = createCallLog(options.rememberedCalls ?? 1000);
  const botApi = createBotApi(telegram, { faults, calls, strict: options.strict ?? true });
  const peopleOf = createPeople(telegram, { faults, calls });
  const routes = createPeopleRoutes(telegram, peopleOf, log);
  if (options.onChange !== undefined) world.watch(options.onChange);

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      log.error({ err: error, url: request.url }, "the stand-in failed");
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });

  // Longer than any client keeps an idle connection, so that none is cut while a request is on its way.
  server.keepAliveTimeout = 120_000;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    if (await botApi.serve(request, response, url)) return;
    if (await routes.serve(request, response, url)) return;
    if (options.page !== undefined) return options.page(request, response, url);
    response.writeHead(404, { "content-type": "application/json" });
    response.end(JSON.stringify({ ok: false, error_code: 404, description: "Not Found" }));
  }

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    apiRoot: url,
    url,
    token: state.token,
    botId: state.bot.id,
    channelId: state.channelId,
    people: peopleOf(),
    until: (check, deadline = 5000) => until(telegram, check, deadline),
    snapshot: () => ({ world: structuredClone(state), bytes: new Map(world.bytes) }),
    async close() {
      webhook.close();
      updates.close();
      routes.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function until<T>(
  { world }: Telegram,
  check: () => T | Promise<T>,
  deadline: number,
): Promise<NonNullable<Exclude<T, false>>> {
  return new Promise((resolve, reject) => {
    let last: unknown;
    const finish = (): void => {
      stop();
      clearTimeout(timer);
    };
    const timer = setTimeout(() => {
      finish();
      const reason = last instanceof Error ? `: ${last.message}` : "";
      reject(new Error(`it did not happen within ${deadline} ms${reason}`, { cause: last }));
    }, deadline);
    const ask = async (): Promise<void> => {
      try {
        const value = await check();
        if (value === undefined || value === null || value === false) return;
        finish();
        resolve(value as NonNullable<Exclude<T, false>>);
      } catch (error) {
        // A check that throws, such as a failing assertion, is asked again.
        last = error;
      }
    };
    const stop = world.watch(() => void ask());
    void ask();
  });
}
