import { Hono } from "hono";
import { createHealth, type HealthOptions } from "./health.ts";
import { listen } from "./server.ts";

/** The program's port: its health at all times, and behind it what is served just now. */
export interface Door {
  /**
   * Does nothing where it is open. @throws Error with `code` EADDRINUSE or EACCES where the port cannot be had
   */
  open(): Promise<void>;
  /** What is behind it from now on; null: nothing, so that whoever calls tries again later. */
  lead(to: Hono | null): void;
  close(): Promise<void>;
}

/** `port` null: there is no door, and nothing is served. `away`: the status for what is asked while nothing is behind it. */
export function createDoor(port: number | null, away: 404 | 503, health: HealthOptions): Door {
  const app = new Hono();
  let behind: Hono | null = null;
  let shut: (() => Promise<void>) | null = null;
  app.route("/", createHealth(health));
  app.all("*", (c) => (behind === null ? c.body(null, away) : behind.fetch(c.req.raw)));
  return {
    open: async () => {
      if (port !== null) shut ??= await listen(app, port);
    },
    lead: (to) => {
      behind = to;
    },
    close: async () => {
      await shut?.();
      shut = null;
    },
  };
}
