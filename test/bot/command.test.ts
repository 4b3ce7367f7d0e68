import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Message } from "@grammyjs/types";
import { commandIn } from "../../src/bot/command.ts";

const said = (text: string, length: number | null = null) =>
  commandIn({
    text,
    ...(length === null ? {} : { entities: [{ type: "bot_command", offset: 0, length }] }),
  } as Message);

describe("the command of a message", () => {
  it("is what Telegram marks as one, without the bot's name", () => {
    assert.equal(said("/new", 4), "new");
    assert.equal(said("/search@paperboy_bot рл", 20), "search");
  });

  it("is also a word after a slash that Telegram does not mark", () => {
    assert.equal(said("/помощь"), "помощь");
    assert.equal(said("/поиск диффузия"), "поиск");
  });

  it("is none in a path, a fraction or a text", () => {
    for (const text of ["/usr/bin", "/ 2", "/5", "про /помощь", "", "/я"]) assert.equal(said(text), null, text);
  });
});
