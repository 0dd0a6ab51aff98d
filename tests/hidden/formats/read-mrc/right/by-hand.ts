// No DataView: numbers are put together from their bytes, floats from sign, exponent and fraction.
import type { Volume } from "@cryolab/lib";

/** A map and where it lies; lists are (x, y, z), in Å. */
export interface MrcMap {
  readonly volume: Volume;
  readonly spacing: [x: number, y: number, z: number];
  readonly pixelSize?: number;
  readonly origin: [x: number, y: number, z: number];
}

function refuse(offset: number): never {
  throw Object.assign(new Error(`not an MRC file, see byte ${offset}`), { name: "MrcFormatError", offset });
}

export function readMrc(bytes: Uint8Array): MrcMap {
  if (bytes.length < 1024) refuse(bytes.length);
  const [a, b] = bytes.subarray(212, 214);
  if (!(a === 0x44 && (b === 0x44 || b === 0x41)) && !(a === 0x11 && b === 0x11)) refuse(212);

  const natural = (at: number, size: number) => {
    let sum = 0;
    for (let k = 0; k < size; k++) sum = 256 * sum + bytes[a === 0x11 ? at + k : at + size - 1 - k];
    return sum;
  };
  const whole = (at: number, size: number) => {
    const n = natural(at, size);
    return n < 256 ** size / 2 ? n : n - 256 ** size;
  };
  const real = (at: number, size: number) => {
    const [bits, top] = size === 4 ? [23, 255] : [10, 31];
    const n = natural(at, size);
    const unit = 2 ** bits;
    const exponent = Math.floor(n / unit) % (top + 1);
    const fraction = n % unit;
    const minus = n >= 256 ** size / 2 ? -1 : 1;
    if (exponent === top) return fraction === 0 ? minus / 0 : 0 / 0;
    const mantissa = exponent === 0 ? fraction : fraction + unit;
    return minus * mantissa * 2 ** (Math.max(exponent, 1) - (top - 1) / 2 - bits);
  };

  const extents = [whole(0, 4), whole(4, 4), whole(8, 4)];
  const bad = extents.findIndex((n) => n <= 0);
  if (bad >= 0) refuse(4 * bad);
  const mode = whole(12, 4);
  const size = mode === 0 ? 1 : mode === 2 ? 4 : mode === 1 || mode === 6 || mode === 12 ? 2 : refuse(12);
  let axes = [whole(64, 4), whole(68, 4), whole(72, 4)];
  if (axes[0] === 0 && axes[1] === 0 && axes[2] === 0) axes = [1, 2, 3];
  for (const axis of [1, 2, 3]) if (!axes.includes(axis)) refuse(64);
  const extended = whole(92, 4);
  if (extended < 0 || extended > bytes.length - 1024) refuse(92);
  let room = Math.floor((bytes.length - 1024 - extended) / size);
  for (const n of extents) room = Math.floor(room / n);
  if (room < 1) refuse(bytes.length);

  const n = [0, 0, 0];
  const start = [0, 0, 0];
  for (let i = 0; i < 3; i++) {
    n[axes[i] - 1] = extents[i];
    start[axes[i] - 1] = whole(16 + 4 * i, 4);
  }
  const data = new Float64Array(n[0] * n[1] * n[2]);
  const at = [0, 0, 0];
  let from = 1024 + extended;
  for (at[axes[2] - 1] = 0; at[axes[2] - 1] < extents[2]; at[axes[2] - 1]++)
    for (at[axes[1] - 1] = 0; at[axes[1] - 1] < extents[1]; at[axes[1] - 1]++)
      for (at[axes[0] - 1] = 0; at[axes[0] - 1] < extents[0]; at[axes[0] - 1]++) {
        const value = mode === 2 || mode === 12 ? real(from, size) : mode === 6 ? natural(from, 2) : whole(from, size);
        data[(at[2] * n[1] + at[1]) * n[0] + at[0]] = value;
        from += size;
      }

  const step = (i: number) => {
    const cell = real(40 + 4 * i, 4);
    const intervals = whole(28 + 4 * i, 4);
    return intervals <= 0 || !(cell > 0) || cell === 1 / 0 ? 0 : cell / intervals;
  };
  const [sx, sy, sz] = [step(0), step(1), step(2)];
  const stored = [real(196, 4), real(200, 4), real(204, 4)];
  const [ox, oy, oz] = stored.join() === "0,0,0" ? [start[0] * sx, start[1] * sy, start[2] * sz] : stored;
  const map: MrcMap = {
    volume: { shape: [n[2], n[1], n[0]], data },
    spacing: [sx, sy, sz],
    origin: [ox, oy, oz],
  };
  const alike = [sy, sz].every((s) => Math.abs(s - sx) <= 1e-3 * sx) && Math.abs(sy - sz) <= 1e-3 * sx;
  return sx > 0 && alike ? { ...map, pixelSize: sx } : map;
}

// canary bb963a16f577637aa38d4baaa287677e
