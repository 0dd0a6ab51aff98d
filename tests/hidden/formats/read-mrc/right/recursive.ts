// One recursive walk over sections, rows and columns, with strides of the answer; halves out of a table made beforehand.
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

/** All halves, counted upwards: 1024 steps of one width, then the width doubles. */
function tableOfHalves(): Float64Array {
  const table = new Float64Array(65536).fill(Number.NaN);
  let value = 0;
  let width = 2 ** -24;
  for (let word = 0; word < 0x7c00; word++) {
    table[word] = value;
    table[word + 0x8000] = -value;
    if (word % 1024 === 0 && word >= 2048) width *= 2;
    value = word % 1024 === 0 && word >= 2048 ? table[word] + width : value + width;
  }
  table[0x7c00] = Infinity;
  table[0xfc00] = -Infinity;
  return table;
}

const half = tableOfHalves();

export function readMrc(bytes: Uint8Array): MrcMap {
  const fault = (offset: number) => new MrcFormatError(offset, "this is no map");
  if (bytes.byteLength < 1024) throw fault(bytes.byteLength);
  const view = new DataView(bytes.slice().buffer);
  const ends = view.getUint16(212);
  if (ends !== 17476 && ends !== 17473 && ends !== 4369) throw fault(212);
  const le = ends > 5000;
  const word = (i: number) => view.getInt32(4 * i, le);
  const float = (i: number) => view.getFloat32(4 * i, le);
  for (let i = 0; i < 3; i++) if (word(i) <= 0) throw fault(4 * i);

  let size: number;
  let read: (at: number) => number;
  switch (word(3)) {
    case 0:
      [size, read] = [1, (at) => view.getInt8(at)];
      break;
    case 1:
      [size, read] = [2, (at) => view.getInt16(at, le)];
      break;
    case 2:
      [size, read] = [4, (at) => view.getFloat32(at, le)];
      break;
    case 6:
      [size, read] = [2, (at) => view.getUint16(at, le)];
      break;
    case 12:
      [size, read] = [2, (at) => half[view.getUint16(at, le)]];
      break;
    default:
      throw fault(12);
  }
  const named = [word(16), word(17), word(18)];
  const seen = new Set(named);
  const absent = seen.size === 1 && seen.has(0);
  if (!absent && !(seen.size === 3 && named.every((axis) => axis > 0 && axis < 4))) throw fault(64);
  const axis = absent ? [0, 1, 2] : named.map((a) => a - 1);
  if (word(23) < 0 || word(23) > bytes.byteLength - 1024) throw fault(92);
  let at = 1024 + word(23);
  if (at + word(0) * word(1) * word(2) * size > bytes.byteLength) throw fault(bytes.byteLength);

  const shape: [number, number, number] = [0, 0, 0];
  axis.forEach((a, i) => {
    shape[2 - a] = word(i);
  });
  const stride = [1, shape[2], shape[2] * shape[1]];
  const data = new Float64Array(shape[0] * shape[1] * shape[2]);
  const walk = (level: number, to: number): void => {
    for (let i = 0; i < word(level); i++) {
      const next = to + i * stride[axis[level]];
      if (level > 0) walk(level - 1, next);
      else {
        data[next] = read(at);
        at += size;
      }
    }
  };
  walk(2, 0);

  const each = (f: (a: number) => number): [number, number, number] => [f(0), f(1), f(2)];
  const spacing = each((a) => {
    const s = float(10 + a) / word(7 + a);
    return word(7 + a) > 0 && s > 0 && s !== Infinity ? s : 0;
  });
  let origin = each((a) => float(49 + a));
  if (!origin.some(Boolean)) origin = each((a) => word(4 + axis.indexOf(a)) * spacing[a]);
  const map = { volume: { shape, data }, spacing, origin };
  const [x, y, z] = spacing;
  const near = (p: number, q: number) => Math.abs(p / q - 1) < 0.001;
  return x * y * z > 0 && near(x, y) && near(y, z) && near(x, z) ? { ...map, pixelSize: x } : map;
}

// canary a97ad3df1fbc0a06dda4f18b40d882f9
