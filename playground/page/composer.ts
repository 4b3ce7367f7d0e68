/// <reference lib="dom" />
import type { MessageView } from "../contract.ts";
import { createAttachments, type Outgoing } from "./attachments.ts";
import { nameOf } from "./avatar.ts";
import { textOf } from "./bubble.ts";
import { type Command, createCommandList } from "./commands.ts";
import { h, icon, iconButton } from "./dom.ts";
import { summary } from "./summary.ts";
import type { Texts } from "./texts.ts";
import { type Mark, toggleMark } from "./typed.ts";

/** What the composer asks of its column. Each promise is false when it was refused; then the text stays. */
export interface ComposerActions {
  say(text: string, replyTo: number | undefined): Promise<boolean>;
  sendFiles(files: Outgoing, caption: string, replyTo: number | undefined): Promise<boolean>;
  edit(view: MessageView, text: string): Promise<boolean>;
  /** The message that ↑ in an empty composer edits. */
  lastOwn(): MessageView | undefined;
  commands(): readonly Command[];
  notice(text: string): void;
}

export interface Composer {
  readonly node: HTMLElement;
  reply(view: MessageView): void;
  edit(view: MessageView): void;
  insert(text: string): void;
  attach(files: readonly File[]): void;
  /** What is written and not sent yet. */
  written(): string;
  restore(text: string): void;
}

const MARK_KEYS: Readonly<Record<string, Mark>> = { KeyB: "bold", KeyI: "italic" };
const SHIFT_MARK_KEYS: Readonly<Record<string, Mark>> = { KeyX: "strikethrough", KeyM: "code", KeyP: "spoiler" };

/** Where a person writes: text of many lines, files, a reply or an edit, and the bot's commands. */
export function createComposer(placeholder: string, texts: Texts, actions: ComposerActions): Composer {
  let about: { kind: "reply" | "edit"; view: MessageView } | null = null;
  let busy = false;
  const input = h("textarea", {
    rows: 1,
    placeholder,
    "aria-label": placeholder,
    autocomplete: "off",
    dir: "auto",
    spellcheck: "true",
  });
  const files = createAttachments(texts, () => refresh());
  const picker = h("input", { type: "file", multiple: true, hidden: true, tabindex: -1, "aria-hidden": "true" });
  const list = createCommandList(texts.commands, actions.commands, (command) => {
    input.value = "";
    void actions.say(`/${command}`, undefined);
    refresh();
    input.focus();
  });
  const slash = iconButton("more", texts.commands, () => (list.isOpen ? list.close() : openCommands()), "slash");
  slash.replaceChildren("/");
  const send = iconButton("send", texts.send, () => void submit(), "send");
  const strip = h("div", { class: "composer-about", hidden: true });
  const node = h("div", { class: "composer" }, [
    list.node,
    strip,
    files.node,
    h("div", { class: "composer-row" }, [
      iconButton("clip", texts.attach, () => picker.click(), "clip"),
      picker,
      input,
      slash,
      send,
    ]),
  ]);

  const openCommands = () => {
    list.open("");
    input.focus();
  };
  function refresh(): void {
    input.style.height = "auto";
    input.style.height = `${Math.min(input.scrollHeight, 220)}px`;
    const something = input.value.trim() !== "" || files.count > 0;
    send.classList.toggle("ready", something && !busy);
    slash.hidden = input.value !== "" || files.count > 0 || about?.kind === "edit" || actions.commands().length === 0;
  }
  function setAbout(next: typeof about): void {
    about = next;
    strip.hidden = next === null;
    send.setAttribute("aria-label", next?.kind === "edit" ? texts.save : texts.send);
    send.replaceChildren(icon(next?.kind === "edit" ? "check" : "send"));
    if (!next) return;
    const { message } = next.view;
    const who = message.from ? nameOf(message.from) : "";
    strip.replaceChildren(
      icon(next.kind === "edit" ? "edit" : "reply"),
      h("span", { class: "about-text" }, [
        h("b", {}, [next.kind === "edit" ? texts.editing : texts.replyingTo(who)]),
        h("span", {}, [summary(message, texts)]),
      ]),
      iconButton("close", texts.cancel, dropAbout),
    );
  }
  function dropAbout(): void {
    if (about?.kind === "edit") input.value = "";
    setAbout(null);
    refresh();
    input.focus();
  }
  async function submit(): Promise<void> {
    const text = input.value;
    if (busy || (text.trim() === "" && files.count === 0)) return;
    busy = true;
    const was = about;
    const replyTo = was?.kind === "reply" ? was.view.message.message_id : undefined;
    list.close();
    try {
      if (was?.kind === "edit") {
        if (!(await actions.edit(was.view, text))) return;
      } else if (files.count > 0) {
        if (!(await actions.sendFiles(files.read(), text, replyTo))) return;
        files.clear();
      } else if (!(await actions.say(text, replyTo))) return;
      // What was typed while the message was on its way stays.
      input.value = input.value.startsWith(text) ? input.value.slice(text.length) : input.value;
      setAbout(null);
    } finally {
      busy = false;
      refresh();
    }
  }
  function mark(style: Mark): void {
    const marked = toggleMark(input.value, input.selectionStart, input.selectionEnd, style);
    input.value = marked.text;
    input.setSelectionRange(marked.from, marked.to);
    refresh();
  }

  input.addEventListener("input", () => {
    const prefix = /^\/(\w*)$/.exec(input.value)?.[1];
    if (prefix === undefined) list.close();
    else list.open(prefix);
    refresh();
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.key(event)) return;
    const style =
      event.ctrlKey || event.metaKey ? (event.shiftKey ? SHIFT_MARK_KEYS : MARK_KEYS)[event.code] : undefined;
    if (style) mark(style);
    else if (event.key === "Enter" && !event.shiftKey) void submit();
    else if (event.key === "Escape" && about) dropAbout();
    else if (event.key === "ArrowUp" && input.value === "" && !about) {
      const last = actions.lastOwn();
      if (!last) return;
      edit(last);
    } else return;
    event.preventDefault();
  });
  input.addEventListener("paste", (event) => {
    const pasted = [...(event.clipboardData?.files ?? [])];
    if (pasted.length === 0) return;
    event.preventDefault();
    attach(pasted);
  });
  picker.addEventListener("change", () => {
    attach([...(picker.files ?? [])]);
    picker.value = "";
  });

  function attach(added: readonly File[]): void {
    if (about?.kind === "edit") dropAbout();
    if (!files.add(added)) actions.notice(texts.tooManyFiles);
    input.focus();
  }
  function edit(view: MessageView): void {
    files.clear();
    setAbout({ kind: "edit", view });
    input.value = textOf(view.message);
    refresh();
    input.focus();
    input.setSelectionRange(input.value.length, input.value.length);
  }
  refresh();
  return {
    node,
    attach,
    edit,
    reply(view) {
      if (about?.kind === "edit") input.value = "";
      setAbout({ kind: "reply", view });
      refresh();
      input.focus();
    },
    insert(text) {
      input.value = text;
      refresh();
      input.focus();
    },
    written: () => (about?.kind === "edit" ? "" : input.value),
    restore(text) {
      input.value = text;
      refresh();
    },
  };
}
