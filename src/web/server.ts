import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";

/**
 * Serves on all interfaces. Resolves when it listens, with what closes it.
 *
 * @throws Error with `code` EADDRINUSE or EACCES where the port cannot be had
 */
export function listen(app: Hono, port: number): Promise<() => Promise<void>> {
  const server = createServer(getRequestListener(app.fetch));
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, () => {
      server.off("error", reject);
      resolve(
        () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      );
    });
  });
}
