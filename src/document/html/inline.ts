import { targetOf } from "../link.ts";
import type { Button, Inline } from "../rich/document.ts";
import { around, compact, textOf } from "../rich/text.ts";

/** What was found on the way. */
export interface Seen {
  readonly tags: { count: number; readonly names: Set<string> };
  readonly links: { count: number; first: string };
  /** The names of referenced texts: a link to one of them is a footnote's. */
  readonly references: ReadonlySet<string>;
}

export function nothingSeen(references: ReadonlySet<string> = new Set()): Seen {
  return { tags: { count: 0, names: new Set() }, links: { count: 0, first: "" }, references };
}

/** The formatting of one tag around a text; null for a tag that is none. */
export function formatTag(
  name: string,
  attribute: (name: string) => string | undefined,
  text: Inline,
  seen: Seen,
): Inline | null {
  switch (name) {
    case "b":
    case "strong":
      return around({ type: "bold" }, text);
    case "i":
    case "em":
    case "cite":
      return around({ type: "italic" }, text);
    case "u":
    case "ins":
      return around({ type: "underline" }, text);
    case "s":
    case "strike":
    case "del":
      return around({ type: "strikethrough" }, text);
    case "code":
      return around({ type: "code" }, textOf(text));
    case "mark":
      return around({ type: "marked" }, text);
    case "sub":
      return around({ type: "subscript" }, text);
    case "sup":
      return around({ type: "superscript" }, text);
    case "tg-spoiler":
      return around({ type: "spoiler" }, text);
    case "tg-math": {
      const expression = textOf(text);
      return expression.trim() === "" ? "" : { type: "mathematical_expression", expression };
    }
    case "tg-reference":
      return { type: "reference", text: compact(text), name: attribute("name") ?? "" };
    case "tg-emoji": {
      const id = attribute("emoji-id") ?? "";
      if (!/^\d+$/.test(id)) return text;
      return { type: "custom_emoji", custom_emoji_id: id, alternative_text: textOf(text) };
    }
    case "tg-time":
      return momentOf(attribute("unix"), attribute("format"), text) ?? text;
    case "tg-button":
      return { type: "button", button: buttonOf(attribute, text) };
    case "a": {
      const href = attribute("href");
      if (href === undefined) {
        const anchor = attribute("name") ?? attribute("id");
        return anchor === undefined ? text : compact([{ type: "anchor", name: anchor }, text]);
      }
      return linkAround(href, text, seen);
    }
    default:
      return null;
  }
}

/** A link around a text; one that Telegram opens nowhere is told in parentheses. */
export function linkAround(link: string, text: Inline, seen: Seen): Inline {
  const target = targetOf(link);
  switch (target?.kind) {
    case "url":
      return around({ type: "url", url: target.url }, text);
    case "email":
      return around({ type: "email_address", email_address: target.address }, text);
    case "phone":
      return around({ type: "phone_number", phone_number: target.number }, text);
    case "user":
      return around({ type: "text_mention", user: { id: target.id, is_bot: false, first_name: textOf(text) } }, text);
    case "anchor":
      return seen.references.has(target.name)
        ? around({ type: "reference_link", reference_name: target.name }, text)
        : around({ type: "anchor_link", anchor_name: target.name }, text);
    default:
      seen.links.count += 1;
      seen.links.first ||= link;
      return compact([text, link.trim() === "" || textOf(text) === link ? "" : ` (${link})`]);
  }
}

const FORMAT = /^(r|w?[dD]?[tT]?)$/;

/** A moment that everybody sees in their own zone; null where it is none. */
export function momentOf(unix: string | undefined, format: string | undefined, text: Inline): Inline | null {
  if (unix === undefined || !/^-?\d{1,12}$/.test(unix) || !FORMAT.test(format ?? "")) return null;
  return around({ type: "date_time", unix_time: Number(unix), date_time_format: (format ?? "") as "r" }, text);
}

/** A button; of a type that is not known it does nothing. */
export function buttonOf(attribute: (name: string) => string | undefined, text: Inline): Button {
  const given = attribute("style");
  const style = (["danger", "success", "primary", "link"] as const).find((each) => each === given);
  const base = { text: compact(text), ...(style === undefined ? {} : { style }) };
  switch (attribute("type")) {
    case "url":
      return { ...base, url: attribute("url") ?? "" };
    case "callback_data":
      return { ...base, callback_data: attribute("data") ?? "" };
    case "copy_text":
      return { ...base, copy_text: { text: attribute("text") ?? "" } };
    case "switch_inline_query":
      return { ...base, switch_inline_query: attribute("query") ?? "" };
    default:
      return { ...base, disabled: {} };
  }
}
