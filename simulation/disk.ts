import type Database from "better-sqlite3";
import type { Db } from "../src/archive/database.ts";

type Value = string | number;

/** What stands on disk, as it is read beside the bot. */
export interface Disk {
  rows<Row>(sql: string, ...values: Value[]): Row[];
  row<Row>(sql: string, ...values: Value[]): Row | null;
  /** The first column of the first row; null where there is none. */
  value<T extends Value>(sql: string, ...values: Value[]): T | null;
  values<T extends Value>(sql: string, ...values: Value[]): T[];
}

type Statement = Database.Statement<Value[]>;

/** @param db the database of this moment: a restore puts another one in its place */
export function createDisk(db: () => Db): Disk {
  const prepared = new WeakMap<Db, Map<string, Statement>>();
  const statement = (sql: string, plucked: boolean): Statement => {
    const own = prepared.get(db()) ?? new Map<string, Statement>();
    prepared.set(db(), own);
    const key = `${plucked} ${sql}`;
    const known = own.get(key) ?? db().prepare<Value[]>(sql).pluck(plucked);
    own.set(key, known);
    return known;
  };
  return {
    rows: <Row>(sql: string, ...values: Value[]) => statement(sql, false).all(...values) as Row[],
    row: <Row>(sql: string, ...values: Value[]) => (statement(sql, false).get(...values) as Row | undefined) ?? null,
    value: <T>(sql: string, ...values: Value[]) => (statement(sql, true).get(...values) as T | undefined) ?? null,
    values: <T>(sql: string, ...values: Value[]) => statement(sql, true).all(...values) as T[],
  };
}
