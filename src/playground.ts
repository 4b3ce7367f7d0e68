import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";

const MAIN = join(import.meta.dirname, "..", "playground", "main.ts");

const Ready = z.object({
  ready: z.literal(true),
  apiRoot: z.string(),
  token: z.string(),
  url: z.string(),
  channelId: z.number(),
  adminIds: z.array(z.number()),
  database: z.string(),
  /** In place of arXiv's API. */
  arxiv: z.string(),
});
export type PlaygroundReady = z.infer<typeof Ready>;

export interface Playground {
  /** What its one line said. */
  readonly ready: PlaygroundReady;
  /** Resolves when the process ended, by itself or by `stop`. */
  readonly gone: Promise<void>;
  stop(): Promise<void>;
}

/** The playground is for development: an installation without it has no `playground/` folder. */
export function hasPlayground(): boolean {
  return existsSync(MAIN);
}

/**
 * Starts the stand-in for Telegram as a process of its own, on the same Node.
 *
 * @throws Error if it ends before it is ready
 */
export async function startPlayground(options: {
  readonly port: number | null;
  /** Forget what was, and begin with the demo channel anew. */
  readonly fresh: boolean;
  /** Aborted when it is no longer wanted. */
  readonly stop: AbortSignal;
}): Promise<Playground> {
  const { port, fresh } = options;
  const flags = [...(port === null ? [] : ["--port", String(port)]), ...(fresh ? ["--fresh"] : [])];
  const child = spawn(process.execPath, [MAIN, ...flags], {
    // Its input is open as long as this process lives, so that it can end with it, however that ends.
    stdio: ["pipe", "pipe", "inherit"],
    // Ctrl+C in a terminal is for this process, which finishes what is in hand before it stops the playground.
    detached: true,
  });
  const gone = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  let becameReady = false;
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await gone;
  };
  options.stop.addEventListener("abort", () => void (becameReady || child.kill("SIGTERM")));
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith("{")) continue;
    const ready = Ready.safeParse(JSON.parse(line));
    if (!ready.success) continue;
    becameReady = true;
    child.stdout.resume();
    return { ready: ready.data, gone, stop };
  }
  await gone;
  throw new Error("The playground ended before it was ready.");
}
