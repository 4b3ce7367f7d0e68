import type { InlineKeyboardButton } from "@grammyjs/types";
import type { Order } from "../../archive/search.ts";

/** What a button under an answer of the search asks for. */
export type Press =
  | { readonly kind: "page"; readonly searchId: number; readonly page: number }
  | { readonly kind: "order"; readonly searchId: number; readonly order: Order }
  | { readonly kind: "tags"; readonly page: number; readonly personId: number }
  | { readonly kind: "tag"; readonly tagId: number }
  | { readonly kind: "named-tag"; readonly name: string }
  | { readonly kind: "author"; readonly authorId: number }
  | { readonly kind: "random"; readonly personId: number }
  | { readonly kind: "latest" };

/** The callback data: at most 45 bytes, but for a named tag. https://core.telegram.org/bots/api#inlinekeyboardbutton allows 64. */
export function encodePress(press: Press): string {
  switch (press.kind) {
    case "page":
      return `s:p:${press.searchId}:${press.page}`;
    case "order":
      return `s:o:${press.searchId}:${press.order}`;
    case "tags":
      return `s:g:${press.page}:${press.personId}`;
    case "tag":
      return `s:t:${press.tagId}`;
    case "named-tag":
      return `s:n:${press.name}`;
    case "author":
      return `s:a:${press.authorId}`;
    case "random":
      return `s:r:${press.personId}`;
    case "latest":
      return "s:l";
  }
}

/** Callback data for what others offer as a way into the search. Null: the name is too long for a button. */
export const leadsTo = {
  tag: (name: string): string | null => {
    const data = encodePress({ kind: "named-tag", name });
    return Buffer.byteLength(data) > 64 ? null : data;
  },
  latest: encodePress({ kind: "latest" }),
} as const;

/** What callback data asks for; null for any that `encodePress` did not make. */
export function decodePress(data: string): Press | null {
  if (data.startsWith("s:n:") && data.length > 4) return { kind: "named-tag", name: data.slice(4) };
  const [, letter, first = "", second = ""] =
    /^s:([a-z])(?::(\d{1,15}))?(?::(\d{1,15}|relevance|date))?$/.exec(data) ?? [];
  const [a, b] = [Number(first), Number(second)];
  const press = ((): Press | null => {
    switch (letter) {
      case "p":
        return { kind: "page", searchId: a, page: b };
      case "o":
        return second === "date" || second === "relevance" ? { kind: "order", searchId: a, order: second } : null;
      case "g":
        return { kind: "tags", page: a, personId: b };
      case "t":
        return { kind: "tag", tagId: a };
      case "a":
        return { kind: "author", authorId: a };
      case "r":
        return { kind: "random", personId: a };
      case "l":
        return { kind: "latest" };
      default:
        return null;
    }
  })();
  return press !== null && encodePress(press) === data ? press : null;
}

export function button(text: string, press: Press): InlineKeyboardButton {
  return { text, callback_data: encodePress(press) };
}

/** ◀ and ▶, each only where there is another page. */
export function arrows(page: number, pages: number, press: (page: number) => Press): InlineKeyboardButton[] {
  return [
    ...(page > 0 ? [button("◀", press(page - 1))] : []),
    ...(page < pages - 1 ? [button("▶", press(page + 1))] : []),
  ];
}
