import type { MessageEntity } from "@grammyjs/types";
import { type ClassicDocument, EMPTY } from "../../document/document.ts";
import type {
  LinkPreview,
  OutgoingAlbum,
  OutgoingCopy,
  OutgoingFigure,
  OutgoingMedia,
  OutgoingMessage,
  OutgoingRich,
  OutgoingText,
} from "../../post/outgoing.ts";
import type { Figure, PostContent, SentMessage } from "../../post/post.ts";

/** A message before its place among the others is known. */
export type Part = (OutgoingText | OutgoingFigure | OutgoingAlbum | OutgoingCopy | OutgoingRich) & {
  readonly chained?: true;
};

const METHODS = {
  photo: "sendPhoto",
  video: "sendVideo",
  animation: "sendAnimation",
  document: "sendDocument",
} as const;

export function textMessage({ text, entities }: ClassicDocument, preview: LinkPreview): OutgoingText {
  return { method: "sendMessage", text, entities, link_preview_options: preview };
}

/** One figure, or an album of them, with the text under the first. */
export function figuresMessage(group: readonly Figure[], text: ClassicDocument = EMPTY): Part {
  const [first] = group;
  if (first !== undefined && group.length === 1) {
    return { method: METHODS[first.kind], file_id: first.fileId, ...captioned(text) };
  }
  const media = group.flatMap(({ kind, fileId }, i): OutgoingMedia[] =>
    kind === "animation" ? [] : [{ type: kind, media: fileId, ...captioned(i === 0 ? text : EMPTY) }],
  );
  return { method: "sendMediaGroup", media };
}

export function copyMessage({ chatId, messageId }: SentMessage, { text, entities }: ClassicDocument): OutgoingCopy {
  return { method: "copyMessage", from_chat_id: chatId, message_id: messageId, text, entities };
}

/** The first is announced, and answers the post that a follow-up adds to; the rest answer it without a sound. */
export function inTurn(parts: readonly Part[], { kind, follows }: PostContent): OutgoingMessage[] {
  return parts.map((part, i) => ({
    replyToPrevious: i > 0,
    disable_notification: i > 0,
    ...(i === 0 && kind === "follow-up" && follows !== null && { follows: follows.messageId }),
    ...part,
  }));
}

function captioned(text: ClassicDocument): { caption: string; caption_entities: readonly MessageEntity[] } {
  return { caption: text.text, caption_entities: text.entities };
}
