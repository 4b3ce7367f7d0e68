import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import type { From, To } from "./cli/document.ts";

/**
 * Runs one command. Each is loaded only when it is called, so that --help answers at once. Sets the exit code: 0, or
 * 1 with one sentence on stderr.
 */
export async function run(argv: readonly string[]): Promise<void> {
  const program = new Command("paperboy")
    .description("A Telegram bot for channels that publish paper reviews.")
    .version(version())
    .showHelpAfterError("Try --help.")
    .exitOverride();

  program
    .command("start")
    .description("run the bot, or the playground where there is no BOT_TOKEN")
    .option("--fresh", "forget all that happened in the playground, and begin with its demo channel anew")
    .action(async (options: { fresh?: boolean }) => {
      const { start } = await import("./cli/start.ts");
      await start({ fresh: options.fresh === true });
    });
  program
    .command("doctor")
    .description("check the settings, Telegram, the channel and the database")
    .option("--json", "answer in JSON")
    .action(async (options: { json?: boolean }) => {
      const { doctor } = await import("./cli/doctor.ts");
      process.exitCode = await doctor({ json: options.json === true });
    });

  program
    .command("backup")
    .description("copy the database while the bot runs, and check the copy")
    .option("--folder <folder>", "put it here instead of into BACKUP_FOLDER")
    .option("--keep <number>", "how many backups stay there, 1 to 1000", wholeNumber(1, 1_000))
    .option("--database <file>", "copy this database instead of DATABASE")
    .option("--json", "answer in JSON")
    .action(async ({ json, ...options }) => {
      const { backup } = await import("./cli/backup.ts");
      await backup({ ...options, json: json === true });
    });
  program
    .command("restore")
    .description("put a backup in the database's place; the bot must be stopped")
    .argument("<file>", "the backup, also compressed by gzip")
    .option("--database <file>", "replace this database instead of DATABASE")
    .option("--json", "answer in JSON")
    .action(async (file: string, { json, ...options }) => {
      const { restore } = await import("./cli/restore.ts");
      await restore(file, { ...options, json: json === true });
    });

  program
    .command("search")
    .description("find posts in the archive, in Russian or English, in any inflection")
    .argument("<words...>", "what to look for")
    .option("--json", "answer in JSON")
    .option("--limit <number>", "posts on a page, 1 to 100", wholeNumber(1, 100), 5)
    .option("--page <number>", "which page", wholeNumber(1, 100_000), 1)
    .option("--by-date", "the newest first")
    .option("--database <file>", "search this database instead of DATABASE")
    .action(async (words: string[], { json, byDate, ...options }) => {
      const { search } = await import("./cli/search.ts");
      search(words, { ...options, json: json === true, order: byDate === true ? "date" : "relevance" });
    });
  program
    .command("layouts")
    .description("show what a review would become in the channel: messages, lengths, and the other ways that fit")
    .argument("<file>", "the review: Markdown where its name ends with .md, else plain text; - is Markdown piped in")
    .option("--figures <number>", "photos that go with it, 0 to 10", wholeNumber(0, 10), 0)
    .option("--json", "the messages whole, in JSON")
    .action(async (file: string, { json, figures }) => {
      const { layouts } = await import("./cli/layouts.ts");
      if (!(await layouts(file, { figures, json: json === true }))) process.exitCode = 1;
    });
  program
    .command("identify")
    .description("find the papers that a text mentions: links, ids, DOIs")
    .argument("[text...]", "the text; without one it is read from standard input")
    .option("--json", "every mention with its place and links, in JSON")
    .action(async (args: string[], options: { json?: boolean }) => {
      const { identify, textToIdentify } = await import("./cli/identify.ts");
      identify(await textToIdentify(args, process.stdin), { json: options.json === true });
    });
  program
    .command("document")
    .description("convert a text: Markdown, HTML or Telegram's JSON to any form that Paperboy knows")
    .argument("<file>", "the file to read; - is what is piped in")
    .requiredOption(
      "--from <form>",
      "markdown, html or telegram (a message's JSON)",
      oneOf("markdown", "html", "telegram"),
    )
    .requiredOption(
      "--to <form>",
      "classic or rich (JSON for Telegram), html, markdown or plain",
      oneOf("classic", "rich", "html", "markdown", "plain"),
    )
    .action(async (file: string, options: { from: From; to: To }) => {
      const { document } = await import("./cli/document.ts");
      await document(file, options);
    });

  try {
    loadEnvironment();
    await program.parseAsync(argv);
  } catch (error) {
    // Commander has said what is wrong, or shown the help that was asked for.
    if (error instanceof CommanderError) process.exitCode = error.exitCode;
    else {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    }
  }
}

function oneOf<Word extends string>(...words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const word = words.find((each) => each === text);
    if (word !== undefined) return word;
    throw new InvalidArgumentError(`It must be one of ${words.join(", ")}.`);
  };
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

/** Reads `.env` of the current folder, if there is one. What the environment has already wins. */
function loadEnvironment(): void {
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
      throw new Error("The file .env cannot be read. Check its permissions.", { cause: error });
    }
  }
}

function version(): string {
  return JSON.parse(readFileSync(join(import.meta.dirname, "..", "package.json"), "utf8")).version;
}
