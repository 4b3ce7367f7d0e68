/// <reference lib="dom" />
import { h, icon, iconButton } from "./dom.ts";
import { counted, type Language, type Texts } from "./texts.ts";

/** The bar in the composer's place while messages are being chosen. */
export interface Selection {
  readonly node: HTMLElement;
  readonly active: boolean;
  readonly chosen: ReadonlySet<number>;
  begin(messageId: number): void;
  toggle(messageId: number): void;
  end(): void;
}

export function createSelection(
  language: Language,
  texts: Texts,
  on: {
    change(): void;
    forward(chosen: readonly number[], at: { x: number; y: number }): void;
    remove?(chosen: readonly number[]): void;
  },
): Selection {
  const chosen = new Set<number>();
  let active = false;
  const count = h("b", { role: "status" });
  const inOrder = () => [...chosen].sort((a, b) => a - b);
  const forward = h("button", { type: "button", class: "primary" }, [icon("forward"), texts.forward], {
    click: (event) => {
      const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
      on.forward(inOrder(), { x: box.left, y: box.top - 160 });
    },
  });
  const node = h("div", { class: "selection", hidden: true }, [
    iconButton("close", texts.cancel, () => end()),
    count,
    on.remove ? iconButton("trash", texts.remove, () => on.remove?.(inOrder())) : null,
    forward,
  ]);
  const draw = () => {
    node.hidden = !active;
    count.textContent = counted(language, chosen.size, texts.selected);
    forward.disabled = chosen.size === 0;
    on.change();
  };
  const end = () => {
    active = false;
    chosen.clear();
    draw();
  };
  return {
    node,
    chosen,
    end,
    get active() {
      return active;
    },
    begin(messageId) {
      active = true;
      chosen.add(messageId);
      draw();
    },
    toggle(messageId) {
      if (!chosen.delete(messageId)) chosen.add(messageId);
      if (chosen.size === 0) end();
      else draw();
    },
  };
}
