import { lengthOf } from "../../document/document.ts";
import { CAPTION_LENGTH } from "../../document/limits.ts";
import { type Block, figuresOf, isContainer, isFigure, mediaOf, withMedia } from "../../document/rich/document.ts";
import { toClassic } from "../../document/twin/twin.ts";
import type { Figure } from "../../post/post.ts";
import { bareFigure, type PostPart, type RichPart } from "../../post/standing.ts";
import { done, type Planned, problem, richly, tooLong } from "./places.ts";

/** Where a figure stands in a post: a message; within a rich one `nth`, from 0 on. */
export interface FigurePlace {
  readonly messageId: number;
  readonly nth: number | null;
}

/** Every figure of the post that can be replaced, in reading order. */
export function figurePlaces(parts: readonly PostPart[]): readonly FigurePlace[] {
  return parts.flatMap((part): FigurePlace[] => {
    const { messageId } = part;
    if (part.form === "figure") return [{ messageId, nth: null }];
    if (part.form !== "rich") return [];
    return figuresOf(part.rich.blocks).map((_, nth) => ({ messageId, nth }));
  });
}

/**
 * The message of a post without figures that can become one: editMessageMedia puts a photo, video, animation or file
 * into a text, which is its caption then; an album it makes of none, and back it never goes.
 * https://core.telegram.org/bots/api#editmessagemedia
 */
export function figureless(parts: readonly PostPart[]): FigurePlace | null {
  const [only, another] = parts;
  if (another !== undefined || only?.form !== "text" || only.forwarded === true) return null;
  return { messageId: only.messageId, nth: null };
}

/** The post with this figure in that place: instead of the one there, or in a text that has none. */
export function withFigure(parts: readonly PostPart[], { messageId, nth }: FigurePlace, figure: Figure): Planned {
  const part = parts.find((each) => each.messageId === messageId);
  if (part?.forwarded === true) return problem({ code: "forwarded" });
  if (part?.form === "rich" && nth !== null) return withRichFigure(parts, part, nth, figure);
  const file = bareFigure(figure);
  const put = (next: PostPart): Planned => done(parts.map((each) => (each === part ? next : each)));
  if (part?.form === "text" && figureless(parts) !== null) {
    const { document, buttons } = part;
    const made = {
      form: "figure",
      messageId,
      figure: file,
      document,
      album: false,
      ...(buttons && { buttons }),
    } as const;
    return lengthOf(document) > CAPTION_LENGTH ? problem(tooLong([made], document)) : put(made);
  }
  if (part?.form !== "figure") return problem({ code: "text-takes-no-figure" });
  if (part.album) {
    const documents = part.figure.kind === "document";
    if (documents ? figure.kind !== "document" : figure.kind !== "photo" && figure.kind !== "video") {
      return problem({ code: "album-kind", takes: documents ? "documents" : "pictures" });
    }
  }
  // The caption goes along with the file, and may be one that only a Premium person could write.
  if (lengthOf(part.document) > CAPTION_LENGTH) return problem(tooLong([part], part.document));
  return put({ ...part, figure: file });
}

function withRichFigure(parts: readonly PostPart[], part: RichPart, nth: number, figure: Figure): Planned {
  let at = -1;
  let old: string | null = null;
  const placed = (block: Block): Block => {
    if (isFigure(block)) {
      at += 1;
      if (at !== nth) return block;
      old = mediaOf(block);
      return withMedia(block, figure.kind, figure.fileId);
    }
    if (isContainer(block)) return { ...block, blocks: block.blocks.map(placed) } as Block;
    if (block.type !== "list") return block;
    return { ...block, items: block.items.map((item) => ({ ...item, blocks: item.blocks.map(placed) })) };
  };
  const rich = { ...part.rich, blocks: part.rich.blocks.map(placed) };
  const figures = part.figures?.map((each) => (each.fileId === old ? bareFigure(figure) : each));
  const next = { ...part, rich, document: toClassic(rich).document, ...(figures && { figures }) };
  return richly(parts, part, next);
}
