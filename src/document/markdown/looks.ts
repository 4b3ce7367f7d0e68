import type { MessageEntity } from "@grammyjs/types";
import type { ClassicDocument } from "../document.ts";

/**
 * Signs that somebody writes only who means Markdown. A lone asterisk, an underscore, a hyphen or a `>` before a line, a
 * hashtag or a price in dollars is none.
 */
const SIGNS: readonly RegExp[] = [
  /^ {0,3}#{1,6}[ \t]+\S/m, // a heading; a hashtag has no space
  /(?<![\p{L}\p{N}*\\])\*\*(?=[^\s*])[^\n]*?(?<=[^\s*\\])\*\*(?![\p{L}\p{N}*])/u, // bold
  /(?<![\p{L}\p{N}_\\])__(?=[^\s_])[^\n]*?(?<=[^\s_\\])__(?![\p{L}\p{N}_])(?!\()/u, // bold, though not `__init__()`
  /!?\[[^[\]\n]+\]\((?:https?:\/\/|t\.me\/|tg:\/\/|www\.)[^\s)]+[^)\n]*\)/u, // a link
  /^ {0,3}!\[[^\]\n]*\]\([^)\n]+\)/m, // a picture
  /^ {0,3}\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*$/m, // the line under a table's head
  /^ {0,3}(```|~~~)[^\n`]*\n[\s\S]*?^ {0,3}\1/m, // a block of code
  /\$\$(?=[^$]*[\\^_={}])[^$]+\$\$/u, // a formula
  /(?<![\\$\p{L}\p{N}])\$(?=\S)(?=[^$\n]*[\\^_{}])[^$\n]*(?<=\S)\$(?![\p{L}\p{N}])/u, // a formula in a line
  /^ {0,3}\[\^[^\]\s]+\]:[ \t]+\S/m, // a footnote
  /^ {0,3}[-*+][ \t]+\[[ xX]\][ \t]+\S/m, // a task
];

/**
 * Whether a text that came as it is was written as Markdown, so that it is worth asking. What stands in code, or is a
 * link already, was formatted in Telegram and does not count. Time linear in the length for what people write.
 */
export function looksLikeMarkdown({ text, entities }: ClassicDocument): boolean {
  const plain = text.length > LOOKED_AT ? text.slice(0, LOOKED_AT) : text;
  const bare = entities.filter(hides).reduce(withoutPlace, plain);
  return SIGNS.some((sign) => sign.test(bare));
}

/** Units that are looked at: enough to know. */
const LOOKED_AT = 16_384;

function hides({ type }: MessageEntity): boolean {
  return type === "code" || type === "pre" || type === "url" || type === "text_link";
}

function withoutPlace(text: string, { offset, length }: MessageEntity): string {
  const inside = text.slice(offset, offset + length).replace(/[^\n]/g, " ");
  return text.slice(0, offset) + inside + text.slice(offset + length);
}
