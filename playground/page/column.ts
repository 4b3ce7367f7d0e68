/// <reference lib="dom" />
import type { Actor, MessageView } from "../contract.ts";
import { avatar, nameOf } from "./avatar.ts";
import { entitiesOf, type MessageActions, textOf } from "./bubble.ts";
import { type Composer, createComposer } from "./composer.ts";
import { h, icon } from "./dom.ts";
import { createSelection } from "./forward.ts";
import { columnHeader } from "./header.ts";
import { createMessageList } from "./list.ts";
import { type MenuEntry, openMenu } from "./menu.ts";
import { alertBox, toast } from "./notice.ts";
import { type People, Refusal } from "./people.ts";
import type { Reader } from "./reader.ts";
import { summary } from "./summary.ts";
import type { Language, Texts } from "./texts.ts";
import { carryOver, fromTyped } from "./typed.ts";
import { type Conversation, inOrder, parseKey, type Scene } from "./world.ts";

export interface ColumnOptions {
  readonly scene: Scene;
  readonly key: string;
  readonly people: People;
  readonly language: Language;
  readonly texts: Texts;
  now(): number;
  openLink(href: string, person: number): void;
  /** Shows a person's chat with the bot, after something was forwarded there. */
  showChat(key: string): void;
  /** Looks at the channel with another person's eyes. */
  lookAs(person: number): void;
}

/** One chat of one person: header, log and composer. */
export interface Column {
  readonly node: HTMLElement;
  readonly key: string;
  /** Shows what the scene has now. `quiet` when nothing of it is news. */
  refresh(quiet: boolean): void;
  reveal(messageId: number): boolean;
  insert(text: string): void;
  /** What is written in the composer and not sent yet. */
  written(): string;
  restore(text: string): void;
}

export function createColumn(options: ColumnOptions): Column {
  const { scene, key, people, texts, language } = options;
  const { person, chat } = parseKey(key);
  const actor = scene.world.actors.find((each) => each.user.id === person) as Actor;
  const conversation = scene.chats.get(key) as Conversation;
  const isChannel = conversation.view.chat.type === "channel";
  const name = isChannel ? scene.world.channel.title : nameOf(actor.user);

  const reader: Reader = {
    language,
    texts,
    now: options.now,
    openLink: (href) => options.openLink(href, person),
    sayCommand: (command) =>
      void attempt(people.call("say", { person, chat: isChannel ? scene.world.bot.id : chat, text: command })),
  };
  const node = h("section", {
    class: `column ${isChannel ? "channel" : "private"}`,
    "aria-label": name,
    "data-key": key,
  });
  if (!isChannel && CSS.supports("color", actor.colour)) node.style.setProperty("--person", actor.colour);

  /** True when the stand-in did it; a refusal is shown in the column. */
  async function attempt(promise: Promise<unknown>): Promise<boolean> {
    try {
      await promise;
      return true;
    } catch (error) {
      toast(node, error instanceof Refusal && error.message ? error.message : texts.offline);
      return false;
    }
  }

  const actions: MessageActions = {
    reveal: (messageId) => void list.reveal(messageId),
    react: (view, emoji) => {
      const mine = view.reactions.some((each) => each.emoji === emoji && each.mine);
      void attempt(
        people.call("react", { person, chat, message: view.message.message_id, emoji: mine ? null : emoji }),
      );
    },
    openMenu: (view, at) =>
      openMenu(at, entriesFor(view), {
        chosen: view.reactions.filter((each) => each.mine).map((each) => each.emoji),
        label: texts.react,
        pick: (emoji) => actions.react(view, emoji),
      }),
    presses: (view) => ({
      callback: async (button) => {
        await attempt(
          people
            .call("press", {
              person,
              chat,
              message: view.message.message_id,
              button: button.text,
              data: button.callback_data,
            })
            .then((answer) => {
              if (answer.url) options.openLink(answer.url, person);
              else if (answer.text && answer.alert) alertBox(answer.text, texts);
              else if (answer.text) toast(node, answer.text);
              else if (!answer.answered) toast(node, texts.noAnswer);
            }),
        );
      },
      link: (url) => options.openLink(url, person),
      copy: (text) => void copy(text),
      inline: (query) => composer.insert(`@${scene.world.bot.username} ${query}`),
      unknown: () => toast(node, texts.cannotOpen),
    }),
  };

  async function copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      toast(node, texts.copied);
    } catch {
      toast(node, text); // The browser keeps its clipboard: the text can be copied from the notice by hand.
    }
  }

  function entriesFor(view: MessageView): MenuEntry[] {
    const { message } = view;
    const mayWrite = conversation.view.mayPost;
    const entries: MenuEntry[] = [];
    if (mayWrite) entries.push({ icon: "reply", label: texts.reply, act: () => composer.reply(view) });
    if ((view.mine || (isChannel && mayWrite)) && textOf(message) !== "") {
      entries.push({ icon: "edit", label: texts.edit, act: () => composer.edit(view) });
    }
    if (textOf(message) !== "")
      entries.push({ icon: "copy", label: texts.copy, act: () => void copy(textOf(message)) });
    entries.push({ icon: "forward", label: texts.forward, act: () => beginSelection(view) });
    if (!isChannel || mayWrite) {
      entries.push({ icon: "trash", label: texts.remove, danger: true, act: () => void remove(idsOf(view)) });
    }
    return entries;
  }

  /** An album is chosen, forwarded and deleted whole. */
  function idsOf(view: MessageView): number[] {
    const group = view.message.media_group_id;
    if (!group) return [view.message.message_id];
    return inOrder(conversation)
      .filter((each) => each.message.media_group_id === group)
      .map((each) => each.message.message_id);
  }

  async function remove(ids: readonly number[]): Promise<void> {
    for (const message of ids) await attempt(people.call("delete", { person, chat, message }));
  }

  function beginSelection(view: MessageView): void {
    for (const id of idsOf(view)) selection.begin(id);
  }

  const selection = createSelection(language, texts, {
    change: () => {
      node.classList.toggle("selecting", selection?.active ?? false);
      markChosen();
    },
    forward: (chosen, at) =>
      openMenu(
        at,
        targets().map(({ label, target }) => ({
          icon: "forward",
          label,
          act: async () => {
            const to = scene.world.bot.id;
            if (!(await attempt(people.call("forward", { person: target, chat: to, from: chat, messages: chosen }))))
              return;
            selection.end();
            options.showChat(`${target}:${to}`);
          },
        })),
      ),
    ...(isChannel
      ? {}
      : {
          remove: async (chosen: readonly number[]) => {
            await remove(chosen);
            selection.end();
          },
        }),
  });

  /** From the channel anybody may forward; from a private chat only its person. */
  function targets(): { label: string; target: number }[] {
    const who = isChannel ? scene.world.actors : [actor];
    return who.map((each) => ({ label: `${nameOf(each.user)} → ${scene.world.bot.first_name}`, target: each.user.id }));
  }

  function markChosen(): void {
    for (const each of node.querySelectorAll<HTMLElement>(".message")) {
      const on = selection?.active && selection.chosen.has(Number(each.dataset.id));
      each.classList.toggle("chosen", Boolean(on));
    }
  }

  const empty = isChannel
    ? h("div", { class: "empty" }, [h("p", {}, [texts.emptyChannel])])
    : h("div", { class: "empty" }, [
        avatar(scene.world.bot.first_name, null),
        h("p", {}, [texts.startHint]),
        h("button", { type: "button", class: "primary start" }, [texts.start], {
          click: () => void attempt(people.call("start", { person })),
        }),
      ]);
  const list = createMessageList(name, empty, reader, actions);
  list.node.addEventListener(
    "click",
    (event) => {
      const message = (event.target as Element).closest<HTMLElement>(".message");
      if (!selection.active || !message) return;
      event.preventDefault();
      event.stopPropagation();
      const view = conversation.messages.get(Number(message.dataset.id));
      if (view) for (const id of idsOf(view)) selection.toggle(id);
    },
    { capture: true },
  );

  const composer: Composer = createComposer(isChannel ? texts.post : texts.message, texts, {
    say: (text, replyTo) =>
      attempt(people.call("say", { person, chat, text, typed: "markdown", ...(replyTo ? { replyTo } : {}) })),
    sendFiles: ({ list: sent, files }, typed, replyTo) => {
      const { text: caption, entities: captionEntities } = fromTyped(typed.trim());
      const words = caption === "" ? {} : { caption, captionEntities };
      const reply = replyTo ? { replyTo } : {};
      return attempt(people.call("sendFiles", { person, chat, files: sent, ...words, ...reply }, files));
    },
    edit: (view, text) => {
      const entities = carryOver(textOf(view.message), entitiesOf(view.message), text);
      const message = view.message.message_id;
      return attempt(people.call("edit", { person, chat, message, text, entities, typed: "markdown" }));
    },
    lastOwn: () =>
      inOrder(conversation).findLast(
        (each) => each.mine && textOf(each.message) !== "" && !each.message.forward_origin,
      ),
    commands: () => conversation.view.commands,
    notice: (text) => toast(node, text),
  });

  const header = columnHeader({ scene, actor, isChannel, texts, lookAs: options.lookAs });
  const pin = h("button", { type: "button", class: "pinned", hidden: true });
  const readOnly = h("div", { class: "read-only", hidden: true }, [texts.readOnly(nameOf(actor.user))]);
  const drop = h("div", { class: "drop", "aria-hidden": "true" }, [icon("clip"), texts.dropHere]);
  node.append(header.node, pin, list.node, readOnly, composer.node, selection.node, drop);
  acceptDrops(node, (files) => composer.attach(files));

  function drawPin(): void {
    const id = conversation.view.pinned.at(-1);
    const pinned = id === undefined ? undefined : conversation.messages.get(id);
    pin.hidden = !pinned;
    if (!pinned) return;
    pin.replaceChildren(
      icon("pin"),
      h("span", {}, [h("b", {}, [texts.pinned]), h("span", { dir: "auto" }, [summary(pinned.message, texts)])]),
    );
    pin.onclick = () => void list.reveal(pinned.message.message_id);
  }

  return {
    node,
    key,
    insert: composer.insert,
    written: composer.written,
    restore: composer.restore,
    reveal: (messageId) => list.reveal(messageId),
    refresh(quiet) {
      header.refresh(conversation.view);
      const mayWrite = conversation.view.mayPost;
      composer.node.hidden = !mayWrite;
      readOnly.hidden = mayWrite || !isChannel;
      drawPin();
      list.show(inOrder(conversation), quiet);
      markChosen();
    },
  };
}

function acceptDrops(node: HTMLElement, take: (files: readonly File[]) => void): void {
  let depth = 0;
  const set = (next: number) => {
    depth = Math.max(0, next);
    node.classList.toggle("dropping", depth > 0);
  };
  node.addEventListener("dragenter", (event) => {
    if (event.dataTransfer?.types.includes("Files")) set(depth + 1);
  });
  node.addEventListener("dragleave", () => set(depth - 1));
  node.addEventListener("dragover", (event) => event.preventDefault());
  node.addEventListener("drop", (event) => {
    event.preventDefault();
    set(0);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) take(files);
  });
}
