import type { Agent, ClientRequest } from "node:http";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { ApiClientOptions } from "grammy";

export type Fetch = NonNullable<ApiClientOptions["fetch"]>;

/** No connection to the Bot API stood, so that nothing of the request can have left: it may be made again. */
export class NeverLeft extends Error {
  override name = "NeverLeft";
}

/** An answer as grammY, and what tries calls again, need it. The body may be read more than once. */
export interface Answer {
  readonly status: number;
  json(): Promise<unknown>;
}

interface Init {
  readonly agent?: Agent;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** How long a connection may take to stand, ms. A call that has one waits for its answer as long as the caller says. */
const PATIENCE = 20_000;
/** An answer is no longer than this, in bytes: 100 updates with rich messages are some 13 million. */
const LARGEST = 67_108_864;

/**
 * grammY's fetch for calls of the Bot API. Nothing but a Bot API server's own answer counts as one: it throws where a
 * proxy or a page of HTML answered in its place, where it is led elsewhere, which it does not follow, and where the
 * answer is not of the documented form. https://core.telegram.org/bots/api#making-requests
 *
 * @throws NeverLeft where no connection stood. Anything else may have come after the server acted
 */
export function botApiFetch(fetch: Fetch, { patience = PATIENCE }: { readonly patience?: number } = {}): Fetch {
  const ask = fetch as unknown as (url: string, init: object) => Promise<Answer>;
  const call = async (url: string, init: Init): Promise<Answer> => {
    const connection = watch(init.agent, url.startsWith("https:"), patience);
    let answer: Answer;
    try {
      answer = await ask(url, { ...init, agent: connection.agent, redirect: "manual", size: LARGEST });
    } catch (error) {
      if (connection.stood() || init.signal?.aborted === true) throw error;
      throw new NeverLeft("The Bot API server was not reached", { cause: error });
    }
    const { status } = answer;
    // Only proxies answer so, and what they do not let through has not arrived. RFC 9110, 15.5.8
    if (!connection.stood() || status === 407) throw new NeverLeft(`The proxy did not connect: ${status}`);
    if (status >= 300 && status < 400) throw new Error(`The Bot API server leads elsewhere: ${status}`);
    let body: Promise<unknown> | undefined;
    return {
      status,
      json: () => {
        body ??= answer.json().then(asDocumented);
        return body;
      },
    };
  };
  return call as unknown as Fetch;
}

function asDocumented(body: unknown): unknown {
  const { ok, result, error_code, description } = (body ?? {}) as Readonly<Record<string, unknown>>;
  const isAnswer =
    ok === true
      ? result !== undefined
      : ok === false && Number.isInteger(error_code) && typeof description === "string";
  if (!isAnswer) throw new Error("What answered is no Bot API server");
  return body;
}

/**
 * The agent for one call, and whether a connection of it stood. TLS must be made, too: until then nothing of the request
 * is sent. What a proxy agent makes of a refused CONNECT is a socket without TLS.
 */
function watch(agent: Agent | undefined, secure: boolean, patience: number) {
  let stood = agent === undefined;
  const onSocket = (socket: Socket): void => {
    const tls = socket instanceof TLSSocket;
    if (tls !== secure) return;
    const stands = (): void => {
      stood = true;
    };
    if (socket.connecting || (tls && isShakingHands(socket))) socket.once(tls ? "secureConnect" : "connect", stands);
    else stands();
  };
  type Requests = Agent & { addRequest(request: ClientRequest, ...rest: unknown[]): void };
  const watched: Requests | undefined = agent === undefined ? undefined : Object.create(agent);
  if (watched !== undefined) {
    watched.addRequest = (request, ...rest) => {
      const timer = setTimeout(() => {
        if (!stood) request.destroy(new Error(`No connection within ${patience} ms`));
      }, patience);
      timer.unref();
      request.once("close", () => clearTimeout(timer));
      request.once("socket", onSocket);
      (agent as Requests).addRequest(request, ...rest);
    };
  }
  return { agent: watched, stood: () => stood };
}

/** Node's own word for it, which its types do not name; without it, a reused socket is taken for one that stands. */
function isShakingHands(socket: TLSSocket): boolean {
  return (socket as TLSSocket & { readonly secureConnecting?: boolean }).secureConnecting === true;
}
