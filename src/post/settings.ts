import { z } from "zod";
import { Delivery } from "./delivery.ts";
import { LAYOUTS } from "./post.ts";

/** Units of the words that stand under every guided post. */
export const FOOTER_LENGTH = 200;

export const TITLE_STYLES = ["bold", "plain", "link"] as const;
export const LINK_PREVIEWS = ["telegram", "below", "above", "none"] as const;

const hour = z.number().int().min(0).max(23);

/** How planned posts catch up after a time in which nothing could go out. */
const Late = z.object({
  /** Up to so many minutes late a post goes out without a question. */
  graceMinutes: z.number().int().min(0).max(1_440).default(60),
  /** Minutes between two posts that are late. */
  apartMinutes: z.number().int().min(0).max(1_440).default(10),
  /** From this hour of the channel's clock until `quietTo` nothing late goes out; the same hour twice: at any time. */
  quietFrom: hour.default(23),
  quietTo: hour.default(9),
});

/** Messages that one post becomes at most, whatever a channel chooses. */
export const SERIES_LENGTH = 20;
/** Units of the words on a button that a post carries. */
export const BUTTON_LENGTH = 40;

/** What a channel chooses for itself. Every field has a default, so that `{}` is a valid setting. */
export const ChannelSettings = z.object({
  /** The word under which a guided post carries its paper's link. */
  linkLabel: z.string().min(1).max(64).default("👀LINK"),
  /** Whether guided posts end with a line of hashtags. The tags live in the archive either way. */
  tagsLine: z.boolean().default(false),
  /** Whether guided posts name their author. */
  authorLine: z.boolean().default(false),
  /** How the title of a guided post stands: bold, as plain text, or as a link to its paper. */
  titleStyle: z.enum(TITLE_STYLES).default("bold"),
  /** Whether guided posts name the author's section of the channel. */
  rubric: z.boolean().default(false),
  /** Words under every guided post; "" for none. */
  footer: z.string().max(FOOTER_LENGTH).default(""),
  /** What the two stood in place of, so that a change of them can be taken back; "" for nothing. */
  formerLabel: z.string().max(64).default(""),
  formerFooter: z.string().max(FOOTER_LENGTH).default(""),
  /** How the first link of a guided text without figures is previewed: as Telegram does it, large, or not. */
  linkPreview: z.enum(LINK_PREVIEWS).default("telegram"),
  /** How posts become messages where nobody chose otherwise; a post that it does not fit takes the most classic one. */
  layout: z.enum(["auto", ...LAYOUTS]).default("auto"),
  /** Messages of one post at most, where its text takes several. */
  messages: z.object({ max: z.number().int().min(1).max(SERIES_LENGTH) }).default({ max: 10 }),
  /** Whether Telegram lets a bot copy a caption that is longer than its own may be, as far as was tried. */
  longCaptions: z.enum(["untried", "taken", "refused"]).default("untried"),
  /** Whether a button under a post opens its paper. Telegram hides the button for comments then. */
  paperButton: z.boolean().default(false),
  /** The words of a button under a post that opens the channel's discussion group; "" for no such button. */
  discussButton: z.string().max(BUTTON_LENGTH).default(""),
  /** The link to that group; "" where it is not known. */
  discussion: z.union([z.literal(""), z.url({ protocol: /^https$/ })]).default(""),
  /** The words of a button under a post that opens the bot's search for similar posts; "" for no such button. */
  relatedButton: z.string().max(BUTTON_LENGTH).default(""),
  /** The bot's own name, without `@`, and the address of its pages, without a slash at its end: told at each start. */
  bot: z.string().default(""),
  publicUrl: z.string().default(""),
  /** Bytes of a figure that are kept in the archive's folder at most; 0 for none. */
  mediaSize: z.object({ max: z.number().int().min(0) }).default({ max: 20 * 1024 * 1024 }),
  /** Who may publish: the channel's administrators with the right to post, or only the bot's own admins. */
  publishers: z.enum(["channel-administrators", "admins"]).default("channel-administrators"),
  /** Seconds between "publish" and the call, in which it can be taken back; a scheduled post has none. */
  undoSeconds: z.number().int().min(0).max(600).default(30),
  /** How posts go out where their draft chooses nothing else. */
  delivery: Delivery.default({ silent: false, pin: false, protect: false }),
  /** What becomes of planned posts that could not go out in time. */
  late: Late.default({ graceMinutes: 60, apartMinutes: 10, quietFrom: 23, quietTo: 9 }),
  titleLength: z.object({ min: z.number().int().min(1), max: z.number().int().max(256) }).default({ min: 3, max: 256 }),
  papers: z.object({ max: z.number().int().min(1).max(50) }).default({ max: 10 }),
  tags: z.object({ max: z.number().int().min(0).max(50) }).default({ max: 10 }),
  figures: z.object({ max: z.number().int().min(0).max(10) }).default({ max: 10 }),
});
export type ChannelSettings = z.infer<typeof ChannelSettings>;
