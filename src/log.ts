import { type DestinationStream, type Logger, pino } from "pino";

/**
 * The program's log: JSON lines. Every line is scrubbed as a whole, wherever in it a secret stands: in an error's
 * message, its stack, a URL.
 */
export function createLog(
  { level, scrub }: { readonly level: string; readonly scrub: (text: string) => string },
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
  return pino(
    {
      level,
      base: null,
      redact: { paths: ["token", "secret", "*.token", "*.secret"], censor: "[hidden]" },
      hooks: { streamWrite: scrub },
    },
    destination,
  );
}
