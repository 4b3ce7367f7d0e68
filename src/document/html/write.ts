import { usableUrl } from "../link.ts";
import {
  type Block,
  type Caption,
  type Cell,
  type FigureBlock,
  type Inline,
  inputMedia,
  isFigure,
  type RichDocument,
} from "../rich/document.ts";
import { textOf } from "../rich/text.ts";
import { element, written } from "./element.ts";
import { escapeHtml } from "./escape.ts";
import { formulaHtml } from "./formula.ts";
import { anchor, broken, type HtmlOptions, htmlButton, htmlInline } from "./write-inline.ts";

/** A rich document as HTML: escaped, with http(s), tg, mailto and tel links only. */
export function writeHtml({ blocks }: RichDocument, options: HtmlOptions): string {
  return htmlBlocks(blocks, options).join("\n");
}

export function htmlBlocks(blocks: readonly Block[], options: HtmlOptions): string[] {
  return blocks.map((block) => htmlBlock(block, options)).filter((html) => html !== "");
}

function htmlBlock(block: Block, options: HtmlOptions): string {
  const web = options.dialect === "web";
  const inline = (text: Inline) => htmlInline(text, options);
  const inner = (blocks: readonly Block[]) => htmlBlocks(blocks, options).join("");
  switch (block.type) {
    case "paragraph":
      return element("p", inline(block.text));
    case "heading":
      return element(`h${block.size}`, inline(block.text));
    case "footer":
      return element("footer", inline(block.text));
    case "pre": {
      // Line breaks by number, so that no empty line ends the element in Markdown. What reads HTML drops the last one,
      // and the first where no other element stands between.
      const source = textOf(block.text);
      const first = source.startsWith("\n") && block.language === undefined ? "\n" : "";
      const last = source.endsWith("\n") ? "\n" : "";
      const whole = web ? source : `${first}${source}${last}`;
      const text = escapeHtml(whole).replaceAll("\n", web ? "\n" : "&#10;");
      if (block.language === undefined) return element("pre", web ? element("code", text) : text);
      return element("pre", element("code", text, { class: `language-${block.language}` }));
    }
    case "divider":
      return "<hr>";
    case "mathematical_expression":
      return web
        ? element("div", formulaHtml(block.expression, true, options.formulas), { class: "formula" })
        : element("tg-math-block", broken(block.expression));
    case "anchor":
      return anchor(block.name, web);
    case "list":
      return list(block, options);
    case "blockquote":
      return element("blockquote", inner(block.blocks) + cite(block.credit, options));
    case "expandable_blockquote":
      return web
        ? element("blockquote", element("p", inline(block.text)) + cite(block.credit, options))
        : element("blockquote", inline(block.text) + cite(block.credit, options), { expandable: true });
    case "pullquote":
      return element("aside", inline(block.text) + cite(block.credit, options));
    case "collage":
    case "slideshow": {
      const content = inner(block.blocks) + figcaption(block.caption, options);
      return web
        ? element("figure", content, { class: block.type })
        : `<tg-${block.type}>\n${content}\n</tg-${block.type}>`;
    }
    case "table":
      return table(block.cells, block, options);
    case "details":
      return element("details", element("summary", inline(block.summary)) + inner(block.blocks), {
        open: block.is_open === true,
      });
    case "map": {
      const { latitude, longitude } = block.location;
      const place = `${latitude},${longitude}`;
      const url = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}`;
      const { zoom, width, height } = block;
      const map = web
        ? element("a", place, { href: url })
        : element("tg-map", "", { lat: latitude, long: longitude, zoom, width, height });
      return captioned(map, block.caption, options);
    }
    case "buttons": {
      const buttons = block.buttons.map((button) => htmlButton(button, options)).join(" ");
      return web ? element("p", buttons) : element("tg-button-row", buttons, { align: block.align });
    }
    case "thinking":
      return web ? "" : element("tg-thinking", inline(block.text));
    default:
      return isFigure(block) ? figure(block, options) : "";
  }
}

function list(block: Extract<Block, { type: "list" }>, options: HtmlOptions): string {
  const [first] = block.items;
  const ordered = block.items.some(({ value, type }) => value !== undefined || type !== undefined);
  const items = block.items.map((item) => {
    const box =
      item.has_checkbox === true ? `<input type="checkbox"${item.is_checked === true ? " checked" : ""}>` : "";
    // An item that is one paragraph is written as people write it.
    const [only, ...others] = item.blocks;
    const content =
      only?.type === "paragraph" && others.every(({ type }) => type === "list")
        ? htmlInline(only.text, options) + htmlBlocks(others, options).join("")
        : htmlBlocks(item.blocks, options).join("");
    return element("li", box + content, ordered ? { value: item.value, type: item.type } : {});
  });
  return element(ordered && first !== undefined ? "ol" : "ul", items.join(""));
}

function table(
  cells: readonly (readonly Cell[])[],
  block: Extract<Block, { type: "table" }>,
  options: HtmlOptions,
): string {
  const caption = block.caption === undefined ? "" : element("caption", htmlInline(block.caption, options));
  const rows = cells.map((row) =>
    element(
      "tr",
      row
        .map((cell) =>
          element(cell.is_header === true ? "th" : "td", htmlInline(cell.text ?? "", options), {
            colspan: cell.colspan,
            rowspan: cell.rowspan,
            align: cell.align,
            valign: cell.valign,
          }),
        )
        .join(""),
    ),
  );
  const flags = { bordered: block.is_bordered, striped: block.is_striped, compact: block.is_compact };
  const classes = Object.entries(flags).flatMap(([name, on]) => (on === true ? [name] : []));
  const attributes = options.dialect === "web" ? { class: classes.join(" ") || undefined } : flags;
  return element("table", caption + rows.join(""), attributes);
}

function figure(block: FigureBlock, options: HtmlOptions): string {
  const { media, has_spoiler } = inputMedia(block);
  const source = options.dialect === "telegram" ? media : (options.source ?? usableUrl)(media, block);
  const attributes = {
    src: source ?? undefined,
    "tg-spoiler": options.dialect === "telegram" && has_spoiler === true,
  };
  const html = ((): string => {
    if (source === null) return "";
    switch (block.type) {
      case "photo":
        return `<img${written({ ...attributes, alt: options.dialect === "web" ? textOf(block.caption?.text ?? "") : undefined })}>`;
      case "video":
        return element("video", "", { ...attributes, controls: options.dialect === "web" });
      case "animation":
        return element("video", "", {
          ...attributes,
          ...(options.dialect === "web" ? { autoplay: true, loop: true, muted: true } : { animation: true }),
        });
      case "audio":
        return element("audio", "", { ...attributes, controls: options.dialect === "web" });
      case "voice_note":
        return element("audio", "", {
          ...attributes,
          ...(options.dialect === "web" ? { controls: true } : { voice: true }),
        });
      case "document":
        return options.dialect === "web"
          ? element("a", escapeHtml(source), { href: source, download: true })
          : element("tg-document", "", attributes);
    }
  })();
  return captioned(html, block.caption, options);
}

function captioned(html: string, caption: Caption | undefined, options: HtmlOptions): string {
  const said = figcaption(caption, options);
  return said === "" && options.dialect === "telegram"
    ? html
    : html + said === ""
      ? ""
      : element("figure", html + said);
}

function figcaption(caption: Caption | undefined, options: HtmlOptions): string {
  if (caption === undefined) return "";
  const said = htmlInline(caption.text, options) + cite(caption.credit, options);
  return said === "" ? "" : element("figcaption", said);
}

function cite(credit: Inline | undefined, options: HtmlOptions): string {
  return credit === undefined ? "" : element("cite", htmlInline(credit, options));
}
