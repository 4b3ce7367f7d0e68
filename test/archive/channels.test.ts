import assert from "node:assert/strict";
import { test } from "node:test";
import { createChannels, messageLink } from "../../src/archive/channels.ts";
import { openDatabase } from "../../src/archive/database.ts";

const now = () => 1_000;
const setUp = () => createChannels(openDatabase(":memory:", { now }), now);
const rizzearch = { chatId: -1001234, title: "rizzearch", username: "rizzearch" };

test("before a channel is connected, none is served", () => {
  assert.equal(setUp().served(), null);
});

test("the channel that is served is the one that was chosen last, and the other one is kept", () => {
  const channels = setUp();
  const first = channels.serve(rizzearch);
  const second = channels.serve({ chatId: -1005678, title: "another", username: null });
  assert.equal(channels.served()?.id, second.id);
  channels.serve({ ...rizzearch, title: "rizzearch 2" });
  assert.deepEqual(channels.served(), { ...first, title: "rizzearch 2" });
  assert.equal(channels.findByChatId(-1005678)?.title, "another");
});

test("a renaming is told apart from nothing new", () => {
  const channels = setUp();
  channels.serve(rizzearch);
  assert.equal(channels.rename(rizzearch), false);
  assert.equal(channels.rename({ ...rizzearch, username: null }), true);
  assert.equal(channels.rename({ ...rizzearch, chatId: -1009 }), false);
  assert.equal(channels.served()?.username, null);
});

test("a chat that moved to another id stays the same channel", () => {
  const channels = setUp();
  const channel = channels.serve(rizzearch);
  channels.migrate(rizzearch.chatId, -1009999);
  assert.equal(channels.findByChatId(-1009999)?.id, channel.id);
  assert.equal(channels.findByChatId(rizzearch.chatId), null);
});

test("a channel that the bot was removed from is still the one that is served", () => {
  const channels = setUp();
  const channel = channels.serve(rizzearch);
  assert.equal(channels.isPresent(channel.id), true);
  channels.setPresence(rizzearch.chatId, false);
  assert.equal(channels.isPresent(channel.id), false);
  assert.equal(channels.served()?.id, channel.id);
  channels.serve(rizzearch);
  assert.equal(channels.isPresent(channel.id), true);
});

test("settings are changed one by one, and never into something that is no setting", () => {
  const channels = setUp();
  const { id } = channels.serve(rizzearch);
  channels.changeSettings(id, { tagsLine: true });
  channels.changeSettings(id, { linkLabel: "Статья" });
  assert.throws(() => channels.changeSettings(id, { linkLabel: "" }));
  assert.throws(() => channels.changeSettings(99, { tagsLine: true }));
  const settings = channels.served()?.settings;
  assert.deepEqual([settings?.tagsLine, settings?.linkLabel, settings?.authorLine], [true, "Статья", false]);
});

test("a message of a public channel is linked by its name, of a private one by its id", () => {
  assert.equal(messageLink(rizzearch, 812), "https://t.me/rizzearch/812");
  assert.equal(messageLink({ chatId: -1001234, username: null }, 812), "https://t.me/c/1234/812");
});
