import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";

/** A disk of its own of so many megabytes, where this machine lets one be made; else null. */
export function smallDisk(t: TestContext, megabytes: number): string | null {
  const disk = mkdtempSync(join(tmpdir(), "paperboy-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", disk], { stdio: "ignore" });
  } catch {
    rmdirSync(disk);
    return null;
  }
  t.after(() => {
    execFileSync("umount", ["-l", disk]);
    rmdirSync(disk);
  });
  return disk;
}

/** Writes to a file until the disk is full. */
export function fill(path: string): void {
  const block = Buffer.alloc(4_096, 1);
  for (;;) {
    try {
      appendFileSync(path, block);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOSPC") return;
      throw error;
    }
  }
}
