import { main } from "../main.ts";

/** Runs until a signal. Ends the process: a handler that hangs past its deadline must not keep it. */
export async function start(): Promise<void> {
  process.exit(await main());
}
