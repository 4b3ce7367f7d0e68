/// <reference lib="dom" />
import type { Message, MessageEntity } from "@grammyjs/types";
import { h, icon } from "./dom.ts";
import { safeHref, telegramLink } from "./links.ts";
import type { Reader } from "./reader.ts";

/**
 * The preview of a text's first link in a simple form: the site and the address. Nothing is fetched, so titles and
 * pictures of other sites stay unknown; a picture that the page itself serves is shown. Null when there is no link, or
 * the message wants no preview.
 */
export function linkPreview(message: Message, reader: Reader): { node: HTMLElement; above: boolean } | null {
  const options = message.link_preview_options;
  if (message.text === undefined || options?.is_disabled) return null;
  const href = safeHref(options?.url ?? firstLink(message.text, message.entities ?? []) ?? "");
  const url = href ? URL.parse(href) : null;
  if (!href || !url || !/^https?:$/.test(url.protocol) || !url.hostname.includes(".")) return null;
  const own = url.origin === location.origin || url.hostname === "127.0.0.1";
  if (telegramLink(href) && !own) return null;
  const picture = own && /^\/people\/file\//.test(url.pathname) ? h("img", { src: url.pathname, alt: "" }) : null;
  const path = decode(url.pathname + url.search).replace(/\/$/, "");
  const large = options?.prefer_large_media ? " large" : "";
  const node = h(
    "a",
    { class: `link-preview${large}`, href, target: "_blank", rel: "noopener noreferrer" },
    [
      h("span", { class: "link-text" }, [
        h("b", {}, [siteName(url.hostname)]),
        h("span", { class: "link-path" }, [path || url.hostname]),
      ]),
      picture ?? h("span", { class: "link-mark" }, [icon("link")]),
    ],
    {
      click: (event) => {
        event.preventDefault();
        reader.openLink(href);
      },
    },
  );
  return { node, above: options?.show_above_text === true };
}

function firstLink(text: string, entities: readonly MessageEntity[]): string | null {
  for (const entity of entities) {
    if (entity.type === "text_link") return entity.url;
    if (entity.type === "url") return text.slice(entity.offset, entity.offset + entity.length);
  }
  return null;
}

const SITES: Readonly<Record<string, string>> = {
  "arxiv.org": "arXiv.org",
  "openreview.net": "OpenReview",
  "huggingface.co": "Hugging Face",
  "github.com": "GitHub",
  "doi.org": "DOI",
};

function siteName(host: string): string {
  const bare = host.replace(/^www\./, "");
  return SITES[bare] ?? bare;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // A stray percent sign: the address as it stands.
  }
}
