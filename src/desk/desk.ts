/** What a person may do, for one channel. */
export interface Standing {
  /** May draft. */
  readonly author: boolean;
  /** May publish to the channel. */
  readonly publisher: boolean;
  /** May set the channel up. */
  readonly admin: boolean;
  readonly owner: boolean;
}

/** Knows who may do what, by the bot's own roles and by the channel's administrators as Telegram names them. */
export interface Desk {
  /**
   * Without `live`, an answer of Telegram that is at most a minute old will do, and where Telegram does not answer,
   * the last one that is known. With `live`, Telegram is asked, and its failure is thrown.
   */
  standing(personId: number, options?: { readonly live?: boolean }): Promise<Standing>;
}
