import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { deflateSync } from "node:zlib";
import type { Message, Update } from "@grammyjs/types";
import { Api, GrammyError } from "grammy";
import { pino } from "pino";
import type { People } from "../../playground/people.ts";
import { createStandIn, type StandIn, type StandInOptions } from "../../playground/server/index.ts";

export const ADMIN = 1001;
export const AUTHOR = 1002;
export const READER = 1003;

/** A clock that a test moves, at first Tuesday, 24 November 2026, 09:00 UTC. */
export const START = Date.UTC(2026, 10, 24, 9);

export interface Opened {
  readonly telegram: StandIn;
  readonly people: People;
  readonly api: Api;
  readonly bot: number;
  readonly channel: number;
  /** Takes and confirms what waits for the bot. */
  updates(allowed?: readonly Exclude<keyof Update, "update_id">[]): Promise<Update[]>;
  /** The last message that the person sees. */
  last(person: number, chat: number): Promise<Message>;
}

/** A stand-in for one test, with the default scene and a clock that stands still. */
export async function openScene(t: TestContext, options: Partial<StandInOptions> = {}): Promise<Opened> {
  const telegram = await createStandIn({ now: () => START, log: pino({ level: "silent" }), ...options });
  t.after(() => telegram.close());
  const api = new Api(telegram.token, { apiRoot: telegram.apiRoot });
  let offset = 0;
  return {
    telegram,
    people: telegram.people,
    api,
    bot: telegram.botId,
    channel: telegram.channelId,
    async updates(allowed) {
      const found = await api.getUpdates({ offset, ...(allowed === undefined ? {} : { allowed_updates: allowed }) });
      offset = (found.at(-1)?.update_id ?? offset - 1) + 1;
      await api.getUpdates({ offset });
      return found;
    },
    async last(person, chat) {
      const { messages } = await telegram.people.look({ person, chat });
      const view = messages.at(-1);
      assert.ok(view, "the chat is empty");
      return view.message;
    },
  };
}

/** Asserts that Telegram refuses with exactly this description. */
export async function refuses(call: Promise<unknown>, code: number, description: string): Promise<void> {
  await assert.rejects(call, (error) => {
    assert.ok(error instanceof GrammyError, String(error));
    assert.deepEqual([error.error_code, error.description], [code, description]);
    return true;
  });
}

/** A PNG of one colour. */
export function png(width: number, height: number, shade = 128): Uint8Array {
  const rows = Buffer.alloc((width + 1) * height, shade);
  for (let y = 0; y < height; y++) rows[y * (width + 1)] = 0;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

export function dataUrl(bytes: Uint8Array, mime = "image/png"): string {
  return `data:${mime};base64,${Buffer.from(bytes).toString("base64")}`;
}

function chunk(type: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  // Nobody here checks the sum.
  return Buffer.concat([length, Buffer.from(type, "latin1"), content, Buffer.alloc(4)]);
}
