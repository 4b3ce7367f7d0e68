import type { ClassicDocument } from "../../src/document/document.ts";
import { formatText } from "../server/text-engine.ts";
import type { DemoPost } from "./post.ts";

/** Gives the link to another post of the channel by its name. Throws for a name that it does not know. */
export type LinkTo = (name: string) => string;

/**
 * The post's text as Telegram stores it: its HTML parsed by TDLib, links and hashtags found, and `post:NAME` turned
 * into a link by `linkTo`. Throws TDLib's "can't parse entities".
 */
export function documentOf(post: DemoPost, linkTo: LinkTo): ClassicDocument {
  const text = post.html.replace(/href="post:([a-z-]+)"/g, (_, name: string) => `href="${linkTo(name)}"`);
  return formatText({ text, mode: "HTML" });
}

/** The posts that this one links to, by name. */
export function linksOf(post: DemoPost): readonly string[] {
  return [...post.html.matchAll(/href="post:([a-z-]+)"/g)].map(([, name]) => name as string);
}

/** The title: the first line of the text. */
export function titleOf(document: ClassicDocument): string {
  return document.text.split("\n", 1)[0] as string;
}
