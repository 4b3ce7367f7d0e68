/// <reference lib="dom" />
import { h, icon, iconButton } from "./dom.ts";
import { settings } from "./settings.ts";
import type { Texts } from "./texts.ts";

/** What to try first; goes away for good when it is closed. Null when it was closed before. */
export function firstVisitHint(texts: Texts): HTMLElement | null {
  if (settings.hintSeen()) return null;
  const close = () => {
    settings.setHintSeen();
    node.remove();
  };
  const marks = ["edit", "smile", "search"] as const;
  const node = h("aside", { class: "hint", "aria-label": texts.hintTitle }, [
    h("b", { class: "hint-title" }, [texts.hintTitle]),
    h(
      "ol",
      {},
      texts.hints.map((line, i) => h("li", {}, [icon(marks[i] ?? "edit"), h("span", {}, [line])])),
    ),
    h("button", { type: "button", class: "primary" }, [texts.hintDone], { click: close }),
    iconButton("close", texts.close, close, "hint-close"),
  ]);
  return node;
}
