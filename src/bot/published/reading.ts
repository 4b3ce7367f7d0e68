import type { Message } from "@grammyjs/types";
import type { PostQuestion } from "../../archive/post-messages.ts";
import { type ClassicDocument, join } from "../../document/document.ts";
import { usableUrl } from "../../document/link.ts";
import { toSendable } from "../../document/rich/sendable.ts";
import { findIdentifiers, identifierUrl, isPaper, parseIdentifier } from "../../paper/identifier.ts";
import { type Snapshot, textOfParts } from "../../post/standing.ts";
import { BUTTONS_AT_MOST, buttonsOf, LABEL_LENGTH, withButtons } from "../../publish/editing/buttons.ts";
import type { EditRequest } from "../../publish/editing/editor.ts";
import { withFigure } from "../../publish/editing/figures.ts";
import { withLink } from "../../publish/editing/links.ts";
import { withMarkdown } from "../../publish/editing/markdown.ts";
import { type Planned, type Problem, withRich, withText, withTitle, withUpdate } from "../../publish/editing/plan.ts";
import { withTags } from "../../publish/editing/tags.ts";
import { following } from "../channel/told.ts";
import { distinctTags, tagsIn } from "../draft/fill.ts";
import { documentOf, figureOf } from "../draft/incoming.ts";
import { hasFileCaption } from "../draft/markdown.ts";
import type { PublishedParts } from "./parts.ts";
import { partOf, placeOf } from "./questions.ts";
import type { PostView } from "./view.ts";
import { writtenIn } from "./written.ts";

/** What an answer asks for: a change, why there is none in what came, or why Telegram cannot make it. */
export type Read =
  | {
      readonly wanted: Snapshot;
      readonly kind: EditRequest["kind"];
      /** Something that came with it and was not taken; the key of a text. */
      readonly left?: "published-caption-left" | "reading-caption-left";
    }
  | { readonly missing: string }
  | { readonly problem: Problem };

/** Reads these messages as the answer to what is asked about the post, as it is in `view`. */
export function readAnswer(
  parts: PublishedParts,
  view: PostView,
  question: PostQuestion,
  messages: readonly Message[],
  mark: string,
): Read {
  const { post, channel } = view;
  const asked = partOf(question.part);
  const before = parts.editor.snapshot(post);
  const texts = messages.flatMap((message) => documentOf(message) ?? []);
  const document = join(texts);
  const blank = document.text.trim() === "";
  const change = (planned: Planned, kind: EditRequest["kind"] = "edit"): Read => {
    if (!planned.ok) return { problem: planned.problem };
    const told = following(parts, before, textOfParts(before.parts), textOfParts(planned.parts), channel.settings);
    return { kind, wanted: { ...told, parts: planned.parts } };
  };
  switch (asked?.part) {
    case "text": {
      const rich = messages.find((message) => message.rich_message !== undefined)?.rich_message;
      if (rich !== undefined) return change(withRich(before.parts, toSendable(rich)));
      const written = writtenIn(messages);
      if (written !== null && !blank) {
        const planned = withMarkdown(before.parts, written, post.figures);
        if (planned === "unread") return { missing: "published-markdown-unread" };
        if (planned === "figures") return { missing: "published-figures-missing" };
        const read = change(planned);
        return "wanted" in read && hasFileCaption(messages) ? { ...read, left: "reading-caption-left" } : read;
      }
      return blank ? { missing: "published-need-text" } : change(withText(before.parts, document));
    }
    case "line":
      return blank ? { missing: "published-need-text" } : change(withUpdate(before.parts, mark, document), "update");
    case "title": {
      const line = document.text.replace(/\s+/gu, " ").trim();
      const { min, max } = channel.settings.titleLength;
      if (line.length < min || line.length > max) return { missing: "published-need-title" };
      const planned = withTitle(before.parts, post.title, line);
      const fixed = planned?.ok === false && planned.problem.code === "forwarded";
      if (planned === null || fixed) return { kind: "edit", wanted: { ...before, title: line } };
      return planned.ok
        ? { kind: "edit", wanted: { ...before, title: line, parts: planned.parts } }
        : { problem: planned.problem };
    }
    case "figure": {
      const [figure, another] = messages.flatMap((message) => figureOf(message) ?? []);
      const place = placeOf(question.arg);
      if (figure === undefined || place === null) return { missing: "published-need-figure" };
      if (another !== undefined) return { problem: { code: "album-fixed" } };
      const read = change(withFigure(before.parts, place, figure));
      return "wanted" in read && !blank ? { ...read, left: "published-caption-left" } : read;
    }
    case "tags": {
      const come = tagsIn(texts.map(({ text }) => text).join(" "));
      if (come.length === 0) return { missing: "draft-no-tags-there" };
      const tags = distinctTags([...before.tags, ...come]);
      return tagged(before, tags);
    }
    case "papers": {
      const ids = papersIn(texts).map(parts.papers.ensure);
      if (ids.length === 0) return { missing: "draft-no-paper-there" };
      return { kind: "edit", wanted: { ...before, paperIds: [...new Set([...before.paperIds, ...ids])] } };
    }
    case "link": {
      const url = urlIn(document)?.url;
      if (url === undefined) return { missing: "published-need-link" };
      return change(withLink(before.parts, Number.parseInt(question.arg, 36), url));
    }
    case "button": {
      const found = urlIn(document);
      const label = found?.rest.replace(/\s+/gu, " ").trim() ?? "";
      if (found === null || label === "" || label.length > LABEL_LENGTH) return { missing: "published-need-button" };
      const now = buttonsOf(before.parts);
      if (now.length >= BUTTONS_AT_MOST) return { missing: "published-buttons-full" };
      return change(withButtons(before.parts, [...now, { text: label, url: found.url }]));
    }
    default:
      return { missing: "published-need-text" };
  }
}

/** The post with these tags: in the archive and, where the channel shows them in a line, there too. */
export function tagged(before: Snapshot, tags: readonly string[]): Read {
  const planned = withTags(before.parts, before.tags, tags);
  if (planned?.ok === false) return { problem: planned.problem };
  return { kind: "edit", wanted: { ...before, tags, parts: planned?.parts ?? before.parts } };
}

function papersIn(texts: readonly ClassicDocument[]) {
  return texts.flatMap(({ text, entities }) => {
    const lone = parseIdentifier(text);
    const found = lone === null ? findIdentifiers(text, entities).map(({ identifier }) => identifier) : [lone];
    return found.filter(isPaper);
  });
}

/** The first address in a text, under a word too, and what else stands there; an identifier of a paper is one. */
function urlIn({ text, entities }: ClassicDocument): { readonly url: string; readonly rest: string } | null {
  const lone = parseIdentifier(text);
  if (lone !== null && !/\s/.test(text.trim())) return { url: usableUrl(text) ?? identifierUrl(lone), rest: "" };
  for (const entity of entities) if (entity.type === "text_link") return { url: entity.url, rest: text };
  for (const [word] of text.matchAll(/\S+/gu)) {
    const bare = word.replace(/^[«"(<]+|(?<![»")>,;])[»")>,;]+$/gu, "");
    const url = usableUrl(bare) ?? (/^[\w-]+(\.[\w-]+)+(\/\S*)?$/u.test(bare) ? usableUrl(`https://${bare}`) : null);
    if (url !== null) return { url, rest: text.replace(word, " ").replace(/(?<![\s:—–-])[\s:—–-]+$/u, "") };
  }
  return null;
}
