import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { KINDS } from "../../src/post/post.ts";
import { type DemoAuthor, demoAuthors, demoChannel } from "./channel.ts";
import { type DemoPaper, reviewedPapers } from "./papers.ts";

/** A post of the demo channel, as its file in posts/ tells it. */
export interface DemoPost {
  /** How other posts name it: the file's name without number and ending. */
  readonly name: string;
  readonly kind: (typeof KINDS)[number];
  readonly author: DemoAuthor;
  readonly papers: readonly DemoPaper[];
  readonly tags: readonly string[];
  /** Paths of PNG files. */
  readonly figures: readonly string[];
  /** Name of the post that this one adds to. */
  readonly follows: string | null;
  readonly daysAgo: number;
  /** "HH:MM" in the channel's zone. */
  readonly time: string;
  readonly views: number;
  readonly reactions: readonly { readonly emoji: string; readonly count: number }[];
  /** The text in Telegram's HTML, its first line being the title; `href="post:NAME"` points at another post. */
  readonly html: string;
}

/** Every post, oldest first. */
export function readPosts(folder: string = join(import.meta.dirname, "posts")): readonly DemoPost[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".post"))
    .sort()
    .map((file) => parsePost(file.replace(/^\d+-|\.post$/g, ""), readFileSync(join(folder, file), "utf8")));
}

/** Reads one file: lines "key: value" between two lines of dashes, then the text. */
export function parsePost(name: string, source: string): DemoPost {
  const [, head, html] = /^---\n(.*?)\n---\n(.*)$/s.exec(source) ?? [];
  if (head === undefined || html === undefined) throw new Error(`${name}: there is no head between lines of dashes.`);
  const fields = Object.fromEntries(head.split("\n").map((line) => line.split(/:\s+(.*)/s).slice(0, 2)));
  const parsed = Head.safeParse(fields);
  if (!parsed.success) throw new Error(`${name}: ${z.prettifyError(parsed.error)}`);
  const { author, papers, days, figures, ...rest } = parsed.data;
  return {
    name,
    ...rest,
    author: known(name, "author", demoAuthors, (one) => one.key === author),
    papers: papers.map((id) => known(name, id, reviewedPapers, (one) => keyOf(one) === id)),
    figures: figures.map((file) => join(import.meta.dirname, "figures", file)),
    daysAgo: days,
    html: html.trim(),
  };
}

/** When a post was published, in ms: so many days before `now`, at its time of day in the channel's zone. */
export function publishedAt(post: DemoPost, now: number): number {
  return Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(demoChannel.zone)
    .subtract({ days: post.daysAgo })
    .withPlainTime(post.time).epochMilliseconds;
}

const list = z
  .string()
  .default("")
  .transform((text) => (text === "" ? [] : text.split(/,\s*/)));

const Head = z.strictObject({
  kind: z.enum(KINDS),
  author: z.string(),
  papers: list,
  tags: list,
  figures: list,
  follows: z
    .string()
    .optional()
    .transform((name) => name ?? null),
  days: z.coerce.number().int().min(1),
  time: z.string().regex(/^\d\d:\d\d$/),
  views: z.coerce.number().int().min(0),
  reactions: list.transform((items) =>
    items.map((item) => {
      const [emoji = "", count = ""] = item.split(" ");
      return { emoji, count: Number(count) };
    }),
  ),
});

function keyOf(paper: DemoPaper): string {
  return `${paper.identifier.scheme}:${paper.identifier.value}`;
}

function known<T>(post: string, wanted: string, among: readonly T[], fits: (one: T) => boolean): T {
  const found = among.find(fits);
  if (found === undefined) throw new Error(`${post}: nothing is known of ${wanted}.`);
  return found;
}
