/// <reference lib="dom" />
import type { MessageView } from "../contract.ts";
import { textOf } from "./bubble.ts";
import type { MenuEntry } from "./menu.ts";
import type { Texts } from "./texts.ts";

/** What the menu of a message can do. */
export interface MessageDeeds {
  reply(view: MessageView): void;
  edit(view: MessageView): void;
  copy(text: string): void;
  select(view: MessageView): void;
  remove(view: MessageView): void;
}

/** The menu of a message: what this person may do with it, as in Telegram's apps. */
export function menuEntries(
  view: MessageView,
  texts: Texts,
  mayWrite: boolean,
  isChannel: boolean,
  deeds: MessageDeeds,
): MenuEntry[] {
  const text = textOf(view.message);
  const entries: MenuEntry[] = [];
  if (mayWrite) entries.push({ icon: "reply", label: texts.reply, act: () => deeds.reply(view) });
  if ((view.mine || (isChannel && mayWrite)) && text !== "") {
    entries.push({ icon: "edit", label: texts.edit, act: () => deeds.edit(view) });
  }
  if (text !== "") entries.push({ icon: "copy", label: texts.copy, act: () => deeds.copy(text) });
  entries.push({ icon: "forward", label: texts.forward, act: () => deeds.select(view) });
  if (!isChannel || mayWrite) {
    entries.push({ icon: "trash", label: texts.remove, danger: true, act: () => deeds.remove(view) });
  }
  return entries;
}
