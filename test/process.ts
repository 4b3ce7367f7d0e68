import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { COMPILED } from "./compiled.ts";

const BIN = join(import.meta.dirname, "..", "bin", "paperboy.js");

export interface Running {
  readonly child: ChildProcess;
  /** All that it printed so far. */
  output(): string;
  errors(): string;
  /** Resolves when its output matches; rejects when it ends before, or after a minute. */
  prints(pattern: RegExp): Promise<RegExpMatchArray>;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

export interface ProcessOptions {
  /** Another user, where this one is root. */
  readonly as?: { readonly uid: number; readonly gid: number } | undefined;
  /** No file may become larger than so many blocks of 512 bytes (`ulimit -f`). */
  readonly blocks?: number;
}

/** Runs `paperboy …` as a process of its own, with nothing of this one's environment but the path and the compiled modules. */
export function paperboy(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
  { as, blocks }: ProcessOptions = {},
): Running {
  const command = [process.execPath, BIN, ...args];
  const [program = "", ...rest] =
    blocks === undefined ? command : ["sh", "-c", `ulimit -f ${blocks} && exec "$0" "$@"`, ...command];
  const child = spawn(program, rest, {
    cwd,
    ...as,
    env: { PATH: process.env.PATH ?? "", LANG: "en_US.UTF-8", ...COMPILED, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let errors = "";
  const listeners = new Set<() => void>();
  child.stdout?.setEncoding("utf8").on("data", (text) => {
    output += text;
    for (const listener of listeners) listener();
  });
  child.stderr?.setEncoding("utf8").on("data", (text) => {
    errors += text;
  });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once("close", (code, signal) => {
      resolve(code ?? signal);
      for (const listener of listeners) listener();
    });
  });
  return {
    child,
    output: () => output,
    errors: () => errors,
    ended,
    prints: (pattern) =>
      new Promise((resolve, reject) => {
        const finish = (): void => {
          clearTimeout(timer);
          listeners.delete(look);
        };
        const look = (): void => {
          const match = output.match(pattern);
          if (match !== null) {
            finish();
            resolve(match);
          } else if (child.exitCode !== null || child.signalCode !== null) {
            finish();
            reject(new Error(`It ended before it printed ${pattern}:\n${output}\n${errors}`));
          }
        };
        const timer = setTimeout(() => {
          finish();
          reject(new Error(`It did not print ${pattern} within a minute:\n${output}\n${errors}`));
        }, 60_000);
        listeners.add(look);
        look();
      }),
  };
}
