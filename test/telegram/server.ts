import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Call {
  readonly method: string;
  readonly payload: Record<string, unknown>;
}
/** What a call is answered: a result, an error as Telegram has it, or a cut connection. */
export type Answer =
  | { readonly result: unknown }
  | { readonly error: number; readonly description: string; readonly retryAfter?: number }
  | "cut"
  | { readonly raw: string; readonly status: number };

/** A Bot API on loopback that answers each call as the test says. */
export async function createTelegram(answer: (call: Call) => Answer | Promise<Answer>) {
  const calls: Call[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const method = request.url?.split("/").at(-1) ?? "";
    const json = request.headers["content-type"]?.includes("json") === true && body !== "";
    const call = { method, payload: json ? JSON.parse(body) : {} };
    calls.push(call);
    const reply = await answer(call);
    if (reply === "cut") return request.socket.destroy();
    if ("raw" in reply) return response.writeHead(reply.status).end(reply.raw);
    const failed = "error" in reply;
    response.writeHead(failed ? reply.error : 200, { "content-type": "application/json" });
    response.end(
      JSON.stringify(
        failed
          ? {
              ok: false,
              error_code: reply.error,
              description: reply.description,
              ...(reply.retryAfter === undefined ? {} : { parameters: { retry_after: reply.retryAfter } }),
            }
          : { ok: true, result: reply.result },
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const TOKEN = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

export const ME = {
  id: 123456,
  is_bot: true,
  first_name: "Paperboy",
  username: "paperboy_bot",
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: true,
} as const;

/** Resolves when `condition` holds; rejects after half a minute of real time. */
export async function until(condition: () => boolean, what: string, deadline = 30_000): Promise<void> {
  const end = performance.now() + deadline;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`It did not happen: ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
