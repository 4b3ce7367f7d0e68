import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Message, MessageEntity } from "@grammyjs/types";
import type { ChatView, MessageView, World, WorldEvent } from "../../playground/contract.ts";
import { createPageFiles } from "../../playground/page-files.ts";
import { figure } from "./figures.ts";

const page = createPageFiles(join(import.meta.dirname, "../../playground/page"));

/** A call that the page made, for tests to look at. */
export interface PageCall {
  readonly method: string;
  readonly parameters: Record<string, unknown>;
}

/** A world in memory behind the routes that the page uses, with a bot that a test plays by hand. */
export interface Fixture {
  readonly url: string;
  readonly calls: readonly PageCall[];
  /** Called on each press; what it resolves to is the bot's answer. */
  onPress: (call: PageCall) => Promise<{ answered: boolean; text: string | null; alert: boolean; url: string | null }>;
  /** Sentence with which the next call of any method is refused. */
  refuseNext: string | null;
  /** Puts a message into a chat, or a new version of it in place, and tells the page. */
  put(key: string, view: MessageView): void;
  remove(key: string, messageId: number): void;
  change(key: string, part: Partial<ChatView>): void;
  close(): Promise<void>;
}

export async function startFixture(world: World): Promise<Fixture> {
  const chats = new Map(world.chats.map((chat) => [chat.key, { ...chat, messages: [...chat.messages] }]));
  const files = new Map<string, Buffer>();
  const listeners = new Set<ServerResponse>();
  const calls: PageCall[] = [];
  let nextId = 100_000;

  const tell = (event: WorldEvent) => {
    for (const listener of listeners) listener.write(`data: ${JSON.stringify(event)}\n\n`);
  };
  const put = (key: string, view: MessageView) => {
    const chat = chats.get(key);
    if (!chat) throw new Error(`No chat ${key}`);
    const at = chat.messages.findIndex((each) => each.message.message_id === view.message.message_id);
    if (at < 0) chat.messages.push(view);
    else chat.messages[at] = view;
    tell({ type: "message", key, message: view });
  };
  const remove = (key: string, messageId: number) => {
    const chat = chats.get(key);
    if (chat) chat.messages = chat.messages.filter((each) => each.message.message_id !== messageId);
    tell({ type: "deleted", key, messageId });
  };
  const find = (key: string, id: number) => chats.get(key)?.messages.find((each) => each.message.message_id === id);
  const change = (key: string, part: Partial<ChatView>) => {
    const chat = chats.get(key);
    if (!chat) throw new Error(`No chat ${key}`);
    Object.assign(chat, part);
    const { messages: _, ...view } = chat;
    tell({ type: "chat", key, chat: view });
  };

  async function act(method: string, p: Record<string, unknown>): Promise<unknown> {
    calls.push({ method, parameters: p });
    if (fixture.refuseNext !== null) {
      const sentence = fixture.refuseNext;
      fixture.refuseNext = null;
      throw new Error(sentence);
    }
    const person = Number(p.person);
    const key = `${person}:${p.chat ?? world.bot.id}`;
    const from = world.actors.find((each) => each.user.id === person)?.user;
    const chat = chats.get(key)?.chat as Message["chat"];
    const base = () => ({ message_id: nextId++, date: Math.floor(Date.now() / 1000), chat, ...(from ? { from } : {}) });
    const mine = (message: Message): Message => {
      put(key, { message, mine: true, reactions: [], views: null });
      return message;
    };
    const reply = p.replyTo ? { reply_to_message: find(key, Number(p.replyTo))?.message as never } : {};
    const styled = (text: string) =>
      p.typed === "markdown" ? fromMarkdown(text) : { text, entities: (p.entities ?? []) as MessageEntity[] };
    switch (method) {
      case "say":
        return mine({ ...base(), ...reply, ...styled(String(p.text)) });
      case "start":
        return mine({
          ...base(),
          chat: chats.get(`${person}:${world.bot.id}`)?.chat as Message["chat"],
          text: "/start",
          entities: [{ type: "bot_command", offset: 0, length: 6 }],
        });
      case "sendFiles": {
        const sent = p.files as { kind: string; file: string; name?: string }[];
        const group = sent.length > 1 ? { media_group_id: `album${nextId}` } : {};
        return sent.map((each, i) => {
          const id = `sent${nextId}`;
          files.set(id, files.get(each.file) ?? Buffer.alloc(0));
          const caption =
            i === 0 && p.caption
              ? { caption: String(p.caption), caption_entities: p.captionEntities as MessageEntity[] }
              : {};
          const content =
            each.kind === "photo"
              ? { photo: [{ file_id: id, file_unique_id: id, width: 600, height: 400 }] }
              : { document: { file_id: id, file_unique_id: id, file_name: each.name ?? "file" } };
          return mine({ ...base(), ...reply, ...group, ...caption, ...content });
        });
      }
      case "edit": {
        const old = find(key, Number(p.message));
        if (!old) throw new Error("Message to edit not found");
        const message = { ...old.message, ...styled(String(p.text)), edit_date: Math.floor(Date.now() / 1000) };
        put(key, { ...old, message });
        return message;
      }
      case "delete":
        remove(key, Number(p.message));
        return true;
      case "forward":
        return (p.messages as number[]).map((id) => {
          const origin = find(`${person}:${p.from}`, id)?.message;
          const { message_id: _id, reply_markup: _markup, ...content } = origin as Message;
          return mine({
            ...content,
            ...base(),
            forward_origin: { type: "channel", chat: world.channel, message_id: id, date: content.date },
          });
        });
      case "react": {
        const old = find(key, Number(p.message)) as MessageView;
        const emoji = p.emoji as string | null;
        const counts = new Map(old.reactions.map((each) => [each.emoji, each.count - (each.mine ? 1 : 0)]));
        if (emoji !== null) counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
        put(key, {
          ...old,
          reactions: [...counts]
            .filter(([, count]) => count > 0)
            .map(([each, count]) => ({ emoji: each, count, mine: each === emoji })),
        });
        return true;
      }
      case "press":
        return fixture.onPress({ method, parameters: p });
      default:
        return true;
    }
  }

  /** JSON, or a form with the JSON in `parameters` and files that it names as attach://NAME. */
  async function readParameters(request: IncomingMessage, body: Buffer): Promise<Record<string, unknown>> {
    const type = request.headers["content-type"] ?? "";
    if (!type.startsWith("multipart/")) return JSON.parse(body.toString());
    const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
    for (const [name, value] of form) {
      if (typeof value !== "string") files.set(`attach://${name}`, Buffer.from(await value.arrayBuffer()));
    }
    return JSON.parse(String(form.get("parameters")));
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const send = (type: string, body: string | Buffer) => response.writeHead(200, { "content-type": type }).end(body);
    if (path === "/people/world")
      return void send("application/json", JSON.stringify({ ...world, chats: [...chats.values()] }));
    if (path === "/people/events") {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
      response.write(": hello\n\n");
      listeners.add(response);
      response.on("close", () => listeners.delete(response));
      return;
    }
    if (path.startsWith("/people/file/")) {
      const id = decodeURIComponent(path.slice("/people/file/".length));
      const drawn = /^figure:(\d+):([\d.]+)$/.exec(id);
      const stored = files.get(id);
      if (drawn) return void send("image/svg+xml", figure(Number(drawn[1]), Number(drawn[2])).svg);
      if (stored) return void send("image/png", stored);
    } else if (path.startsWith("/people/")) {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = await act(path.slice("/people/".length), await readParameters(request, Buffer.concat(chunks)))
        .then((result) => ({ ok: true, result }))
        .catch((error: Error) => ({ ok: false, error: error.message }));
      return void send("application/json", JSON.stringify(body));
    } else {
      return page(request, response, new URL(request.url ?? "/", "http://localhost"));
    }
    response.writeHead(404).end();
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const fixture: Fixture = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    calls,
    onPress: async () => ({ answered: true, text: null, alert: false, url: null }),
    refuseNext: null,
    put,
    remove,
    change,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return fixture;
}

/** Enough of typed formatting for the scenes: **bold** and __italic__. */
function fromMarkdown(typed: string): { text: string; entities: MessageEntity[] } {
  const entities: MessageEntity[] = [];
  let text = "";
  let last = 0;
  for (const match of typed.matchAll(/(\*\*|__)(.+?)\1/gs)) {
    text += typed.slice(last, match.index);
    const inner = match[2] ?? "";
    entities.push({ type: match[1] === "**" ? "bold" : "italic", offset: text.length, length: inner.length });
    text += inner;
    last = match.index + match[0].length;
  }
  return { text: text + typed.slice(last), entities };
}
