import { usableUrl } from "../link.ts";
import type { Button, FigureBlock, Formatted, Inline } from "../rich/document.ts";
import { isLink, partsOf, unlinked } from "../rich/text.ts";
import { element } from "./element.ts";
import { escapeHtml } from "./escape.ts";
import { formulaHtml } from "./formula.ts";

/** For whom HTML is written. */
export interface HtmlOptions {
  /**
   * `telegram` is Rich HTML, which `readHtml` reads back (https://core.telegram.org/bots/api#rich-html-style); `web` is
   * for pages and feeds, with formulas by KaTeX.
   */
  readonly dialect: "telegram" | "web";
  /** Web: `html` needs KaTeX's style sheet; `mathml`, the default, is shown by browsers and feed readers themselves. */
  readonly formulas?: "html" | "mathml";
  /** Web: where a figure is to be had; null leaves its caption alone. By default what is a link. */
  readonly source?: (media: string, block: FigureBlock) => string | null;
}

/** An inline text as HTML. */
export function htmlInline(inline: Inline, options: HtmlOptions): string {
  return partsOf(inline)
    .map((part) => (typeof part === "string" ? broken(part) : htmlFormatted(part, options)))
    .join("");
}

const TAGS: Readonly<Record<string, string>> = {
  bold: "b",
  italic: "i",
  underline: "u",
  strikethrough: "s",
  subscript: "sub",
  superscript: "sup",
  marked: "mark",
  code: "code",
};

function htmlFormatted(node: Formatted, options: HtmlOptions): string {
  const web = options.dialect === "web";
  const inner = "text" in node ? htmlInline(isLink(node) ? unlinked(node.text) : node.text, options) : "";
  switch (node.type) {
    case "spoiler":
      return web ? element("span", inner, { class: "spoiler" }) : element("tg-spoiler", inner);
    case "date_time":
      return web
        ? element("time", inner, { datetime: isoOf(node.unix_time) })
        : element("tg-time", inner, { unix: node.unix_time, format: node.date_time_format || undefined });
    case "text_mention":
      return element("a", inner, { href: `tg://user?id=${node.user.id}` });
    case "custom_emoji":
      return web
        ? escapeHtml(node.alternative_text)
        : element("tg-emoji", escapeHtml(node.alternative_text), { "emoji-id": node.custom_emoji_id });
    case "mathematical_expression":
      return web ? formulaHtml(node.expression, false, options.formulas) : element("tg-math", broken(node.expression));
    case "url": {
      const url = usableUrl(node.url);
      return url === null ? inner : element("a", inner, { href: url });
    }
    case "email_address":
      return element("a", inner, { href: `mailto:${node.email_address}` });
    case "phone_number":
      return element("a", inner, { href: `tel:${node.phone_number}` });
    case "button":
      return htmlButton(node.button, options);
    case "anchor":
      return anchor(node.name, web);
    case "anchor_link":
      return element("a", inner, { href: `#${encodeURIComponent(node.anchor_name)}` });
    case "reference":
      return web ? element("span", inner, { id: node.name }) : element("tg-reference", inner, { name: node.name });
    case "reference_link":
      return element("a", inner, { href: `#${encodeURIComponent(node.reference_name)}` });
    default: {
      const tag = TAGS[node.type];
      return tag === undefined ? inner : element(tag, inner);
    }
  }
}

export function htmlButton(button: Button, options: HtmlOptions): string {
  const label = htmlInline(button.text, options);
  if (options.dialect === "web") {
    const url = "url" in button ? usableUrl(button.url) : null;
    return url === null ? label : element("a", label, { href: url });
  }
  const { style } = button;
  if ("url" in button) return element("tg-button", label, { type: "url", style, url: button.url });
  if ("callback_data" in button) {
    return element("tg-button", label, { type: "callback_data", style, data: button.callback_data });
  }
  if ("copy_text" in button)
    return element("tg-button", label, { type: "copy_text", style, text: button.copy_text.text });
  if ("switch_inline_query" in button) {
    return element("tg-button", label, { type: "switch_inline_query", style, query: button.switch_inline_query });
  }
  // What else a button may do, a channel does not have.
  return element("tg-button", label, { type: "disabled", style });
}

export function anchor(name: string, web: boolean): string {
  return element("a", "", web ? { id: name } : { name });
}

/** A text with its line breaks. */
export function broken(text: string): string {
  return escapeHtml(text).replaceAll("\n", "<br>");
}

function isoOf(unixTime: number): string | undefined {
  const date = new Date(unixTime * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
