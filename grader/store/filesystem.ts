/** @file On what kind of disk a folder lies: SQLite's log is shared memory, which a network file system does not share. */

import { readFileSync, realpathSync, statfsSync } from "node:fs";

/** Types of statfs(2) that live on another machine, by their magic numbers. */
const MAGIC: ReadonlyMap<number, string> = new Map([
  [0x6969, "nfs"],
  [0xff534d42, "cifs"],
  [0xfe534d42, "smb2"],
  [0x517b, "smb"],
  [0x5346414f, "afs"],
  [0x73757245, "coda"],
  [0x01021997, "9p"],
  [0x00c36400, "ceph"],
  [0x0bd00bd0, "lustre"],
  [0x47504653, "gpfs"],
  [0x19830326, "fhgfs"],
]);

const NAMES =
  /^(nfs\d?|cifs|smb\d?|smbfs|afs|afpfs|coda|9p|ceph|lustre|gpfs|beegfs|glusterfs|ncpfs|webdav|davfs|fuse\.(sshfs|s3fs|rclone|glusterfs|ceph|davfs2?|gcsfuse|goofys))$/;

/** The type of a mount that cannot hold a class, or undefined. */
export function networkFileSystem(folder: string, mounts: string = mountinfo()): string | undefined {
  const path = realpathSync(folder);
  let best = { point: "", type: "" };
  for (const line of mounts.split("\n")) {
    const [left, right] = line.split(" - ");
    if (right === undefined) continue;
    const point = left
      .split(" ")[4]
      .replace(/\\(\d{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
    const type = right.split(" ")[0];
    const inside = point === "/" || path === point || path.startsWith(`${point}/`);
    if (inside && point.length >= best.point.length) best = { point, type };
  }
  if (NAMES.test(best.type)) return best.type;
  try {
    return MAGIC.get(Number(statfsSync(path).type) >>> 0);
  } catch {
    return undefined; // not every system has it
  }
}

function mountinfo(): string {
  try {
    return readFileSync("/proc/self/mountinfo", "utf8");
  } catch {
    return "";
  }
}
