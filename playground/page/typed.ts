import type { MessageEntity } from "@grammyjs/types";

/** Found by Telegram itself in any text, so never sent by an app. */
const FOUND = new Set(["mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"]);

/**
 * The formatting of an edited text: what stood before the change and after it keeps its entities, and what was typed
 * inside an entity belongs to it. Entities that Telegram finds itself are left out.
 */
export function carryOver(before: string, entities: readonly MessageEntity[], after: string): MessageEntity[] {
  const limit = Math.min(before.length, after.length);
  let start = 0;
  while (start < limit && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < limit - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const oldEnd = before.length - tail;
  const shift = after.length - before.length;
  const moved = (position: number, isEnd: boolean): number => {
    if (position < start || (position === start && !(isEnd && oldEnd === start && shift > 0))) return position;
    if (position >= oldEnd) return position + shift;
    return isEnd ? oldEnd + shift : start;
  };
  return entities
    .filter((entity) => !FOUND.has(entity.type))
    .map((entity) => {
      const offset = moved(entity.offset, false);
      return { ...entity, offset, length: moved(entity.offset + entity.length, true) - offset };
    })
    .filter((entity) => entity.length > 0);
}

const MARKS = { bold: "**", italic: "__", strikethrough: "~~", code: "`", spoiler: "||" } as const;
export type Mark = keyof typeof MARKS;

/** Puts the marks of a style around a selection, or takes them away when they are there. */
export function toggleMark(text: string, from: number, to: number, mark: Mark) {
  const sign = MARKS[mark];
  const around = text.slice(from - sign.length, from) === sign && text.slice(to, to + sign.length) === sign;
  if (around) {
    const cut = text.slice(0, from - sign.length) + text.slice(from, to) + text.slice(to + sign.length);
    return { text: cut, from: from - sign.length, to: to - sign.length };
  }
  const wrapped = text.slice(0, from) + sign + text.slice(from, to) + sign + text.slice(to);
  return { text: wrapped, from: from + sign.length, to: to + sign.length };
}

const TYPED =
  /```(?:([\w+#-]+)\n)?([\s\S]+?)```|`([^`\n]+)`|\*\*([^*]+?)\*\*|__([^_]+?)__|~~([^~]+?)~~|\|\|([^|]+?)\|\||\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)/g;
const TYPES = ["bold", "italic", "strikethrough", "spoiler"] as const;

/**
 * What Telegram's apps make of **bold**, __italic__, ~~strike~~, ||spoiler||, `code`, ```pre``` and [text](url) while
 * one types. The stand-in does it for texts; captions are sent with their entities. Styles do not nest here.
 */
export function fromTyped(typed: string): { text: string; entities: MessageEntity[] } {
  const entities: MessageEntity[] = [];
  let text = "";
  let last = 0;
  for (const match of typed.matchAll(TYPED)) {
    const [whole, language, pre, code, bold, italic, strike, spoiler, label, url] = match;
    text += typed.slice(last, match.index);
    const style = [bold, italic, strike, spoiler].findIndex((each) => each !== undefined);
    const inner = pre ?? code ?? bold ?? italic ?? strike ?? spoiler ?? label ?? "";
    const place = { offset: text.length, length: inner.length };
    if (pre !== undefined) entities.push({ type: "pre", ...(language ? { language } : {}), ...place });
    else if (code !== undefined) entities.push({ type: "code", ...place });
    else if (url !== undefined) entities.push({ type: "text_link", url, ...place });
    else entities.push({ type: TYPES[style] ?? "bold", ...place });
    text += inner;
    last = match.index + whole.length;
  }
  return { text: text + typed.slice(last), entities };
}
