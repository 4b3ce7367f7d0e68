/// <reference lib="dom" />
import { h, iconButton } from "./dom.ts";
import type { Texts } from "./texts.ts";

/** Shows a picture over the whole page until it is clicked or Escape is pressed. */
export function viewPicture(url: string, alt: string, texts: Texts): void {
  const close = () => dialog.close();
  const dialog = h("dialog", { class: "viewer", "aria-label": alt }, [
    iconButton("close", texts.close, close, "viewer-close"),
    h("img", { src: url, alt }),
  ]);
  dialog.addEventListener("click", close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
