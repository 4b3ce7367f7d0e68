import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Makes this process the only one in a folder, until `release`. Throws a sentence when another one lives there; what
 * a killed one left behind is taken over.
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, "process");
  const release = (): void => rmSync(path, { force: true });
  try {
    writeFileSync(path, String(process.pid), { flag: "wx" });
    return release;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const other = Number(readFileSync(path, "utf8"));
  if (other !== process.pid && isAlive(other)) {
    throw new Error(
      `Another playground (process ${other}) uses the folder ${folder}. Stop it, or give another --folder.`,
    );
  }
  writeFileSync(path, String(process.pid));
  return release;
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
