import { type Db, inTransaction } from "./database.ts";

/** A file of a figure, as far as its bytes are concerned. */
export interface Media {
  readonly fileUniqueId: string;
  readonly fileId: string;
  /** `large`: over the channel's bound; `beyond`: over what a bot can fetch; `gone`: Telegram has it no longer. */
  readonly state: "wanted" | "kept" | "large" | "beyond" | "gone";
  /** Bytes, where known. */
  readonly size: number | null;
  /** Where the bytes are in the folder of media; null for those that are not kept. */
  readonly kept: KeptFile | null;
  readonly failures: number;
}

/** A file's name in the folder of media. */
export interface KeptFile {
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** With its dot; "" for none. */
  readonly extension: string;
}

/** Which files of published figures are kept. No byte stands in the database. */
export interface MediaRows {
  find(fileUniqueId: string): Media | null;
  /** Takes up the files of published figures that nothing is known of yet, and those that were too large before. */
  takeUp(limit: number): void;
  /** Takes up the photos of drafts as well, of which nothing is known yet. */
  takeUpDrafts(): void;
  /** Whether this file is kept and is a photo of a post or of a draft. */
  isPicture(file: KeptFile): boolean;
  /** The open drafts that have the file. */
  draftsWith(fileUniqueId: string): readonly number[];
  /** The file that has waited longest; null where none is due. */
  due(): Media | null;
  keep(fileUniqueId: string, file: KeptFile & { readonly size: number }): void;
  /** Up to so many files that count as kept, in the order of their ids, after this one; "" for the first. */
  kept(after: string, limit: number): readonly (KeptFile & { readonly fileUniqueId: string })[];
  /** Its bytes are not where they were kept: it is to be fetched anew, soon. Does nothing if it is not kept. */
  miss(fileUniqueId: string): void;
  /** It will not be fetched, but stays known by its id. */
  leave(fileUniqueId: string, state: "large" | "beyond" | "gone"): void;
  /** It could not be fetched now. `dueAt`: when to try again, ms. */
  postpone(fileUniqueId: string, dueAt: number): void;
}

export function createMedia(db: Db, now: () => number): MediaRows {
  const columns = "file_unique_id, file_id, state, size, sha256, extension, failures";
  const select = db.prepare<[string], Row>(`SELECT ${columns} FROM media WHERE file_unique_id = ?`);
  const selectDue = db.prepare<[number], Row>(
    `SELECT ${columns} FROM media WHERE state = 'wanted' AND due_at <= ? ORDER BY due_at, file_unique_id LIMIT 1`,
  );
  // Whoever published it last has the file id that lives longest.
  const insert = db.prepare(
    `INSERT INTO media (file_unique_id, file_id, state, size, due_at)
     SELECT file_unique_id, file_id, 'wanted', max(size), @now
       FROM post_figure
      WHERE file_unique_id NOT IN (SELECT file_unique_id FROM media)
      GROUP BY file_unique_id`,
  );
  const insertDrafts = db.prepare(
    `INSERT INTO media (file_unique_id, file_id, state, size, due_at)
     SELECT file_unique_id, file_id, 'wanted', max(size), @now
       FROM draft_figure
       JOIN draft ON draft.id = draft_id
      WHERE draft.state = 'open'
        AND draft_figure.kind = 'photo'
        AND file_unique_id NOT IN (SELECT file_unique_id FROM media)
      GROUP BY file_unique_id`,
  );
  const picture = db
    .prepare<[KeptFile], number>(
      `SELECT EXISTS (
         SELECT 1
           FROM media
          WHERE state = 'kept'
            AND sha256 = @sha256
            AND extension = @extension
            AND (EXISTS (SELECT 1 FROM post_figure AS f WHERE f.file_unique_id = media.file_unique_id AND f.kind = 'photo')
              OR EXISTS (SELECT 1 FROM draft_figure AS f WHERE f.file_unique_id = media.file_unique_id AND f.kind = 'photo')))`,
    )
    .pluck();
  const withFile = db
    .prepare<[string], number>(
      `SELECT DISTINCT draft_id
         FROM draft_figure
         JOIN draft ON draft.id = draft_id
        WHERE file_unique_id = ?
          AND draft.state = 'open'`,
    )
    .pluck();
  const again = db.prepare(
    "UPDATE media SET state = 'wanted', due_at = @now WHERE state = 'large' AND size IS NOT NULL AND size <= @limit",
  );
  const update = db.prepare(
    `UPDATE media
        SET state = @state,
            size = coalesce(@size, size),
            sha256 = @sha256,
            extension = @extension,
            kept_at = @keptAt
      WHERE file_unique_id = @fileUniqueId`,
  );
  const selectKept = db.prepare<[string, number], KeptFile & { readonly fileUniqueId: string }>(
    `SELECT file_unique_id AS fileUniqueId, sha256, extension
       FROM media
      WHERE state = 'kept'
        AND file_unique_id > ?
      ORDER BY file_unique_id
      LIMIT ?`,
  );
  const want = db.prepare(
    `UPDATE media
        SET state = 'wanted',
            sha256 = NULL,
            extension = NULL,
            kept_at = NULL,
            failures = 0,
            due_at = ?
      WHERE file_unique_id = ?
        AND state = 'kept'`,
  );
  const delay = db.prepare("UPDATE media SET failures = failures + 1, due_at = ? WHERE file_unique_id = ?");
  const one = (row: Row | undefined): Media | null => (row === undefined ? null : toMedia(row));
  return {
    find: (fileUniqueId) => one(select.get(fileUniqueId)),
    takeUp: inTransaction(db, (limit: number) => {
      insert.run({ now: now() });
      again.run({ now: now(), limit });
    }),
    takeUpDrafts: () => {
      insertDrafts.run({ now: now() });
    },
    isPicture: (file) => picture.get(file) === 1,
    draftsWith: (fileUniqueId) => withFile.all(fileUniqueId),
    due: () => one(selectDue.get(now())),
    keep: (fileUniqueId, { sha256, extension, size }) => {
      update.run({ fileUniqueId, state: "kept", size, sha256, extension, keptAt: now() });
    },
    kept: (after, limit) => selectKept.all(after, limit),
    miss: (fileUniqueId) => {
      want.run(now(), fileUniqueId);
    },
    leave: (fileUniqueId, state) => {
      update.run({ fileUniqueId, state, size: null, sha256: null, extension: null, keptAt: null });
    },
    postpone: (fileUniqueId, dueAt) => {
      delay.run(dueAt, fileUniqueId);
    },
  };
}

interface Row {
  readonly file_unique_id: string;
  readonly file_id: string;
  readonly state: Media["state"];
  readonly size: number | null;
  readonly sha256: string | null;
  readonly extension: string | null;
  readonly failures: number;
}

function toMedia(row: Row): Media {
  const { sha256, extension } = row;
  return {
    fileUniqueId: row.file_unique_id,
    fileId: row.file_id,
    state: row.state,
    size: row.size,
    kept: sha256 === null || extension === null ? null : { sha256, extension },
    failures: row.failures,
  };
}
