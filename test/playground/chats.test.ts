import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ADMIN, AUTHOR, openScene, READER, refuses } from "./scene.ts";

describe("chats and their members", () => {
  it("are told by id and by name", async (t) => {
    const { api, people, channel, bot } = await openScene(t);
    const chat = await api.getChat("@Paper_Reviews");
    assert.deepEqual([chat.id, chat.type, chat.title], [channel, "channel", "Разборы статей"]);
    assert.equal((await api.getChat(ADMIN)).first_name, "Анна");
    await refuses(api.getChat(READER), 400, "Bad Request: chat not found");
    await people.start({ person: READER });
    assert.equal((await api.getChat(READER)).username, "vera_reads");
    assert.equal((await api.getMe()).id, bot);
  });

  it("have administrators with rights that are checked live", async (t) => {
    const { api, people, channel, bot } = await openScene(t);
    const administrators = await api.getChatAdministrators(channel);
    assert.deepEqual(administrators.map((member) => [member.user.id, member.status]).sort(), [
      [ADMIN, "creator"],
      [AUTHOR, "administrator"],
      [bot, "administrator"],
    ]);
    const right = async () => {
      const member = await api.getChatMember(channel, AUTHOR);
      return member.status === "administrator" && member.can_post_messages;
    };
    assert.equal(await right(), true);
    await people.setAdministrator({ person: AUTHOR, by: ADMIN, rights: { can_edit_messages: true } });
    assert.equal(await right(), false);
    await people.setAdministrator({ person: AUTHOR, rights: null });
    assert.equal((await api.getChatMember(channel, AUTHOR)).status, "member");
    assert.equal(await api.getChatMemberCount(channel), 4);
    await people.leave({ person: READER });
    assert.equal((await api.getChatMember(channel, READER)).status, "left");
    await refuses(api.getChatMember(channel, 4242), 400, "Bad Request: PARTICIPANT_ID_INVALID");
  });

  it("hide their members from a bot that is no administrator, and all from one outside a private channel", async (t) => {
    const { api, channel } = await openScene(t, { botRights: null });
    await refuses(api.getChatMember(channel, ADMIN), 400, "Bad Request: member list is inaccessible");
    assert.equal((await api.getChat(channel)).title, "Разборы статей");
    const hidden = await openScene(t, { botRights: null, channel: { username: null } });
    await refuses(hidden.api.getChat(channel), 403, "Forbidden: bot is not a member of the channel chat");
    await assert.rejects(
      hidden.people.look({ person: (await hidden.people.addPerson({ name: "Eve" })).user.id, chat: 5 }),
    );
  });

  it("can be left", async (t) => {
    const { api, channel } = await openScene(t);
    await api.leaveChat(channel);
    await refuses(api.sendMessage(channel, "x"), 403, "Forbidden: bot is not a member of the channel chat");
  });
});

describe("a channel's past", () => {
  it("is read through its creator's profile, twenty posts at most", async (t) => {
    const { api, people, channel } = await openScene(t);
    for (let i = 0; i < 3; i++) await people.say({ person: ADMIN, chat: channel, text: `Post ${i}` });
    const raw = api.raw as unknown as { getUserPersonalChatMessages(p: object): Promise<{ text: string }[]> };
    const texts = async (user_id: number) =>
      (await raw.getUserPersonalChatMessages({ user_id, limit: 2 })).map((message) => message.text);
    assert.deepEqual(await texts(ADMIN), ["Post 2", "Post 1"]);
    assert.deepEqual(await texts(READER), []);
    await refuses(raw.getUserPersonalChatMessages({ user_id: ADMIN, limit: 21 }), 400, "Bad Request: LIMIT_INVALID");
  });

  it("shows in a refusal whether a message is there", async (t) => {
    const { api, channel } = await openScene(t);
    const { message_id } = await api.sendMessage(channel, "x");
    const look = (id: number) => api.raw.getGameHighScores({ chat_id: channel, message_id: id, user_id: ADMIN });
    await refuses(look(message_id), 400, "Bad Request: MESSAGE_ID_INVALID");
    await refuses(look(999), 400, "Bad Request: message to get game high scores not found");
  });
});

describe("commands in the menu", () => {
  it("are the narrowest list, in the person's language first", async (t) => {
    const { api, people, bot } = await openScene(t);
    await people.start({ person: READER });
    await people.start({ person: ADMIN });
    const menu = async (person: number) =>
      (await people.look({ person, chat: bot })).commands.map((one) => one.command);
    const list = (command: string) => [{ command, description: "What it does" }];
    await api.setMyCommands(list("all"));
    assert.deepEqual(await menu(READER), ["all"]);
    await api.setMyCommands(list("russian"), { scope: { type: "all_private_chats" }, language_code: "ru" });
    assert.deepEqual([await menu(READER), await menu(ADMIN)], [["all"], ["russian"]]);
    await api.setMyCommands(list("/own"), { scope: { type: "chat", chat_id: ADMIN } });
    assert.deepEqual(await menu(ADMIN), ["own"]);
    assert.deepEqual(await api.getMyCommands({ scope: { type: "chat", chat_id: ADMIN } }), list("own"));
    await api.deleteMyCommands({ scope: { type: "chat", chat_id: ADMIN } });
    assert.deepEqual(await menu(ADMIN), ["russian"]);
  });

  it("are refused when Telegram would refuse them", async (t) => {
    const { api, channel } = await openScene(t);
    const set = (command: string, description = "x") => api.setMyCommands([{ command, description }]);
    await refuses(set("Поиск"), 400, "Bad Request: BOT_COMMAND_INVALID");
    await refuses(set("Search"), 400, "Bad Request: BOT_COMMAND_INVALID");
    await refuses(set("a".repeat(33)), 400, "Bad Request: BOT_COMMAND_INVALID");
    await refuses(set("a", ""), 400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID");
    await refuses(
      api.setMyCommands([], { scope: { type: "chat", chat_id: channel } }),
      400,
      "Bad Request: can't set commands for channel chats",
    );
    await refuses(
      api.setMyCommands([], { scope: { type: "chat", chat_id: READER } }),
      400,
      "Bad Request: chat not found",
    );
  });

  it("stand beside a name and descriptions", async (t) => {
    const { api } = await openScene(t);
    await api.setMyName("Газетчик", { language_code: "ru" });
    await api.setMyDescription("Reads papers");
    await api.setMyShortDescription("Papers");
    const russian = { language_code: "ru" } as const;
    assert.deepEqual(
      [await api.getMyName(russian), await api.getMyName(), await api.getMyDescription(russian)],
      [{ name: "Газетчик" }, { name: "Paperboy" }, { description: "Reads papers" }],
    );
    assert.deepEqual(await api.getMyShortDescription(), { short_description: "Papers" });
  });
});
