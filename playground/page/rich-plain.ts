import type { RichText } from "@grammyjs/types";

/** The words of a rich text without their form. */
export function plainRich(text: RichText): string {
  if (typeof text === "string") return text;
  if (Array.isArray(text)) return text.map(plainRich).join("");
  if (text.type === "custom_emoji") return text.alternative_text;
  if (text.type === "mathematical_expression") return text.expression;
  if (text.type === "button") return plainRich(text.button.text);
  return text.type === "anchor" ? "" : plainRich(text.text);
}
