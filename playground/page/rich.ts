/// <reference lib="dom" />
import type { Message, RichBlock, RichBlockCaption, RichBlockListItem, RichMessage, RichText } from "@grammyjs/types";
import { type Child, h, icon } from "./dom.ts";
import { codeBlock, expandable } from "./formatted.ts";
import { formula } from "./formula.ts";
import { media } from "./media.ts";
import type { Reader } from "./reader.ts";
import { plainRich } from "./rich-plain.ts";
import { richTable } from "./rich-table.ts";
import { richButton, richText } from "./rich-text.ts";

/** A rich message as Telegram's apps draw it. */
export function richMessage(rich: RichMessage, reader: Reader): HTMLElement {
  return h("div", { class: "rich", dir: rich.is_rtl ? "rtl" : "auto" }, blocksOf(rich.blocks, reader));
}

function blocksOf(blocks: readonly RichBlock[], reader: Reader): HTMLElement[] {
  return blocks.map((block) => drawn(block, reader));
}

function drawn(block: RichBlock, reader: Reader): HTMLElement {
  const text = (value: RichText | undefined) => richText(value, reader);
  switch (block.type) {
    case "paragraph":
      return h("p", { dir: "auto" }, [text(block.text)]);
    case "heading":
      return h(`h${block.size}`, { dir: "auto" }, [text(block.text)]);
    case "pre":
      return codeBlock(block.language, plainRich(block.text), text(block.text), reader);
    case "footer":
      return h("footer", { dir: "auto" }, [text(block.text)]);
    case "divider":
      return h("hr");
    case "mathematical_expression":
      return h("div", { class: "rich-formula" }, [formula(block.expression, true)]);
    case "anchor":
      return h("span", { class: "rich-anchor", "data-anchor": block.name });
    case "list":
      return h(
        "ul",
        { class: "rich-list" },
        block.items.map((item) => listItem(item, reader)),
      );
    case "blockquote":
      return h("blockquote", {}, [...blocksOf(block.blocks, reader), credit(block.credit, reader)]);
    case "expandable_blockquote": {
      const inner = text(block.text);
      inner.append(...[credit(block.credit, reader)].filter((each) => each !== null));
      return expandable(plainRich(block.text), inner, reader);
    }
    case "pullquote":
      return h("aside", { class: "pullquote" }, [text(block.text), credit(block.credit, reader)]);
    case "collage":
      return figure(media(block.blocks.flatMap(asMessage), reader), block.caption, reader, "collage");
    case "slideshow":
      return figure(slideshow(block.blocks, reader), block.caption, reader, "slideshow-figure");
    case "table":
      return richTable(block, reader);
    case "details":
      return h("details", { class: "details", open: block.is_open }, [
        h("summary", { dir: "auto" }, [text(block.summary)]),
        h("div", { class: "details-body" }, blocksOf(block.blocks, reader)),
      ]);
    case "map":
      return figure(map(block.location, reader), block.caption, reader);
    case "buttons":
      return h(
        "div",
        { class: `rich-buttons ${block.align ?? "left"}` },
        block.buttons.map((button) => richButton(button, reader)),
      );
    case "photo":
    case "video":
    case "animation":
    case "audio":
    case "document":
    case "voice_note":
      return figure(media(asMessage(block), reader), block.caption, reader);
    case "thinking":
      return h("p", { class: "thinking" }, [text(block.text)]);
  }
}

function listItem(item: RichBlockListItem, reader: Reader): HTMLElement {
  const box = item.has_checkbox
    ? h("span", { class: "task", role: "checkbox", "aria-checked": String(item.is_checked === true) }, [
        item.is_checked ? icon("check") : null,
      ])
    : h("span", { class: "label" }, [item.label]);
  return h("li", {}, [box, h("div", { class: "item-body" }, blocksOf(item.blocks, reader))]);
}

function credit(words: RichText | undefined, reader: Reader): HTMLElement | null {
  return words === undefined ? null : h("cite", { dir: "auto" }, [richText(words, reader)]);
}

function figure(inner: Child, caption: RichBlockCaption | undefined, reader: Reader, className = ""): HTMLElement {
  const words = caption
    ? h("figcaption", { dir: "auto" }, [richText(caption.text, reader), credit(caption.credit, reader)])
    : null;
  return h("figure", { class: `rich-figure ${className}`.trim() }, [inner, words]);
}

/** A media block in the form of a message, which the page shows already. */
function asMessage(block: RichBlock): Message[] {
  const spoiler = "has_spoiler" in block && block.has_spoiler ? { has_media_spoiler: true } : {};
  const words = "caption" in block && block.caption ? plainCaption(block.caption) : {};
  switch (block.type) {
    case "photo":
      return [{ photo: block.photo, ...spoiler, ...words } as Message];
    case "video":
      return [{ video: block.video, ...spoiler, ...words } as Message];
    case "animation":
      return [{ animation: block.animation, ...spoiler, ...words } as Message];
    case "audio":
      return [{ audio: block.audio } as Message];
    case "document":
      return [{ document: block.document } as Message];
    case "voice_note":
      return [{ voice: block.voice_note } as Message];
    default:
      return [];
  }
}

function plainCaption(caption: RichBlockCaption | RichText): { caption?: string } {
  const words = typeof caption === "object" && "text" in caption ? plainRich(caption.text as RichText) : "";
  return words === "" ? {} : { caption: words };
}

/** Slides beside each other, one at a time, with dots that lead to each. */
function slideshow(blocks: readonly RichBlock[], reader: Reader): HTMLElement {
  const slides = blocks.map((block) => h("div", { class: "slide" }, [drawn(block, reader)]));
  const strip = h("div", { class: "slides", tabindex: 0, role: "group", "aria-label": reader.texts.album }, slides);
  const dots = slides.map((slide, i) =>
    h("button", { type: "button", class: "dot", "aria-label": `${i + 1} / ${slides.length}` }, [], {
      click: () => strip.scrollTo({ left: slide.offsetLeft - strip.offsetLeft, behavior: "smooth" }),
    }),
  );
  const mark = (): void => {
    const current = Math.round(Math.abs(strip.scrollLeft) / Math.max(1, strip.clientWidth));
    for (const [i, dot] of dots.entries()) dot.setAttribute("aria-current", String(i === current));
  };
  strip.addEventListener("scroll", mark);
  mark();
  return h("div", { class: "slideshow" }, [strip, h("div", { class: "dots" }, dots)]);
}

/** A map leads to the place in a new tab: nothing is drawn from the net. */
function map(location: { latitude: number; longitude: number }, reader: Reader): HTMLElement {
  const { latitude, longitude } = location;
  const place = `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
  return h("button", { type: "button", class: "map", "aria-label": place }, [icon("pin"), place], {
    click: () => reader.openLink(`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}`),
  });
}
