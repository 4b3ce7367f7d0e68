import { languageOf, type Say } from "./bot/words.ts";
import type { ConfigError } from "./config.ts";

/**
 * The language in which whoever runs the program is spoken to.
 * https://www.gnu.org/software/gettext/manual/html_node/Locale-Environment-Variables.html
 */
export function consoleLanguage(env: Readonly<Record<string, string | undefined>>): "ru" | "en" {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || "";
  return languageOf(null, locale.split(/[_.@]/)[0]);
}

/** Every problem in a line of its own: what, why, and an example. */
export function describeConfig(error: ConfigError, say: Say): string {
  const lines = error.problems.map(({ variable, key, example }) =>
    say.plain("config-line", { variable, problem: say.plain(key), example }),
  );
  return [say.plain("config-heading", { count: lines.length }), ...lines].join("\n");
}
