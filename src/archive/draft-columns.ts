import type { Delivery } from "../post/delivery.ts";
import type { Db } from "./database.ts";

/** What a draft has one of, or a list of, as changes within the caller's transaction: each tells whether it changed. */
export function createColumns(db: Db) {
  const set = (column: "title" | "kind" | "style" | "layout" | "follows_post_id") => {
    const update = db.prepare(`UPDATE draft SET ${column} = @value WHERE id = @id AND ${column} IS NOT @value`);
    return (id: number, value: string | number | null): boolean => update.run({ id, value }).changes > 0;
  };
  const append = (column: "skipped" | "waved") => {
    const update = db.prepare(
      `UPDATE draft
          SET ${column} = json_insert(${column}, '$[#]', @value)
        WHERE id = @id
          AND NOT EXISTS (SELECT 1 FROM json_each(${column}) WHERE json_each.value = @value)`,
    );
    return (id: number, value: string): boolean => update.run({ id, value }).changes > 0;
  };
  const setList = (table: "draft_paper" | "draft_author" | "draft_tag", column: "paper_id" | "author_id" | "name") => {
    const read = db
      .prepare<[number], string | number>(`SELECT ${column} FROM ${table} WHERE draft_id = ? ORDER BY position`)
      .pluck();
    const clear = db.prepare(`DELETE FROM ${table} WHERE draft_id = ?`);
    const add = db.prepare(`INSERT INTO ${table} (draft_id, position, ${column}) VALUES (?, ?, ?)`);
    return (id: number, values: readonly (string | number)[]): boolean => {
      const next = [...new Set(values)];
      const before = read.all(id);
      if (before.length === next.length && before.every((value, index) => value === next[index])) return false;
      clear.run(id);
      for (const [position, value] of next.entries()) add.run(id, position, value);
      return true;
    };
  };
  const putOption = db.prepare(
    `UPDATE draft
        SET options = json_set(options, @path, json(@value))
      WHERE id = @id
        AND json_extract(options, @path) IS NOT json_extract(@value, '$')`,
  );
  const removeOption = db.prepare(
    "UPDATE draft SET options = json_remove(options, @path) WHERE id = @id AND json_type(options, @path) IS NOT NULL",
  );
  const setOption = (id: number, option: keyof Delivery, value: boolean | null): boolean => {
    const path = `$.${option}`;
    const result = value === null ? removeOption.run({ id, path }) : putOption.run({ id, path, value: String(value) });
    return result.changes > 0;
  };
  return { set, append, setList, setOption };
}
