/// <reference lib="dom" />
import type { MessageView } from "../contract.ts";
import type { MessageActions } from "./bubble.ts";

/** Arrow keys go from message to message, Enter opens the menu of one. */
export function walk(
  event: KeyboardEvent,
  inner: HTMLElement,
  viewOf: (id: string) => MessageView | undefined,
  actions: MessageActions,
): void {
  const messages = [...inner.querySelectorAll<HTMLElement>(".message:not(.leaving)")];
  const current = (document.activeElement as HTMLElement | null)?.closest<HTMLElement>(".message");
  const at = current ? messages.indexOf(current) : messages.length;
  const target = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: messages.length - 1 }[event.key];
  if (target !== undefined) {
    const node = messages[Math.max(0, Math.min(messages.length - 1, target))];
    if (!node) return;
    event.preventDefault();
    node.focus();
    node.scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" && current && document.activeElement === current) {
    event.preventDefault(); // Else the same key press would choose the menu's first entry.
    const view = viewOf(current.dataset.id ?? "");
    const box = current.querySelector(".bubble")?.getBoundingClientRect();
    if (view && box) actions.openMenu(view, { x: box.left + 24, y: Math.max(box.top, 80) + 24 });
  }
}
