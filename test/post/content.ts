import type { Figure, PostContent } from "../../src/post/post.ts";
import { ChannelSettings } from "../../src/post/settings.ts";

export const SETTINGS = ChannelSettings.parse({});

export const AUTHOR = { id: 1, name: "Мария", username: "zzmtsvv", rubric: null };

export const PAPER = {
  identifier: { scheme: "arxiv", value: "2407.01392" },
  title: "Diffusion Forcing",
  byline: "Chen et al., 2024",
} as const;

/** A guided review that breaks nothing, with the given parts in the place of its own. */
export function review(parts: Partial<PostContent> = {}): PostContent {
  return {
    kind: "review",
    title: null,
    text: { text: "лютая статья по диффузии", entities: [] },
    style: "guided",
    papers: [PAPER],
    figures: [],
    tags: [],
    authors: [AUTHOR],
    follows: null,
    ...parts,
  };
}

export function figure(kind: Figure["kind"], id: number | string = 1): Figure {
  return { kind, fileId: `${kind}-${id}`, fileUniqueId: `unique-${kind}-${id}`, size: null };
}

export function plain(text: string): PostContent["text"] {
  return { text, entities: [] };
}
