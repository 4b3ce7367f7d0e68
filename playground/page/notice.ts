/// <reference lib="dom" />
import { h } from "./dom.ts";
import type { Texts } from "./texts.ts";

/** A short notice over a column that goes away by itself; a longer text stays longer. */
export function toast(column: HTMLElement, text: string): void {
  column.querySelector(".toast")?.remove();
  const node = h("div", { class: "toast", role: "status" }, [text]);
  column.append(node);
  setTimeout(() => node.remove(), 2500 + Math.min(6000, text.length * 45));
}

/** A notice that must be closed, as callback answers with show_alert. */
export function alertBox(text: string, texts: Texts): void {
  const button = h("button", { type: "button", class: "primary", autofocus: true }, ["OK"], {
    click: () => dialog.close(),
  });
  const dialog = h("dialog", { class: "alert", role: "alertdialog", "aria-label": texts.message }, [
    h("p", {}, [text]),
    button,
  ]);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
