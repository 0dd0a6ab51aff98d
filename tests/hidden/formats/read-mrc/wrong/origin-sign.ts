// Puts the origin at −nstart · spacing.
import type { Volume } from "@cryolab/lib";

/** A file that cannot be read as MRC. */
export class MrcFormatError extends Error {
  override readonly name: string = "MrcFormatError";
  /** where the fault shows, bytes from the start of the file */
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/** A map and where it lies; lists are (x, y, z), in Å. */
export interface MrcMap {
  readonly volume: Volume;
  readonly spacing: [x: number, y: number, z: number];
  readonly pixelSize?: number;
  readonly origin: [x: number, y: number, z: number];
}

/** (1 + f/1024) 2^(e − 15), or f/1024 · 2^−14 where e is 0. */
function half(word: number): number {
  const sign = word >= 32768 ? -1 : 1;
  const e = Math.floor(word / 1024) % 32;
  const f = (word % 1024) / 1024;
  if (e === 31) return f > 0 ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (e === 0 ? f * 2 ** -14 : (1 + f) * 2 ** (e - 15));
}

interface Kind {
  readonly size: number;
  readonly read: (view: DataView, at: number, little: boolean) => number;
}

const kinds: Readonly<Record<number, Kind>> = {
  0: { size: 1, read: (view, at) => view.getInt8(at) },
  1: { size: 2, read: (view, at, little) => view.getInt16(at, little) },
  2: { size: 4, read: (view, at, little) => view.getFloat32(at, little) },
  6: { size: 2, read: (view, at, little) => view.getUint16(at, little) },
  12: { size: 2, read: (view, at, little) => half(view.getUint16(at, little)) },
};

const xyz = [0, 1, 2];

export function readMrc(bytes: Uint8Array): MrcMap {
  const demand = (holds: boolean, offset: number, what: string) => {
    if (!holds) throw new MrcFormatError(offset, `readMrc: ${what}`);
  };
  demand(bytes.length >= 1024, bytes.length, "no room for a header");
  const stamp = bytes[212] * 256 + bytes[213];
  demand([0x4444, 0x4441, 0x1111].includes(stamp), 212, "unknown machine stamp");
  const little = stamp !== 0x1111;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const int = (at: number) => view.getInt32(at, little);
  const triple = (read: (axis: number) => number): [number, number, number] => [read(0), read(1), read(2)];

  const claimed = triple((i) => int(4 * i));
  for (const i of xyz) demand(claimed[i] >= 1, 4 * i, "an extent below 1");
  const kind = kinds[int(12)];
  demand(kind !== undefined, 12, "unknown mode");
  const map = triple((i) => int(64 + 4 * i));
  const axes = map.join() === "0,0,0" ? [1, 2, 3] : map;
  demand([...axes].sort().join() === "1,2,3", 64, "axes that are no permutation");
  const extended = int(92);
  demand(extended >= 0 && 1024 + extended <= bytes.length, 92, "an extended header that is not there");
  const begin = 1024 + extended;
  const count = claimed[0] * claimed[1] * claimed[2];
  demand(begin + count * kind.size <= bytes.length, bytes.length, "fewer values than claimed");

  // where x, y, z are found in lists of file order, and how far apart their neighbours lie in the file
  const place = triple((axis) => axes.indexOf(axis + 1));
  const [nx, ny, nz] = place.map((p) => claimed[p]);
  const pitch = [1, claimed[0], claimed[0] * claimed[1]];
  const [dx, dy, dz] = place.map((p) => pitch[p] * kind.size);
  const data = new Float64Array(count);
  let i = 0;
  for (let z = 0; z < nz; z++)
    for (let y = 0; y < ny; y++)
      for (let x = 0; x < nx; x++) data[i++] = kind.read(view, begin + z * dz + y * dy + x * dx, little);

  const spacing = triple((axis) => {
    const [length, intervals] = [view.getFloat32(40 + 4 * axis, little), int(28 + 4 * axis)];
    return length > 0 && length < Infinity && intervals > 0 ? length / intervals : 0;
  });
  const stored = triple((axis) => view.getFloat32(196 + 4 * axis, little));
  const origin = stored.some((v) => v !== 0) ? stored : triple((axis) => -int(16 + 4 * place[axis]) * spacing[axis]);
  const [short, , long] = [...spacing].sort((a, b) => a - b);
  const cubic = short > 0 && long <= 1.001 * short;
  return { volume: { shape: [nz, ny, nx], data }, spacing, origin, ...(cubic && { pixelSize: spacing[0] }) };
}

// canary 11bb99f927f97214b6aead3b543f6f49
