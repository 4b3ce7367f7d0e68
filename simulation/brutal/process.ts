import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

/** The bot as a process. */
export interface BotProcess {
  /** Whether it came so far as to serve; false where it ended before. */
  readonly ready: Promise<boolean>;
  readonly kill: () => Promise<void>;
}

/** Starts the bot as `paperboy start` does, in a folder and with an environment of its own. */
export function startProcess(folder: string, env: Readonly<Record<string, string>>): BotProcess {
  const program = join(import.meta.dirname, "..", "..", "bin", "paperboy.js");
  const child: ChildProcess = spawn(process.execPath, [program, "start"], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? "", LANG: "en_US.UTF-8", LOG_LEVEL: "silent", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const ready = new Promise<boolean>((resolve) => {
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      if (text.includes("Ready")) resolve(true);
    });
    gone.then(() => resolve(false));
  });
  return {
    ready,
    kill: async () => {
      child.kill("SIGKILL");
      await gone;
    },
  };
}
