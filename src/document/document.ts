import type { MessageEntity } from "@grammyjs/types";

/**
 * Formatted text as Telegram sends and receives it: classic text with its entities. Offsets and lengths count
 * UTF-16 code units, as JavaScript strings do.
 */
export interface ClassicDocument {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}
