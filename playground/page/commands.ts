/// <reference lib="dom" />
import { h } from "./dom.ts";

export interface Command {
  readonly command: string;
  readonly description: string;
}

/** The list of the bot's commands over the composer. */
export interface CommandList {
  readonly node: HTMLElement;
  /** Opens with the commands that begin so (without the slash), closes when there is none. */
  open(prefix: string): void;
  close(): void;
  readonly isOpen: boolean;
  /** Takes arrows, Enter, Tab and Escape while open; true when the key is used up. */
  key(event: KeyboardEvent): boolean;
}

export function createCommandList(
  label: string,
  commands: () => readonly Command[],
  pick: (command: string) => void,
): CommandList {
  const node = h("div", { class: "commands", role: "listbox", "aria-label": label, hidden: true });
  let matching: readonly Command[] = [];
  let at = 0;

  const draw = () => {
    node.replaceChildren(
      ...matching.map((each, i) =>
        h(
          "button",
          { type: "button", role: "option", class: "command-row", tabindex: -1, "aria-selected": String(i === at) },
          [h("b", {}, [`/${each.command}`]), h("span", {}, [each.description])],
          {
            click: () => {
              close();
              pick(each.command);
            },
          },
        ),
      ),
    );
    node.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    node.hidden = true;
  };
  return {
    node,
    close,
    get isOpen() {
      return !node.hidden;
    },
    open(prefix) {
      matching = commands().filter((each) => each.command.startsWith(prefix.toLowerCase()));
      at = 0;
      node.hidden = matching.length === 0;
      draw();
    },
    key(event) {
      if (node.hidden) return false;
      const chosen = matching[at];
      if (event.key === "ArrowDown") at = (at + 1) % matching.length;
      else if (event.key === "ArrowUp") at = (at + matching.length - 1) % matching.length;
      else if (event.key === "Escape") close();
      else if ((event.key === "Enter" || event.key === "Tab") && chosen) {
        close();
        pick(chosen.command);
      } else return false;
      event.preventDefault();
      draw();
      return true;
    },
  };
}
