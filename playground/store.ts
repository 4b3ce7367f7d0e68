import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Snapshot, WorldState } from "./server/state.ts";

/** Milliseconds within which a change is on disk, so that a kill loses no more. */
const DELAY = 150;

/** The playground's state in a folder: world.json and the files of messages beside it. */
export interface Store {
  /** The state of last time; null at the first start. Throws a sentence when it cannot be read. */
  load(): Snapshot | null;
  /** Saves a state that may still change. */
  saveNow(snapshot: Snapshot): void;
  /** Saves what `take` gives, soon. */
  saveSoon(take: () => Snapshot): void;
  /** Saves what waits, now, and marks that nothing was lost. */
  close(take: () => Snapshot): void;
}

export function openStore(folder: string): Store {
  const path = join(folder, "world.json");
  const filesFolder = join(folder, "files");
  mkdirSync(filesFolder, { recursive: true });
  const written = new Set(readdirSync(filesFolder));
  let timer: NodeJS.Timeout | undefined;

  function save({ world, bytes }: Snapshot, clean: boolean): void {
    for (const [id, content] of bytes) {
      if (written.has(id)) continue;
      writeAtomically(join(filesFolder, id), content);
      written.add(id);
    }
    writeAtomically(path, JSON.stringify({ clean, world }));
  }

  return {
    load() {
      const text = readIfThere(path);
      if (text === null) return null;
      const { clean, world } = parse(text, path);
      const bytes = new Map(
        Object.keys(world.files).map((id) => [id, readFileSync(join(filesFolder, id)) as Uint8Array]),
      );
      if (!clean) skipNumbers(world);
      return { world, bytes };
    },
    saveNow(snapshot) {
      save(snapshot, false);
    },
    saveSoon(take) {
      timer ??= setTimeout(() => {
        timer = undefined;
        save(take(), false);
      }, DELAY);
    },
    close(take) {
      clearTimeout(timer);
      save(take(), true);
    },
  };
}

/** After a kill some numbers may have been given out that were not saved; Telegram gives none out twice. */
function skipNumbers(world: WorldState): void {
  world.nextUpdateId += 1000;
  world.nextPrivateMessageId += 20;
  world.nextFileNumber += 1000;
  world.nextQueryNumber += 1000;
  for (const stored of Object.values(world.chats)) stored.nextMessageId += 5;
}

function parse(text: string, path: string): { clean: boolean; world: WorldState } {
  let value: { clean?: boolean; world?: WorldState };
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`${path} cannot be read. Begin anew: npm start -- --fresh`, { cause: error });
  }
  if (value.world?.format !== 1) {
    throw new Error(`${path} is of another version. Begin anew: npm start -- --fresh`);
  }
  return { clean: value.clean === true, world: value.world };
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

function writeAtomically(path: string, content: string | Uint8Array): void {
  const draft = `${path}.new`;
  try {
    writeFileSync(draft, content);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
