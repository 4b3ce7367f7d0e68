import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { People, PeopleOf } from "./people.ts";
import { eventsOf } from "./people-views.ts";
import type { Telegram } from "./server/calling.ts";
import { TelegramError } from "./server/errors.ts";
import { fileById } from "./server/files.ts";
import { readBody, UnreadableBody } from "./server/request.ts";

/** Answers /people/…; false for other paths. */
export interface PeopleRoutes {
  serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean>;
  close(): void;
}

/** Bytes; the page sends files as data: URLs. */
const DATA_LIMIT = 256 << 20;

/** Shown in the page as they are; anything else is offered as a file. */
const SHOWN = /^(image\/(png|jpeg|gif|webp)|video\/(mp4|webm)|audio\/(ogg|mpeg))$/;

export function createPeopleRoutes(telegram: Telegram, peopleOf: PeopleOf, log: Logger): PeopleRoutes {
  const watchers = new Set<ServerResponse>();
  const stop = telegram.world.watch((happening) => {
    if (watchers.size === 0) return;
    for (const event of eventsOf(telegram, happening)) {
      const line = `data: ${JSON.stringify(event)}\n\n`;
      for (const watcher of watchers) watcher.write(line);
    }
  });

  function watch(response: ServerResponse): void {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.write(": the whole of what changed, never a difference\n\n");
    watchers.add(response);
    response.on("close", () => watchers.delete(response));
  }

  function sendFile(response: ServerResponse, fileId: string): void {
    const file = fileById(telegram.world, fileId);
    const bytes = file === undefined ? undefined : telegram.world.bytes.get(file.uniqueId);
    if (file === undefined || bytes === undefined) {
      sendJson(response, 404, { ok: false, error: "there is no such file" });
      return;
    }
    const shown = SHOWN.test(file.mime);
    const name = encodeURIComponent(file.name ?? "file");
    response
      .writeHead(200, {
        "content-type": shown ? file.mime : "application/octet-stream",
        "content-length": bytes.length,
        "content-disposition": shown ? "inline" : `attachment; filename*=UTF-8''${name}`,
        "x-content-type-options": "nosniff",
        "cache-control": "private, max-age=31536000, immutable",
      })
      .end(bytes);
  }

  async function act(request: IncomingMessage, response: ServerResponse, name: string, url: URL): Promise<void> {
    try {
      const { fields, uploads } = await readBody(request, url.searchParams, DATA_LIMIT);
      const people = peopleOf(uploads);
      if (!Object.hasOwn(people, name)) {
        sendJson(response, 404, { ok: false, error: `people have no way to ${name}` });
        return;
      }
      const method = people[name as keyof People] as (p: unknown) => Promise<unknown>;
      const parameters = uploads.size === 0 && isJson(request) ? fields : readForm(fields);
      sendJson(response, 200, { ok: true, result: await method(parameters) });
    } catch (error) {
      if (error instanceof UnreadableBody) {
        sendJson(response, error.code, { ok: false, error: error.message });
        return;
      }
      if (!(error instanceof TelegramError)) log.debug({ err: error, name }, "people could not do it");
      sendJson(response, 400, { ok: false, error: error instanceof Error ? error.message : String(error) });
    }
  }

  return {
    async serve(request, response, url) {
      if (!url.pathname.startsWith("/people/")) return false;
      const path = url.pathname.slice("/people/".length);
      if (!isOurs(request)) {
        sendJson(response, 403, { ok: false, error: "only this machine's own page may speak for the people" });
      } else if (request.method === "GET" && path === "events") {
        watch(response);
      } else if (request.method === "GET" && path.startsWith("file/")) {
        sendFile(response, decodeURIComponent(path.slice("file/".length)));
      } else if (request.method === "POST" || (request.method === "GET" && path === "world")) {
        await act(request, response, path, url);
      } else {
        sendJson(response, 405, { ok: false, error: "POST /people/METHOD" });
      }
      return true;
    },
    close() {
      stop();
      for (const watcher of watchers) watcher.end();
    },
  };
}

/** A foreign web page may neither name this server by a host of its own (DNS rebinding) nor post to it. */
function isOurs(request: IncomingMessage): boolean {
  const { host, origin, "sec-fetch-site": site } = request.headers;
  if (host === undefined || !/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host)) return false;
  if (origin !== undefined && origin !== `http://${host}`) return false;
  return site === undefined || site === "same-origin" || site === "none";
}

function isJson(request: IncomingMessage): boolean {
  return (request.headers["content-type"] ?? "").toLowerCase().startsWith("application/json");
}

/** In a form every value is JSON, but for texts that are none. */
function readForm(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  if (typeof fields.parameters === "string") return JSON.parse(fields.parameters);
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, readField(name, value)]));
}

const TEXTS = new Set(["text", "caption", "button", "data", "query", "emoji", "payload", "offset", "method", "name"]);

function readField(name: string, value: unknown): unknown {
  return typeof value !== "string" || TEXTS.has(name) ? value : JSON.parse(value);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed) return;
  response
    .writeHead(status, { "content-type": "application/json", "cache-control": "no-store" })
    .end(JSON.stringify(body));
}
