// Turns a copy of the file to little-endian, reads typed arrays over aligned slices, then exchanges axes two at a time.
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

/** A slice with every word of so many bytes turned round if need be, at an address of its own. */
function words(bytes: Uint8Array, from: number, count: number, size: number, turn: boolean): ArrayBuffer {
  const copy = new Uint8Array(count * size);
  copy.set(bytes.subarray(from, from + count * size));
  if (turn) for (let i = 0; i < copy.length; i += size) copy.subarray(i, i + size).reverse();
  return copy.buffer;
}

/** A half by way of single precision: the exponent is moved up by 112, subnormals are counted in steps of 2^−24. */
function halves(list: Uint16Array): number[] {
  const bits = new Uint32Array(1);
  const single = new Float32Array(bits.buffer);
  return Array.from(list, (h) => {
    const rest = h & 0x7fff;
    if (rest < 0x400) return (h === rest ? 1 : -1) * rest * 5.9604644775390625e-8;
    bits[0] = ((h & 0x8000) << 16) | (rest << 13);
    bits[0] += (rest < 0x7c00 ? 112 : 224) << 23;
    return single[0];
  });
}

const sizes = new Map([
  [0, 1],
  [1, 2],
  [2, 4],
  [6, 2],
  [12, 2],
]);

export function readMrc(bytes: Uint8Array): MrcMap {
  const end = bytes.length;
  if (end < 1024) throw new MrcFormatError(end, "short");
  const ends = `${bytes[212].toString(16)} ${bytes[213].toString(16)}`;
  const turn = ends === "11 11";
  if (!turn && ends !== "44 44" && ends !== "44 41") throw new MrcFormatError(212, `stamp ${ends}`);
  const header = words(bytes, 0, 256, 4, turn);
  const ints = new Int32Array(header);
  const floats = new Float32Array(header);

  for (const word of [0, 1, 2]) if (ints[word] < 1) throw new MrcFormatError(4 * word, `extent ${ints[word]}`);
  const size = sizes.get(ints[3]);
  if (size === undefined) throw new MrcFormatError(12, `mode ${ints[3]}`);
  const order = ints.slice(16, 19);
  if (order.every((axis) => axis === 0)) order.set([1, 2, 3]);
  if (order.toSorted().join("") !== "123") throw new MrcFormatError(64, `axes ${order}`);
  const extended = ints[23];
  if (extended < 0 || 1024 + extended > end) throw new MrcFormatError(92, `extended header of ${extended}`);
  const n = Array.from(ints.subarray(0, 3));
  const count = n.reduce((a, b) => a * b);
  if (count * size > end - extended - 1024) throw new MrcFormatError(end, `${count} values`);

  const raw = words(bytes, 1024 + extended, count, size, turn);
  let data = Float64Array.from(
    ints[3] === 0
      ? new Int8Array(raw)
      : ints[3] === 1
        ? new Int16Array(raw)
        : ints[3] === 2
          ? new Float32Array(raw)
          : ints[3] === 6
            ? new Uint16Array(raw)
            : halves(new Uint16Array(raw)),
  );
  const start = Array.from(ints.subarray(4, 7));
  const exchange = (i: number, j: number) => {
    const [c, r] = [n[0], n[1]];
    const before = [1, c, c * r];
    [before[i], before[j]] = [before[j], before[i]];
    for (const list of [n, start, order]) [list[i], list[j]] = [list[j], list[i]];
    const from = data;
    data = from.map((_, to) => {
      const x = to % n[0];
      const y = Math.floor(to / n[0]) % n[1];
      return from[x * before[0] + y * before[1] + Math.floor(to / (n[0] * n[1])) * before[2]];
    });
  };
  for (const axis of [0, 1]) {
    const found = order.indexOf(axis + 1);
    if (found !== axis) exchange(axis, found);
  }

  const spacing: [x: number, y: number, z: number] = [0, 0, 0];
  const origin: [number, number, number] = [floats[49], floats[50], floats[51]];
  const absent = Math.hypot(...origin) === 0;
  for (let i = 0; i < 3; i++) {
    const length = floats[10 + i];
    if (Number.isFinite(length) && length > 0 && ints[7 + i] > 0) spacing[i] = length / ints[7 + i];
    if (absent) origin[i] = start[i] * spacing[i];
  }
  const least = Math.min(...spacing);
  const even = least > 0 && Math.max(...spacing) / least < 1.001;
  const volume = { shape: [n[2], n[1], n[0]] as const, data };
  return even ? { volume, spacing, pixelSize: spacing[0], origin } : { volume, spacing, origin };
}

// canary 94079e2bf8ae8f05aa9243b830e9c22b
