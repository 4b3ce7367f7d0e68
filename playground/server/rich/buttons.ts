import type { RichMessageButton, RichText } from "@grammyjs/types";
import { badRequest } from "../errors.ts";
import { checkUrl } from "../text-engine.ts";
import { flag, objectOf, oneOf, optional, type Reader, readFields, string, unreadable } from "./fields.ts";
import { text } from "./texts.ts";

type KeysOf<T> = T extends unknown ? keyof T : never;
type Action = Exclude<KeysOf<RichMessageButton>, "text" | "style">;

const STYLES = ["danger", "success", "primary", "link"] as const;

const ACTIONS: { readonly [A in Action]: Reader } = {
  url: (...given) => {
    const link = string(...given) as string;
    checkUrl(link, "Rich message button");
    return link;
  },
  callback_data: (...given) => {
    const [value] = given;
    const bytes = typeof value === "string" ? Buffer.byteLength(value) : 0;
    if (bytes < 1 || bytes > 64) throw badRequest("BUTTON_DATA_INVALID");
    return value;
  },
  web_app: () => unknown("web_app"),
  login_url: () => unknown("login_url"),
  switch_inline_query: string,
  switch_inline_query_current_chat: string,
  switch_inline_query_chosen_chat: (value, name, within) =>
    readFields(
      objectOf(value, name),
      {
        query: optional(string),
        allow_user_chats: optional(flag),
        allow_bot_chats: optional(flag),
        allow_group_chats: optional(flag),
        allow_channel_chats: optional(flag),
      },
      "a button",
      within,
    ),
  copy_text: (value, name, within) => {
    const copied = string(objectOf(value, name).text, "text", within) as string;
    if (copied.length < 1 || copied.length > 256) throw badRequest("BUTTON_COPY_TEXT_INVALID");
    return { text: copied };
  },
  disabled: (value, name) => {
    objectOf(value, name);
    return {};
  },
};

/** A button within a rich message: a label, and one thing that it does. Throws Telegram's refusals. */
export function readButton(...[value, name, within]: Parameters<Reader>): RichMessageButton {
  const given = objectOf(value, name);
  if (given.text === undefined) throw unreadable(`Can't find field "text"`);
  const label = text(given.text, "text", { ...within, detects: false }) as RichText;
  if (!isLabel(label)) throw unreadable("Text of a button holds other formatting than custom emoji and times");
  const style =
    given.style === undefined ? undefined : oneOf(STYLES, "BUTTON_STYLE_INVALID")(given.style, "style", within);
  const actions = Object.keys(given).filter((key) => key !== "text" && key !== "style");
  const [action] = actions;
  if (action === undefined || actions.length > 1) throw unreadable("A button does exactly one thing");
  if (!Object.hasOwn(ACTIONS, action)) throw unreadable(`The Bot API has no field "${action}" in a button`);
  if (style === "link" && action !== "callback_data") throw badRequest("BUTTON_STYLE_INVALID");
  const does = ACTIONS[action as Action](given[action], action, within);
  return { text: label, ...(style === undefined ? {} : { style }), [action]: does } as unknown as RichMessageButton;
}

/** Plain text, custom emoji and times, as the Bot API allows. */
function isLabel(label: RichText): boolean {
  if (typeof label === "string") return true;
  if (Array.isArray(label)) return label.every(isLabel);
  return label.type === "custom_emoji" || label.type === "date_time";
}

function unknown(kind: string): never {
  throw badRequest(`The stand-in knows no ${kind} buttons`);
}
