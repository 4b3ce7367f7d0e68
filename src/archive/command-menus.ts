import type { Db } from "./database.ts";

/** Which commands Telegram's menu was last given, by scope, as a hash of them. */
export interface CommandMenus {
  /** Null where the scope has no commands of its own. */
  hash(scope: string): string | null;
  /** Null: the scope has no commands of its own any more. */
  remember(scope: string, hash: string | null): void;
}

export function createCommandMenus(db: Db): CommandMenus {
  const select = db.prepare<[string], { hash: string }>("SELECT hash FROM command_menu WHERE scope = ?");
  const save = db.prepare(
    "INSERT INTO command_menu (scope, hash) VALUES (?, ?) ON CONFLICT (scope) DO UPDATE SET hash = excluded.hash",
  );
  const remove = db.prepare("DELETE FROM command_menu WHERE scope = ?");
  return {
    hash: (scope) => select.get(scope)?.hash ?? null,
    remember: (scope, hash) => {
      if (hash === null) remove.run(scope);
      else save.run(scope, hash);
    },
  };
}
