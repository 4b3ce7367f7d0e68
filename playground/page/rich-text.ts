/// <reference lib="dom" />
import type { RichMessageButton, RichText } from "@grammyjs/types";
import { h } from "./dom.ts";
import { link, spoiler } from "./formatted.ts";
import { formula } from "./formula.ts";
import type { Reader } from "./reader.ts";
import { dateTime } from "./time.ts";

/** What a rich text becomes. Words are only ever put into text nodes. */
export function richText(text: RichText | undefined, reader: Reader): DocumentFragment {
  const fragment = document.createDocumentFragment();
  if (text === undefined) return fragment;
  if (typeof text === "string") fragment.append(text);
  else if (Array.isArray(text)) fragment.append(...text.map((part) => richText(part, reader)));
  else fragment.append(styled(text, reader));
  return fragment;
}

type Styled = Exclude<RichText, string | RichText[]>;

function styled(part: Styled, reader: Reader): Node {
  const inner = () => ("text" in part ? richText(part.text, reader) : document.createDocumentFragment());
  switch (part.type) {
    case "bold":
      return h("strong", {}, [inner()]);
    case "italic":
      return h("em", {}, [inner()]);
    case "underline":
      return h("u", {}, [inner()]);
    case "strikethrough":
      return h("s", {}, [inner()]);
    case "subscript":
      return h("sub", {}, [inner()]);
    case "superscript":
      return h("sup", {}, [inner()]);
    case "marked":
      return h("mark", {}, [inner()]);
    case "code":
      return h("code", {}, [inner()]);
    case "spoiler":
      return spoiler(inner(), reader);
    case "date_time":
      return time(part.unix_time, part.date_time_format, inner(), reader);
    case "custom_emoji":
      return h("span", { class: "custom-emoji" }, [part.alternative_text]);
    case "mathematical_expression":
      return formula(part.expression, false);
    case "url":
      return link(part.url, inner(), reader);
    case "email_address":
      return link(`mailto:${part.email_address}`, inner(), reader);
    case "phone_number":
      return link(`tel:${part.phone_number}`, inner(), reader);
    case "mention":
      return link(`https://t.me/${part.username.replace(/^@/, "")}`, inner(), reader);
    case "bot_command":
      return h("button", { type: "button", class: "command" }, [inner()], {
        click: () => reader.sayCommand(`/${part.bot_command.replace(/^\//, "")}`),
      });
    case "text_mention":
    case "bank_card_number":
    case "hashtag":
    case "cashtag":
      return h("span", { class: "tag" }, [inner()]);
    case "button":
      return richButton(part.button, reader);
    case "anchor":
      return h("span", { "data-anchor": part.name });
    case "reference":
      return h("span", { class: "reference", "data-reference": part.name }, [inner()]);
    case "anchor_link":
      return jump("data-anchor", part.anchor_name, inner());
    case "reference_link":
      return jump("data-reference", part.reference_name, inner());
  }
}

function time(seconds: number, format: string, inner: DocumentFragment, reader: Reader): HTMLElement {
  const title = dateTime(seconds, format === "" ? "wDT" : format, reader.now(), reader.language);
  return h("time", { class: "date-time", title }, [inner]);
}

/** A button in a rich message: links and copying work, the rest is shown only. */
export function richButton(button: RichMessageButton, reader: Reader): HTMLElement {
  const words = richText(button.text, reader);
  const act = (): void => {
    if ("url" in button) reader.openLink(button.url);
    if ("copy_text" in button) void navigator.clipboard?.writeText(button.copy_text.text);
  };
  const works = "url" in button || "copy_text" in button;
  const attributes = { type: "button", class: `rich-button ${button.style ?? ""}`.trim(), disabled: !works };
  return h("button", attributes, [words], { click: act });
}

/** A link to a place in the same message. An empty name is the message's beginning. */
function jump(attribute: "data-anchor" | "data-reference", name: string, inner: DocumentFragment): HTMLElement {
  const node = h("button", { type: "button", class: "jump", "data-to": name }, [inner]);
  node.addEventListener("click", (event) => {
    event.stopPropagation();
    const root = node.closest(".rich");
    const target = name === "" ? root : root?.querySelector<HTMLElement>(`[${attribute}="${CSS.escape(name)}"]`);
    if (!target) return;
    for (let up = target.parentElement; up && up !== root; up = up.parentElement) {
      if (up instanceof HTMLDetailsElement) up.open = true;
    }
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    target.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    const shown = target.textContent === "" ? (target.closest("p, .rich-line, li") ?? target) : target;
    shown.classList.remove("reached");
    void (shown as HTMLElement).offsetWidth; // Lets the flash begin anew.
    shown.classList.add("reached");
  });
  return node;
}
