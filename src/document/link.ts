/** A host with a dot, or an address in numbers; Telegram opens no other. TDLib, LinkManager.cpp, check_link_impl */
const HOST = /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.?$/;

/**
 * The link as Telegram takes it under a text: http, https, tg and ton, percent-encoded. Null for every other scheme,
 * for a host without a dot, and for what is no link.
 */
export function usableUrl(url: string): string | null {
  const given = url.trim();
  if (/^(tg|ton):\/\/[a-z0-9_]+([/?][\x21-\x7e]*)?$/i.test(given)) return given;
  if (!/^https?:\/\//i.test(given) || !URL.canParse(given)) return null;
  const { hostname, href, username, password } = new URL(given);
  return HOST.test(hostname) && username === "" && password === "" ? href : null;
}

/** What a Markdown or HTML link leads to. */
export type Target =
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "email"; readonly address: string }
  | { readonly kind: "phone"; readonly number: string }
  | { readonly kind: "anchor"; readonly name: string }
  | { readonly kind: "user"; readonly id: number };

/** Null where Telegram would open nothing. */
export function targetOf(link: string): Target | null {
  const given = link.trim();
  if (given.startsWith("#")) return { kind: "anchor", name: decoded(given.slice(1)) };
  const [, email] = /^mailto:([^\s?]+@[^\s?]+)$/i.exec(given) ?? [];
  if (email !== undefined) return { kind: "email", address: decoded(email) };
  const [, phone] = /^tel:(\+?[\d() -]{3,})$/i.exec(given) ?? [];
  if (phone !== undefined) return { kind: "phone", number: phone };
  const [, user] = /^tg:\/\/user\?id=([1-9]\d{0,15})$/i.exec(given) ?? [];
  if (user !== undefined) return { kind: "user", id: Number(user) };
  const url = usableUrl(given);
  return url === null ? null : { kind: "url", url };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return text;
  }
}
