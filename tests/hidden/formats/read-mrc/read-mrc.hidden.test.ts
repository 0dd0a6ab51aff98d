import { draws, expectClose, expectRejects, expectUntouched, submission } from "@cryolab/grader/testing";
import { type Rng, random } from "@cryolab/lib";
import type * as answer from "./read-mrc.ts";

const { readMrc } = await submission<typeof answer>("formats/read-mrc");

type Three = readonly [number, number, number];

/** A file to be written: what a writer would be told. Lists are (x, y, z), but for `axes`. */
interface Spec {
  readonly n: Three;
  readonly mode: number;
  /** axis of columns, rows, sections */
  readonly axes?: Three;
  /** what stands in the header for the axes */
  readonly axesWords?: Three;
  readonly stamp?: readonly number[];
  readonly start?: Three;
  readonly intervals?: Three;
  readonly cell?: Three;
  readonly origin?: Three;
  readonly extended?: number;
  readonly trailing?: number;
}

interface File {
  readonly bytes: Uint8Array;
  readonly volume: { shape: number[]; data: Float64Array };
}

const below = (n: number, rng: Rng) => Math.floor(n * random.uniform(rng));
const pinned = [0x0001, 0x03ff, 0x0400, 0x3555, 0x7bff, 0x7c00, 0xfc00, 0x7e00, 0x8001, 0xc000, 0x8200, 0x0000];

/** Bits of one value, and the number they stand for: the largest values, the smallest, and what is drawn. */
function drawn(mode: number, i: number, rng: Rng): { bits: number; value: number } {
  if (mode === 2) {
    const value = Math.fround(100 * random.normal(rng));
    return { bits: new Uint32Array(Float32Array.of(value).buffer)[0], value };
  }
  const range = mode === 0 ? 256 : 65536;
  const bits = mode === 12 && i < pinned.length ? pinned[i] : i < 2 ? range / 2 - 1 + i : below(range, rng);
  if (mode === 6) return { bits, value: bits };
  if (mode !== 12) return { bits, value: bits < range / 2 ? bits : bits - range };
  const [e, f] = [(bits >> 10) & 31, bits & 1023];
  const whole = e === 0 ? f : e < 31 ? (1024 + f) * 2 ** (e - 1) : f === 0 ? Infinity : Number.NaN;
  return { bits, value: ((bits & 0x8000 ? -1 : 1) * whole) / 2 ** 24 };
}

/** Writes a whole number byte by byte. */
function put(bytes: Uint8Array, at: number, size: number, bits: number, little: boolean): void {
  for (let k = 0; k < size; k++) bytes[little ? at + k : at + size - 1 - k] = Math.floor(bits / 256 ** k) % 256;
}

const putInt = (bytes: Uint8Array, at: number, value: number, little: boolean) =>
  put(bytes, at, 4, value >>> 0, little);
const putFloat = (bytes: Uint8Array, at: number, value: number, little: boolean) =>
  put(bytes, at, 4, new Uint32Array(Float32Array.of(value).buffer)[0], little);

/** A file and its volume: it starts as noise, so that words which nobody may look at hold anything. */
function file(spec: Spec, rng: Rng): File {
  const { n, mode, axes = [1, 2, 3], axesWords = axes, stamp = [0x44, 0x44], extended = 0, trailing = 0 } = spec;
  const { start = [0, 0, 0], intervals = n, cell = n, origin = [0, 0, 0] } = spec;
  const size = mode === 0 ? 1 : mode === 2 ? 4 : 2;
  const little = stamp[0] === 0x44;
  const count = n[0] * n[1] * n[2];
  const bytes = Uint8Array.from({ length: 1024 + extended + count * size + trailing }, () => below(256, rng));
  const inFile = (list: Three, i: number) => list[axes[i] - 1];
  for (let i = 0; i < 3; i++) {
    putInt(bytes, 4 * i, inFile(n, i), little);
    putInt(bytes, 16 + 4 * i, inFile(start, i), little);
    putInt(bytes, 28 + 4 * i, intervals[i], little);
    putFloat(bytes, 40 + 4 * i, cell[i], little);
    putInt(bytes, 64 + 4 * i, axesWords[i], little);
    putFloat(bytes, 196 + 4 * i, origin[i], little);
  }
  putInt(bytes, 12, mode, little);
  putInt(bytes, 92, extended, little);
  bytes.set(stamp, 212);
  // a writer's view: every voxel of the volume goes to its column, row and section
  const data = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const at = [i % n[0], Math.floor(i / n[0]) % n[1], Math.floor(i / (n[0] * n[1]))];
    const [c, r, s] = axes.map((axis) => at[axis - 1]);
    const { bits, value } = drawn(mode, i, rng);
    data[i] = value;
    put(bytes, 1024 + extended + ((s * inFile(n, 1) + r) * inFile(n, 0) + c) * size, size, bits, little);
  }
  return { bytes, volume: { shape: [n[2], n[1], n[0]], data } };
}

/** The values must be exact: each is a double that the file holds. */
async function expectVolume(spec: Spec, rng: Rng, says: string): Promise<void> {
  const { bytes, volume } = file(spec, rng);
  expectClose(await readMrc(bytes), { volume }, { says });
}

const modes = [0, 1, 2, 6, 12];
const sizes: readonly Three[] = [
  [1, 1, 1],
  [5, 3, 7],
  [6, 10, 1],
  [1, 4, 9],
  [8, 8, 8],
];

describe("formats/read-mrc, hidden", () => {
  it("[2] reads modes 0, 1, 2, 6 and 12 to the last bit, odd and oblong, down to one voxel", async () => {
    const rng = draws("modes");
    for (const mode of modes)
      for (const n of [...sizes, [2 + below(6, rng), 1 + below(7, rng), 3 + below(5, rng)] as const])
        await expectVolume(
          { n, mode },
          rng,
          "Values with the little end first: look at signed and unsigned, at the halves of exponent 0 and 31, at the order of sizes.",
        );
  });

  it("[2] reads either byte order, by two bytes of the stamp and nothing else", async () => {
    const rng = draws("byte order");
    for (const mode of modes)
      for (const stamp of [
        [0x11, 0x11],
        [0x11, 0x11, 0, 0],
        [0x44, 0x41, 0, 0],
        [0x44, 0x44, 0, 0],
      ]) {
        const spec = { n: [5, 6, 3], mode, stamp, cell: [10, 24, 9], start: [2, -3, 4] } as const;
        const { bytes, volume } = file(spec, rng);
        const due = { volume, spacing: [2, 4, 3], pixelSize: undefined, origin: [4, -12, 12] };
        const says =
          "Big end first or little end first: header and values, by the stamp; the other words are not looked at.";
        expectClose(await expectUntouched(readMrc, bytes), due, { rel: 1e-6, says });
        expectClose(await readMrc(bytes), { volume }, { says });
      }
  });

  it("[2] brings any order of axes to [nz, ny, nx], with its first indices", async () => {
    const rng = draws("axes");
    for (const axes of [
      [1, 2, 3],
      [1, 3, 2],
      [2, 1, 3],
      [2, 3, 1],
      [3, 1, 2],
      [3, 2, 1],
    ] as const)
      for (const n of [
        [3, 4, 5],
        [6, 1, 2],
        [5, 5, 5],
        [1 + below(6, rng), 2 + below(6, rng), 1 + below(6, rng)],
      ] as const) {
        const mode = modes[below(5, rng)];
        const stamp = [
          [0x44, 0x44],
          [0x11, 0x11],
        ][below(2, rng)];
        const spec = { n, mode, axes, stamp, start: [7, -2, 3], intervals: [10, 20, 40], cell: [15, 50, 48] } as const;
        const { bytes, volume } = file(spec, rng);
        const says = "Axes in another order: sizes and first indices are in file order, M and CELLA are not.";
        const found = await readMrc(bytes);
        expectClose(found, { volume }, { says });
        expectClose(found, { spacing: [1.5, 2.5, 1.2], origin: [10.5, -5, 3.6] }, { rel: 1e-6, says });
      }
    const old = { n: [4, 3, 2], mode: 1, axesWords: [0, 0, 0] } as const;
    await expectVolume(old, rng, "Axes 0 0 0 mean 1 2 3.");
  });

  it("[1] finds the values behind an extended header of any length, and stops after the last", async () => {
    const rng = draws("extended");
    for (const extended of [0, 1, 7, 80, 1024, 1 + below(300, rng)])
      for (const trailing of [0, 1, 513])
        for (const mode of [0, 2, 12]) {
          const stamp = [
            [0x44, 0x44],
            [0x11, 0x11],
          ][below(2, rng)];
          const says = "Values begin at 1024 + NSYMBT, which may be odd; bytes after the last value are ignored.";
          await expectVolume({ n: [3, 5, 2], mode, extended, trailing, stamp }, rng, says);
        }
  });

  it("[1] tells spacing, pixel size and origin", async () => {
    const rng = draws("lengths");
    const s = 1 + Math.round(64 * random.uniform(rng)) / 64;
    const lengths = async (given: Omit<Spec, "n" | "mode">, due: object, says: string) => {
      const { bytes } = file({ n: [2, 3, 4], mode: 0, ...given }, rng);
      expectClose(await readMrc(bytes), due, { rel: 1e-6, says });
    };
    const M = [20, 30, 40] as const;
    const cube = { intervals: M, cell: [20 * s, 30 * s, 40 * s] } as const;
    const same =
      "Spacing is the cell over its intervals, which need not be the extents; three equal ones are the pixel size.";
    await lengths(cube, { spacing: [s, s, s], pixelSize: s, origin: [0, 0, 0] }, same);
    const nearly = { intervals: M, cell: [20 * s, 30 * s * 1.0005, 40 * s] } as const;
    const rule = "pixelSize: three spacings above 0 within 0.1 % of one another, else it is left out.";
    await lengths(nearly, { spacing: [s, s * 1.0005, s], pixelSize: s }, rule);
    for (const f of [
      [1, 1, 1.003],
      [1.003, 1, 1],
      [1, 2, 1],
    ]) {
      const [x, y, z] = f.map((v) => v * s);
      await lengths(
        { intervals: M, cell: [20 * x, 30 * y, 40 * z] },
        { spacing: [x, y, z], pixelSize: undefined },
        rule,
      );
    }
    const none =
      "A spacing is 0 where M or the cell is 0 or negative, or the cell not finite; then there is no pixel size.";
    for (const cell of [0, -20, Infinity, Number.NaN]) {
      const start = [3, 4, 5] as const;
      const due = { spacing: [0, s, s], pixelSize: undefined, origin: [0, 4 * s, 5 * s] };
      await lengths({ intervals: M, cell: [cell, 30 * s, 40 * s], start }, due, none);
      await lengths({ intervals: M, cell: [cell, cell, cell] }, { spacing: [0, 0, 0], pixelSize: undefined }, none);
    }
    for (const m of [0, -40])
      await lengths({ ...cube, intervals: [20, 30, m] }, { spacing: [s, s, 0], pixelSize: undefined }, none);
    await lengths({ ...cube, intervals: [0, 0, 0] }, { spacing: [0, 0, 0], pixelSize: undefined }, none);

    const start = [1 + below(50, rng), -1 - below(50, rng), 60] as const;
    const where = "Origin is ORIGIN if any of its words is not 0, else +NSTART times the spacing along each axis.";
    await lengths({ ...cube, start }, { origin: start.map((v) => v * s) }, where);
    for (const origin of [
      [12.5, -40.25, 33],
      [0, 0, -25.5],
      [0, 18.75, 0],
      [-11, 0, 0],
    ] as const)
      await lengths({ ...cube, start, origin }, { origin: [...origin] }, where);
  });

  it("[2] refuses files that lie, and says at which byte", async () => {
    const rng = draws("lies");
    const refuses = async (bytes: Uint8Array, offset: number, says: string) =>
      expectRejects(readMrc, [bytes], { name: "MrcFormatError", offset, says });
    /** A sound file with other words in its header; the data are 24 int16. */
    const forged = (words: Readonly<Record<number, number>>, stamp: readonly number[], cut = 0) => {
      const { bytes } = file({ n: [4, 3, 2], mode: 1, stamp }, rng);
      for (const [at, value] of Object.entries(words)) putInt(bytes, Number(at), value, stamp[0] === 0x44);
      return bytes.subarray(0, bytes.length - cut);
    };
    const short = "Fewer than 1024 bytes: the fault shows at the end of the file.";
    const { bytes: sound } = file({ n: [4, 3, 2], mode: 1 }, rng);
    for (const length of [0, 1, 213, 1023, below(1024, rng)]) await refuses(sound.subarray(0, length), length, short);

    const stamps = "Any stamp but 44 44, 44 41 and 11 11 is an error at 212, before all others.";
    for (const [a, b] of [
      [0, 0],
      [0x44, 0],
      [0x44, 0x11],
      [0x11, 0x44],
      [0x11, 0],
      [0x41, 0x44],
    ]) {
      const bytes = Uint8Array.from(sound);
      bytes.set([a, b], 212);
      await refuses(bytes, 212, stamps);
      bytes.fill(0, 0, 16);
      await refuses(bytes, 212, stamps);
    }

    const max = 2147483647;
    for (const stamp of [
      [0x44, 0x44],
      [0x11, 0x11],
    ]) {
      const lie = (words: Readonly<Record<number, number>>, offset: number, says: string, cut = 0) =>
        refuses(forged(words, stamp, cut), offset, says);
      const extent = "NX, NY and NZ below 1 are errors at 0, 4 and 8: the first that is wrong, before the mode.";
      for (const at of [0, 4, 8]) for (const value of [0, -1, -max - 1]) await lie({ [at]: value }, at, extent);
      await lie({ 0: -4, 4: -3 }, 0, extent);
      await lie({ 4: -3, 8: -2, 12: 3 }, 4, extent);
      const mode = "A mode that is not in the table is an error at 12, before the axes.";
      for (const value of [3, 4, 5, 7, 101, -1, 16, max]) await lie({ 12: value }, 12, mode);
      await lie({ 12: 3, 64: 9, 92: -1 }, 12, mode);
      const axes =
        "Axes that are no permutation of 1 2 3, 0 0 0 apart, are an error at 64, before the extended header.";
      for (const [c, r, s] of [
        [1, 1, 3],
        [2, 2, 2],
        [1, 1, 4],
        [1, 1, 6],
        [0, 1, 2],
        [1, 2, 4],
        [0, 0, 3],
        [-1, 2, 3],
        [3, 3, 3],
      ])
        await lie({ 64: c, 68: r, 72: s, 92: -1 }, 64, axes);
      const extended = "An extended header below 0, or one that ends beyond the file, is an error at 92.";
      for (const value of [-1, -48, -1024, -max - 1, 49, max]) await lie({ 92: value }, 92, extended);
      const claim =
        "Fewer values than the header claims: an error at the end of the file, with no memory taken for the claim.";
      await lie({}, 1071, claim, 1);
      await lie({}, 1024, claim, 48);
      await lie({ 92: 48 }, 1072, claim);
      await lie({ 92: 1 }, 1072, claim);
      await lie({ 12: 2 }, 1072, claim);
      for (const [c, r, s] of [
        [4, 3, 3],
        [max, max, max],
        [65536, 65536, 1],
        [65536, 65536, 65536],
        [65537, 65536, 32768],
        [1, 1, max],
        [20000, 20000, 10],
      ])
        await lie({ 0: c, 4: r, 8: s }, 1072, claim);
    }
  });
});

// canary 4375257e7cff7b70a6cec8fb4ea12c39
