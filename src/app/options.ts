import type { UserFromGetMe } from "@grammyjs/types";
import type { Logger } from "pino";
import type { BackupSettings } from "../archive/copies.ts";
import type { Db } from "../archive/database.ts";
import type { Language, Say } from "../bot/words.ts";
import type { Connection } from "../telegram/client.ts";
import type { Patience } from "../telegram/gather.ts";
import type { PollingTrouble } from "../telegram/poller.ts";
import type { SideChatsParts } from "../telegram/side-chats.ts";
import type { Timers } from "../telegram/timers.ts";

/** What the whole bot is given from outside. */
export interface AppOptions {
  readonly db: Db;
  /** Throws once the database is no longer where it was opened. Default: it always is. */
  readonly inPlace?: () => void;
  /** Called before each call that puts a post into the channel; where it throws, the call is not made. Default: nothing. */
  readonly noteCall?: () => void;
  /** Without them none are made by night. */
  readonly backups?: BackupSettings;
  /** Chats beside the channel. Default: none. */
  readonly sideChats?: Pick<SideChatsParts, "serviceChatId" | "testChannelId">;
  /** The folder for the bytes of figures; null, or left out: they are not kept. */
  readonly media?: string | null;
  /** Where the bot's own pages are, without a slash at the end; null, or left out: nowhere. */
  readonly publicUrl?: string | null;
  readonly token: string;
  readonly connection: Connection;
  /** What getMe told. */
  readonly me: UserFromGetMe;
  /** Admins by the environment's word. */
  readonly adminIds: readonly number[];
  readonly words: (language: Language) => Say;
  readonly now: () => number;
  readonly timers: Timers;
  readonly log: Logger;
  /** For papers' metadata. */
  readonly fetch: typeof fetch;
  /** Where papers are asked for, if not at arXiv. */
  readonly arxivApi?: string | undefined;
  /** A number from 0 up to 1, as Math.random gives. */
  readonly chance: () => number;
  readonly patience?: Patience | undefined;
  readonly onTrouble: (trouble: PollingTrouble | null) => void;
  /** Nothing can go on: the inbox failed. */
  readonly onFatal: (error: unknown) => void;
}
