import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Api } from "grammy";

export interface Call {
  readonly method: string;
  readonly payload: Record<string, unknown>;
}

/** A Bot API on loopback that answers each call as the test says, and remembers what it was called with. */
export async function startTelegram(answer: (call: Call, response: ServerResponse) => unknown) {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const call = { method: request.url?.split("/").at(-1) ?? "", payload: JSON.parse(body === "" ? "{}" : body) };
      calls.push(call);
      const said = answer(call, response);
      if (said !== undefined) response.setHeader("content-type", "application/json").end(JSON.stringify(said));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    calls,
    api: new Api("1:token", { apiRoot: `http://127.0.0.1:${port}`, timeoutSeconds: 2 }),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function taken(result: unknown) {
  return { ok: true, result };
}

export function refusedWith(error_code: number, description: string, parameters?: Record<string, unknown>) {
  return { ok: false, error_code, description, ...(parameters && { parameters }) };
}
