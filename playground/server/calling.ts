import type { Logger } from "pino";
import type { Upload } from "./files.ts";
import type { MethodName, Parameters, Result } from "./parameters.ts";
import type { QueryDesk } from "./queries.ts";
import type { UpdateQueue } from "./updates.ts";
import type { WebhookPost } from "./webhook.ts";
import type { World } from "./world.ts";

/** What the methods work on. */
export interface Telegram {
  readonly world: World;
  readonly updates: UpdateQueue;
  readonly queries: QueryDesk;
  readonly webhook: WebhookPost;
  /** "typing" and the like by chat id, until a time in milliseconds. */
  readonly actions: Map<number, { readonly action: string; readonly until: number }>;
  readonly log: Logger;
}

/** One call of the Bot API: the services, the files that came with it, and whether the caller still listens. */
export interface Call extends Telegram {
  readonly uploads: ReadonlyMap<string, Upload>;
  readonly gone: AbortSignal;
}

/** The method table. Parameters that a bot has to give may still be absent at run time. */
export type Methods = {
  readonly [M in MethodName]: (p: Partial<Parameters<M>>, call: Call) => Result<M> | Promise<Result<M>>;
};
