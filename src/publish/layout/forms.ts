import { type ClassicDocument, EMPTY, isBlank, lengthOf } from "../../document/document.ts";
import { isFound } from "../../document/entity.ts";
import {
  CAPTION_LENGTH,
  FORMATTED_ENTITIES,
  MESSAGE_LENGTH,
  PREMIUM_CAPTION_LENGTH,
  RICH,
} from "../../document/limits.ts";
import { split } from "../../document/split.ts";
import { findIdentifiers, identifierKey } from "../../paper/identifier.ts";
import { compose } from "../../post/compose.ts";
import { figureGroups } from "../../post/figures.ts";
import type { LinkPreview } from "../../post/outgoing.ts";
import type { Figure, LayoutName, PostContent } from "../../post/post.ts";
import type { ChannelSettings } from "../../post/settings.ts";
import { copyMessage, figuresMessage, type Part, textMessage } from "./messages.ts";
import { richDocument } from "./rich.ts";

/** A post as the layouts see it. */
export interface Laying {
  readonly content: PostContent;
  readonly settings: ChannelSettings;
  readonly text: ClassicDocument;
  /** UTF-16 units of the text. */
  readonly length: number;
  readonly blank: boolean;
  readonly groups: readonly (readonly Figure[])[];
  /** What a preview of the text's link would show; null where there is no link. */
  readonly link: string | null;
}

export function laying(content: PostContent, settings: ChannelSettings): Laying {
  const whole = compose(content, settings);
  // Telegram takes no message of text that nobody sees; under a figure it would be nothing.
  const text = isBlank(whole) ? EMPTY : whole;
  return {
    content,
    settings,
    text,
    length: lengthOf(text),
    blank: text === EMPTY,
    groups: figureGroups(content.figures),
    link: previewed(text, content),
  };
}

/** The units that the layout's text may have. */
export function limitOf(name: LayoutName, { content }: Laying): number {
  if (name === "caption" || name === "album") return CAPTION_LENGTH;
  if (name === "rich") return RICH.characters;
  return name === "as-sent" && content.sent?.form === "caption" ? PREMIUM_CAPTION_LENGTH : MESSAGE_LENGTH;
}

/** The messages of each layout; null where it does not fit the post, or would lose something of it. */
export const FORMS: { readonly [Name in LayoutName]: (post: Laying) => readonly Part[] | null } = {
  "as-sent": ({ content: { sent, style, figures }, text, length, settings }) => {
    if (sent === null || sent === undefined || style !== "verbatim") return null;
    if (sent.form === "caption" && length > CAPTION_LENGTH && settings.longCaptions === "refused") return null;
    // What was added on the card stands in no message of the author's.
    if (figures.some(({ caption, credit }) => (caption ?? "") !== "" || (credit ?? "") !== "")) return null;
    return [copyMessage(sent, text)];
  },
  text: (post) => alone(post, ordinary(post)),
  "preview-above": (post) => large(post, true),
  "preview-below": (post) => large(post, false),
  caption: ({ groups, length, text, content }) =>
    content.figures.length === 1 && length <= CAPTION_LENGTH
      ? groups.map((group) => figuresMessage(group, text))
      : null,
  album: ({ groups, length, text, content }) =>
    content.figures.length > 1 && length <= CAPTION_LENGTH
      ? groups.map((group, i) => (i === 0 ? figuresMessage(group, text) : figuresMessage(group)))
      : null,
  "figures-then-text": (post) => {
    const parts = apart(post);
    return parts === null ? null : [...parts.figures, parts.text];
  },
  "text-then-figures": (post) => {
    const parts = apart(post);
    return parts === null ? null : [parts.text, ...parts.figures];
  },
  series: ({ text, length, groups, settings }) => {
    const formatted = text.entities.filter((entity) => !isFound(entity) && entity.type !== "custom_emoji").length;
    if (length <= MESSAGE_LENGTH && formatted <= FORMATTED_ENTITIES) return null;
    const texts = split(text).map(({ after, ...part }, i) => ({
      ...textMessage(part, NONE),
      ...(i > 0 && { continues: after }),
    }));
    const parts = [...groups.map((group) => figuresMessage(group)), ...texts];
    if (parts.length > settings.messages.max) return null;
    return parts.map((part, i) => (i > 1 ? { ...part, chained: true } : part));
  },
  rich: ({ content, settings, text }) => {
    const document = richDocument(content, settings);
    if (document === null) return null;
    return [{ method: "sendRichMessage", rich_message: document, text: text.text, entities: text.entities }];
  },
};

const NONE: LinkPreview = { is_disabled: true };

/** The preview that a text without figures has where nobody chose another. What was pasted is as Telegram makes it. */
function ordinary({ content, settings, link }: Laying): LinkPreview {
  if (content.style === "verbatim" || settings.linkPreview === "telegram" || link === null)
    return { is_disabled: false };
  return settings.linkPreview === "none" ? NONE : largePreview(link, settings.linkPreview === "above");
}

function alone({ content, length, text }: Laying, preview: LinkPreview): readonly Part[] | null {
  return content.figures.length === 0 && length <= MESSAGE_LENGTH ? [textMessage(text, preview)] : null;
}

/** With a large preview: of the link, or of the post's one picture, where it has an address of its own. */
function large(post: Laying, above: boolean): readonly Part[] | null {
  const { content, length, text, blank } = post;
  if (content.figures.length === 0) return post.link === null ? null : alone(post, largePreview(post.link, above));
  const url = figureUrl(post);
  if (url === null || blank || length > MESSAGE_LENGTH) return null;
  return [textMessage(text, largePreview(url, above))];
}

/** The address of the post's one picture; null where it has another number of figures, or no bytes to show. */
function figureUrl({ content: { figures }, settings: { publicUrl } }: Laying): string | null {
  const [figure] = figures;
  if (publicUrl === "" || figures.length !== 1 || figure?.kind !== "photo") return null;
  return (figure.kept ?? null) === null ? null : `${publicUrl}/figure/${figure.kept}`;
}

function largePreview(url: string, above: boolean): LinkPreview {
  return { is_disabled: false, url, prefer_large_media: true, show_above_text: above };
}

function apart({ content, blank, length, groups, text }: Laying): { text: Part; figures: readonly Part[] } | null {
  if (content.figures.length === 0 || blank || length > MESSAGE_LENGTH) return null;
  return { text: textMessage(text, NONE), figures: groups.map((group) => figuresMessage(group)) };
}

/** The first paper's link where the text has it, else the text's first link. */
function previewed({ text, entities }: ClassicDocument, { papers }: PostContent): string | null {
  const links = entities.flatMap((entity) => {
    if (entity.type === "text_link") return [entity.url];
    return entity.type === "url" ? [text.slice(entity.offset, entity.offset + entity.length)] : [];
  });
  const [paper] = papers;
  const linked = findIdentifiers(text, entities).find(
    ({ url, identifier }) =>
      url !== undefined && paper !== undefined && identifierKey(identifier) === identifierKey(paper.identifier),
  );
  return linked?.url ?? links[0] ?? null;
}
