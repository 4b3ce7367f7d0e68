import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { Message } from "@grammyjs/types";
import { Api } from "grammy";
import type { StandIn } from "../../playground/server/index.ts";
import { readMarkdown } from "../../src/document/markdown/read.ts";
import { writeMarkdown } from "../../src/document/markdown/write.ts";
import { ANYA, type Hand } from "./driver.ts";

/** A review of 12,000 characters with 3 formulas, a table, 2 footnotes and places for 6 figures. */
export const REVIEW = readFileSync(join(import.meta.dirname, "review.md"), "utf8");

/** A Markdown file, as Аня sends it. */
export function sendFile(telegram: StandIn, name: string, text: string, caption?: string) {
  const file = `data:text/markdown;base64,${Buffer.from(text).toString("base64")}`;
  const files = [{ kind: "document" as const, file, name }];
  return telegram.people.sendFiles({ person: ANYA, chat: telegram.botId, files, ...(caption && { caption }) });
}

/** What Markdown is after it was read and written once. */
export function normal(markdown: string): string {
  const reading = readMarkdown(markdown);
  assert.ok(reading.ok);
  return writeMarkdown(reading.document);
}

/** The text of the last file that the bot sent, when there is one that is not `old`. */
export async function fileSeen(telegram: StandIn, anya: Hand, old = 0): Promise<string> {
  const message = await telegram.until(async () =>
    (await anya.seen()).findLast((each) => each.document !== undefined && each.message_id > old),
  );
  const api = new Api(telegram.token, { apiRoot: telegram.apiRoot });
  const { file_path: path } = await api.getFile(message.document?.file_id ?? "");
  const response = await fetch(`${telegram.apiRoot}/file/bot${telegram.token}/${path}`);
  return await response.text();
}

/** What stands in the channel, once so many messages do. */
export async function published(t: TestContext, anya: Hand, count = 1): Promise<readonly Message[]> {
  return await t.waitFor(
    async () => {
      const messages = await anya.channel();
      assert.ok(messages.length >= count, `${messages.length} of ${count}`);
      return messages;
    },
    { timeout: 20_000 },
  );
}
