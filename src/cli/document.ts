import { z } from "zod";
import { documentText } from "../bot/document/texts.ts";
import { type Language, languageOf, loadWords, type Say } from "../bot/words.ts";
import type { ClassicDocument } from "../document/document.ts";
import { Document } from "../document/entity.ts";
import type { DocumentFinding, Reading } from "../document/finding.ts";
import { readHtml } from "../document/html/read.ts";
import { writeHtml } from "../document/html/write.ts";
import { readMarkdown } from "../document/markdown/read.ts";
import { writeMarkdown } from "../document/markdown/write.ts";
import { toPlain } from "../document/plain.ts";
import { promote } from "../document/promote.ts";
import type { RichDocument } from "../document/rich/document.ts";
import { richFindings } from "../document/rich/findings.ts";
import { ReceivedRich, Rich } from "../document/rich/schema.ts";
import { toSendable } from "../document/rich/sendable.ts";
import { classicFindings, toClassic } from "../document/twin/twin.ts";
import { sourceOf } from "./source.ts";

export type From = "markdown" | "html" | "telegram";
export type To = "classic" | "rich" | "html" | "markdown" | "plain";

/** A document in both of its forms, as far as they are needed. */
interface Held {
  readonly rich: () => RichDocument;
  readonly classic: () => { readonly document: ClassicDocument; readonly findings: readonly DocumentFinding[] };
  readonly findings: readonly DocumentFinding[];
}

/**
 * Converts a document; `-` is standard input. `telegram` is JSON: a message, also within an update or an answer of the
 * Bot API, a rich message `{ blocks }`, or `{ text, entities }`. `classic` and `rich` print JSON; `html` is for the web,
 * with formulas in MathML. What a person should know goes to `warn`.
 *
 * @throws Error with a sentence for people if the file cannot be read or is no document
 */
export async function document(
  file: string,
  { from, to }: { readonly from: From; readonly to: To },
  language: Language = languageOf(null, Intl.DateTimeFormat().resolvedOptions().locale.split("-")[0]),
  write: (text: string) => void = (text) => process.stdout.write(text),
  warn: (text: string) => void = (text) => process.stderr.write(text),
): Promise<void> {
  const say = loadWords()(language);
  const held = read(await sourceOf(file, say), from, say);
  const findings = [...held.findings];
  switch (to) {
    case "rich":
      write(`${JSON.stringify(held.rich(), null, 2)}\n`);
      break;
    case "classic": {
      const classic = held.classic();
      findings.push(...classic.findings);
      write(`${JSON.stringify(classic.document, null, 2)}\n`);
      break;
    }
    case "html":
      write(`${writeHtml(held.rich(), { dialect: "web" })}\n`);
      break;
    case "markdown":
      write(writeMarkdown(held.rich()));
      break;
    case "plain":
      write(`${toPlain(held.rich()).text}\n`);
      break;
  }
  for (const line of new Set(findings.map((finding) => documentText(say, finding)))) warn(`${line}\n`);
}

function read(source: string, from: From, say: Say): Held {
  if (from === "telegram") return readTelegram(source, say);
  const reading: Reading<RichDocument> = from === "markdown" ? readMarkdown(source) : readHtml(source);
  if (!reading.ok) throw new Error(reading.findings.map((finding) => documentText(say, finding)).join("\n"));
  return heldRich(reading.document, reading.findings);
}

function heldRich(rich: RichDocument, findings: readonly DocumentFinding[]): Held {
  return { rich: () => rich, classic: () => toClassic(rich), findings };
}

const Message = z.looseObject({
  message_id: z.number().optional(),
  rich_message: z.unknown().optional(),
  blocks: z.unknown().optional(),
  text: z.string().optional(),
  entities: z.unknown().optional(),
  caption: z.string().optional(),
  caption_entities: z.unknown().optional(),
});

/** Where a message stands in an answer of the Bot API, and in an update. */
const AROUND = ["result", "message", "edited_message", "channel_post", "edited_channel_post"];

function readTelegram(source: string, say: Say): Held {
  const message = Message.safeParse(within(json(source, say)));
  if (!message.success) throw new Error(say.plain("document-not-telegram"));
  const { rich_message = message.data, text, caption, entities, caption_entities } = message.data;
  if (text === undefined && caption === undefined) {
    const sendable = Rich.safeParse(rich_message);
    if (sendable.success) return heldRich(sendable.data, richFindings(sendable.data));
    const received = ReceivedRich.safeParse(rich_message);
    if (received.success) {
      const rich = toSendable(received.data);
      return heldRich(rich, richFindings(rich));
    }
    // A picture without a word, a sticker and the like.
    if (message.data.message_id === undefined || message.data.rich_message !== undefined) {
      throw new Error(say.plain("document-not-telegram"));
    }
    return heldRich({ blocks: [] }, richFindings({ blocks: [] }));
  }
  const classic = Document.safeParse({ text: text ?? caption, entities: entities ?? caption_entities ?? [] });
  if (!classic.success) throw new Error(say.plain("document-not-telegram"));
  return {
    rich: () => promote(classic.data),
    classic: () => ({ document: classic.data, findings: classicFindings(classic.data) }),
    findings: [],
  };
}

/** The message in an answer, an update, or an update in an answer: two levels at most. */
function within(value: unknown): unknown {
  let inner = value;
  for (let level = 0; level < 2; level++) {
    const holder = inner as Record<string, unknown> | null;
    const around = AROUND.find((name) => typeof holder === "object" && typeof holder?.[name] === "object");
    if (around === undefined) return inner;
    inner = holder?.[around];
  }
  return inner;
}

function json(source: string, say: Say): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    throw new Error(say.plain("document-not-telegram"), { cause: error });
  }
}
