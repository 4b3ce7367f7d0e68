/// <reference lib="dom" />
import type { InlineKeyboardButton, InlineKeyboardMarkup } from "@grammyjs/types";
import { h, icon } from "./dom.ts";

/** What the buttons under a message can do. */
export interface Presses {
  /** Settles when the bot has answered. */
  callback(button: InlineKeyboardButton.CallbackButton): Promise<void>;
  link(url: string): void;
  copy(text: string): void;
  /** Puts "@bot query" into the composer. */
  inline(query: string): void;
  unknown(): void;
}

/** The buttons under a message, row by row. A button spins and takes no second press until its answer has come. */
export function inlineKeyboard(markup: InlineKeyboardMarkup, presses: Presses): HTMLElement {
  return h(
    "div",
    { class: "keyboard" },
    markup.inline_keyboard.map((row) =>
      h(
        "div",
        { class: "keyboard-row" },
        row.map((button) => key(button, presses)),
      ),
    ),
  );
}

function key(button: InlineKeyboardButton, presses: Presses): HTMLElement {
  const style = "style" in button && button.style ? ` ${button.style}` : "";
  const label = h("span", { class: "key-label", dir: "auto" }, [button.text]);
  const element = h("button", { type: "button", class: `key${style}` }, [label]);
  if ("url" in button) element.append(h("span", { class: "key-mark" }, [icon("link")]));
  if ("copy_text" in button) element.append(h("span", { class: "key-mark" }, [icon("copy")]));
  element.addEventListener("click", async () => {
    if ("callback_data" in button) {
      if (element.getAttribute("aria-busy") === "true") return;
      element.setAttribute("aria-busy", "true");
      await presses.callback(button);
      element.removeAttribute("aria-busy");
    } else if ("url" in button) presses.link(button.url);
    else if ("copy_text" in button) presses.copy(button.copy_text.text);
    else if ("switch_inline_query_current_chat" in button) presses.inline(button.switch_inline_query_current_chat);
    else if ("switch_inline_query" in button) presses.inline(button.switch_inline_query);
    else presses.unknown();
  });
  return element;
}
