import { z } from "zod";
import { LANGUAGES, type Language } from "../words.ts";

/** What the buttons of setup and start do. Each carries what it leads to, so that a second press changes nothing. */
export type Press =
  | { readonly action: "serve"; readonly chatId: number }
  | { readonly action: "language"; readonly language: Language }
  | { readonly action: "tags-line" | "author-line"; readonly on: boolean }
  | { readonly action: "publishers"; readonly publishers: "channel-administrators" | "admins" }
  | { readonly action: "link-label" };

export function encode(press: Press): string {
  switch (press.action) {
    case "serve":
      return `o:serve:${press.chatId}`;
    case "language":
      return `o:language:${press.language}`;
    case "tags-line":
    case "author-line":
      return `o:${press.action}:${press.on ? "yes" : "no"}`;
    case "publishers":
      return `o:publishers:${press.publishers}`;
    case "link-label":
      return "o:link-label";
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
    .object({ action: z.enum(["tags-line", "author-line"]), value: z.enum(["yes", "no"]) })
    .transform(({ action, value }) => ({ action, on: value === "yes" })),
  z
    .object({ action: z.literal("publishers"), value: z.enum(["channel-administrators", "admins"]) })
    .transform(({ action, value }) => ({ action, publishers: value })),
  z.object({ action: z.literal("link-label"), value: z.undefined() }).transform(({ action }) => ({ action })),
]);
