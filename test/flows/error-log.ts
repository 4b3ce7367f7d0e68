import { Writable } from "node:stream";
import pino from "pino";

/** A log of which only errors are kept, one line each. */
export function createErrorLog() {
  const errors: string[] = [];
  const lines = new Writable({
    write: (line, _encoding, done) => {
      errors.push(String(line));
      done();
    },
  });
  return { errors, log: pino({ level: "error" }, lines) };
}
