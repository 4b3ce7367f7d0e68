import type { Message, RichMessage } from "@grammyjs/types";
import { type ClassicDocument, EMPTY } from "../../document/document.ts";
import { figuresOf, mediaOf, type RichDocument } from "../../document/rich/document.ts";
import { liftFigures } from "../../document/rich/places.ts";
import { ReceivedRich } from "../../document/rich/schema.ts";
import { toSendable } from "../../document/rich/sendable.ts";
import { toClassic } from "../../document/twin/twin.ts";
import { withHashtags } from "../../post/hashtag.ts";
import type { PieceFormat } from "../../post/pieces.ts";
import type { Figure } from "../../post/post.ts";

/** A message that is to be read as this Markdown, which stood in its file, or of which somebody said that it is none. */
export type WithMarkdown = Message & { readonly markdown?: string; readonly literal?: true };

/** What a rich message gives to a draft. */
export interface TakenRich {
  /** Its figures are named by their place among `figures`, from 1 on. */
  readonly document: RichDocument;
  readonly twin: ClassicDocument;
  /** Its photos, videos, animations and files; sounds stay in the document. */
  readonly figures: readonly Figure[];
}

/** How a message's text is to be read; null for one that came as Telegram's own text, or without any. */
export function formatOf(message: WithMarkdown): PieceFormat {
  if (message.markdown !== undefined) return "markdown";
  return message.rich_message === undefined ? null : "rich";
}

/** A rich message as a draft keeps it; null for any other message. What is no rich message is an empty one. */
export function richOf(message: Message): TakenRich | null {
  if (message.rich_message === undefined) return null;
  const received = ReceivedRich.safeParse(message.rich_message);
  if (!received.success) return { document: { blocks: [] }, twin: EMPTY, figures: [] };
  const sendable = toSendable(received.data);
  const files = filesIn(received.data);
  const figures: Figure[] = [];
  for (const block of figuresOf(sendable.blocks)) {
    const file = files.get(mediaOf(block));
    const { type: kind } = block;
    if (file === undefined || kind === "audio" || kind === "voice_note") continue;
    if (!figures.some(({ fileId }) => fileId === file.fileId)) figures.push({ kind, ...file });
  }
  const document = liftFigures(sendable, (media) => {
    const at = figures.findIndex(({ fileId }) => fileId === media);
    return at === -1 ? null : at + 1;
  });
  return { document, twin: withHashtags(toClassic(document).document), figures };
}

/** Every file that stands somewhere in a message. */
function filesIn(message: RichMessage): ReadonlyMap<string, Omit<Figure, "kind">> {
  const files = new Map<string, Omit<Figure, "kind">>();
  const look = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const { file_id, file_unique_id, file_size } = value as Readonly<Record<string, unknown>>;
    if (typeof file_id === "string" && typeof file_unique_id === "string") {
      const size = typeof file_size === "number" ? file_size : null;
      files.set(file_id, { fileId: file_id, fileUniqueId: file_unique_id, size });
    }
    for (const each of Object.values(value)) look(each);
  };
  look(message.blocks);
  return files;
}
