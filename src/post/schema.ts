import { z } from "zod";
import { Document } from "../document/entity.ts";
import { Rich } from "../document/rich/schema.ts";
import { isPaper } from "../paper/identifier.ts";
import { SCHEMES } from "../paper/scheme.ts";
import type { Finding } from "./finding.ts";
import { KINDS, type Kind, LAYOUTS, type PostContent } from "./post.ts";
import { violations } from "./rules.ts";
import type { ChannelSettings } from "./settings.ts";
import { warnings } from "./warnings.ts";

const Paper = z.object({
  identifier: z.object({ scheme: z.enum(SCHEMES), value: z.string().min(1) }),
  title: z.string().nullable(),
  byline: z.string().nullable(),
});

const Figure = z.object({
  kind: z.enum(["photo", "video", "animation", "document"]),
  fileId: z.string().min(1),
  fileUniqueId: z.string().min(1),
  size: z.number().int().min(0).nullable(),
  caption: z.string().nullish(),
  credit: z.string().nullish(),
  kept: z.string().nullish(),
});

const Author = z.object({
  id: z.number().int(),
  name: z.string(),
  username: z.string().nullable(),
  rubric: z.string().nullable(),
});

/** What a post is made of, before any rule of a channel. */
export const Content: z.ZodType<PostContent> = z.object({
  kind: z.enum(KINDS),
  title: z.string().nullable(),
  text: Document,
  style: z.enum(["verbatim", "guided"]),
  papers: z.array(Paper).readonly(),
  figures: z.array(Figure).readonly(),
  tags: z.array(z.string()).readonly(),
  authors: z.array(Author).readonly(),
  follows: z.object({ postId: z.number().int(), title: z.string(), messageId: z.number().int() }).nullable(),
  layout: z.enum(LAYOUTS).nullish(),
  rich: Rich.nullish(),
  sent: z
    .object({ chatId: z.number().int(), messageId: z.number().int(), form: z.enum(["text", "caption"]) })
    .nullish(),
});

/** The post schema of one channel: each violation is a zod issue that carries its finding. */
export function postSchema(settings: ChannelSettings): z.ZodType<PostContent> {
  return Content.superRefine((content, context) => {
    for (const finding of violations(content, settings)) {
      context.addIssue({ code: "custom", path: [...finding.path], message: finding.code, params: { finding } });
    }
  });
}

/**
 * Everything that the post schema says of this content, errors first. A draft with an error cannot be published;
 * warnings inform.
 *
 * @throws z.ZodError if the content is not one at all: a defect of the program, not of the post
 */
export function check(content: PostContent, settings: ChannelSettings): Finding[] {
  const result = postSchema(settings).safeParse(content);
  if (result.success) return warnings(content, settings);
  const errors = result.error.issues.map((issue) => {
    const finding: Finding | undefined = issue.code === "custom" ? issue.params?.finding : undefined;
    if (finding === undefined) throw result.error;
    return finding;
  });
  return [...errors, ...warnings(content, settings)];
}

/** Whether the post may be published as it is. */
export function isPublishable(content: PostContent, settings: ChannelSettings): boolean {
  return postSchema(settings).safeParse(content).success;
}

/** The kind of a post for which nobody chose one: a follow-up where it names a post, a note where there is no paper. */
export function guessKind(content: Pick<PostContent, "papers" | "follows">): Kind {
  if (content.follows !== null) return "follow-up";
  return content.papers.some(({ identifier }) => isPaper(identifier)) ? "review" : "note";
}
