import type { Update } from "@grammyjs/types";

/**
 * Handles updates of one chat that belong together: one, the parts of an album, or a paste of several messages, in
 * the order of their ids. It may be called again for the same batch after a crash. What it throws is a defect of the
 * program, since everything that people can cause has an answer.
 */
export type UpdateHandler = (
  batch: readonly [Update, ...Update[]],
  info: {
    /** The batch had waited at Telegram or in the inbox while the bot was down. */
    readonly late: boolean;
  },
) => Promise<void>;
