import { join } from "node:path";
import { databaseTrouble, lockDatabase } from "../src/archive/database.ts";

/**
 * Makes this process the only playground in a folder, until `release` or its end. Throws a sentence when another one
 * lives there.
 */
export function lockFolder(folder: string): () => void {
  try {
    return lockDatabase(join(folder, "world"));
  } catch (error) {
    if (databaseTrouble(error) !== "locked") throw error;
    throw new Error(`Another playground uses the folder ${folder}. Stop that one first.`);
  }
}
