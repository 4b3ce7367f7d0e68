import { createRequire } from "node:module";
import type { ApiError } from "@grammyjs/types";
import type { ApiClientOptions } from "grammy";
import { HttpProxyAgent } from "http-proxy-agent";
import { HttpsProxyAgent } from "https-proxy-agent";
import type { Logger } from "pino";
import { SocksProxyAgent } from "socks-proxy-agent";
import { neverLeft, retryAfterOf } from "./refusal.ts";
import { pause, type Timers } from "./timers.ts";
import { type Answer, botApiFetch, type Fetch } from "./wire.ts";

export interface Connection {
  /** Without a slash at its end. */
  readonly apiRoot: string;
  /** http:, https:, socks5: or socks5h: URL, or null. */
  readonly proxy: string | null;
}

/**
 * Options of an Api that tries each call once: for publishing, where an unknown outcome must stay unknown, and for
 * polling, which has its own way to go on.
 */
export function clientOptions(
  connection: Connection,
  { timeoutSeconds }: { timeoutSeconds: number },
): ApiClientOptions {
  const agent = proxyAgent(connection);
  return {
    apiRoot: connection.apiRoot,
    timeoutSeconds,
    fetch: botApiFetch(grammyFetch()),
    ...(agent === null ? {} : { baseFetchConfig: { agent, compress: true } }),
  };
}

/**
 * Options of the chat's Api: it tries again what Telegram refused with 429 and what failed before a connection stood,
 * both of which cannot have had an effect. This is done below grammY, in its fetch: a transformer would sleep again
 * at every replay of a conversation.
 */
export function retryingClientOptions(
  connection: Connection,
  { timeoutSeconds, timers, log }: { timeoutSeconds: number; timers: Timers; log: Logger },
): ApiClientOptions {
  return {
    ...clientOptions(connection, { timeoutSeconds }),
    fetch: retrying(botApiFetch(grammyFetch()), timers, log),
  };
}

/** How often a call is tried at most. */
const TRIES = 4;
/** A longer wait than this is told to the person instead, ms. */
const LONGEST_WAIT = 30_000;

function retrying(fetch: Fetch, timers: Timers, log: Logger): Fetch {
  const ask = fetch as unknown as (url: string, init: object) => Promise<Answer>;
  const call = async (url: string, init: { body?: unknown; signal?: AbortSignal }): Promise<Answer> => {
    // A stream of files is used up by the first try.
    const tries = init.body === undefined || typeof init.body === "string" ? TRIES : 1;
    for (let tried = 1; ; tried += 1) {
      let wait: number | null = null;
      try {
        const answer = await ask(url, init);
        if (answer.status === 429) wait = 1_000 * retryAfterOf((await answer.json()) as Partial<ApiError>);
        if (wait === null || wait > LONGEST_WAIT || tried >= tries) return answer;
      } catch (error) {
        if (tried >= tries || !neverLeft(error)) throw error;
        wait = 500 * 2 ** (tried - 1);
      }
      log.debug({ method: url.slice(url.lastIndexOf("/") + 1), wait, tried }, "A call is tried again");
      await pause(timers, wait, init.signal);
    }
  };
  return call as unknown as Fetch;
}

/** Of fetch, what downloads need. */
export type FileFetch = (
  url: string,
  init: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
) => Promise<{
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<Uint8Array> | null;
}>;

/** A fetch for files, through the same proxy as all calls. */
export function fileFetch(connection: Connection): FileFetch {
  const agent = proxyAgent(connection);
  const fetch = grammyFetch() as unknown as (url: string, init: object) => ReturnType<FileFetch>;
  // Files stand where the Bot API server is: nobody leads elsewhere.
  return (url, init) => fetch(url, { ...init, redirect: "manual", ...(agent !== null && { agent }) });
}

function proxyAgent({ apiRoot, proxy }: Connection): unknown {
  if (proxy === null) return null;
  if (proxy.startsWith("socks")) return new SocksProxyAgent(proxy, { keepAlive: true });
  return apiRoot.startsWith("https:")
    ? new HttpsProxyAgent(proxy, { keepAlive: true })
    : new HttpProxyAgent(proxy, { keepAlive: true });
}

/** The fetch that grammY uses and does not export: Node's own takes neither its agents nor its multipart streams. */
function grammyFetch(): Fetch {
  return createRequire(import.meta.resolve("grammy"))("node-fetch");
}
