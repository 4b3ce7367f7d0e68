import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { createMedia } from "../../src/archive/media.ts";
import { createMediaFolder } from "../../src/archive/media-folder.ts";
import { createFigures } from "../../src/web/figures.ts";
import { openArchive } from "../archive/archive.ts";

const BYTES = Buffer.from(Array.from({ length: 1000 }, (_, i) => i % 256));
const sha256 = createHash("sha256").update(BYTES).digest("hex");
const figure = (id: string, kind: "photo" | "document" = "photo") =>
  ({ kind, fileId: `file-${id}`, fileUniqueId: id, size: BYTES.length }) as const;

function scene(t: TestContext) {
  const path = mkdtempSync(join(tmpdir(), "paperboy-figures-"));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  const archive = openArchive();
  const media = createMedia(archive.db, () => 1_000);
  const folder = createMediaFolder(path);
  const keep = (id: string, extension = ".jpg", hash = sha256) => {
    mkdirSync(join(path, hash.slice(0, 2)), { recursive: true });
    writeFileSync(folder.pathOf({ sha256: hash, extension }), BYTES);
    media.takeUp(1_000_000);
    media.keep(id, { sha256: hash, extension, size: BYTES.length });
  };
  const app = createFigures({ shown: media.isPicture, pathOf: folder.pathOf });
  const ask = (name: string, headers: Record<string, string> = {}, method = "GET") =>
    app.request(`/figure/${name}`, { method, headers });
  return { ...archive, path, keep, ask };
}

test("a published picture is given whole, for ever, to whoever knows its name", async (t) => {
  const { add, keep, ask } = scene(t);
  add("Пост", { figures: [figure("a")] });
  keep("a");
  const answer = await ask(`${sha256}.jpg`);
  assert.equal(answer.status, 200);
  assert.deepEqual(Buffer.from(await answer.arrayBuffer()), BYTES);
  assert.equal(answer.headers.get("content-type"), "image/jpeg");
  assert.equal(answer.headers.get("content-length"), "1000");
  assert.equal(answer.headers.get("cache-control"), "public, max-age=31536000, immutable");
  assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
  const head = await ask(`${sha256}.jpg`, {}, "HEAD");
  assert.deepEqual([head.status, head.headers.get("content-length"), await head.text()], [200, "1000", ""]);
  const known = await ask(`${sha256}.jpg`, { "if-none-match": answer.headers.get("etag") ?? "" });
  assert.deepEqual([known.status, await known.text()], [304, ""]);
});

test("one range of a picture is given, a range beyond it is refused, other ranges give all of it", async (t) => {
  const { add, keep, ask } = scene(t);
  add("Пост", { figures: [figure("a")] });
  keep("a");
  for (const [range, start, end] of [
    ["bytes=0-9", 0, 9],
    ["bytes=990-", 990, 999],
    ["bytes=990-5000", 990, 999],
    ["bytes=-10", 990, 999],
    ["bytes=-5000", 0, 999],
  ] as const) {
    const answer = await ask(`${sha256}.jpg`, { range });
    assert.equal(answer.status, 206, range);
    assert.equal(answer.headers.get("content-range"), `bytes ${start}-${end}/1000`);
    assert.deepEqual(Buffer.from(await answer.arrayBuffer()), BYTES.subarray(start, end + 1));
  }
  for (const range of ["bytes=1000-", "bytes=-0"]) {
    const answer = await ask(`${sha256}.jpg`, { range });
    assert.deepEqual([answer.status, answer.headers.get("content-range")], [416, "bytes */1000"], range);
  }
  for (const range of ["bytes=0-1,5-6", "bytes=9-5", "bytes=-", "rows=1-2", "bytes=a-b"]) {
    assert.equal((await ask(`${sha256}.jpg`, { range })).status, 200, range);
  }
});

test("what is no picture of a post, not kept, or named by a path is not there", async (t) => {
  const { add, keep, ask, path } = scene(t);
  const other = createHash("sha256").update("other").digest("hex");
  add("Пост", { figures: [figure("a"), figure("b", "document")] });
  writeFileSync(join(path, "secret.jpg"), "secret");
  assert.equal((await ask(`${sha256}.jpg`)).status, 404, "not kept yet");
  keep("b", ".png", other);
  assert.equal((await ask(`${other}.png`)).status, 404, "a document");
  keep("a");
  for (const name of [
    `${sha256}.png`,
    `${sha256}.svg`,
    sha256,
    `${sha256.toUpperCase()}.jpg`,
    `${"0".repeat(64)}.jpg`,
    "secret.jpg",
    "..%2fsecret.jpg",
    "%2e%2e/secret.jpg",
    `..%2f${path.slice(1)}%2fsecret.jpg`,
    `${sha256}.jpg%00`,
    `${sha256}.jpg/..`,
  ]) {
    const answer = await ask(name);
    assert.equal(answer.status, 404, name);
    assert.doesNotMatch(await answer.text(), /secret\b.*bytes|paperboy/);
  }
  rmSync(join(path, sha256.slice(0, 2)), { recursive: true });
  assert.equal((await ask(`${sha256}.jpg`)).status, 404, "gone from the disk");
  assert.equal((await ask(`${sha256}.jpg`, {}, "POST")).status, 404);
});
