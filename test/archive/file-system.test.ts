import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { networkFileSystem } from "../../src/archive/file-system.ts";

const FUSE = 0x65735546;
const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
test.after(() => rmSync(folder, { recursive: true, force: true }));

const mounts = (type: string) =>
  [
    "22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw",
    "23 22 0:21 / /proc rw,nosuid shared:2 - proc proc rw",
    `40 22 0:44 / ${folder} rw,nosuid shared:9 - ${type} somewhere rw,user_id=0`,
    "",
  ].join("\n");

test("a disk of this machine is none", () => {
  assert.equal(networkFileSystem(folder), null);
  assert.equal(networkFileSystem(folder, { type: () => 0xef53, mounts: () => "" }), null);
});

test("network file systems are known by their numbers, signed or not", () => {
  for (const [type, name] of [
    [0x6969, "nfs"],
    [0xff534d42, "cifs"],
    [0xff534d42 | 0, "cifs"],
    [0xfe534d42, "smb2"],
    [0x517b, "smb"],
    [0x01021997, "9p"],
    [0x00c36400, "ceph"],
    [0x5346414f, "afs"],
  ] as const) {
    assert.equal(networkFileSystem(folder, { type: () => type, mounts: () => "" }), name);
  }
});

test("of what FUSE carries, those on other machines are known by the mount", () => {
  for (const name of ["fuse.sshfs", "fuse.rclone", "fuse.s3fs", "fuse.gcsfuse", "fuse.glusterfs"]) {
    assert.equal(networkFileSystem(folder, { type: () => FUSE, mounts: () => mounts(name) }), name);
  }
  for (const name of ["fuseblk", "fuse.mergerfs", "virtiofs", "fuse.grpcfuse"]) {
    assert.equal(networkFileSystem(folder, { type: () => FUSE, mounts: () => mounts(name) }), null);
  }
});

test("of mounts above each other, the nearest and the last one counts", () => {
  const both = `${mounts("fuse.sshfs")}41 40 0:45 / ${folder} rw - fuse.mergerfs pool rw\n`;
  assert.equal(networkFileSystem(folder, { type: () => FUSE, mounts: () => both }), null);
  const beside = mounts("ext4").replace(`${folder} rw`, `${folder}x rw`).replace("ext4 /dev", "fuse.sshfs /dev");
  assert.equal(networkFileSystem(folder, { type: () => FUSE, mounts: () => beside }), "fuse.sshfs");
});

test("a folder with a space is found in the mounts", () => {
  const spaced = mkdtempSync(join(folder, "a b"));
  const text = `40 22 0:44 / ${spaced.replaceAll(" ", "\\040")} rw - fuse.sshfs host rw\n`;
  assert.equal(networkFileSystem(spaced, { type: () => FUSE, mounts: () => text }), "fuse.sshfs");
});
