import { isWithin } from "../post/pieces.ts";
import type { Figure } from "../post/post.ts";
import type { Db } from "./database.ts";
import type { Source } from "./draft-pieces.ts";

interface FigureRow {
  kind: Figure["kind"];
  file_id: string;
  file_unique_id: string;
  size: number | null;
  caption: string | null;
  credit: string | null;
  chat_id: number;
  message_id: number;
  media_group: string | null;
}

/** The figures of drafts, as changes within the caller's transaction. */
export function createFigures(db: Db) {
  const select = db.prepare<[number], FigureRow>(
    `SELECT kind,
            file_id,
            file_unique_id,
            size,
            caption,
            credit,
            chat_id,
            message_id,
            media_group
       FROM draft_figure
      WHERE draft_id = ?
      ORDER BY position`,
  );
  const clear = db.prepare("DELETE FROM draft_figure WHERE draft_id = ?");
  const insert = db.prepare(
    `INSERT INTO draft_figure
            (draft_id, position, kind, file_id, file_unique_id, size, caption, credit, chat_id, message_id, media_group)
     VALUES (@id, @position, @kind, @file_id, @file_unique_id, @size, @caption, @credit, @chat_id, @message_id,
             @media_group)`,
  );
  const album = db
    .prepare<[number, string], number>(
      `SELECT draft_id
         FROM draft_figure
         JOIN draft ON draft.id = draft_id
        WHERE chat_id = ?
          AND media_group = ?
          AND draft.state = 'open'
        ORDER BY draft_id DESC
        LIMIT 1`,
    )
    .pluck();
  const read = (id: number): readonly FigureRow[] => select.all(id);
  const write = (id: number, rows: readonly FigureRow[]): boolean => {
    clear.run(id);
    for (const [position, row] of rows.entries()) insert.run({ id, position, ...row });
    return true;
  };
  const from = (source: Source, row: FigureRow): boolean =>
    row.chat_id === source.chatId && row.message_id === source.messageId;
  return {
    read,
    write,
    names: (id: number): { readonly messageId: number }[] =>
      read(id).map(({ message_id }) => ({ messageId: message_id })),
    add: (id: number, source: Source & { mediaGroup: string | null }, figure: Figure): boolean => {
      const rows = read(id);
      if (rows.some((row) => from(source, row))) return false;
      const row = {
        ...fileColumns(figure),
        caption: figure.caption ?? null,
        credit: figure.credit ?? null,
        chat_id: source.chatId,
        message_id: source.messageId,
        media_group: source.mediaGroup,
      };
      const later = rows.findIndex(
        ({ media_group, message_id }) =>
          media_group !== null && media_group === source.mediaGroup && message_id > source.messageId,
      );
      const last = rows.findLastIndex(({ media_group }) => media_group !== null && media_group === source.mediaGroup);
      return write(id, rows.toSpliced(later !== -1 ? later : last !== -1 ? last + 1 : rows.length, 0, row));
    },
    replace: (id: number, source: Source, figure: Figure): boolean => {
      const rows = read(id);
      const place = rows.findIndex((row) => from(source, row));
      const old = rows[place];
      if (old === undefined || old.file_unique_id === figure.fileUniqueId) return false;
      return write(id, rows.with(place, { ...old, ...fileColumns(figure) }));
    },
    describe: (id: number, messageId: number, what: "caption" | "credit", words: string): boolean => {
      const rows = read(id);
      const place = rows.findIndex(({ message_id }) => message_id === messageId);
      const old = rows[place];
      const next = words === "" ? null : words;
      return old !== undefined && old[what] !== next && write(id, rows.with(place, { ...old, [what]: next }));
    },
    exchange: (id: number, messageId: number, source: Source, figure: Figure): boolean => {
      const rows = read(id);
      const place = rows.findIndex(({ message_id }) => message_id === messageId);
      const old = rows[place];
      if (old === undefined || rows.some((row) => from(source, row))) return false;
      // A figure of a rich message keeps its place there.
      const sent = isWithin(old.message_id)
        ? {}
        : { chat_id: source.chatId, message_id: source.messageId, media_group: null };
      return write(id, rows.with(place, { ...old, ...fileColumns(figure), ...sent }));
    },
    withAlbum: (chatId: number, mediaGroup: string): number | null => album.get(chatId, mediaGroup) ?? null,
  };
}

function fileColumns(figure: Figure) {
  return { kind: figure.kind, file_id: figure.fileId, file_unique_id: figure.fileUniqueId, size: figure.size };
}
