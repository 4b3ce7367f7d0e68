import { plainly } from "../../document/document.ts";
import { compose } from "../../post/compose.ts";
import type { PostContent } from "../../post/post.ts";
import type { ChannelSettings } from "../../post/settings.ts";
import { escapeHtml, type Say } from "../words.ts";

/** What a post that was made step by step looks like with the channel's template, as a quotation, HTML. */
export function exampleHtml(say: Say, settings: ChannelSettings): string {
  const { text, entities } = compose(example(say), settings);
  const edges = [0, text.length, ...entities.flatMap(({ offset, length }) => [offset, offset + length])];
  const places = [...new Set(edges)].toSorted((a, b) => a - b);
  const pieces = places.slice(1).map((end, i) => {
    const start = places[i] as number;
    const around = entities.filter(({ offset, length }) => offset <= start && offset + length >= end);
    const link = around.find((entity) => entity.type === "text_link");
    const words = escapeHtml(text.slice(start, end));
    const linked = link?.type === "text_link" ? `<a href="${escapeHtml(link.url)}">${words}</a>` : words;
    return around.some(({ type }) => type === "bold") ? `<b>${linked}</b>` : linked;
  });
  return `<blockquote>${pieces.join("")}</blockquote>`;
}

function example(say: Say): PostContent {
  return {
    kind: "review",
    title: null,
    text: plainly(say.plain("settings-example-text")),
    style: "guided",
    papers: [
      {
        identifier: { scheme: "arxiv", value: "1706.03762" },
        title: say.plain("settings-example-title"),
        byline: null,
      },
    ],
    figures: [],
    tags: [say.plain("settings-example-tag")],
    authors: [
      {
        id: 0,
        name: say.plain("settings-example-author"),
        username: null,
        rubric: say.plain("settings-example-rubric"),
      },
    ],
    follows: null,
  };
}
