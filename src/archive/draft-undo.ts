import type { Db } from "./database.ts";
import type { TextPiece } from "./draft-pieces.ts";
import type { Draft } from "./draft-rows.ts";

/** The parts of a draft that are changed for its author: by a mend, or by a guess. */
export type Parts = Pick<Draft, "chosenKind" | "paperIds"> & {
  readonly tags: readonly string[];
  readonly pieces: readonly TextPiece[];
};

/** What the last change of each draft took the place of. */
export interface Undos {
  /** Keeps these parts, as they were before the change after which the draft has this version. */
  keep(draftId: number, version: number, before: Parts): void;
  /** Null where the draft has changed since, or nothing was kept. */
  find(draftId: number, version: number): Parts | null;
}

export function createUndos(db: Db): Undos {
  const save = db.prepare(
    `INSERT INTO draft_undo (draft_id, version, before)
     VALUES (?, ?, ?)
         ON CONFLICT (draft_id) DO UPDATE
        SET version = excluded.version,
            before = excluded.before`,
  );
  const select = db
    .prepare<[number, number], string>("SELECT before FROM draft_undo WHERE draft_id = ? AND version = ?")
    .pluck();
  return {
    keep: (draftId, version, before) => {
      save.run(draftId, version, JSON.stringify(before));
    },
    find: (draftId, version) => {
      const json = select.get(draftId, version);
      return json === undefined ? null : (JSON.parse(json) as Parts);
    },
  };
}

/** The parts of a draft that a change for its author may touch. */
export function partsOf({ chosenKind, paperIds, content: { tags }, pieces }: Draft): Parts {
  return { chosenKind, paperIds, tags, pieces };
}
