/** A link that Telegram's apps open themselves. */
export type TelegramLink =
  | { readonly kind: "post"; readonly chat: string | number; readonly message: number }
  | { readonly kind: "start"; readonly bot: string; readonly payload: string }
  | { readonly kind: "addToChannel"; readonly bot: string; readonly rights: readonly string[] }
  | { readonly kind: "chat"; readonly chat: string };

/** What a link may lead to: web, mail, phone and Telegram; anything else (javascript:, data:, file:) is null. */
export function safeHref(url: string): string | null {
  const trimmed = url.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:/i.test(trimmed) && !/^[^/:]+\.[a-z]+:\d/i.test(trimmed);
  const parsed = URL.parse(withScheme ? trimmed : `https://${trimmed}`);
  if (!parsed) return null;
  return ["http:", "https:", "mailto:", "tg:", "tel:"].includes(parsed.protocol) ? parsed.href : null;
}

/** Reads t.me and tg:// links; null for every other link. */
export function telegramLink(href: string): TelegramLink | null {
  const url = URL.parse(href);
  if (!url) return null;
  if (url.protocol === "tg:") return url.host === "resolve" ? fromResolve(url.searchParams) : null;
  if (!/^(www\.)?(t\.me|telegram\.me)$/i.test(url.hostname)) return null;
  const [first = "", second, third] = url.pathname.split("/").filter(Boolean);
  if (first === "c" && second && third) return { kind: "post", chat: Number(`-100${second}`), message: Number(third) };
  if (!first) return null;
  if (second && /^\d+$/.test(second)) return { kind: "post", chat: first.toLowerCase(), message: Number(second) };
  return named(first.toLowerCase(), url.searchParams);
}

function fromResolve(parameters: URLSearchParams): TelegramLink | null {
  const domain = parameters.get("domain")?.toLowerCase();
  if (!domain) return null;
  const post = parameters.get("post");
  return post ? { kind: "post", chat: domain, message: Number(post) } : named(domain, parameters);
}

function named(name: string, parameters: URLSearchParams): TelegramLink {
  if (parameters.has("startchannel")) {
    return { kind: "addToChannel", bot: name, rights: (parameters.get("admin") ?? "").split(/[+ ]/).filter(Boolean) };
  }
  if (parameters.has("start")) return { kind: "start", bot: name, payload: parameters.get("start") ?? "" };
  return { kind: "chat", chat: name };
}
