import { documentText } from "../bot/document/texts.ts";
import { findingText } from "../bot/publication/findings.ts";
import { type Language, languageOf, loadWords, type Say } from "../bot/words.ts";
import { type ClassicDocument, plainly } from "../document/document.ts";
import { readMarkdown } from "../document/markdown/read.ts";
import type { RichDocument } from "../document/rich/document.ts";
import { toClassic } from "../document/twin/twin.ts";
import { findIdentifiers, isPaper } from "../paper/identifier.ts";
import type { OutgoingMessage } from "../post/outgoing.ts";
import type { PostContent } from "../post/post.ts";
import { ChannelSettings } from "../post/settings.ts";
import { firstLine } from "../post/title.ts";
import { fitting, type LaidOut, layout } from "../publish/layout.ts";
import { sourceOf } from "./source.ts";

export interface LayoutsOptions {
  /** Photos that go with the text, 0 to 10. */
  readonly figures: number;
  readonly json: boolean;
}

/**
 * Prints what a review would become in a channel with default settings: the layout that is taken by itself, and the
 * others that fit, each with its messages. A `.md` file is read as Markdown, as is standard input, `-`; any other as
 * plain text. JSON has the messages whole, as they would be sent, or what keeps the review from going out.
 *
 * @returns whether it can go out
 * @throws Error with a sentence for people if the file cannot be read, or, without JSON, if it cannot go out
 */
export async function layouts(
  path: string,
  { figures, json }: LayoutsOptions,
  language: Language = languageOf(null, Intl.DateTimeFormat().resolvedOptions().locale.split("-")[0]),
  write: (text: string) => void = (text) => process.stdout.write(text),
): Promise<boolean> {
  const say = loadWords()(language);
  const content = await contentOf(path, figures, say);
  const settings = ChannelSettings.parse({});
  const taken = layout(content, settings);
  const fit = fitting(content, settings);
  if (json) {
    const { length } = content.text.text;
    write(`${JSON.stringify({ title: firstLine(content.text.text), length, taken, fitting: fit }, null, 2)}\n`);
    return taken.ok;
  }
  if (!taken.ok) throw new Error(`${path}: ${findingText(say, taken.finding)}`);
  const { length, limit } = taken.reason;
  write(`${taken.name}: ${length} of ${limit} units\n`);
  for (const each of [taken, ...fit.filter(({ name }) => name !== taken.name)]) write(described(each));
  return true;
}

function described({ name, messages }: LaidOut): string {
  return `\n${name}\n${messages.map((message, i) => `  ${i + 1}. ${lineOf(message)}`).join("\n")}\n`;
}

function lineOf(message: OutgoingMessage): string {
  const holds =
    "text" in message
      ? `${message.text.length} units`
      : message.method === "sendMediaGroup"
        ? `${message.media.length} figures, ${message.media[0]?.caption.length ?? 0} units`
        : `${message.caption.length} units`;
  const answers =
    message.chained === true ? ", answers the one before" : message.replyToPrevious ? ", answers the first" : "";
  return `${message.method}: ${holds}${answers}${message.disable_notification ? ", silent" : ""}`;
}

async function contentOf(path: string, figures: number, say: Say): Promise<PostContent> {
  const { text, rich } = await read(path, say);
  const identifiers = findIdentifiers(text.text, text.entities).map(({ identifier }) => identifier);
  const papers = identifiers.filter(isPaper).slice(0, 1);
  return {
    kind: papers.length > 0 ? "review" : "note",
    title: null,
    text,
    style: "verbatim",
    papers: papers.map((identifier) => ({ identifier, title: null, byline: null })),
    figures: Array.from({ length: figures }, (_, i) => ({
      kind: "photo",
      fileId: `figure-${i + 1}`,
      fileUniqueId: `figure-${i + 1}`,
      size: null,
    })),
    tags: [],
    authors: [],
    follows: null,
    rich,
  };
}

async function read(
  path: string,
  say: Say,
): Promise<{ readonly text: ClassicDocument; readonly rich: RichDocument | null }> {
  const source = await sourceOf(path, say);
  if (path !== "-" && !/\.(md|markdown)$/i.test(path)) {
    // As a person would send it: Telegram's apps send line feeds.
    return { text: plainly(source.replaceAll(/\r\n?/g, "\n").trim()), rich: null };
  }
  const reading = readMarkdown(source);
  if (!reading.ok) {
    const sentences = reading.findings.map((finding) => documentText(say, finding));
    throw new Error(`${path}: ${sentences.join(" ")}`);
  }
  return { text: toClassic(reading.document).document, rich: reading.document };
}
