import type { InlineKeyboardButton } from "@grammyjs/types";
import type { Say } from "../words.ts";
import { leadsToPost } from "./buttons.ts";

/** What stands under the news that a post is out, for whoever may publish. */
export function receiptButtons(postId: number, say: Say): InlineKeyboardButton[] {
  return [
    { text: say.plain("published-edit"), callback_data: leadsToPost.open(postId) },
    { text: say.plain("published-update"), callback_data: leadsToPost.update(postId) },
    { text: say.plain("published-pin"), callback_data: leadsToPost.pin(postId) },
  ];
}
