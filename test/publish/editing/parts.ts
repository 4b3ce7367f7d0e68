import { plainly } from "../../../src/document/document.ts";
import { promote } from "../../../src/document/promote.ts";
import { toClassic } from "../../../src/document/twin/twin.ts";
import type { Figure } from "../../../src/post/post.ts";
import type { PostPart } from "../../../src/post/standing.ts";
import type { Planned } from "../../../src/publish/editing/places.ts";

export const PHOTO: Figure = { kind: "photo", fileId: "f", fileUniqueId: "u", size: 1 };
export const text = (
  messageId: number,
  words: string,
  more: Partial<Extract<PostPart, { form: "text" }>> = {},
): PostPart => ({
  form: "text",
  messageId,
  document: plainly(words),
  preview: null,
  ...more,
});
export const figure = (
  messageId: number,
  caption = "",
  more: Partial<Extract<PostPart, { form: "figure" }>> = {},
): PostPart => ({
  form: "figure",
  messageId,
  figure: PHOTO,
  document: plainly(caption),
  album: false,
  ...more,
});
export const rich = (messageId: number, words: string): PostPart => {
  const document = promote(plainly(words));
  return { form: "rich", messageId, rich: document, document: toClassic(document).document };
};
/** The texts of a plan, message by message, or what stands in its way. */
export const textsOf = (planned: Planned): unknown =>
  planned.ok
    ? planned.parts.map((part) => (part.form === "other" ? null : [part.messageId, part.document.text]))
    : planned.problem;
