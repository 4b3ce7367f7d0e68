import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(import.meta.dirname, "..", "..", "..", "shared", "data", "identifiers");

/** The cases of a file of shared vectors, or the reason why a test of them is skipped. */
export function vectors<T>(file: string): { readonly cases: readonly T[]; readonly skip: string | false } {
  const path = join(FOLDER, file);
  if (!existsSync(path)) return { cases: [], skip: `${path} is not there` };
  return { cases: JSON.parse(readFileSync(path, "utf8")).cases, skip: false };
}
