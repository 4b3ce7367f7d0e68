import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { createMedia } from "../../src/archive/media.ts";
import { createMediaFolder } from "../../src/archive/media-folder.ts";
import { createMediaKeeping, type FileSource, type OpenedFile } from "../../src/archive/media-keeping.ts";
import { openArchive } from "./archive.ts";

const BYTES = Buffer.from("the bytes of a figure, all of them");
const HASH = createHash("sha256").update(BYTES).digest("hex");
const figure = (id: string, size: number | null = BYTES.length) =>
  ({ kind: "photo", fileId: `file-${id}`, fileUniqueId: id, size }) as const;

function scene(t: TestContext, source: (fileId: string, from: number) => OpenedFile, limit = 1_000) {
  const path = mkdtempSync(join(tmpdir(), "paperboy-media-"));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  const archive = openArchive();
  let time = 1_000;
  const media = createMedia(archive.db, () => time);
  const folder = createMediaFolder(path);
  const asked: [string, number][] = [];
  const files: FileSource = {
    open: async (fileId, from) => {
      asked.push([fileId, from]);
      return source(fileId, from);
    },
  };
  let pending: (() => void) | null = null;
  const logged: unknown[] = [];
  const log = (...line: unknown[]) => {
    logged.push(line);
  };
  const begin = () => {
    const keeping = createMediaKeeping({
      media,
      folder,
      files,
      limit: () => limit,
      now: () => time,
      timers: {
        after: (_, run) => {
          pending = run;
          return () => {
            pending = null;
          };
        },
      },
      log: { info: log, error: log },
    });
    keeping.start();
    return keeping;
  };
  const keeping = begin();
  /** Lets the job look once, this much later. */
  const look = async (later = 0) => {
    time += later;
    const run = pending;
    pending = null;
    run?.();
    while (pending === null) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    ...archive,
    path,
    media,
    folder,
    asked,
    logged,
    keeping,
    look,
    /** A new start over the same database and folder, and its first look. */
    restart: async () => {
      begin();
      await look();
      return { asked: [...asked] };
    },
  };
}

async function* some(...chunks: readonly (Uint8Array | Error)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) {
    if (chunk instanceof Error) throw chunk;
    yield chunk;
  }
}

const whole = (from = 0): OpenedFile => ({
  ok: true,
  from,
  size: BYTES.length,
  extension: ".jpg",
  bytes: some(BYTES.subarray(from)),
});

test("the bytes of a published figure are fetched once and kept under their hash", async (t) => {
  const { add, look, media, folder, asked, path } = scene(t, () => whole());
  add("Пост", { figures: [figure("a"), figure("b")] });
  add("Другой", { figures: [figure("a")] });
  await look();
  const kept = media.find("a")?.kept;
  assert.deepEqual(kept, { sha256: HASH, extension: ".jpg" });
  assert.ok(kept);
  assert.deepEqual(readFileSync(folder.pathOf(kept)), BYTES);
  assert.equal(folder.pathOf(kept), join(path, HASH.slice(0, 2), `${HASH}.jpg`));
  assert.deepEqual(media.find("b")?.kept, kept, "the same bytes are kept once");
  assert.deepEqual(readdirSync(join(path, "partial")), []);
  await look(60_000);
  assert.equal(asked.length, 2);
});

test("what breaks off goes on from where it was, after a while that grows", async (t) => {
  let times = 0;
  const { add, look, media, folder, asked, logged } = scene(t, (_, from) => {
    times += 1;
    if (times === 1)
      return { ...whole(), bytes: some(BYTES.subarray(0, 10), new Error("https://x/file/botTOKEN/a")) } as OpenedFile;
    if (times === 2) return { ok: false, code: "late" };
    return whole(from);
  });
  add("Пост", { figures: [figure("a")] });
  await look();
  assert.equal(await folder.begun("a"), 10);
  await look(59_000);
  assert.equal(asked.length, 1);
  await look(1_000);
  await look(60_000);
  assert.equal(asked.length, 2, "the second wait is longer");
  await look(240_000);
  assert.deepEqual(asked, [
    ["file-a", 0],
    ["file-a", 10],
    ["file-a", 10],
  ]);
  assert.equal(media.find("a")?.kept?.sha256, HASH);
  assert.ok(!JSON.stringify(logged).includes("TOKEN"));
});

test("a source that does not go on is read from its beginning", async (t) => {
  let times = 0;
  const { add, look, media } = scene(t, () => {
    times += 1;
    return times === 1 ? ({ ...whole(), bytes: some(BYTES.subarray(0, 10), new Error()) } as OpenedFile) : whole(0);
  });
  add("Пост", { figures: [figure("a")] });
  await look();
  await look(60_000);
  assert.equal(media.find("a")?.kept?.sha256, HASH);
});

test("a file over the limit is kept by its id alone, known beforehand or found out, and taken up when the limit grows", async (t) => {
  const { add, look, media, asked, path } = scene(t, () => ({ ...whole(), size: null }) as OpenedFile, 20);
  add("Пост", { figures: [figure("a", 21), figure("b", null)] });
  await look();
  assert.equal(media.find("a")?.state, "large");
  assert.equal(media.find("b")?.state, "large");
  assert.deepEqual(asked, [["file-b", 0]]);
  assert.deepEqual(readdirSync(join(path, "partial")), []);
  media.takeUp(21);
  assert.equal(media.find("a")?.state, "wanted");
  assert.equal(media.find("b")?.state, "large");
});

test("what Telegram does not give is noted, and not asked for again", async (t) => {
  const { add, look, media, asked } = scene(t, (fileId) => ({
    ok: false,
    code: fileId === "file-a" ? "beyond" : "gone",
  }));
  add("Пост", { figures: [figure("a"), figure("b")] });
  await look();
  assert.deepEqual([media.find("a")?.state, media.find("b")?.state], ["beyond", "gone"]);
  await look(86_400_000);
  assert.equal(asked.length, 2);
});

test("nothing is fetched where nothing is to be kept, and a stop ends it", async (t) => {
  const { add, look, media, asked, keeping, path } = scene(t, () => whole(), 0);
  add("Пост", { figures: [figure("a")] });
  await look();
  assert.equal(media.find("a")?.state, "large");
  assert.deepEqual(asked, []);
  await keeping.stop();
  assert.ok(!existsSync(join(path, "partial")));
});

test("a kept file that is not in the folder at a start, as after a restore elsewhere, is fetched again", async (t) => {
  let given = true;
  const before = scene(t, () => (given ? whole() : { ok: false, code: "gone" }));
  before.add("Пост", { figures: [figure("a"), figure("b")] });
  await before.look();
  const kept = before.media.find("a")?.kept;
  assert.ok(kept);
  const same = await before.restart();
  assert.equal(same.asked.length, 2, "what is there is not fetched again");
  rmSync(before.folder.pathOf(kept));
  const again = await before.restart();
  assert.deepEqual(again.asked.slice(2), [
    ["file-a", 0],
    ["file-b", 0],
  ]);
  assert.ok(before.folder.has(kept));
  assert.equal(before.media.find("a")?.state, "kept");
  rmSync(before.folder.pathOf(kept));
  given = false;
  await before.restart();
  assert.equal(before.media.find("a")?.state, "gone", "what Telegram has no longer is not said to be kept");
});
