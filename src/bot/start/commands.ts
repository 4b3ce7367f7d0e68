import type { BotCommand } from "@grammyjs/types";
import type { Standing } from "../../desk/desk.ts";
import type { Say } from "../words.ts";

export type Rank = "reader" | "author" | "admin";

/** The commands of Telegram's menu, in its order, with the rank from which on they are shown. */
const MENU = [
  ["new", "author"],
  ["drafts", "author"],
  ["queue", "author"],
  ["cancel", "author"],
  ["search", "reader"],
  ["tags", "reader"],
  ["latest", "reader"],
  ["random", "reader"],
  ["slots", "author"],
  ["zone", "author"],
  ["settings", "admin"],
  ["language", "reader"],
  ["help", "reader"],
] as const satisfies readonly (readonly [string, Rank])[];

/** Commands that are understood and stand in no menu. */
const UNLISTED = ["start", "tag", "paper", "author"] as const;

const RANKS: readonly Rank[] = ["reader", "author", "admin"];

export function rankOf(standing: Pick<Standing, "author" | "admin">): Rank {
  if (standing.admin) return "admin";
  return standing.author ? "author" : "reader";
}

/** Telegram's menu for this rank, at most 100 commands. https://core.telegram.org/bots/api#setmycommands */
export function menuFor(rank: Rank, say: Say): readonly BotCommand[] {
  return MENU.filter(([, from]) => includes(rank, from)).map(([command]) => ({
    command,
    description: say.plain(`command-${command}`),
  }));
}

/** Every command that somebody of this rank may use. */
export function commandsOf(rank: Rank): readonly string[] {
  return [...MENU.filter(([, from]) => includes(rank, from)).map(([command]) => command), ...UNLISTED];
}

/** From which rank on a command may be used; null if there is no such command. */
export function rankFor(command: string): Rank | null {
  if (UNLISTED.some((known) => known === command)) return "reader";
  return MENU.find(([known]) => known === command)?.[1] ?? null;
}

export function includes(rank: Rank, other: Rank): boolean {
  return RANKS.indexOf(rank) >= RANKS.indexOf(other);
}
