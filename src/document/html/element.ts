import { escapeHtml } from "./escape.ts";

export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element with its content, which is HTML already; attributes are escaped, those that are false or unknown left out. */
export function element(tag: string, content: string, attributes: Attributes = {}): string {
  return `<${tag}${written(attributes)}>${content}</${tag}>`;
}

export function written(attributes: Attributes): string {
  return Object.entries(attributes)
    .flatMap(([name, value]) => {
      if (value === undefined || value === false) return [];
      return [value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`];
    })
    .join("");
}
