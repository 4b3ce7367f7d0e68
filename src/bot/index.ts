import type { Message, Update, UserFromGetMe } from "@grammyjs/types";
import { type ApiClientOptions, Bot, BotError, GrammyError, type Middleware } from "grammy";
import type { Logger } from "pino";
import type { UpdateHandler } from "../telegram/handler.ts";
import type { PaperboyContext } from "./context.ts";

type Part = Middleware<PaperboyContext>;

export interface BotParts {
  readonly identifyPerson: Part;
  readonly markdownFiles: Part;
  readonly noticeForwards: Part;
  readonly setup: Part;
  readonly restored: Part;
  readonly publication: Part;
  readonly start: Part;
  readonly queue: Part;
  readonly search: Part;
  readonly published: Part;
  readonly drafting: Part;
  readonly unhandled: Part;
}

export interface BotOptions {
  readonly token: string;
  readonly client: ApiClientOptions;
  /** What getMe told. */
  readonly me: UserFromGetMe;
  readonly parts: BotParts;
  readonly log: Logger;
}

/** The bot as people meet it: one update handler, made of parts in the order in which they get to see an update. */
export function createBot({ token, client, me, parts, log }: BotOptions): {
  readonly bot: Bot<PaperboyContext>;
  readonly handleBatch: UpdateHandler;
} {
  const bot = new Bot<PaperboyContext>(token, { client, botInfo: me });
  const batches = new WeakMap<Update, { readonly together: readonly Message[]; readonly late: boolean }>();

  // What any part throws goes through the error boundary below, in handleBatch, to the dispatcher: it logs the error with
  // a code, tells the person, and goes on with the next update.

  // First what the dispatcher knows, since every part may ask for it.
  bot.use((ctx, next) => {
    const batch = batches.get(ctx.update);
    ctx.together = batch?.together ?? messagesOf([ctx.update]);
    ctx.late = batch?.late ?? false;
    return next();
  });
  // Who it is, in which language, with which channel: all that follows speaks to somebody.
  bot.use(parts.identifyPerson);
  // A Markdown file is a text for everybody who looks at the message from here on.
  bot.use(parts.markdownFiles);
  // A post that somebody brings along may be one of which nobody knows whether it is out.
  bot.use(parts.noticeForwards);
  // The channel's own updates, which no person is answered.
  bot.use(parts.setup);
  // Publishing is paused after a restore until an admin presses a button of this part. Those from the time that is lost
  // lead no further.
  bot.use(parts.restored);
  // What admins say of a post in doubt.
  bot.use(parts.publication);
  // Commands and buttons come before drafting, because they win over a question that waits there.
  bot.use(parts.start);
  // A time that is typed while one is asked for is no word to search for.
  bot.use(parts.queue);
  bot.use(parts.search);
  // What is asked about a post that is in the channel is answered before anything is taken for a draft.
  bot.use(parts.published);
  // Conversations keep their state by chat, and would keep all that has no chat under one key.
  bot.filter((ctx) => ctx.chat !== undefined).use(parts.drafting);
  // Last, what nobody knew: it gets a kind answer.
  bot.use(parts.unhandled);

  return {
    bot,
    handleBatch: async (batch, { late }) => {
      const [update] = batch;
      batches.set(update, { together: messagesOf(batch), late });
      try {
        await bot.handleUpdate(update);
      } catch (error) {
        const reason = error instanceof BotError ? error.error : error;
        if (!isDeaf(reason)) throw reason;
        log.info({ err: reason, update_id: update.update_id }, "Whoever is answered does not hear the bot any more");
      }
    },
  };
}

/** Whoever blocked the bot or deleted their account meanwhile is no defect of the program. */
function isDeaf(error: unknown): boolean {
  return (
    error instanceof GrammyError &&
    error.error_code === 403 &&
    /blocked by the user|user is deactivated|can't initiate conversation/i.test(error.description)
  );
}

function messagesOf(batch: readonly Update[]): readonly Message[] {
  return batch.map((update) => update.message ?? update.channel_post).filter((message) => message !== undefined);
}
