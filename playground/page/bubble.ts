/// <reference lib="dom" />
import type { Message } from "@grammyjs/types";
import type { MessageView } from "../contract.ts";
import { avatar, nameOf } from "./avatar.ts";
import { type Child, h, icon, iconButton } from "./dom.ts";
import { formatted } from "./formatted.ts";
import { inlineKeyboard, type Presses } from "./keyboard.ts";
import { isVisual, media } from "./media.ts";
import { linkPreview } from "./preview.ts";
import type { Reader } from "./reader.ts";
import { richMessage } from "./rich.ts";
import { originName, richText, summary } from "./summary.ts";
import { clockOf, shortNumber } from "./time.ts";

/** What a person can do with the messages of a column. */
export interface MessageActions {
  openMenu(view: MessageView, at: { x: number; y: number }): void;
  react(view: MessageView, emoji: string): void;
  presses(view: MessageView): Presses;
  reveal(messageId: number): void;
}

/** One message, or the messages of one album, as a bubble; a channel post is a card. */
export function bubble(views: readonly MessageView[], reader: Reader, actions: MessageActions): HTMLElement {
  const [view] = views as [MessageView];
  const messages = views.map((each) => each.message);
  const message = messages.find((each) => each.caption !== undefined) ?? view.message;
  const isPost = message.chat.type === "channel";
  const pictures = media(messages, reader);
  const text = textOf(message);
  const preview = linkPreview(message, reader);
  const meta = metaOf(view, messages, reader);
  const reactions = reactionRow(view, reader, actions);
  const bare =
    text === "" && pictures !== null && reactions === null && !message.forward_origin && !message.reply_to_message;
  const above = message.show_caption_above_media === true;

  const rich = message.rich_message;
  const body =
    text === "" && !rich
      ? null
      : h("div", { class: rich ? "text with-rich" : "text", dir: "auto" }, [
          rich ? richMessage(rich, reader) : formatted(text, entitiesOf(message), reader),
          reactions === null && !preview && !above ? meta : null,
        ]);
  const lone = body && !reactions && !preview && !above ? null : meta;
  const unknown =
    body === null && !pictures ? h("div", { class: "text unsupported" }, [reader.texts.unsupported]) : null;
  const content = h("div", { class: classesOf(bare, messages, text, pictures) }, [
    forwardHead(message, reader),
    replyQuote(message, reader, actions),
    ...(above ? [body, pictures] : [preview?.above ? preview.node : null, pictures, body]),
    unknown,
    preview && !preview.above ? preview.node : null,
    reactions ? h("div", { class: "foot" }, [reactions, lone]) : lone,
    iconButton("more", reader.texts.more, (event) => openMenuAt(event, view, actions), "bubble-more"),
  ]);
  const markup = messages.find((each) => each.reply_markup)?.reply_markup;
  const side = isPost ? "post" : view.mine ? "mine" : "theirs";
  const article = h(
    "article",
    {
      class: `message ${side}`,
      tabindex: -1,
      "data-id": view.message.message_id,
      "aria-label": labelOf(view, message, reader),
    },
    [
      h("div", { class: "stack" }, [
        content,
        markup?.inline_keyboard.length ? inlineKeyboard(markup, actions.presses(view)) : null,
      ]),
    ],
  );
  article.addEventListener("contextmenu", (event) => {
    if ((event.target as Element).closest("a")) return;
    event.preventDefault();
    actions.openMenu(view, { x: event.clientX, y: event.clientY });
  });
  return article;
}

function openMenuAt(event: MouseEvent, view: MessageView, actions: MessageActions): void {
  const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
  actions.openMenu(view, { x: box.right, y: box.bottom });
}

function classesOf(bare: boolean, messages: readonly Message[], text: string, pictures: HTMLElement | null): string {
  const classes = ["bubble"];
  if (bare) classes.push("bare");
  if (messages.some(isVisual)) classes.push("with-media");
  if (messages.some((each) => each.sticker)) classes.push("no-bubble");
  if (text === "" && pictures) classes.push("no-text");
  return classes.join(" ");
}

export function textOf(message: Message): string {
  return message.text ?? message.caption ?? (message.rich_message ? richText(message) : "");
}

export function entitiesOf(message: Message) {
  return message.entities ?? message.caption_entities ?? [];
}

function labelOf(view: MessageView, message: Message, reader: Reader): string {
  const who = view.mine
    ? reader.texts.you
    : message.sender_chat && "title" in message.sender_chat
      ? message.sender_chat.title
      : message.from
        ? nameOf(message.from)
        : "";
  return [who, clockOf(message.date, reader.language)].filter(Boolean).join(", ");
}

function metaOf(view: MessageView, messages: readonly Message[], reader: Reader): HTMLElement {
  const { message } = view;
  const signature = message.author_signature;
  const edited = messages.some((each) => each.edit_date) ? reader.texts.edited : null;
  const views = view.views;
  return h("span", { class: "meta" }, [
    views === null
      ? null
      : h("span", { class: "views", "aria-label": reader.texts.views(String(views)) }, [
          icon("eye"),
          shortNumber(views, reader.language),
        ]),
    signature ? h("span", { class: "signature" }, [`${signature},`]) : null,
    edited ? h("span", { class: "edited" }, [edited]) : null,
    h("time", { datetime: new Date(message.date * 1000).toISOString() }, [clockOf(message.date, reader.language)]),
  ]);
}

function forwardHead(message: Message, reader: Reader): Child {
  const name = originName(message);
  if (name === null) return null;
  return h("div", { class: "forwarded" }, [
    avatar(name, null, "small"),
    h("span", { dir: "auto" }, [reader.texts.forwardedFrom(name)]),
  ]);
}

function replyQuote(message: Message, reader: Reader, actions: MessageActions): Child {
  const original = message.reply_to_message;
  if (!original) return null;
  const who = original.from
    ? nameOf(original.from)
    : original.sender_chat && "title" in original.sender_chat
      ? (original.sender_chat.title ?? "")
      : "";
  const words = message.quote?.text ?? summary(original as Message, reader.texts);
  return h(
    "button",
    { type: "button", class: "quote" },
    [h("b", { dir: "auto" }, [who]), h("span", { dir: "auto" }, [words])],
    {
      click: () => actions.reveal(original.message_id),
    },
  );
}

function reactionRow(view: MessageView, reader: Reader, actions: MessageActions): HTMLElement | null {
  if (view.reactions.length === 0) return null;
  return h(
    "div",
    { class: "reactions" },
    view.reactions.map(({ emoji, count, mine }) =>
      h(
        "button",
        {
          type: "button",
          class: "reaction",
          "aria-pressed": String(mine),
          "aria-label": `${reader.texts.react} ${emoji}, ${count}`,
        },
        [h("span", { class: "reaction-emoji" }, [emoji]), h("span", {}, [shortNumber(count, reader.language)])],
        { click: () => actions.react(view, emoji) },
      ),
    ),
  );
}
