import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { formats, random } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { seeded } from "../../support/draw.ts";
import { damaged, golden, goodFile, gzipped, numbers, unpacked } from "./golden.ts";

const { MrcFormatError, readMrc } = formats;

/** The error of a read, or undefined. */
function errorOf(bytes: Uint8Array): InstanceType<typeof MrcFormatError> | undefined {
  try {
    readMrc(bytes);
    return undefined;
  } catch (error) {
    expect(error, String(error)).to.be.instanceOf(MrcFormatError);
    return error as InstanceType<typeof MrcFormatError>;
  }
}

/** A file with 32-bit words changed, little endian. */
function patched(bytes: Uint8Array, offset: number, ...words: number[]): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const view = new DataView(copy.buffer);
  for (let i = 0; i < words.length; i++) view.setInt32(offset + 4 * i, words[i], true);
  return copy;
}

/** A file with 32-bit floats changed, little endian. */
function patchedFloat(bytes: Uint8Array, offset: number, ...words: number[]): Uint8Array {
  const bits = new Int32Array(Float32Array.from(words).buffer);
  return patched(bytes, offset, ...bits);
}

describe("readMrc", () => {
  for (const good of golden.good)
    it(`reads what NumPy reads: ${good.name}`, () => {
      const { volume, header } = readMrc(unpacked(good.file));
      expect(volume.shape).to.deep.equal(good.shape);
      expect(volume.data).to.be.instanceOf(Float64Array);
      expect(Array.from(volume.data)).to.deep.equal(numbers(good.data));
      const { min, max, mean, rms } = header.statistics;
      expect([min, max, mean, rms]).to.deep.equal(numbers(good.statistics));
      expect(header.labels).to.deep.equal(["Written by mrcfile for Cryolab"]);
    });

  it("reads gzip as the file itself, and a view at an odd address as well", () => {
    for (const { file } of golden.good) {
      const bytes = unpacked(file);
      const expected = readMrc(bytes);
      expect(readMrc(gzipped(file))).to.deep.equal(expected);
      const room = new Uint8Array(bytes.length + 3);
      room.set(bytes, 3);
      expect(readMrc(room.subarray(3))).to.deep.equal(expected);
      expect(readMrc(Buffer.from(room.buffer, 3))).to.deep.equal(expected);
    }
  });

  it("reads a path, gzipped or not, and names it in an error", async () => {
    const folder = await mkdtemp(join(tmpdir(), "mrc-"));
    try {
      const bytes = goodFile("mode 1, big endian");
      writeFileSync(join(folder, "a.map"), bytes);
      writeFileSync(join(folder, "a.map.gz"), gzipSync(bytes));
      writeFileSync(join(folder, "short.mrc"), bytes.subarray(0, 512));
      expect(readMrc(join(folder, "a.map"))).to.deep.equal(readMrc(bytes));
      expect(readMrc(join(folder, "a.map.gz"))).to.deep.equal(readMrc(bytes));
      const short = join(folder, "short.mrc");
      expect(() => readMrc(short)).to.throw(
        MrcFormatError,
        `readMrc: expected at least 1024 header bytes, got 512 (${short})`,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("turns EMD-3001's traits: axes 3 1 2, NSTART in file order, three spacings and so no pixel size", () => {
    const { volume, spacing, origin, header, ...rest } = readMrc(
      goodFile("axes 3 1 2, big endian, extended header, three spacings, as EMD-3001"),
    );
    expect(rest).to.deep.equal({});
    // file: 4 columns along z, 2 rows along x, 3 sections along y
    expect(volume.shape).to.deep.equal([4, 3, 2]);
    expectClose(spacing, [0.44825, 0.3925, 0.45875], 1e-6);
    expect(header.axes).to.deep.equal([3, 1, 2]);
    expect(header.start).to.deep.equal([-21, -12, 0]);
    expectClose(origin, [-21 * 0.44825, -12 * 0.3925, 0], 1e-5);
    expect(header.byteOrder).to.equal("big");
    expect(header.extended.bytes.length).to.equal(160);
    expect(String.fromCharCode(...header.extended.bytes.subarray(0, 5))).to.equal("x,y,z");
  });

  it("turns EMD-3197's traits: the origin is NSTART times the spacing, with its sign, where ORIGIN is 0", () => {
    const { pixelSize, origin } = readMrc(goodFile("nstart and no origin, as EMD-3197"));
    expectClose([pixelSize!], [11.4], 1e-6);
    expectClose(origin, [-22.8, 0, 0], 1e-5);
    expect(readMrc(goodFile("origin words win over nstart")).origin).to.deep.equal([0, -5.5, 0]);
  });

  it("turns the 70S map's traits: a cell of 0 gives spacing 0 and no pixelSize at all", () => {
    const map = readMrc(goodFile("no cell, as the 70S map"));
    expect(map.spacing).to.deep.equal([0, 0, 0]);
    expect(map.origin).to.deep.equal([0, 0, 0]);
    expect("pixelSize" in map).to.equal(false);
  });

  it("has a pixel size only where the three spacings agree within 0.1 %", () => {
    expectClose([readMrc(goodFile("spacings apart by 0.05 %")).pixelSize!], [2], 1e-6);
    expect("pixelSize" in readMrc(goodFile("spacings apart by 0.2 %"))).to.equal(false);
    expect(readMrc(goodFile("a stack of images")).pixelSize).to.equal(2.5);
  });

  it("reads spacing 0 from intervals and cells that are 0, negative, infinite or NaN", () => {
    const bytes = goodFile("mode 2, little endian");
    for (const m of [0, -1, -2147483648]) expect(readMrc(patched(bytes, 28, m)).spacing).to.deep.equal([0, 2.5, 2.5]);
    for (const cell of [0, -1, Number.POSITIVE_INFINITY, Number.NaN]) {
      const map = readMrc(patchedFloat(bytes, 44, cell));
      expect(map.spacing).to.deep.equal([2.5, 0, 2.5]);
      expect("pixelSize" in map).to.equal(false);
    }
  });

  it("does not look at MAP, ISPG and NVERSION, takes axes 0 0 0 for 1 2 3, and ignores bytes after the data", () => {
    const bytes = goodFile("mode 6, little endian");
    const { volume } = readMrc(bytes);
    for (const other of [
      patched(bytes, 208, 0),
      patched(bytes, 88, 630),
      patched(bytes, 108, -7),
      patched(bytes, 64, 0, 0, 0),
      Uint8Array.from([...bytes, 1, 2, 3]),
    ])
      expect(readMrc(other).volume).to.deep.equal(volume);
    expect(readMrc(gzipSync(Uint8Array.from([...bytes, 1, 2, 3]))).volume).to.deep.equal(volume);
  });

  it("shares no memory with the file and leaves it as it was", () => {
    const bytes = goodFile("axes 3 1 2, big endian, extended header, three spacings, as EMD-3001");
    const before = Uint8Array.from(bytes);
    const map = readMrc(bytes);
    map.volume.data.fill(7);
    map.header.extended.bytes.fill(7);
    expect(bytes).to.deep.equal(before);
  });

  it("refuses what is neither bytes nor a path", () => {
    for (const source of [undefined, 5, [1, 2], new Float64Array(300), new ArrayBuffer(2000)])
      expect(() => readMrc(source as never)).to.throw(TypeError, "readMrc: source must be a Uint8Array or a path, got");
    expect(() => readMrc("/no/such/file.mrc")).to.throw("ENOENT");
  });
});

describe("MrcFormatError", () => {
  it("is an Error with a name and a byte offset", () => {
    const error = errorOf(new Uint8Array(3))!;
    expect(error).to.be.instanceOf(Error);
    expect(error.name).to.equal("MrcFormatError");
    expect(error.offset).to.equal(3);
    expect(error.message).to.equal("readMrc: expected at least 1024 header bytes, got 3");
  });

  it("comes at least for 40 broken files", () => {
    expect(golden.broken.filter(({ offset }) => offset !== null).length).to.be.greaterThan(40);
  });

  for (const broken of golden.broken)
    it(`${broken.offset === null ? "does not come for" : `has offset ${broken.offset} for`} ${broken.name}`, () => {
      const error = errorOf(damaged(broken));
      expect(error?.offset ?? null, error?.message).to.equal(broken.offset);
    });

  it("says what must hold and what the file has", () => {
    const bytes = goodFile("mode 2, little endian");
    const messages: [Uint8Array, string][] = [
      [patched(bytes, 212, 0), "machine stamp must be 44 44, 44 41 (little endian) or 11 11 (big endian), got 00 00"],
      [patched(bytes, 4, -3), "NY must be at least 1, got -3"],
      [patched(bytes, 12, 4), "mode must be 0, 1, 2, 6 or 12, got 4, complex 32-bit floats"],
      [patched(bytes, 12, 77), "mode must be 0, 1, 2, 6 or 12, got 77"],
      [patched(bytes, 64, 1, 1, 2), "MAPC MAPR MAPS must be 1 2 3 in some order, got 1 1 2"],
      [patched(bytes, 92, -1), "NSYMBT must not be negative, got -1"],
      [patched(bytes, 92, 9999), "the extended header must end within the file of 1120 bytes, got NSYMBT = 9999"],
      [patched(bytes, 0, 65536, 65536, 64), "65536 x 65536 x 64 voxels of mode 2 take 1099511627776 bytes, got 96"],
    ];
    for (const [file, message] of messages) expect(errorOf(file)!.message).to.equal(`readMrc: ${message}`);
  });

  it("comes for gzip that is cut, damaged, or inflates to more than its header claims", () => {
    const bytes = goodFile("mode 2, little endian");
    const gz = Uint8Array.from(gzipSync(bytes));
    const cut = errorOf(gz.subarray(0, gz.length - 40))!;
    expect(cut.message).to.match(/^readMrc: (4 x 2 x 3 voxels of mode 2 take 96 bytes|expected at least 1024)/);
    expect(cut.offset).to.be.lessThan(1120);
    const bent = Uint8Array.from(gz);
    bent[gz.length - 6] ^= 1; // the check sum
    expect(errorOf(bent)).to.include({
      offset: 0,
      message: "readMrc: the gzip stream is damaged (incorrect data check)",
    });
    expect(errorOf(gz.subarray(0, 5))!.offset).to.equal(0);
    const bomb = new Uint8Array(40 << 20);
    bomb.set(bytes);
    const error = errorOf(gzipSync(bomb))!;
    expect(error.message).to.include("must inflate to at most 1049696 bytes, what its header claims and 1 MiB more");
    const noHeader = errorOf(gzipSync(new Uint8Array(5 << 20)))!;
    expect(noHeader.offset).to.equal(212);
  });
});

describe("readMrc on 20 000 headers drawn at random", () => {
  it("gives a map or an MrcFormatError, and allocates no more than the file has", () => {
    const rng = seeded("mrc-fuzz");
    const whole = (n: number): number => Math.floor(random.uniform(rng) * n);
    const bases = Object.values(golden.bases).map(unpacked);
    const tempting = [
      0, 1, 2, 3, 4, 6, 12, -1, 255, 1024, 65536, 0x7fffffff, -0x80000000, 0x01000000, 0x7f800000, 0x7fc00000,
    ];
    const places = [0, 4, 8, 12, 28, 40, 64, 68, 72, 92, 196, 212];
    const whole64 = Float64Array;
    let largest = 0;
    // every array that the reader makes goes through this
    const watched = new Proxy(Float64Array, {
      construct(target, [size, ...rest]) {
        if (typeof size === "number") largest = Math.max(largest, size);
        return Reflect.construct(target, [size, ...rest]);
      },
    });
    let read = 0;
    const seen = new Set<number>();
    globalThis.Float64Array = watched;
    try {
      for (let round = 0; round < 20_000; round++) {
        const bytes = Uint8Array.from(bases[whole(bases.length)]);
        const view = new DataView(bytes.buffer);
        if (round % 4 === 0) for (let i = 0; i < 212; i++) bytes[i] = whole(256);
        else
          for (let edits = 1 + whole(4); edits > 0; edits--)
            view.setInt32(places[whole(places.length)], tempting[whole(tempting.length)], whole(2) === 0);
        const file = bytes.subarray(whole(2), whole(8) === 0 ? whole(bytes.length) : bytes.length);
        largest = 0;
        try {
          const { volume } = readMrc(file);
          read++;
          expect(volume.data.length).to.equal(volume.shape[0] * volume.shape[1] * volume.shape[2]);
          expect(volume.data.length).to.be.lessThan(file.length);
        } catch (error) {
          if (!(error instanceof MrcFormatError)) throw error;
          expect(error.offset).to.be.within(0, file.length);
          seen.add(error.offset);
        }
        expect(largest).to.be.at.most(file.length);
      }
    } finally {
      globalThis.Float64Array = whole64;
    }
    expect(read).to.be.greaterThan(500);
    for (const offset of [0, 4, 8, 12, 64, 92, 212]) expect(seen.has(offset), `offset ${offset} seen`).to.equal(true);
  });

  it("survives damaged gzip as well", () => {
    const rng = seeded("mrc-gzip-fuzz");
    const gz = gzipped(golden.bases.ext);
    for (let round = 0; round < 2000; round++) {
      const bytes = gz.slice(0, 2 + Math.floor(random.uniform(rng) * (gz.length - 1)));
      for (let edits = 0; edits < 3; edits++)
        bytes[2 + Math.floor(random.uniform(rng) * (bytes.length - 2))] = Math.floor(random.uniform(rng) * 256);
      errorOf(bytes);
    }
  });
});
