import type { MessageEntity } from "@grammyjs/types";
import { type ClassicDocument, EMPTY, lengthOf } from "../document/document.ts";
import { ALBUM_SIZE, CAPTION_LENGTH } from "../document/limits.ts";
import { compose } from "../post/compose.ts";
import type { Finding } from "../post/finding.ts";
import type { OutgoingAlbum, OutgoingFigure, OutgoingMedia, OutgoingMessage, OutgoingText } from "../post/outgoing.ts";
import type { Figure, PostContent } from "../post/post.ts";
import { emptyFinding, lengthFinding } from "../post/rules.ts";
import type { ChannelSettings } from "../post/settings.ts";

/** How a post becomes messages: a text, a figure with a caption, an album, or figures and then the text in reply. */
export type LayoutName = "text" | "caption" | "album" | "figures-then-text";

export type Layout =
  | { readonly ok: true; readonly name: LayoutName; readonly messages: readonly OutgoingMessage[] }
  | { readonly ok: false; readonly finding: Finding };

/**
 * The messages that the channel would get, in order. Text of at most 1,024 units goes under the figures, longer text
 * follows them as a silent reply; over 4,096 units nothing can be sent. Figures that Telegram does not put into one
 * album (files beside photos, animations) become several messages.
 */
export function layout(content: PostContent, settings: ChannelSettings): Layout {
  const finding = emptyFinding(content) ?? lengthFinding(content, settings);
  if (finding !== null) return { ok: false, finding };
  const text = compose(content, settings);
  const { figures } = content;
  if (figures.length === 0) return { ok: true, name: "text", messages: inTurn([textMessage(text, true)], content) };
  const groups = albums(figures);
  if (lengthOf(text) <= CAPTION_LENGTH) {
    const name = groups.some((group) => group.length > 1) || groups.length > 1 ? "album" : "caption";
    return {
      ok: true,
      name,
      messages: inTurn(
        groups.map((group, i) => figuresMessage(group, i === 0 ? text : EMPTY)),
        content,
      ),
    };
  }
  const messages = [...groups.map((group) => figuresMessage(group, EMPTY)), textMessage(text, false)];
  return { ok: true, name: "figures-then-text", messages: inTurn(messages, content) };
}

/** Albums in the order of the figures: photos with videos, files with files, an animation always alone. */
function albums(figures: readonly Figure[]): Figure[][] {
  const groups: Figure[][] = [];
  for (const figure of figures) {
    const last = groups.at(-1);
    if (last !== undefined && last.length < ALBUM_SIZE.max && last.every((other) => together(other, figure))) {
      last.push(figure);
    } else {
      groups.push([figure]);
    }
  }
  return groups;
}

function together(a: Figure, b: Figure): boolean {
  if (a.kind === "animation" || b.kind === "animation") return false;
  return (a.kind === "document") === (b.kind === "document");
}

type Part = OutgoingText | OutgoingFigure | OutgoingAlbum;

const METHODS = {
  photo: "sendPhoto",
  video: "sendVideo",
  animation: "sendAnimation",
  document: "sendDocument",
} as const;

function textMessage({ text, entities }: ClassicDocument, preview: boolean): Part {
  return { method: "sendMessage", text, entities, link_preview_options: { is_disabled: !preview } };
}

function figuresMessage(group: readonly Figure[], text: ClassicDocument): Part {
  const [first] = group;
  if (first !== undefined && group.length === 1) {
    return { method: METHODS[first.kind], file_id: first.fileId, ...captioned(text) };
  }
  const media = group.flatMap(({ kind, fileId }, i): OutgoingMedia[] =>
    kind === "animation" ? [] : [{ type: kind, media: fileId, ...captioned(i === 0 ? text : EMPTY) }],
  );
  return { method: "sendMediaGroup", media };
}

function captioned(text: ClassicDocument): { caption: string; caption_entities: readonly MessageEntity[] } {
  return { caption: text.text, caption_entities: text.entities };
}

/** The first is announced, and answers the post that a follow-up adds to; the rest answer it without a sound. */
function inTurn(parts: readonly Part[], { kind, follows }: PostContent): OutgoingMessage[] {
  return parts.map((part, i) => ({
    replyToPrevious: i > 0,
    disable_notification: i > 0,
    ...(i === 0 && kind === "follow-up" && follows !== null && { follows: follows.messageId }),
    ...part,
  }));
}
