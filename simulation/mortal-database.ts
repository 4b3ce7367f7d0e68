import type { Db } from "../src/archive/database.ts";
import type { Life } from "./life.ts";

/**
 * The database as one process sees it. The process may be killed before and after each statement, and before and
 * after each commit; when it is dead, nothing reaches the database any more, and what was not committed is undone.
 */
export function mortalDatabase(db: Db, life: Life): Db {
  const mortal: Partial<Record<keyof Db, unknown>> = {
    prepare: (sql: string) => mortalStatement(db, life, sql),
    transaction: (change: (...args: unknown[]) => unknown) => {
      const begin = (mode: string) =>
        function (this: unknown, ...args: unknown[]) {
          return transact(db, life, mode, () => change.apply(this, args));
        };
      return Object.assign(begin("DEFERRED"), {
        deferred: begin("DEFERRED"),
        immediate: begin("IMMEDIATE"),
        exclusive: begin("EXCLUSIVE"),
      });
    },
  };
  return new Proxy(db, {
    get: (target, key) => {
      if (key in mortal) return mortal[key as keyof Db];
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        life.step(String(key));
        return value.apply(target, args);
      };
    },
  });
}

/** Undoes what a process had not committed when it was killed. */
export function rollBack(db: Db): void {
  if (db.inTransaction) db.exec("ROLLBACK");
}

function transact<T>(db: Db, life: Life, mode: string, change: () => T): T {
  life.look("begin");
  const outer = db.inTransaction;
  db.exec(outer ? "SAVEPOINT inner_one" : `BEGIN ${mode}`);
  try {
    const result = change();
    if (!outer) life.step("before a commit");
    db.exec(outer ? "RELEASE inner_one" : "COMMIT");
    if (!outer) life.step("after a commit");
    return result;
  } catch (error) {
    // Where the process was killed, the transaction is gone already.
    if (db.inTransaction && life.isAlive()) db.exec(outer ? "ROLLBACK TO inner_one; RELEASE inner_one" : "ROLLBACK");
    throw error;
  }
}

type Statement = ReturnType<Db["prepare"]>;

const prepared = new WeakMap<Db, Map<string, Statement>>();

/** Statements are prepared when they are first used, once for all processes: most processes use few. */
function statementOf(db: Db, sql: string, plucked: boolean): Statement {
  const known = prepared.get(db) ?? new Map<string, Statement>();
  prepared.set(db, known);
  const key = `${plucked} ${sql}`;
  const statement = known.get(key) ?? (plucked ? db.prepare(sql).pluck() : db.prepare(sql));
  known.set(key, statement);
  return statement;
}

function mortalStatement(db: Db, life: Life, sql: string): Statement {
  const name = nameOf(sql);
  let plucked = false;
  const acting =
    (method: "run" | "get" | "all") =>
    (...args: unknown[]) => {
      if (name.startsWith("SELECT")) life.look(name);
      else life.step(name);
      const statement = statementOf(db, sql, plucked);
      return (statement[method] as (...args: unknown[]) => unknown).apply(statement, args);
    };
  const mortal = {
    run: acting("run"),
    get: acting("get"),
    all: acting("all"),
    pluck: () => {
      plucked = true;
      return mortal;
    },
  };
  // What else a statement can do, no repository asks of it.
  return mortal as unknown as Statement;
}

const names = new Map<string, string>();

/** "UPDATE publication_message" and the like. Each process prepares the same statements. */
function nameOf(sql: string): string {
  const known = names.get(sql) ?? readName(sql);
  names.set(sql, known);
  return known;
}

function readName(sql: string): string {
  const [, verb = "?"] = /^\s*(\w+)/.exec(sql) ?? [];
  const [, table = ""] = /\b(?:FROM|INTO|UPDATE(?: OR IGNORE)?)\s+(\w+)/.exec(sql) ?? [];
  return `${verb.toUpperCase()} ${table}`.trim();
}
