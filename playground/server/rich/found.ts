import type { MessageEntity, RichText } from "@grammyjs/types";
import { findEntities } from "../text-engine.ts";

/** A plain text with what Telegram finds in it made into formatting: links, hashtags, mentions, commands and so on. */
export function withFound(text: string): RichText[] {
  const parts: RichText[] = [];
  let end = 0;
  for (const entity of findEntities(text)) {
    const found = foundText(entity, text.slice(entity.offset, entity.offset + entity.length));
    if (found === null || entity.offset < end) continue;
    parts.push(text.slice(end, entity.offset), found);
    end = entity.offset + entity.length;
  }
  return [...parts, text.slice(end)];
}

/** As `RichText::get_rich_text_object` in tdlib/td WebPageBlock.cpp tells it: without the leading sign. */
function foundText(entity: MessageEntity, text: string): RichText | null {
  switch (entity.type as MessageEntity["type"] | "bank_card_number") {
    case "url":
      return { type: "url", text, url: text };
    case "email":
      return { type: "email_address", text, email_address: text };
    case "phone_number":
      return { type: "phone_number", text, phone_number: text };
    case "bank_card_number":
      return { type: "bank_card_number", text, bank_card_number: text };
    case "mention":
      return { type: "mention", text, username: text.slice(1) };
    case "hashtag":
      return { type: "hashtag", text, hashtag: text.slice(1) };
    case "cashtag":
      return { type: "cashtag", text, cashtag: text.slice(1) };
    case "bot_command":
      return { type: "bot_command", text, bot_command: text.slice(1) };
    default:
      return null;
  }
}
