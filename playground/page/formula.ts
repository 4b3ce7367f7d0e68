/// <reference lib="dom" />
import katex from "katex";
import { h } from "./dom.ts";

/** Bounds that a formula cannot step over: macros that grow, sizes that cover the page. */
const BOUNDS = { maxExpand: 300, maxSize: 12, trust: false, strict: "ignore", throwOnError: true } as const;

/** LaTeX drawn by KaTeX, without links and without pictures of its own; what it cannot read stands as it was written. */
export function formula(expression: string, display: boolean): HTMLElement {
  const node = h("span", { class: display ? "formula display" : "formula", dir: "ltr" });
  if (display) node.tabIndex = 0;
  try {
    katex.render(expression, node, { ...BOUNDS, displayMode: display });
  } catch {
    node.classList.add("unread"); // KaTeX throws for whatever it does not know, and has no other answer.
    node.replaceChildren(h("code", {}, [expression]));
  }
  return node;
}
