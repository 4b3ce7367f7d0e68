import { z } from "zod";
import { LAYOUTS } from "../../post/post.ts";
import { type ChannelSettings, LINK_PREVIEWS, TITLE_STYLES } from "../../post/settings.ts";
import { LANGUAGES, type Language } from "../words.ts";
import { CHOICE_NAMES, type ChoiceName } from "./choices.ts";

/** What the buttons of setup and start do. Each carries what it leads to, so that a second press changes nothing. */
export type Press =
  | { readonly action: "serve"; readonly chatId: number }
  | { readonly action: "language"; readonly language: Language }
  | { readonly action: "menu"; readonly menu: Menu }
  | { readonly action: LineAction; readonly on: boolean }
  | { readonly action: "title-style"; readonly style: ChannelSettings["titleStyle"] }
  | { readonly action: "link-preview"; readonly preview: ChannelSettings["linkPreview"] }
  | { readonly action: "layout"; readonly layout: ChannelSettings["layout"] }
  | { readonly action: "publishers"; readonly publishers: "channel-administrators" | "admins" }
  | { readonly action: "link-label" | "footer" | "footer-off" | "footer-back" | "label-back" }
  /** `back`: it takes the last change back. */
  | { readonly action: "choice"; readonly choice: ChoiceName; readonly value: string; readonly back: boolean };

/** The screens of `/settings`. */
export const MENUS = ["main", "template", "layout", "publication"] as const;
export type Menu = (typeof MENUS)[number];

/** What is either there or not. */
const LINES = ["tags-line", "author-line", "rubric", "paper-button", "discuss-button", "related-button"] as const;
export type LineAction = (typeof LINES)[number];

export function encode(press: Press): string {
  switch (press.action) {
    case "serve":
      return `o:serve:${press.chatId}`;
    case "language":
      return `o:language:${press.language}`;
    case "menu":
      return `o:menu:${press.menu}`;
    case "title-style":
      return `o:title-style:${press.style}`;
    case "link-preview":
      return `o:link-preview:${press.preview}`;
    case "layout":
      return `o:layout:${press.layout}`;
    case "tags-line":
    case "author-line":
    case "rubric":
    case "paper-button":
    case "discuss-button":
    case "related-button":
      return `o:${press.action}:${press.on ? "yes" : "no"}`;
    case "publishers":
      return `o:publishers:${press.publishers}`;
    case "choice":
      return `o:${press.choice}:${press.back ? "<" : ""}${press.value}`;
    case "link-label":
    case "footer":
    case "footer-off":
    case "footer-back":
    case "label-back":
      return `o:${press.action}`;
  }
}

/** Null for a button of somebody else's, or one that this version does not know. */
export function decode(data: string): Press | null {
  const [prefix, action, value, ...rest] = data.split(":");
  if (prefix !== "o" || rest.length > 0) return null;
  const parsed = Pressed.safeParse({ action, value });
  return parsed.success ? parsed.data : null;
}

const Pressed = z.discriminatedUnion("action", [
  z
    .object({ action: z.literal("serve"), value: z.string().regex(/^-\d{1,16}$/) })
    .transform(({ action, value }) => ({ action, chatId: Number(value) })),
  z
    .object({ action: z.literal("language"), value: z.enum(LANGUAGES) })
    .transform(({ action, value }) => ({ action, language: value })),
  z
    .object({ action: z.enum(LINES), value: z.enum(["yes", "no"]) })
    .transform(({ action, value }) => ({ action, on: value === "yes" })),
  z
    .object({ action: z.literal("menu"), value: z.enum(MENUS) })
    .transform(({ action, value }) => ({ action, menu: value })),
  z
    .object({ action: z.literal("title-style"), value: z.enum(TITLE_STYLES) })
    .transform(({ action, value }) => ({ action, style: value })),
  z
    .object({ action: z.literal("link-preview"), value: z.enum(LINK_PREVIEWS) })
    .transform(({ action, value }) => ({ action, preview: value })),
  z
    .object({ action: z.literal("layout"), value: z.enum(["auto", ...LAYOUTS]) })
    .transform(({ action, value }) => ({ action, layout: value })),
  z
    .object({ action: z.literal("publishers"), value: z.enum(["channel-administrators", "admins"]) })
    .transform(({ action, value }) => ({ action, publishers: value })),
  z
    .object({ action: z.enum(CHOICE_NAMES), value: z.string().regex(/^<?[\w-]{1,8}$/) })
    .transform(({ action, value }) => ({
      action: "choice" as const,
      choice: action,
      value: value.replace("<", ""),
      back: value.startsWith("<"),
    })),
  z
    .object({
      action: z.enum(["link-label", "footer", "footer-off", "footer-back", "label-back"]),
      value: z.undefined(),
    })
    .transform(({ action }) => ({ action })),
]);
