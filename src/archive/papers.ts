import { z } from "zod";
import { byline } from "../paper/byline.ts";
import type { Identifier, Scheme } from "../paper/scheme.ts";
import { type Db, inTransaction } from "./database.ts";
import { createSearchIndex } from "./search-index.ts";

/** A work as the archive knows it. */
export interface Paper {
  readonly id: number;
  /** The first is the one that it was first named by. */
  readonly identifiers: readonly [Identifier, ...Identifier[]];
  /** Null until its metadata has been found. */
  readonly title: string | null;
  readonly authors: readonly string[];
  readonly year: number | null;
  /** URL of its code. */
  readonly code: string | null;
  /** "Chen et al., 2024"; null while unknown. */
  readonly byline: string | null;
}

/** What a source tells of a work; a field that is left out stays as it is. */
export interface PaperDescription {
  readonly title?: string;
  readonly authors?: readonly string[];
  readonly year?: number | null;
  readonly code?: string | null;
}

/** The papers of the archive. Every method is one transaction, or part of the caller's where one is open. */
export interface Papers {
  /** The paper of this identifier, made where there is none yet. Asking twice makes one. */
  ensure(identifier: Identifier): number;
  /** Lets a paper be found by one more identifier. Does nothing if the identifier names a paper already. */
  alias(paperId: number, identifier: Identifier): void;
  find(identifier: Identifier): Paper | null;
  get(id: number): Paper | null;
  /** Returns false if there is no such paper. */
  describe(id: number, description: PaperDescription): boolean;
  /** Papers without a title that have an identifier of this scheme, the newest first. */
  undescribed(scheme: Scheme, limit: number): readonly { readonly id: number; readonly value: string }[];
}

interface PaperRow {
  id: number;
  title: string | null;
  authors: string;
  year: number | null;
  code: string | null;
}

export function createPapers(db: Db): Papers {
  const index = createSearchIndex(db);
  const findId = db.prepare<[string, string], { paper_id: number }>(
    "SELECT paper_id FROM paper_identifier WHERE scheme = ? AND value = ?",
  );
  const insert = db.prepare("INSERT INTO paper DEFAULT VALUES");
  const name = db.prepare<[string, string, number | bigint]>(
    "INSERT INTO paper_identifier (scheme, value, paper_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
  );
  const byId = db.prepare<[number], PaperRow>("SELECT id, title, authors, year, code FROM paper WHERE id = ?");
  const identifiers = db.prepare<[number], Identifier>(
    "SELECT scheme, value FROM paper_identifier WHERE paper_id = ? ORDER BY rowid",
  );
  const update = db.prepare<[string | null, string, number | null, string | null, number]>(
    "UPDATE paper SET title = ?, authors = ?, year = ?, code = ? WHERE id = ?",
  );
  const untitled = db.prepare<[string, number], { id: number; value: string }>(
    `SELECT paper.id, paper_identifier.value
       FROM paper
       JOIN paper_identifier ON paper_identifier.paper_id = paper.id
      WHERE paper.title IS NULL AND paper_identifier.scheme = ?
      ORDER BY paper.id DESC
      LIMIT ?`,
  );

  const get = (id: number): Paper | null => {
    const row = byId.get(id);
    const [first, ...others] = identifiers.all(id);
    return row === undefined || first === undefined ? null : toPaper(row, [first, ...others]);
  };
  return {
    ensure: (identifier) =>
      inTransaction(db, () => {
        const known = findId.get(identifier.scheme, identifier.value);
        if (known !== undefined) return known.paper_id;
        const id = Number(insert.run().lastInsertRowid);
        name.run(identifier.scheme, identifier.value, id);
        return id;
      })(),
    alias: (paperId, { scheme, value }) => {
      name.run(scheme, value, paperId);
    },
    find: ({ scheme, value }) => {
      const known = findId.get(scheme, value);
      return known === undefined ? null : get(known.paper_id);
    },
    get,
    describe: (id, description) =>
      inTransaction(db, () => {
        const row = byId.get(id);
        if (row === undefined) return false;
        const { title = row.title, year = row.year, code = row.code } = description;
        const authors = description.authors === undefined ? row.authors : JSON.stringify(description.authors);
        update.run(title, authors, year, code, id);
        if (title !== row.title || authors !== row.authors) index.refreshPaper(id);
        return true;
      })(),
    undescribed: (scheme, limit) => untitled.all(scheme, limit),
  };
}

const Names = z.array(z.string());

function toPaper(row: PaperRow, identifiers: Paper["identifiers"]): Paper {
  const authors = Names.parse(JSON.parse(row.authors));
  return { ...row, authors, identifiers, byline: byline(authors, row.year) };
}
