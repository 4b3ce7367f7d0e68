import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** What the playground and its bot keep in their folder; whatever else lies there is somebody's. */
const OWN = /^(?:world\.json(?:\.new)?|files|backups|media|paperboy\.db.*)$/;

/** Forgets everything in the folder, so that the demo channel begins anew. The folder must be locked. */
export function forgetAll(folder: string): void {
  for (const name of readdirSync(folder)) if (OWN.test(name)) rmSync(join(folder, name), { recursive: true });
}

/** Throws a sentence where the bot's database is gone, though people still see its channel: it would know nothing. */
export function checkDatabase(database: string): void {
  if (!existsSync(database)) {
    throw new Error(`The playground's database ${database} is gone. Begin anew: npm start -- --fresh`);
  }
}
