/** @file Zips by hand, honest and not: every field can be told to lie. */

import { crc32, deflateRawSync } from "node:zlib";

/** An entry; what is left out is honest. */
export interface Entry {
  readonly name: string;
  readonly data?: string | Uint8Array;
  /** local clock, as zips keep it */
  readonly time?: readonly [year: number, month: number, day: number, hour: number, minute: number, second: number];
  /** the instant as well, seconds since 1970 */
  readonly unix?: number;
  /** claimed size */
  readonly size?: number;
  /** mode of Unix, with the kind of file */
  readonly mode?: number;
  readonly encrypted?: boolean;
}

const table = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

/** The check sum that zips carry; Node 20.19 has it only in later releases. */
function sum(data: Uint8Array): number {
  if (typeof crc32 === "function") return crc32(data);
  let c = 0xffffffff;
  for (const byte of data) c = table[(c ^ byte) & 0xff] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/** The bytes of a zip. */
export function zipOf(entries: readonly Entry[], claimedCount: number = entries.length): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, data = "", time = [2026, 11, 30, 12, 0, 0], unix, size, mode = 0o100644, encrypted } of entries) {
    const bytes = Buffer.from(data);
    const packed = deflateRawSync(bytes);
    const path = Buffer.from(name, "utf8");
    const [year, month, day, hour, minute, second] = time;
    const extra = Buffer.alloc(unix === undefined ? 0 : 9);
    if (unix !== undefined) {
      extra.writeUInt16LE(0x5455, 0);
      extra.writeUInt16LE(5, 2);
      extra[4] = 1;
      extra.writeInt32LE(unix, 5);
    }
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800 | (encrypted ? 1 : 0), 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE((hour << 11) | (minute << 5) | (second >> 1), 6);
    common.writeUInt16LE(((year - 1980) << 9) | (month << 5) | day, 8);
    common.writeUInt32LE(sum(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(size ?? bytes.length, 18);
    common.writeUInt16LE(path.length, 22);
    common.writeUInt16LE(extra.length, 24);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, path, extra, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((mode << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from("PK\x01\x02"), Buffer.from([20, 3]), common, rest, path, extra]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(claimedCount, 8);
  end.writeUInt16LE(claimedCount, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
