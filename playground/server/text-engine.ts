import type { MessageEntity, ParseMode } from "@grammyjs/types";
import { getTdjson } from "prebuilt-tdlib";
import * as tdl from "tdl";
import { badRequest, TelegramError } from "./errors.ts";
import { type FindUser, fromTdlib, type TdEntity, toTdlib } from "./text-entities.ts";

/** A text and its entities; offsets and lengths count UTF-16 code units. */
export interface FormattedText {
  readonly text: string;
  readonly entities: MessageEntity[];
}

let configured = false;

/** Entities that Telegram finds by itself in a plain text: links, hashtags, mentions, commands and so on. */
export function findEntities(text: string): MessageEntity[] {
  const answer = execute({ _: "getTextEntities", text });
  return (answer.entities as TdEntity[]).flatMap((entity) => fromTdlib(entity, () => undefined));
}

/** Parses a marked-up text. Throws TDLib's own "can't parse entities" as a bad request; it does not trim. */
export function parseText(text: string, mode: ParseMode, findUser: FindUser = () => undefined): FormattedText {
  if (text === "") return { text, entities: [] };
  return formatted(execute({ _: "parseTextEntities", text, parse_mode: tdlibMode(mode) }), findUser);
}

/** What Telegram's apps make of **bold**, __italic__, `code`, ~~strike~~, ||spoiler|| and [text](url) while one types. */
export function parseTyped(text: string, entities: readonly MessageEntity[] = []): FormattedText {
  if (text === "") return { text, entities: [] };
  return formatted(
    execute({ _: "parseMarkdown", text: { _: "formattedText", text, entities: entities.flatMap(toTdlib) } }),
    () => undefined,
  );
}

/**
 * What Telegram stores of a text that was sent with these entities: cleaned, trimmed, the entities sorted, nested and
 * split as TDLib does it, and those that it finds itself added. An empty text comes back for a blank one.
 * Source: `fix_formatted_text` in tdlib/td MessageEntity.cpp.
 */
export function fixEntities(
  text: string,
  entities: readonly MessageEntity[],
  findUser: FindUser = () => undefined,
): FormattedText {
  const trimmed = trim(normalize(text, entities, findUser));
  if (trimmed.text === "") return trimmed;
  const found = withoutOverlaps(findEntities(trimmed.text), trimmed.entities);
  return normalize(trimmed.text, [...trimmed.entities, ...found], findUser);
}

/** Markup or entities as a bot sends them, through `parseText` and `fixEntities`. Throws bad requests. */
export function formatText(
  input: { readonly text: string; readonly mode?: ParseMode; readonly entities?: readonly MessageEntity[] },
  findUser: FindUser = () => undefined,
): FormattedText {
  // 32,768 bytes before parsing: `get_formatted_text` in tdlib/telegram-bot-api Client.cpp.
  if (Buffer.byteLength(input.text) > 1 << 15) throw badRequest("Text is too long");
  if (input.mode === undefined || (input.mode as string) === "") {
    return fixEntities(input.text, (input.entities ?? []).filter(isGiven), findUser);
  }
  const parsed = parseText(input.text, input.mode, findUser);
  return fixEntities(parsed.text, parsed.entities, findUser);
}

/** Those that Telegram finds itself are ignored when a bot gives them. */
function isGiven(entity: MessageEntity): boolean {
  return !["mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"].includes(
    entity.type,
  );
}

// TDLib mends entities without a login only inside `parseMarkdown`, so that its signs are hidden behind unused
// characters of the same length on the way in.
const SIGNS = ["*", "_", "~", "|", "`", "[", "]", "(", ")", "!", "\\"] as const;

function normalize(text: string, entities: readonly MessageEntity[], findUser: FindUser): FormattedText {
  if (text === "") return { text, entities: [] };
  const veils = unusedCharacters(text, SIGNS.length);
  const hidden = translate(text, new Map(SIGNS.map((sign, i) => [sign as string, veils[i] as string])));
  const answer = execute({
    _: "parseMarkdown",
    text: { _: "formattedText", text: hidden, entities: entities.flatMap(toTdlib) },
  });
  const mended = formatted(answer, findUser);
  return {
    text: translate(mended.text, new Map(SIGNS.map((sign, i) => [veils[i] as string, sign as string]))),
    entities: mended.entities,
  };
}

function unusedCharacters(text: string, count: number): string[] {
  const unused: string[] = [];
  for (let code = 0xe000; code < 0xf900 && unused.length < count; code++) {
    const character = String.fromCharCode(code);
    if (!text.includes(character)) unused.push(character);
  }
  if (unused.length < count) throw badRequest("Text is too long");
  return unused;
}

function translate(text: string, table: ReadonlyMap<string, string>): string {
  let result = "";
  for (let i = 0; i < text.length; i++) result += table.get(text.charAt(i)) ?? text.charAt(i);
  return result;
}

/** Spaces and line breaks at the ends go, those under a leading entity stay. */
function trim(value: FormattedText): FormattedText {
  const end = value.text.trimEnd().length;
  const kept = value.entities
    .filter((entity) => entity.offset < end)
    .map((entity) => ({ ...entity, length: Math.min(entity.length, end - entity.offset) }));
  const limit = Math.min(end, ...kept.map((entity) => entity.offset));
  let start = 0;
  while (start < limit && (value.text[start] === " " || value.text[start] === "\n")) start++;
  return {
    text: value.text.slice(start, end),
    entities: kept.map((entity) => ({ ...entity, offset: entity.offset - start })),
  };
}

const SPLITTABLE = new Set(["bold", "italic", "underline", "strikethrough", "spoiler"]);
const QUOTES = new Set(["blockquote", "expandable_blockquote"]);

/** Found entities give way to given ones that cannot be split, and do not cross the border of a quotation. */
function withoutOverlaps(found: readonly MessageEntity[], given: readonly MessageEntity[]): MessageEntity[] {
  return found.filter((entity) => {
    const end = entity.offset + entity.length;
    return given.every((other) => {
      const otherEnd = other.offset + other.length;
      if (SPLITTABLE.has(other.type) || end <= other.offset || otherEnd <= entity.offset) return true;
      return QUOTES.has(other.type) && other.offset <= entity.offset && end <= otherEnd;
    });
  });
}

function tdlibMode(mode: ParseMode): object {
  switch (mode.toLowerCase()) {
    case "html":
      return { _: "textParseModeHTML" };
    case "markdown":
      return { _: "textParseModeMarkdown", version: 1 };
    case "markdownv2":
      return { _: "textParseModeMarkdown", version: 2 };
    default:
      throw badRequest("Unsupported parse_mode");
  }
}

function formatted(answer: Record<string, unknown>, findUser: FindUser): FormattedText {
  const entities = (answer.entities as TdEntity[]).flatMap((entity) => fromTdlib(entity, findUser));
  return { text: answer.text as string, entities };
}

function execute(request: object): Record<string, unknown> {
  if (!configured) {
    tdl.configure({ tdjson: getTdjson(), verbosityLevel: 0 });
    configured = true;
  }
  const answer = tdl.execute(request as Parameters<typeof tdl.execute>[0]) as Record<string, unknown> | null;
  if (answer === null) throw new Error("TDLib gave no answer");
  if (answer._ === "error") throw badRequest(answer.message as string);
  return answer;
}

/** Throws the bad request that TDLib has for an unusable link, "WHAT URL '…' is invalid: …". */
export function checkUrl(url: string, what: string): void {
  const entity = { type: "text_link", offset: 0, length: 1, url } as const;
  const request = { _: "formattedText", text: "a", entities: toTdlib(entity) };
  try {
    execute({ _: "parseMarkdown", text: request });
  } catch (error) {
    if (!(error instanceof TelegramError)) throw error;
    throw badRequest(error.description.replace("Bad Request: entity", what));
  }
}
