/** @file A million damaged files: every reader answers with a result or a FormatError, and with nothing else. */

import { formats, random } from "@cryolab/lib";
import { expect } from "chai";
import { seeded } from "../../support/draw.ts";
import { golden, unpacked } from "./golden.ts";
import { bytesOf, other, utf8 } from "./other-golden.ts";

const { FormatError, readCs, readMmcif, readMrc, readNpy, readPdb, readPng, readStar, readTiff } = formats;

const small = (files: readonly Uint8Array[]): Uint8Array[] => files.filter(({ length }) => length < 4096);
const readers: readonly (readonly [
  name: string,
  read: (bytes: Uint8Array) => unknown,
  seeds: Uint8Array[],
  runs: number,
])[] = [
  ["readMrc", readMrc, small(golden.good.map(({ file }) => unpacked(file))), 400_000],
  ["readStar", readStar, other.star.map(({ text }) => utf8(text)), 120_000],
  ["readMmcif", readMmcif, other.models.filter(({ kind }) => kind === "cif").map(({ text }) => utf8(text)), 15_000],
  ["readPdb", readPdb, other.models.filter(({ kind }) => kind === "pdb").map(({ text }) => utf8(text)), 65_000],
  ["readNpy", readNpy, other.npy.map(({ file }) => bytesOf(file)), 250_000],
  ["readCs", readCs, other.cs.map(({ file }) => bytesOf(file)), 50_000],
  ["readPng", readPng, other.png.map(({ file }) => bytesOf(file)), 50_000],
  ["readTiff", readTiff, other.tiff.map(({ file }) => bytesOf(file)), 50_000],
];

/** Bytes that break readers: signs, extremes, marks of the formats. */
const nasty = [0, 1, 9, 10, 32, 34, 35, 39, 40, 41, 59, 95, 127, 128, 255];

describe("readers of files that lie", function () {
  this.timeout(300_000);
  it("the runs are a million", () => {
    expect(readers.reduce((sum, [, , , runs]) => sum + runs, 0)).to.equal(1_000_000);
  });
  for (const [name, read, seeds, runs] of readers)
    it(`${name}: ${runs} damaged files`, () => {
      const rng = seeded(`fuzz/${name}`);
      const below = (n: number): number => Math.floor(random.uniform(rng) * n);
      for (let run = 0; run < runs; run++) {
        const seed = seeds[below(seeds.length)];
        const bytes = Uint8Array.from(below(8) === 0 ? seed.subarray(0, below(seed.length + 1)) : seed);
        // headers lie at the start: half of the damage goes there
        for (let k = 1 + below(4); k > 0 && bytes.length > 0; k--) {
          const at = below(2) === 0 ? below(Math.min(256, bytes.length)) : below(bytes.length);
          bytes[at] = below(2) === 0 ? nasty[below(nasty.length)] : below(256);
        }
        try {
          read(bytes);
        } catch (error) {
          if (!(error instanceof FormatError) || !Number.isInteger(error.offset) || error.offset < 0)
            expect.fail(`${name}, run ${run}: ${(error as Error).stack}\n${Buffer.from(bytes).toString("base64")}`);
        }
      }
    });
});
