import { readFileSync, realpathSync, statfsSync } from "node:fs";

/**
 * The `f_type` of file systems whose files are on another machine, where neither SQLite's locks nor the shared memory
 * of its WAL hold. https://man7.org/linux/man-pages/man2/statfs.2.html, https://sqlite.org/wal.html
 */
const NETWORK: ReadonlyMap<number, string> = new Map([
  [0x6969, "nfs"],
  [0x517b, "smb"],
  [0xff534d42, "cifs"],
  [0xfe534d42, "smb2"],
  [0x01021997, "9p"],
  [0x5346414f, "afs"],
  [0x6b414653, "afs"],
  [0x73757245, "coda"],
  [0x564c, "ncp"],
  [0x00c36400, "ceph"],
  [0x0bd00bd0, "lustre"],
  [0x01161970, "gfs2"],
  [0x7461636f, "ocfs2"],
]);
const FUSE = 0x65735546;
/** Of what FUSE carries, the local ones (ntfs-3g, mergerfs, a virtual machine's shares) have locks that hold. */
const NETWORK_BY_FUSE =
  /^fuse\.(sshfs|rclone|s3fs|s3ql|gcsfuse|goofys|mount-s3|geesefs|glusterfs|ceph-fuse|curlftpfs|davfs|davfs2|smbnetfs|juicefs|gvfsd-fuse|cephfs|seaweedfs|weed|moosefs|mfs|onedriver|google-drive-ocamlfuse)$/;

export interface FileSystems {
  /** Linux's number for the type, as statfs tells it. */
  readonly type: (folder: string) => number;
  /** The text of /proc/self/mountinfo; empty where there is none. */
  readonly mounts: () => string;
}

const REAL: FileSystems = {
  type: (folder) => (process.platform === "linux" ? statfsSync(folder).type : 0),
  mounts: () => (process.platform === "linux" ? readFileSync("/proc/self/mountinfo", "utf8") : ""),
};

/**
 * The name of the network file system that an existing folder is on; null for a disk of this machine. Only Linux tells;
 * elsewhere it is always null.
 */
export function networkFileSystem(folder: string, systems: FileSystems = REAL): string | null {
  // The number is signed on some machines.
  const type = systems.type(folder) >>> 0;
  if (type !== FUSE) return NETWORK.get(type) ?? null;
  const name = mountOf(realpathSync(folder), systems.mounts());
  return name !== null && NETWORK_BY_FUSE.test(name) ? name : null;
}

/** The type of the mount that holds the folder. https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html */
function mountOf(folder: string, mounts: string): string | null {
  let best: { readonly point: string; readonly type: string } | null = null;
  for (const line of mounts.split("\n")) {
    const [left = "", right = ""] = line.split(" - ");
    const point = left
      .split(" ")[4]
      ?.replaceAll(/\\(\d{3})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 8)));
    const type = right.split(" ")[0];
    if (point === undefined || type === undefined || type === "") continue;
    const holds = point === "/" || folder === point || folder.startsWith(`${point}/`);
    // Of mounts on one point, the last one is on top.
    if (holds && point.length >= (best?.point.length ?? 0)) best = { point, type };
  }
  return best?.type ?? null;
}
