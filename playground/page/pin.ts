/// <reference lib="dom" />
import type { MessageView } from "../contract.ts";
import { h, icon } from "./dom.ts";
import { summary } from "./summary.ts";
import type { Texts } from "./texts.ts";

/** The bar of the pinned message; a press leads to it. There is none while nothing is pinned. */
export function createPin(texts: Texts, reveal: (messageId: number) => void) {
  const node = h("button", { type: "button", class: "pinned", hidden: true });
  return {
    node,
    show(pinned: MessageView | undefined): void {
      node.hidden = !pinned;
      if (!pinned) return;
      node.replaceChildren(
        icon("pin"),
        h("span", {}, [h("b", {}, [texts.pinned]), h("span", { dir: "auto" }, [summary(pinned.message, texts)])]),
      );
      node.onclick = () => reveal(pinned.message.message_id);
    },
  };
}
