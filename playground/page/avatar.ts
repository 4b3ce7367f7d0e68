/// <reference lib="dom" />
import { h } from "./dom.ts";

/** A round picture of a name: its first letter on a colour. An unusable colour leaves the neutral one. */
export function avatar(name: string, colour: string | null, size: "small" | "large" = "large"): HTMLElement {
  const first = new Intl.Segmenter().segment(name.trim())[Symbol.iterator]().next().value?.segment ?? "?";
  const element = h("span", { class: `avatar ${size}`, "aria-hidden": "true" }, [first.toUpperCase()]);
  if (colour && CSS.supports("color", colour)) element.style.setProperty("--colour", colour);
  return element;
}

export function nameOf(user: { first_name: string; last_name?: string | undefined }): string {
  return user.last_name ? `${user.first_name} ${user.last_name}` : user.first_name;
}
