import { ChannelSettings } from "../post/settings.ts";
import { type Db, inTransaction } from "./database.ts";
import { DamagedError } from "./trouble.ts";

/** A channel that the bot serves. Nothing goes on without it: where its row cannot be read, the database is damaged. */
export interface Channel {
  readonly id: number;
  /** Telegram's id, with its -100 prefix. */
  readonly chatId: number;
  readonly title: string;
  /** Without `@`; null for a private channel. */
  readonly username: string | null;
  /** IANA zone, for example Europe/Moscow. */
  readonly zone: string;
  readonly settings: ChannelSettings;
}

/** A channel as Telegram names it now. */
export interface ChannelChat {
  readonly chatId: number;
  readonly title: string;
  readonly username: string | null;
}

export interface Channels {
  /** The one channel that is served today; null before one is connected. */
  served(): Channel | null;
  findByChatId(chatId: number): Channel | null;
  /** Makes it the channel that is served, known or new, and notes that the bot is in it. What was served before stays in the archive. */
  serve(chat: ChannelChat): Channel;
  /** Takes over a new title or username. False, with nothing written, if the channel is unknown or unchanged. */
  rename(chat: ChannelChat): boolean;
  /** Telegram gave the chat another id. Does nothing if the old one is unknown. */
  migrate(fromChatId: number, toChatId: number): void;
  /** Notes that the bot was removed from the channel, or is back. */
  setPresence(chatId: number, present: boolean): void;
  /** Whether the bot was, as far as is known, not removed from the channel. */
  isPresent(channelId: number): boolean;
  /** The bot was added to this channel while it had no owner yet. */
  remember(chat: ChannelChat, addedBy: number): void;
  /** The channels that this person added the bot to, the last one first, none of which is remembered from now on. */
  takeRemembered(addedBy: number): readonly ChannelChat[];
  /** Changes some settings and keeps the others. @throws ZodError if the result is not a valid setting */
  changeSettings(channelId: number, change: Partial<ChannelSettings>): ChannelSettings;
  /** Whose clock the channel goes by, an IANA zone. Does nothing if the channel is unknown. */
  setZone(channelId: number, zone: string): void;
  /** Whether the owner was told that the bot cannot look into the channel's past. */
  isBlindTold(channelId: number): boolean;
  setBlindTold(channelId: number, told: boolean): void;
}

/** `told`: settings that hold for this start of the program, whatever was kept of them. */
export function createChannels(
  db: Db,
  now: () => number,
  told: Partial<Pick<ChannelSettings, "bot" | "publicUrl">> = {},
): Channels {
  const columns = "id, chat_id, title, username, zone, settings";
  const selectServed = db.prepare<[], Row>(`SELECT ${columns} FROM channel ORDER BY served DESC, id LIMIT 1`);
  const selectByChat = db.prepare<[number], Row>(`SELECT ${columns} FROM channel WHERE chat_id = ?`);
  const selectById = db.prepare<[number], Row>(`SELECT ${columns} FROM channel WHERE id = ?`);
  const selectLeft = db.prepare<[number], { left_at: number | null }>("SELECT left_at FROM channel WHERE id = ?");
  const setAside = db.prepare("UPDATE channel SET served = 0 WHERE served = 1");
  const upsert = db.prepare(
    `INSERT INTO channel (chat_id, title, username, served, created_at)
     VALUES (@chatId, @title, @username, 1, @createdAt)
         ON CONFLICT (chat_id) DO UPDATE
        SET title = excluded.title,
            username = excluded.username,
            served = 1,
            left_at = NULL`,
  );
  const rename = db.prepare(
    `UPDATE channel
        SET title = @title,
            username = @username
      WHERE chat_id = @chatId
        AND (title <> @title OR username IS NOT @username)`,
  );
  const moveChat = db.prepare("UPDATE OR IGNORE channel SET chat_id = ? WHERE chat_id = ?");
  const leave = db.prepare("UPDATE channel SET left_at = ? WHERE chat_id = ?");
  const saveSettings = db.prepare("UPDATE channel SET settings = ? WHERE id = ?");
  const saveZone = db.prepare("UPDATE channel SET zone = ? WHERE id = ?");
  const selectBlind = db.prepare<[number], number | null>("SELECT blind_told_at FROM channel WHERE id = ?").pluck();
  const saveBlind = db.prepare("UPDATE channel SET blind_told_at = ? WHERE id = ?");
  const insertCandidate = db.prepare(
    `INSERT OR REPLACE INTO channel_candidate (chat_id, title, username, added_by, added_at)
     VALUES (@chatId, @title, @username, @addedBy, @addedAt)`,
  );
  const takeCandidates = db.prepare<[number], Candidate>(
    "DELETE FROM channel_candidate WHERE added_by = ? RETURNING chat_id, title, username, added_at",
  );
  /** Settings are read with each update and each look, and seldom change: those that were parsed last are kept. */
  let parsed: { readonly text: string; readonly zone: string; readonly settings: ChannelSettings } | null = null;
  const settingsOf = (text: string, zone: string): ChannelSettings => {
    if (parsed?.text !== text || parsed.zone !== zone) {
      try {
        Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
        parsed = { text, zone, settings: ChannelSettings.parse({ ...JSON.parse(text), ...told }) };
      } catch (error) {
        throw new DamagedError(`The channel's settings cannot be read: ${String(error)}`);
      }
    }
    return parsed.settings;
  };
  const channelOf = (row: Row | undefined): Channel | null => {
    if (row === undefined) return null;
    const { id, chat_id: chatId, title, username, zone, settings } = row;
    return { id, chatId, title, username, zone, settings: settingsOf(settings, zone) };
  };
  const find = (chatId: number) => channelOf(selectByChat.get(chatId));

  return {
    served: () => channelOf(selectServed.get()),
    findByChatId: find,
    serve: inTransaction(db, (chat: ChannelChat) => {
      setAside.run();
      upsert.run({ ...chat, createdAt: now() });
      return find(chat.chatId) as Channel;
    }),
    rename: (chat) => rename.run(chat).changes > 0,
    migrate: (from, to) => {
      moveChat.run(to, from);
    },
    setPresence: (chatId, present) => {
      leave.run(present ? null : now(), chatId);
    },
    isPresent: (channelId) => selectLeft.get(channelId)?.left_at === null,
    remember: (chat, addedBy) => {
      insertCandidate.run({ ...chat, addedBy, addedAt: now() });
    },
    takeRemembered: (addedBy) =>
      takeCandidates
        .all(addedBy)
        .sort((a, b) => b.added_at - a.added_at)
        .map((row) => ({ chatId: row.chat_id, title: row.title, username: row.username })),
    changeSettings: inTransaction(db, (channelId: number, change: Partial<ChannelSettings>) => {
      const channel = channelOf(selectById.get(channelId));
      if (channel === null) throw new Error(`There is no channel ${channelId}.`);
      const settings = ChannelSettings.parse({ ...channel.settings, ...change });
      saveSettings.run(JSON.stringify(settings), channelId);
      return settings;
    }),
    setZone: (channelId, zone) => {
      saveZone.run(zone, channelId);
    },
    isBlindTold: (channelId) => (selectBlind.get(channelId) ?? null) !== null,
    setBlindTold: (channelId, told) => {
      saveBlind.run(told ? now() : null, channelId);
    },
  };
}

/** The link that opens a message of the channel. https://core.telegram.org/api/links#message-links */
export function messageLink(channel: Pick<Channel, "chatId" | "username">, messageId: number): string {
  return channel.username === null
    ? `https://t.me/c/${String(channel.chatId).replace(/^-100/, "")}/${messageId}`
    : `https://t.me/${channel.username}/${messageId}`;
}

interface Row {
  id: number;
  chat_id: number;
  title: string;
  username: string | null;
  zone: string;
  settings: string;
}

type Candidate = Pick<Row, "chat_id" | "title" | "username"> & { added_at: number };
