/// <reference lib="dom" />
import type { Actor, MessageView } from "../contract.ts";
import { avatar, nameOf } from "./avatar.ts";
import { entitiesOf, type MessageActions, textOf } from "./bubble.ts";
import { type Composer, createComposer } from "./composer.ts";
import { h, icon } from "./dom.ts";
import { acceptDrops } from "./drops.ts";
import { createSelection } from "./forward.ts";
import { columnHeader } from "./header.ts";
import { createMessageList } from "./list.ts";
import { openMenu } from "./menu.ts";
import { type MessageDeeds, menuEntries } from "./message-menu.ts";
import { toast } from "./notice.ts";
import { type People, Refusal } from "./people.ts";
import { createPin } from "./pin.ts";
import { pressesOf } from "./pressing.ts";
import type { Reader } from "./reader.ts";
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

  const deeds: MessageDeeds = {
    reply: (view) => composer.reply(view),
    edit: (view) => composer.edit(view),
    copy: (text) => void copy(text),
    select: (view) => beginSelection(view),
    remove: (view) => void remove(idsOf(view)),
  };
  const actions: MessageActions = {
    reveal: (messageId) => void list.reveal(messageId),
    react: (view, emoji) => {
      const mine = view.reactions.some((each) => each.emoji === emoji && each.mine);
      void attempt(
        people.call("react", { person, chat, message: view.message.message_id, emoji: mine ? null : emoji }),
      );
    },
    openMenu: (view, at) =>
      openMenu(at, menuEntries(view, texts, conversation.view.mayPost, isChannel, deeds), {
        chosen: view.reactions.filter((each) => each.mine).map((each) => each.emoji),
        label: texts.react,
        pick: (emoji) => actions.react(view, emoji),
      }),
    presses: (view) =>
      pressesOf(texts, {
        press: async ({ text, callback_data: data }, then) => {
          const message = view.message.message_id;
          await attempt(people.call("press", { person, chat, message, button: text, data }).then(then));
        },
        open: (url) => options.openLink(url, person),
        say: (words) => toast(node, words),
        copy: (text) => void copy(text),
        inline: (query) => composer.insert(`@${scene.world.bot.username} ${query}`),
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
  const pin = createPin(texts, (message) => void list.reveal(message));
  const readOnly = h("div", { class: "read-only", hidden: true }, [texts.readOnly(nameOf(actor.user))]);
  const drop = h("div", { class: "drop", "aria-hidden": "true" }, [icon("clip"), texts.dropHere]);
  node.append(header.node, pin.node, list.node, readOnly, composer.node, selection.node, drop);
  acceptDrops(node, (files) => composer.attach(files));

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
      pin.show(conversation.messages.get(conversation.view.pinned.at(-1) ?? Number.NaN));
      list.show(inOrder(conversation), quiet);
      markChosen();
    },
  };
}
