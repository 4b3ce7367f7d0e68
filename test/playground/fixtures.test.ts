import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import type { Update } from "@grammyjs/types";
import { ADMIN, dataUrl, openScene, png, READER, refuses } from "./scene.ts";

const FOLDER = join(import.meta.dirname, "../../../shared/data/bot-api/fixtures");
const absent = existsSync(FOLDER) ? false : "the shared fixtures of the Bot API are not on this machine";

function read(name: string) {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf8"));
}

/** The shape of a value: its keys with the types of what they hold. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shape(value[0])];
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shape(part)]));
}

/** Asserts that `ours` has all that the recorded value has, in the same types. It may have more. */
function covers(ours: unknown, recorded: unknown, path = ""): void {
  if (typeof recorded !== "object" || recorded === null) {
    assert.equal(ours, recorded, path);
    return;
  }
  for (const [key, part] of Object.entries(recorded)) {
    covers((ours as Record<string, unknown> | undefined)?.[key], part, `${path}.${key}`);
  }
}

describe("updates have the shape of recorded ones", { skip: absent }, () => {
  it("messages, photos, edits, pressed buttons, inline queries, forwards", async (t) => {
    const { api, people, bot, channel, updates } = await openScene(t, {
      people: [
        { id: ADMIN, name: "Mario", lastName: "Bros", username: "super", language: "it", member: "creator" },
        { id: READER, name: "Luigi" },
      ],
    });
    const told = new Map<string, Update>();
    const note = async (name: string) => {
      const last = (await updates()).at(-1);
      assert.ok(last, name);
      told.set(name, last);
    };
    await people.say({ person: ADMIN, chat: bot, text: "Ciao" });
    await note("message");
    const { message_id: answered } = await people.say({ person: ADMIN, chat: bot, text: "This" });
    const answer = await people.say({ person: ADMIN, chat: bot, text: "That", replyTo: answered });
    await people.edit({ person: ADMIN, chat: bot, message: answer.message_id, text: "Bye" });
    await note("edited_message");
    const files = [{ kind: "photo" as const, file: dataUrl(png(600, 800)) }];
    await people.sendFiles({ person: ADMIN, chat: bot, files, caption: "x" });
    await note("photo");
    const reply_markup = { inline_keyboard: [[{ text: "asd", callback_data: "a" }]] };
    const { message_id: message } = await api.sendMessage(ADMIN, "This is a test", { reply_markup });
    const pressed = people.press({ person: ADMIN, chat: bot, message, data: "a", wait: 1 });
    await note("callback_query");
    await pressed;
    const typed = people.inlineQuery({ person: ADMIN, query: "x" });
    await note("inline_query");
    const id = told.get("inline_query")?.inline_query?.id as string;
    await api.answerInlineQuery(id, []);
    await typed;
    for (const [name, update] of told) covers(shape(update), shape(read(`Updates__${name}`)), name);
    await api.getUpdates({ allowed_updates: ["message_reaction_count"] });
    const post = await api.sendMessage(channel, "x");
    await people.react({ person: READER, chat: channel, message: post.message_id, emoji: "👍" });
    const [reaction] = await updates();
    covers(shape(reaction), shape(read("Updates__message_reaction_count")), "message_reaction_count");
  });

  it("rich messages come back as they were recorded", async (t) => {
    const { api, channel } = await openScene(t);
    const { rich_message } = read("Messages__rich_message");
    const sent = await api.sendRichMessage(channel, rich_message);
    assert.deepEqual(sent.rich_message, rich_message);
  });

  it("refusals have the recorded words", async (t) => {
    const { api, channel } = await openScene(t);
    const tooLong = read("Responses__too_long");
    await refuses(api.sendMessage(channel, "x".repeat(5000)), tooLong.error_code, tooLong.description);
    const wrongFile = read("Responses__wrong_file_id");
    await refuses(api.getFile("x"), wrongFile.error_code, wrongFile.description);
  });
});
