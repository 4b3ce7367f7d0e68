import { existsSync } from "node:fs";
import { join } from "node:path";
import { createChannels, messageLink } from "../archive/channels.ts";
import { databaseTrouble, openDatabase } from "../archive/database.ts";
import { createPosts } from "../archive/posts.ts";
import { createPostFinder } from "../archive/search.ts";
import { dateOf } from "../bot/search/entry.ts";
import { loadWords, type Say } from "../bot/words.ts";
import { ConfigError, readConfig } from "../config.ts";
import { consoleLanguage, describeConfig } from "../console.ts";
import { type Hit, createSearch as searchOver } from "../search/search.ts";
import { shown } from "../search/shown.ts";

export interface SearchOptions {
  readonly json: boolean;
  /** Posts on a page, from 1 to 100. */
  readonly limit: number;
  /** From 1 on. */
  readonly page: number;
  readonly order: "relevance" | "date";
  /** A database other than the one of the settings. */
  readonly database?: string;
}

/** Where `npm start` without a token keeps its archive. */
const PLAYGROUND = join("data", "playground", "paperboy.db");

/**
 * Prints the posts that words find in the archive; JSON has them with links, dates (ISO 8601) and highlights (UTF-16
 * offsets into the snippet). Nothing found is an answer too.
 *
 * @throws Error with a sentence for people if there is no database or no channel in it
 */
export function search(
  words: readonly string[],
  options: SearchOptions,
  env: Readonly<Record<string, string | undefined>> = process.env,
  write: (text: string) => void = (text) => process.stdout.write(text),
): void {
  const say = loadWords()(consoleLanguage(env));
  const path = options.database ?? databaseOf(env, say);
  if (!existsSync(path)) {
    const played = options.database === undefined && existsSync(PLAYGROUND);
    const key = played ? "cli-no-database-playground" : "cli-no-database";
    throw new Error(say.plain(key, { path, ...(played ? { playground: PLAYGROUND } : {}) }));
  }
  const now = Date.now;
  const db = opened(path, say, now);
  try {
    const channel = createChannels(db, now).served();
    if (channel === null) throw new Error(say.plain("cli-no-channel", { path }));
    const posts = createPosts(db);
    const { find } = searchOver({ finder: createPostFinder(db), posts, now });
    const { limit, order } = options;
    const answer = find(channel.id, words.join(" "), { order, limit, offset: (options.page - 1) * limit });
    const link = ({ post }: Hit) => messageLink(channel, post.messageId);
    if (options.json) {
      const { total, mode, missing, replaced, hits } = answer;
      const found = hits.map((hit) => ({
        id: hit.post.id,
        title: hit.post.title,
        link: link(hit),
        publishedAt: new Date(hit.post.publishedAt).toISOString(),
        tags: hit.post.tags,
        authors: hit.post.authors.map((author) => author.name),
        reactions: hit.post.reactions,
        snippet: hit.snippet,
      }));
      write(`${JSON.stringify({ total, mode, missing, replaced, posts: found }, null, 2)}\n`);
      return;
    }
    const heading =
      answer.total === 0
        ? say.plain(answer.mode === "nothing" ? "cli-no-words" : "cli-nothing")
        : say.plain(answer.mode === "any" ? "search-found-any" : "search-found", { count: answer.total });
    const entries = answer.hits.map((hit, index) => {
      const number = (options.page - 1) * limit + index + 1;
      return [
        `${number}. ${shown(hit.post.title)}`,
        `   ${dateOf(say, channel, hit.post, now())} · ${link(hit)}`,
        `   ${hit.snippet.text}`,
      ].join("\n");
    });
    write(`${[heading, ...entries].join("\n\n")}\n`);
  } finally {
    db.close();
  }
}

function databaseOf(env: Readonly<Record<string, string | undefined>>, say: Say): string {
  try {
    return readConfig(env).database;
  } catch (error) {
    throw error instanceof ConfigError ? new Error(describeConfig(error, say)) : error;
  }
}

function opened(path: string, say: Say, now: () => number) {
  try {
    return openDatabase(path, { now });
  } catch (error) {
    const trouble = databaseTrouble(error);
    throw trouble === null ? error : new Error(say.plain(`database-${trouble}`, { path }), { cause: error });
  }
}
