import type { IncomingMessage, ServerResponse } from "node:http";
import type { ApiResponse } from "@grammyjs/types";
import type { Call, Methods, Telegram } from "./calling.ts";
import type { CallLog } from "./calls.ts";
import { TelegramError } from "./errors.ts";
import { Dropped, type Faults } from "./faults.ts";
import { fileAtPath, type Upload } from "./files.ts";
import { methods } from "./methods/index.ts";
import { type MethodName, PARAMETERS } from "./parameters.ts";
import { readParameters } from "./reading.ts";
import { readBody, UnreadableBody } from "./request.ts";

export interface BotApi {
  /** Answers /bot<token>/<method> and /file/bot<token>/<path>; false when the path is neither. */
  serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean>;
}

const NAMES = new Map(Object.keys(PARAMETERS).map((name) => [name.toLowerCase(), name as MethodName]));

/** The Bot API over HTTP. `strict` refuses parameters that a method does not have. */
export function createBotApi(
  telegram: Telegram,
  { faults, calls, strict }: { readonly faults: Faults; readonly calls: CallLog; readonly strict: boolean },
): BotApi {
  const { log, world } = telegram;

  async function invoke(name: string, request: IncomingMessage, url: URL, gone: AbortSignal): Promise<unknown> {
    const { fields, uploads } = await readBody(request, url.searchParams);
    const method = NAMES.get(name.toLowerCase());
    const run = async (): Promise<unknown> => {
      if (method === undefined) {
        log.error({ method: name }, "the stand-in has no such method");
        throw new TelegramError(404, "Not Found: method not found");
      }
      const complain = (sentence: string): void => log.error({ method }, sentence);
      const parameters = readParameters(method, fields, { strict, complain });
      const call: Call = { ...telegram, uploads, gone };
      return await (methods[method] as Methods["getMe"])(parameters as never, call);
    };
    const payload = describePayload(fields, uploads);
    const note = (ok: boolean, description?: string): void => {
      // A poll is no act of the bot, and there are too many of them.
      if (method === "getUpdates") return;
      calls.add({ method: method ?? name, payload, ok, ...(description === undefined ? {} : { description }) });
      world.tell({ type: "other" });
    };
    try {
      const result = await faults.run(method ?? name, run);
      note(true);
      return result;
    } catch (error) {
      note(false, error instanceof TelegramError ? error.description : "no answer");
      throw error;
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse, name: string, url: URL): Promise<void> {
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    try {
      sendJson(response, 200, { ok: true, result: await invoke(name, request, url, gone.signal) });
    } catch (error) {
      if (error instanceof Dropped) {
        request.socket.destroy();
      } else if (error instanceof TelegramError) {
        const { code, description, parameters } = error;
        sendJson(response, code, {
          ok: false,
          error_code: code,
          description,
          ...(parameters === undefined ? {} : { parameters }),
        });
      } else if (error instanceof UnreadableBody) {
        sendJson(response, error.code, { ok: false, error_code: error.code, description: error.message });
      } else {
        log.error({ err: error, method: name }, "the stand-in failed");
        sendJson(response, 500, { ok: false, error_code: 500, description: "Internal Server Error" });
      }
    }
  }

  function sendFile(response: ServerResponse, path: string): void {
    const file = fileAtPath(world, path);
    const bytes = file === undefined ? undefined : world.bytes.get(file.uniqueId);
    if (bytes === undefined) {
      sendJson(response, 404, { ok: false, error_code: 404, description: "Not Found" });
      return;
    }
    response.writeHead(200, { "content-type": "application/octet-stream", "content-length": bytes.length }).end(bytes);
  }

  return {
    async serve(request, response, url) {
      const [, file, token, rest] = /^\/(file\/)?bot([^/]+)\/(.+)$/.exec(decode(url.pathname)) ?? [];
      if (token === undefined || rest === undefined) return false;
      if (request.headers.origin !== undefined) {
        // Bots are no web pages; a foreign page in a browser on this machine is not let in.
        sendJson(response, 403, { ok: false, error_code: 403, description: "Forbidden: not for web pages" });
      } else if (token !== world.state.token) {
        sendJson(response, 401, { ok: false, error_code: 401, description: "Unauthorized" });
      } else if (file === undefined) {
        await answer(request, response, rest, url);
      } else {
        sendFile(response, rest);
      }
      return true;
    },
  };
}

function sendJson(response: ServerResponse, status: number, body: ApiResponse<unknown>): void {
  if (response.destroyed) return;
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function describePayload(fields: Readonly<Record<string, unknown>>, uploads: ReadonlyMap<string, Upload>): unknown {
  if (uploads.size === 0) return fields;
  const files = [...uploads].map(([field, { name, bytes }]) => [field, { name, size: bytes.length }]);
  return { ...fields, files: Object.fromEntries(files) };
}
