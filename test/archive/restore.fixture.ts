// Restores a copy as a process that kills itself before its n-th change of files, `kill -9`, to be found in every state.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const [database = "", file = "", fatal = "0"] = process.argv.slice(2);
let changes = 0;
const counted = ["openSync", "fsyncSync", "renameSync", "linkSync", "copyFileSync", "rmSync"] as const;
for (const name of counted) {
  const real = fs[name] as (...args: unknown[]) => unknown;
  Object.assign(fs, {
    [name]: (...args: unknown[]) => {
      changes += 1;
      if (changes === Number(fatal)) process.kill(process.pid, "SIGKILL");
      return real(...args);
    },
  });
}
syncBuiltinESMExports();
const { restoreDatabase } = await import("../../src/archive/restore.ts");
changes = 0;
await restoreDatabase(database, file, { now: () => Date.UTC(2026, 10, 24, 5) });
