import type { BotCommand, BotCommandScope } from "@grammyjs/types";
import type { Call, Methods } from "../calling.ts";
import { badRequest } from "../errors.ts";
import type { CommandList, WorldState } from "../state.ts";
import { chatForBot } from "../world.ts";

const SCOPES = new Set([
  "default",
  "all_private_chats",
  "all_group_chats",
  "all_chat_administrators",
  "chat",
  "chat_administrators",
  "chat_member",
]);

/** The scope with the chat by its id, so that equal scopes are equal texts. */
function readScope(call: Call, scope: BotCommandScope | undefined): BotCommandScope {
  if (scope === undefined) return { type: "default" };
  if (typeof scope !== "object" || !SCOPES.has(scope.type)) {
    throw badRequest("Can't parse BotCommandScope: Unsupported type specified");
  }
  if (!("chat_id" in scope)) return { type: scope.type } as BotCommandScope;
  const { chat } = chatForBot(call.world, scope.chat_id);
  if (chat.type === "channel") throw badRequest("Can't set commands for channel chats");
  return { ...scope, chat_id: chat.id };
}

function readLanguage(code: string | undefined): string {
  if (code === undefined || code === "") return "";
  if (!/^[a-z]{2}$/.test(code)) throw badRequest("Invalid language code specified");
  return code;
}

function sameList(list: CommandList, scope: BotCommandScope, language: string): boolean {
  return list.language === language && JSON.stringify(list.scope) === JSON.stringify(scope);
}

function checkCommand({ command, description }: BotCommand): void {
  if (typeof command !== "string" || !/^\/?[a-z0-9_]{1,32}$/.test(command)) throw badRequest("BOT_COMMAND_INVALID");
  const length = description?.length ?? 0;
  if (length < 1 || length > 256) throw badRequest("BOT_COMMAND_DESCRIPTION_INVALID");
}

function replaceList(call: Call, next: CommandList): true {
  const { state } = call.world;
  state.commands = state.commands.filter((list) => !sameList(list, next.scope, next.language));
  if (next.commands.length > 0) state.commands.push(next);
  for (const id of Object.keys(state.chats)) call.world.tell({ type: "chat", chatId: Number(id) });
  return true;
}

/** What a person's menu shows in the chat with the bot: the narrowest list, in their language first. */
export function commandsFor(state: WorldState, chatId: number, language: string | undefined): readonly BotCommand[] {
  const scopes: BotCommandScope[] = [
    { type: "chat", chat_id: chatId },
    { type: "all_private_chats" },
    { type: "default" },
  ];
  const places = scopes.flatMap((scope) => [language ?? "", ""].map((code) => ({ scope, code })));
  const list = places.flatMap(({ scope, code }) => state.commands.find((one) => sameList(one, scope, code)) ?? [])[0];
  return list?.commands ?? [];
}

function setText(
  call: Call,
  what: string,
  text: string | undefined,
  language: string | undefined,
  limit: number,
): true {
  if ((text ?? "").length > limit) throw badRequest(`${what} is too long`);
  call.world.state.texts[`${what} ${readLanguage(language)}`] = text ?? "";
  call.world.tell({ type: "other" });
  return true;
}

function getText(call: Call, what: string, language: string | undefined): string {
  const { texts } = call.world.state;
  return texts[`${what} ${readLanguage(language)}`] ?? texts[`${what} `] ?? "";
}

export const naming = {
  setMyCommands(p, call) {
    if (!Array.isArray(p.commands)) throw badRequest("Expected an Array of BotCommand");
    if (p.commands.length > 100) throw badRequest("BOT_COMMANDS_TOO_MUCH");
    for (const command of p.commands) checkCommand(command);
    const commands = p.commands.map((one) => ({ ...one, command: one.command.replace(/^\//, "") }));
    return replaceList(call, { scope: readScope(call, p.scope), language: readLanguage(p.language_code), commands });
  },
  deleteMyCommands: (p, call) =>
    replaceList(call, { scope: readScope(call, p.scope), language: readLanguage(p.language_code), commands: [] }),
  getMyCommands(p, call) {
    const scope = readScope(call, p.scope);
    const language = readLanguage(p.language_code);
    return [...(call.world.state.commands.find((list) => sameList(list, scope, language))?.commands ?? [])];
  },
  setMyName: (p, call) => setText(call, "name", p.name, p.language_code, 64),
  getMyName: (p, call) => ({ name: getText(call, "name", p.language_code) || call.world.state.bot.first_name }),
  setMyDescription: (p, call) => setText(call, "description", p.description, p.language_code, 512),
  getMyDescription: (p, call) => ({ description: getText(call, "description", p.language_code) }),
  setMyShortDescription: (p, call) => setText(call, "about", p.short_description, p.language_code, 120),
  getMyShortDescription: (p, call) => ({ short_description: getText(call, "about", p.language_code) }),
} satisfies Partial<Methods>;
