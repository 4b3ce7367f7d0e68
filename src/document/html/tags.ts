/** Tags of Rich HTML. https://core.telegram.org/bots/api#rich-html-style */
export const INLINE_TAGS: ReadonlySet<string> = words(
  "a b strong i em u ins s strike del code mark sub sup br cite tg-spoiler tg-reference tg-emoji tg-time tg-math tg-button",
);
export const BLOCK_TAGS: ReadonlySet<string> = words(
  "h1 h2 h3 h4 h5 h6 p pre footer hr ul ol li input blockquote aside img video audio tg-document figure figcaption " +
    "tg-map tg-collage tg-slideshow table caption tr th td thead tbody tfoot details summary tg-math-block tg-button-row",
);

/** What pages have beside them, that holds text and says nothing of it. */
export const TRANSPARENT_TAGS: ReadonlySet<string> = words(
  "html body div section article main header nav span small big font center address time label picture source",
);

/** Whether Telegram names the tag. */
export function isTelegramTag(name: string): boolean {
  return INLINE_TAGS.has(name) || BLOCK_TAGS.has(name);
}

export interface Tag {
  readonly name: string;
  readonly kind: "open" | "close" | "empty";
  readonly attributes: ReadonlyMap<string, string>;
}

const TAG = /^<(\/?)([a-z][a-z0-9-]*)((?:\s+[a-z][a-z0-9-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*(\/?)>$/i;
const ATTRIBUTE = /([a-z][a-z0-9-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/gi;

/** Reads one tag, as CommonMark gives it: `<a name="x">`, `</u>`. Null for anything else. */
export function readTag(source: string): Tag | null {
  const [, slash, name = "", attributes = "", empty] = TAG.exec(source) ?? [];
  if (name === "") return null;
  const kind = slash === "/" ? "close" : empty === "/" ? "empty" : "open";
  const pairs = [...attributes.matchAll(ATTRIBUTE)].map(([, key = "", double, single, bare]): [string, string] => [
    key.toLowerCase(),
    decodeReferences(double ?? single ?? bare ?? ""),
  ]);
  return { name: name.toLowerCase(), kind, attributes: new Map(pairs) };
}

function decodeReferences(text: string): string {
  const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", "#39": "'" };
  return text.replaceAll(/&(lt|gt|amp|quot|apos|#39);/g, (_, name: string) => named[name] as string);
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}
