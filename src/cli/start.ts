import { main } from "../main.ts";

/** Runs until a signal. Ends the process: a handler that hangs past its deadline must not keep it. */
export async function start(options: { readonly fresh: boolean }): Promise<void> {
  process.exit(await main(options));
}
