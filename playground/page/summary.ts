import type { Message } from "@grammyjs/types";
import type { Texts } from "./texts.ts";

/** What a message is in one line: its text, or its kind in a word. Used by replies, pins and forwards. */
export function summary(message: Message, texts: Texts): string {
  const text = message.text ?? message.caption ?? richText(message);
  if (text) return text.replace(/\s+/g, " ").slice(0, 160);
  if (message.photo) return texts.photo;
  if (message.animation) return texts.animation;
  if (message.video) return texts.video;
  if (message.document) return message.document.file_name ?? texts.document;
  if (message.sticker) return `${message.sticker.emoji ?? ""} ${texts.sticker}`.trim();
  if (message.voice) return texts.voice;
  return texts.unsupported;
}

/** All words of a rich message, a block a line, without its form. */
export function richText(message: Message): string {
  const lines: string[] = [];
  const words = (value: unknown): string => {
    if (typeof value === "string") return value;
    if (Array.isArray(value)) return value.map(words).join("");
    if (typeof value !== "object" || value === null) return "";
    const part = value as Record<string, unknown>;
    return ["text", "expression", "summary", "alternative_text"].map((name) => words(part[name])).join("");
  };
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) return void value.forEach(walk);
    if (typeof value !== "object" || value === null) return;
    const part = value as Record<string, unknown>;
    const line = words(part);
    if (line) lines.push(line);
    for (const name of ["blocks", "items", "cells", "rows", "caption"]) walk(part[name]);
  };
  walk((message.rich_message as { blocks?: unknown } | undefined)?.blocks);
  return lines.join("\n\n");
}

/** Who wrote what a forwarded message repeats. */
export function originName(message: Message): string | null {
  const origin = message.forward_origin;
  if (!origin) return null;
  switch (origin.type) {
    case "user":
      return [origin.sender_user.first_name, origin.sender_user.last_name].filter(Boolean).join(" ");
    case "hidden_user":
      return origin.sender_user_name;
    case "channel":
      return origin.chat.title + (origin.author_signature ? ` (${origin.author_signature})` : "");
    case "chat":
      return "title" in origin.sender_chat ? (origin.sender_chat.title ?? "") : "";
  }
}
