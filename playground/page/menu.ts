/// <reference lib="dom" />
import { h, type IconName, icon } from "./dom.ts";

export interface MenuEntry {
  readonly icon: IconName;
  readonly label: string;
  readonly danger?: boolean;
  act(): void;
}

export const QUICK_REACTIONS = ["👍", "❤", "🔥", "🤔", "👀", "🎉"] as const;

/** Opens a menu at a point of the window; arrows walk through it, Escape or a click elsewhere closes it. */
export function openMenu(
  at: { x: number; y: number },
  entries: readonly MenuEntry[],
  reactions: { chosen: readonly string[]; label: string; pick(emoji: string): void } | null = null,
): void {
  document.querySelector(".menu")?.remove();
  const before = document.activeElement as HTMLElement | null;
  const close = () => {
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
    before?.focus({ preventScroll: true });
  };
  const outside = (event: Event) => {
    if (!menu.contains(event.target as Node)) close();
  };
  const bar = reactions
    ? h(
        "div",
        { class: "menu-reactions" },
        QUICK_REACTIONS.map((emoji) =>
          h(
            "button",
            {
              type: "button",
              role: "menuitem",
              "aria-label": `${reactions.label} ${emoji}`,
              class: reactions.chosen.includes(emoji) ? "chosen" : "",
            },
            [emoji],
            {
              click: () => {
                close();
                reactions.pick(emoji);
              },
            },
          ),
        ),
      )
    : null;
  const menu = h("div", { class: "menu", role: "menu" }, [
    bar,
    ...entries.map((entry) =>
      h(
        "button",
        { type: "button", role: "menuitem", class: entry.danger ? "menu-item danger" : "menu-item" },
        [icon(entry.icon), entry.label],
        {
          click: () => {
            close();
            entry.act();
          },
        },
      ),
    ),
  ]);
  menu.addEventListener("keydown", (event) => {
    const buttons = [...menu.querySelectorAll("button")];
    const index = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (event.key === "Escape" || event.key === "Tab") close();
    else if (event.key === "ArrowDown" || event.key === "ArrowRight") buttons[(index + 1) % buttons.length]?.focus();
    else if (event.key === "ArrowUp" || event.key === "ArrowLeft") buttons.at(index - 1)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.body.append(menu);
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(at.x, innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(at.y, innerHeight - height - 8))}px`;
  menu.querySelector<HTMLElement>(".menu-item")?.focus();
  document.addEventListener("pointerdown", outside, true);
}
