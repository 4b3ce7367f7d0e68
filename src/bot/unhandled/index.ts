import { Composer } from "grammy";
import type { Logger } from "pino";
import { commandIn } from "../command.ts";
import type { PaperboyContext } from "../context.ts";
import { replyWith, toast } from "../setup/reply.ts";
import { commandsOf, includes, type Rank, rankFor, rankOf } from "../start/commands.ts";
import { kindOf } from "./kinds.ts";
import { nearest } from "./nearest.ts";

/** How long Telegram may keep the empty answer to an inline query, s. */
const INLINE_CACHE = 10;

/** The last of the bot's parts: whatever came this far gets a kind and useful answer, or none where none is wanted. */
export function createUnhandled(deps: { readonly log: Logger }): Composer<PaperboyContext> {
  const { log } = deps;
  const composer = new Composer<PaperboyContext>();

  composer.on("callback_query", async (ctx) => {
    log.info({ personId: ctx.person.id, data: ctx.callbackQuery.data }, "a button that nothing knows was pressed");
    await toast(ctx, ctx.say.plain(staleText(ctx.callbackQuery.data)));
  });

  composer.on("inline_query", async (ctx) => {
    await ctx.answerInlineQuery([], {
      cache_time: INLINE_CACHE,
      is_personal: true,
      button: { text: ctx.say.plain("unhandled-inline"), start_parameter: "search" },
    });
  });

  composer.chatType("private").on("message", async (ctx) => {
    const rank = rankOf(await ctx.standing());
    const command = commandIn(ctx.message);
    if (command !== null) return await replyWith(ctx, { html: answerCommand(ctx, command, rank) });
    const kind = kindOf(ctx.message);
    if (kind === null) return;
    const advice = includes(rank, "author") && ctx.channel !== null ? "author" : "reader";
    await replyWith(ctx, { html: `${ctx.say.html(`unhandled-${kind}`)} ${ctx.say.html(`unhandled-try-${advice}`)}` });
  });
  return composer;
}

function answerCommand({ say, channel }: PaperboyContext, command: string, rank: Rank): string {
  const from = rankFor(command.toLowerCase());
  if (from !== null && !includes(rank, from)) {
    return say.html(from === "admin" ? "unhandled-command-admins" : "unhandled-command-authors");
  }
  if (from !== null && channel === null) return say.html("unhandled-command-no-channel");
  const near = nearest(command, commandsOf(rank)).map((name) => `/${name}`);
  return near.length === 0
    ? say.html("unhandled-command")
    : say.html("unhandled-command-near", { nearest: near.join(", ") });
}

function staleText(data: string | undefined): string {
  switch (data?.split(":")[0]) {
    case "d":
    case "p":
      return "unhandled-stale-draft";
    case "s":
      return "unhandled-stale-search";
    case "i":
    case "o":
      return "unhandled-stale-settings";
    default:
      return "unhandled-stale-button";
  }
}
