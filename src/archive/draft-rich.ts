import { z } from "zod";
import { Document } from "../document/entity.ts";
import type { DocumentFinding } from "../document/finding.ts";
import { Rich } from "../document/rich/schema.ts";
import type { ReadPieces } from "../post/pieces.ts";
import type { Db } from "./database.ts";

/** Grows with every change of what is kept of a rich document, or of what is made of the same pieces. */
export const RICH_SCHEMA = 1;

const Findings = z.array(
  z.looseObject({ code: z.string(), severity: z.enum(["error", "warning"]), args: z.record(z.string(), z.unknown()) }),
) as unknown as z.ZodType<readonly DocumentFinding[]>;

interface Row {
  schema: number;
  document: string | null;
  text: string;
  entities: string;
  findings: string;
}

/** The rich documents of drafts, as changes within the caller's transaction. */
export function createDraftRich(db: Db) {
  const select = db.prepare<[number], Row>(
    "SELECT schema, document, text, entities, findings FROM draft_rich WHERE draft_id = ?",
  );
  const save = db.prepare(
    `INSERT INTO draft_rich (draft_id, schema, document, text, entities, findings)
     VALUES (@id, @schema, @document, @text, @entities, @findings)
         ON CONFLICT (draft_id) DO UPDATE
        SET schema = excluded.schema,
            document = excluded.document,
            text = excluded.text,
            entities = excluded.entities,
            findings = excluded.findings`,
  );
  const remove = db.prepare("DELETE FROM draft_rich WHERE draft_id = ?");
  return {
    /** Null where the draft has none of this form: it is made of the pieces then. */
    find: (id: number): ReadPieces | null => {
      const row = select.get(id);
      if (row === undefined || row.schema !== RICH_SCHEMA) return null;
      return {
        document: row.document === null ? null : Rich.parse(JSON.parse(row.document)),
        twin: Document.parse({ text: row.text, entities: JSON.parse(row.entities) }),
        findings: Findings.parse(JSON.parse(row.findings)),
      };
    },
    /** Keeps what the pieces are together, or that they are nothing rich. */
    keep: (id: number, rich: ReadPieces | null): void => {
      if (rich === null) {
        remove.run(id);
        return;
      }
      save.run({
        id,
        schema: RICH_SCHEMA,
        document: rich.document === null ? null : JSON.stringify(rich.document),
        text: rich.twin.text,
        entities: JSON.stringify(rich.twin.entities),
        findings: JSON.stringify(rich.findings),
      });
    },
  };
}
