import { z } from "zod";
import { type ClassicDocument, concat, EMPTY, plainly } from "../document/document.ts";
import { Document } from "../document/entity.ts";
import type { RichDocument } from "../document/rich/document.ts";
import { Rich } from "../document/rich/schema.ts";
import { messageCount, type OutgoingMessage } from "./outgoing.ts";
import type { Figure } from "./post.ts";
import type { Refusal } from "./refusal.ts";

const FigureShape = z.object({
  kind: z.enum(["photo", "video", "animation", "document"]),
  fileId: z.string().min(1),
  fileUniqueId: z.string(),
  size: z.number().nullable(),
});
const Buttons = z
  .array(z.array(z.object({ text: z.string(), url: z.string() })).readonly())
  .readonly()
  .optional();

/** How one message of a post stands in the channel, as far as is known. Plain JSON. */
export const PostPart = z.discriminatedUnion("form", [
  z.object({
    form: z.literal("text"),
    messageId: z.number().int(),
    document: Document,
    /** White space between the text of the part before and this one; left out where this text stands by itself. */
    continues: z.string().optional(),
    preview: z
      .object({
        is_disabled: z.boolean().optional(),
        url: z.string().optional(),
        prefer_large_media: z.boolean().optional(),
        prefer_small_media: z.boolean().optional(),
        show_above_text: z.boolean().optional(),
      })
      .nullable(),
    /** The rich document that this text is the classic twin of; it does not stand in the channel. */
    rich: Rich.optional(),
    buttons: Buttons,
    forwarded: z.boolean().optional(),
  }),
  z.object({
    form: z.literal("rich"),
    messageId: z.number().int(),
    rich: Rich,
    /** The classic twin. */
    document: Document,
    /** The files in it, as the archive knows them; left out where it has none, or nobody knows. */
    figures: z.array(FigureShape).readonly().optional(),
    continues: z.undefined().optional(),
    buttons: Buttons,
    forwarded: z.boolean().optional(),
  }),
  z.object({
    form: z.literal("figure"),
    messageId: z.number().int(),
    figure: FigureShape,
    /** The caption. */
    document: Document,
    continues: z.string().optional(),
    album: z.boolean(),
    above: z.boolean().optional(),
    /** The rich document that the caption is the classic twin of; it does not stand in the channel. */
    rich: Rich.optional(),
    buttons: Buttons,
    forwarded: z.boolean().optional(),
  }),
  /** A message of a kind that a bot cannot edit, or of which nothing is known. */
  z.object({ form: z.literal("other"), messageId: z.number().int(), forwarded: z.boolean().optional() }),
]);
export type PostPart = z.infer<typeof PostPart>;
export type TextPart = Extract<PostPart, { form: "text" }>;
export type RichPart = Extract<PostPart, { form: "rich" }>;
export type FigurePart = Extract<PostPart, { form: "figure" }>;

/** A post as it is after one of its revisions. Without parts it is not in the channel. */
export const Snapshot = z.object({
  title: z.string(),
  parts: z.array(PostPart).readonly(),
  tags: z.array(z.string()).readonly(),
  paperIds: z.array(z.number().int()).readonly(),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** Why the channel does not take a change. */
export type EditRefusal =
  | Refusal
  | { readonly code: "not-editable" } // a forward, or a post that the bot has no right to edit
  | { readonly code: "not-deletable" }
  | { readonly code: "message-gone" }
  | { readonly code: "wrong-form" }; // the message is not what it was thought to be

/** The text of a post: what its parts say, as one. */
export function textOfParts(parts: readonly PostPart[]): ClassicDocument {
  let whole = EMPTY;
  for (const part of parts) {
    if (part.form === "other" || part.document.text === "") continue;
    if (whole.text === "") whole = part.document;
    else if (part.continues !== undefined) whole = concat(whole, plainly(part.continues), part.document);
  }
  return whole;
}

export function figuresOfParts(parts: readonly PostPart[]): Figure[] {
  return parts.flatMap((part) =>
    part.form === "figure" ? [part.figure] : part.form === "rich" ? (part.figures ?? []) : [],
  );
}

/**
 * How what was sent stands in the channel under these ids. A figure's own names are taken from the post's, in order; a
 * copy is a text, or the caption of the figures.
 *
 * @param rich what the text is the classic twin of
 */
export function partsOfSent(
  sent: readonly { readonly outgoing: OutgoingMessage; readonly messageIds: readonly number[] }[],
  figures: readonly Figure[],
  rich: RichDocument | null = null,
): PostPart[] {
  const left = [...figures];
  return sent.flatMap(({ outgoing, messageIds }): PostPart[] => {
    if (messageIds.length !== messageCount(outgoing)) return messageIds.map(unknownPart);
    const [messageId = 0] = messageIds;
    const buttons = "buttons" in outgoing && outgoing.buttons !== undefined ? { buttons: outgoing.buttons } : {};
    switch (outgoing.method) {
      case "sendMessage": {
        const { text, entities, link_preview_options: preview, continues } = outgoing;
        const on = continues === undefined ? {} : { continues };
        const twin = rich !== null && sent.length === 1 ? { rich } : {};
        return [{ form: "text", messageId, document: { text, entities }, preview, ...on, ...twin, ...buttons }];
      }
      case "copyMessage": {
        const document = { text: outgoing.text, entities: outgoing.entities };
        const figure = left.shift();
        if (figure === undefined) return [{ form: "text", messageId, document, preview: null, ...buttons }];
        return [{ form: "figure", messageId, figure: bareFigure(figure), document, album: false, ...buttons }];
      }
      case "sendRichMessage": {
        const { text, entities, rich_message: rich } = outgoing;
        return [{ form: "rich", messageId, rich, document: { text, entities }, ...buttons }];
      }
      case "sendMediaGroup":
        return outgoing.media.map(({ type, media, caption, caption_entities }, i) => ({
          form: "figure",
          messageId: messageIds[i] ?? 0,
          figure: named(left.shift(), { kind: type, fileId: media }),
          document: { text: caption, entities: caption_entities },
          album: true,
        }));
      default: {
        const document = { text: outgoing.caption, entities: outgoing.caption_entities };
        const figure = named(left.shift(), { kind: KINDS[outgoing.method], fileId: outgoing.file_id });
        return [{ form: "figure", messageId, figure, document, album: false, ...buttons }];
      }
    }
  });
}

const KINDS = { sendPhoto: "photo", sendVideo: "video", sendAnimation: "animation", sendDocument: "document" } as const;

/**
 * What a post that the bot did not send most likely is: figures with the text under the first, a text after its figures,
 * or a text alone. Several texts are not told apart.
 */
export function partsGuessed(post: {
  readonly document: ClassicDocument;
  readonly figures: readonly Figure[];
  readonly messageIds: readonly number[];
}): PostPart[] {
  const { document, figures, messageIds } = post;
  const album = figures.length > 1;
  const under = messageIds.length === figures.length;
  const drawn = figures.map(
    (figure, i): PostPart => ({
      form: "figure",
      messageId: messageIds[i] ?? 0,
      figure: bareFigure(figure),
      document: under && i === 0 ? document : EMPTY,
      album,
    }),
  );
  if (under && figures.length > 0) return drawn;
  if (messageIds.length === figures.length + 1) {
    return [...drawn, { form: "text", messageId: messageIds.at(-1) ?? 0, document, preview: null }];
  }
  return messageIds.map(unknownPart);
}

/** The file alone, without what is said of it. */
export function bareFigure({ kind, fileId, fileUniqueId, size }: Figure): Figure {
  return { kind, fileId, fileUniqueId, size };
}

function unknownPart(messageId: number): PostPart {
  return { form: "other", messageId };
}

function named(figure: Figure | undefined, sent: Pick<Figure, "kind" | "fileId">): Figure {
  const known = figure?.fileId === sent.fileId ? figure : null;
  return { ...sent, fileUniqueId: known?.fileUniqueId ?? "", size: known?.size ?? null };
}
