/// <reference lib="dom" />
import type { MessageEntity } from "@grammyjs/types";
import { h, icon } from "./dom.ts";
import { safeHref } from "./links.ts";
import type { Reader } from "./reader.ts";
import { dateTime } from "./time.ts";

/** Blocks stand outside of links, links outside of styles, code innermost, when they cover the same text. */
const DEPTH: Partial<Record<MessageEntity["type"], number>> = {
  blockquote: 0,
  expandable_blockquote: 0,
  pre: 1,
  text_link: 2,
  url: 2,
  spoiler: 3,
  code: 9,
};

/**
 * Shows a text with Telegram's entities as nodes. Text is only ever put into text nodes. Offsets are UTF-16 units;
 * entities that are empty, outside of the text or that overlap without nesting are cut to what can be shown.
 */
export function formatted(text: string, entities: readonly MessageEntity[], reader: Reader): DocumentFragment {
  const known = entities
    .map((entity) => ({
      entity,
      from: Math.max(0, entity.offset),
      to: Math.min(text.length, entity.offset + entity.length),
    }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from || b.to - a.to || depth(a.entity) - depth(b.entity));
  return between(text, 0, text.length, known, reader);
}

interface Span {
  readonly entity: MessageEntity;
  readonly from: number;
  readonly to: number;
}

function depth(entity: MessageEntity): number {
  return DEPTH[entity.type] ?? 5;
}

function between(text: string, from: number, to: number, spans: readonly Span[], reader: Reader): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let position = from;
  let rest = spans;
  while (rest.length > 0) {
    const [span, ...others] = rest as [Span, ...Span[]];
    const inside = others
      .filter((other) => other.from < span.to)
      .map((other) => ({ ...other, to: Math.min(other.to, span.to) }));
    const spilled = others
      .filter((other) => other.to > span.to)
      .map((other) => ({ ...other, from: Math.max(other.from, span.to) }));
    if (position < span.from) fragment.append(text.slice(position, span.from));
    fragment.append(
      wrap(span.entity, text.slice(span.from, span.to), between(text, span.from, span.to, inside, reader), reader),
    );
    position = span.to;
    if (isBlock(span.entity) && text[position] === "\n") position++;
    rest = spilled
      .map((other) => ({ ...other, from: Math.max(other.from, position) }))
      .filter((other) => other.from < other.to);
  }
  if (position < to) fragment.append(text.slice(position, to));
  return fragment;
}

function isBlock(entity: MessageEntity): boolean {
  return entity.type === "pre" || entity.type === "blockquote" || entity.type === "expandable_blockquote";
}

function wrap(entity: MessageEntity, text: string, inner: DocumentFragment, reader: Reader): Node {
  switch (entity.type) {
    case "bold":
      return h("strong", {}, [inner]);
    case "italic":
      return h("em", {}, [inner]);
    case "underline":
      return h("u", {}, [inner]);
    case "strikethrough":
      return h("s", {}, [inner]);
    case "code":
      return h("code", {}, [inner]);
    case "pre":
      return codeBlock(entity.language, text, inner, reader);
    case "spoiler":
      return spoiler(inner, reader);
    case "blockquote":
      return h("blockquote", {}, [inner]);
    case "expandable_blockquote":
      return expandable(text, inner, reader);
    case "text_link":
      return link(entity.url, inner, reader);
    case "url":
      return link(text, inner, reader);
    case "email":
      return link(`mailto:${text}`, inner, reader);
    case "bot_command":
      return h("button", { type: "button", class: "command" }, [inner], { click: () => reader.sayCommand(text) });
    case "date_time":
      return h(
        "time",
        { class: "date-time", title: dateTime(entity.unix_time, "wDT", reader.now(), reader.language) },
        [inner],
      );
    case "custom_emoji":
      return h("span", { class: "custom-emoji" }, [inner]);
    case "mention":
      return link(`https://t.me/${text.replace(/^@/, "")}`, inner, reader);
    case "hashtag":
    case "cashtag":
    case "phone_number":
    case "text_mention":
      return h("span", { class: "tag" }, [inner]);
    default:
      return inner;
  }
}

/** A link that leads only where `safeHref` allows; otherwise the bare text. */
export function link(url: string, inner: DocumentFragment, reader: Reader): Node {
  const href = safeHref(url);
  if (!href) return inner;
  return h("a", { href, target: "_blank", rel: "noopener noreferrer", title: href }, [inner], {
    click: (event) => {
      event.preventDefault();
      event.stopPropagation();
      reader.openLink(href);
    },
  });
}

export function spoiler(inner: DocumentFragment, reader: Reader): HTMLElement {
  const element = h(
    "span",
    { class: "spoiler", role: "button", tabindex: 0, "aria-label": reader.texts.spoiler, "aria-expanded": "false" },
    [h("span", { class: "spoiler-text", "aria-hidden": "true" }, [inner])],
  );
  const open = (event: Event) => {
    if (element.classList.contains("open")) return;
    event.preventDefault();
    event.stopPropagation();
    element.classList.add("open");
    for (const name of ["role", "tabindex", "aria-label", "aria-expanded"]) element.removeAttribute(name);
    element.firstElementChild?.removeAttribute("aria-hidden");
  };
  element.addEventListener("click", open, { capture: true });
  element.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") open(event);
  });
  return element;
}

export function codeBlock(
  language: string | undefined,
  text: string,
  inner: DocumentFragment,
  reader: Reader,
): HTMLElement {
  const copy = h(
    "button",
    { type: "button", class: "code-copy", "aria-label": reader.texts.copyCode, title: reader.texts.copyCode },
    [icon("copy")],
    {
      click: () => void navigator.clipboard?.writeText(text),
    },
  );
  return h("div", { class: "code-block" }, [
    h("div", { class: "code-head" }, [h("span", {}, [language ?? ""]), copy]),
    h("pre", { tabindex: 0 }, [h("code", {}, [inner])]),
  ]);
}

export function expandable(text: string, inner: DocumentFragment, reader: Reader): HTMLElement {
  const long = text.length > 130 || text.split("\n").length > 3;
  if (!long) return h("blockquote", {}, [inner]);
  const quote = h("blockquote", { class: "expandable collapsed" }, [h("div", { class: "quote-text" }, [inner])]);
  const button = h(
    "button",
    { type: "button", class: "quote-toggle", "aria-label": reader.texts.expand, "aria-expanded": "false" },
    [icon("down")],
  );
  button.addEventListener("click", () => {
    const collapsed = quote.classList.toggle("collapsed");
    button.setAttribute("aria-expanded", String(!collapsed));
    button.setAttribute("aria-label", collapsed ? reader.texts.expand : reader.texts.collapse);
  });
  quote.append(button);
  return quote;
}
