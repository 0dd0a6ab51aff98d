import { gzipSync } from "node:zlib";
import { core, formats } from "@cryolab/lib";
import { expect } from "chai";
import { damaged, golden, goodFile, gzipped, unpacked } from "./golden.ts";

const { MrcFormatError, readMrc, validateMrc, writeMrc } = formats;

/** Faults as one line each. */
function lines(bytes: Uint8Array): string[] {
  return validateMrc(bytes).map(({ offset, severity, message }) => `${offset} ${severity}: ${message}`);
}

describe("validateMrc", () => {
  // mrcfile turns the mode of these two around by itself; the course's rule is that the stamp decides
  const kinder = ["little endian marked as big", "big endian marked as little"];

  for (const file of golden.good)
    it(`agrees with mrcfile on ${file.name}: ${file.valid ? "valid" : "not valid"}`, () => {
      const worse = validateMrc(unpacked(file.file)).filter(({ severity }) => severity !== "note");
      expect(worse.length === 0, JSON.stringify(worse)).to.equal(file.valid);
      expect(validateMrc(gzipped(file.file))).to.deep.equal(validateMrc(unpacked(file.file)));
    });

  for (const file of golden.broken)
    it(`agrees with mrcfile and with readMrc on ${file.name}`, () => {
      const faults = validateMrc(damaged(file));
      const worse = faults.filter(({ severity }) => severity !== "note");
      expect(worse.length === 0, JSON.stringify(worse)).to.equal(kinder.includes(file.name) ? false : file.valid);
      const fatal = faults.filter(({ severity }) => severity === "fatal").map(({ offset }) => offset);
      if (file.offset === null) expect(fatal).to.deep.equal([]);
      else expect(fatal).to.include(file.offset);
      expect(faults.map(({ offset }) => offset)).to.deep.equal(
        faults.map(({ offset }) => offset).sort((a, b) => a - b),
      );
    });

  it("lists everything at once, by offset", () => {
    const bytes = goodFile("mode 2, little endian");
    const view = new DataView(bytes.buffer);
    view.setInt32(4, 0, true);
    view.setInt32(12, 4, true);
    view.setInt32(64, 3, true);
    view.setFloat32(40, 0, true);
    view.setFloat32(56, 94.5, true);
    view.setFloat32(60, 0, true);
    view.setFloat32(196, Number.NaN, true);
    view.setInt32(108, 1, true);
    bytes.set([0x4d, 0x41, 0x50, 0], 208);
    bytes.set([0, 0], 212);
    expect(lines(bytes)).to.deep.equal([
      "4 fatal: NY must be at least 1, got 0",
      "12 fatal: mode must be 0, 1, 2, 6 or 12, got 4, complex 32-bit floats",
      "40 note: CELLA x is 0: the file gives no pixel size along x",
      "56 note: CELLB has an angle of 94.5 degrees: the axes are not at right angles",
      "60 note: CELLB must be angles between 0 and 180 degrees, got 0",
      "64 fatal: MAPC MAPR MAPS must be 1 2 3 in some order, got 3 2 3",
      "108 wrong: NVERSION must be 20140 or 20141, got 1",
      "196 wrong: ORIGIN x must be finite, got NaN",
      '208 wrong: the word MAP must be "MAP ", got "MAP\\u0000"',
      "212 fatal: machine stamp must be 44 44, 44 41 (little endian) or 11 11 (big endian), got 00 00",
    ]);
    expect(lines(Uint8Array.from(gzipSync(bytes)))).to.deep.equal(lines(bytes));
  });

  it("says that a file gives no pixel size", () => {
    expect(lines(goodFile("no cell, as the 70S map"))).to.deep.equal(
      ["x", "y", "z"].map(
        (axis, i) => `${40 + 4 * i} note: CELLA ${axis} is 0: the file gives no pixel size along ${axis}`,
      ),
    );
  });

  it("points at the first value that is no number", () => {
    expect(lines(goodFile("mode 12, little endian"))[0]).to.match(
      /^1036 note: 3 of 24 values are NaN or infinite, the first is voxel 6/,
    );
  });

  it("reads the byte order from the mode where the stamp says none", () => {
    const bytes = goodFile("mode 1, big endian");
    bytes.set([0, 0], 212);
    expect(lines(bytes)).to.deep.equal([
      "212 fatal: machine stamp must be 44 44, 44 41 (little endian) or 11 11 (big endian), got 00 00",
    ]);
  });

  it("reports damaged gzip as the one fault it can see", () => {
    expect(lines(gzipped(golden.bases.base).subarray(0, 4))).to.deep.equal([
      "0 fatal: expected at least 1024 header bytes, got 0",
    ]);
    const bent = gzipped(golden.bases.base);
    bent[bent.length - 5] ^= 1;
    expect(lines(bent)).to.deep.equal(["0 fatal: the gzip stream is damaged (incorrect data check)"]);
  });

  it("is fatal exactly where readMrc refuses, whatever single byte of the header changes", () => {
    const base = writeMrc(
      core.realArray(
        [2, 3, 4],
        Array.from({ length: 24 }, (_, i) => i),
      ),
      { pixelSize: 1 },
    );
    for (let at = 0; at < 1024; at++)
      for (const value of [0, 1, 0x44, 0x80, 0xff]) {
        const bytes = Uint8Array.from(base);
        bytes[at] = value;
        let offset: number | undefined;
        try {
          readMrc(bytes);
        } catch (error) {
          if (!(error instanceof MrcFormatError)) throw error;
          offset = error.offset;
        }
        const fatal = validateMrc(bytes).filter(({ severity }) => severity === "fatal");
        expect(fatal.length > 0, `byte ${at} = ${value}`).to.equal(offset !== undefined);
      }
  });
});
