import type { InlineKeyboardButton } from "@grammyjs/types";
import { InlineKeyboard } from "grammy";
import type { AuthorCount } from "../../archive/authors.ts";
import type { TagCount } from "../../archive/tags.ts";
import { nearest } from "../../search/near.ts";
import { clipped, shown } from "../../search/shown.ts";
import { inRows } from "../rows.ts";
import type { Say } from "../words.ts";
import { button } from "./buttons.ts";
import { type Answer, quoted } from "./page.ts";

/** What to try where nothing was found. */
export function nothing(
  say: Say,
  text: string,
  wordless: boolean,
  tags: readonly TagCount[],
  rows: readonly (readonly InlineKeyboardButton[])[],
): Answer {
  const near = wordless ? [] : nearest(tags, text, 6);
  const html = wordless
    ? say.html("search-no-words")
    : [
        say.html("search-nothing", { query: quoted(text) }),
        say.html("search-try"),
        ...(near.length > 0 ? [say.html("search-try-tags")] : []),
      ].join("\n");
  return { html, keyboard: new InlineKeyboard([...tagRows(say, near), ...rows.map((row) => [...row])]) };
}

export function tagRows(say: Say, tags: readonly TagCount[]): InlineKeyboardButton[][] {
  const buttons = tags.map(({ id, name, posts }) =>
    button(say.plain("search-tag-button", { tag: shownTag(name), count: posts }), { kind: "tag", tagId: id }),
  );
  return inRows(buttons);
}

export function authorRows(say: Say, authors: readonly AuthorCount[]): InlineKeyboardButton[][] {
  return authors.map((author) => [
    button(say.plain("search-author-button", { author: authorName(say, author), count: author.posts }), {
      kind: "author",
      authorId: author.id,
    }),
  ]);
}

export function authorName(say: Say, { name, rubric }: Pick<AuthorCount, "name" | "rubric">): string {
  const author = clipped(shown(name), 60);
  return rubric === null ? author : say.plain("search-author-rubric", { author, rubric: clipped(shown(rubric), 60) });
}

export function shownTag(name: string): string {
  return clipped(shown(name), 40);
}
