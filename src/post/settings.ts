import { z } from "zod";

/** What a channel chooses for itself. Every field has a default, so that `{}` is a valid setting. */
export const ChannelSettings = z.object({
  /** The word under which a guided post carries its paper's link. */
  linkLabel: z.string().min(1).max(64).default("👀LINK"),
  /** Whether guided posts end with a line of hashtags. The tags live in the archive either way. */
  tagsLine: z.boolean().default(false),
  /** Whether guided posts name their author. */
  authorLine: z.boolean().default(false),
  /** Who may publish: the channel's administrators with the right to post, or only the bot's own admins. */
  publishers: z.enum(["channel-administrators", "admins"]).default("channel-administrators"),
  titleLength: z.object({ min: z.number().int().min(1), max: z.number().int().max(256) }).default({ min: 3, max: 256 }),
  papers: z.object({ max: z.number().int().min(1).max(50) }).default({ max: 10 }),
  tags: z.object({ max: z.number().int().min(0).max(50) }).default({ max: 10 }),
  figures: z.object({ max: z.number().int().min(0).max(10) }).default({ max: 10 }),
});
export type ChannelSettings = z.infer<typeof ChannelSettings>;
