import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { core, formats, type Image, type Volume } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { drawReal, seeded } from "../../support/draw.ts";

const { readMrc, validateMrc, writeMrc } = formats;
const { MIN_VALUE } = Number;

/** The half nearest to a number, by looking at all 63 488 finite ones. */
function nearestHalf(value: number): number {
  let best = 0;
  for (let bits = 0; bits < 0x7c00; bits++) {
    const exponent = bits >> 10;
    const half = exponent === 0 ? (bits & 1023) / 2 ** 24 : (1 + (bits & 1023) / 1024) * 2 ** (exponent - 15);
    const closer = Math.abs(half - Math.abs(value)) - Math.abs(best - Math.abs(value));
    if (closer < 0 || (closer === 0 && bits % 2 === 0)) best = half;
  }
  return Math.sign(value) * best;
}

describe("writeMrc", () => {
  const volume = drawReal([3, 4, 5], seeded("write-mrc"));

  it("round-trips a volume to float32, with spacings, origin and labels", () => {
    const bytes = writeMrc(volume, { spacing: [1, 1.5, 2.25], origin: [-3.5, 0, 8], labels: ["one", "two"] });
    expect(bytes.length).to.equal(1024 + 60 * 4);
    const map = readMrc(bytes);
    expect(map.volume).to.deep.equal({ shape: [3, 4, 5], data: Float64Array.from(Float32Array.from(volume.data)) });
    expect(map.spacing).to.deep.equal([1, 1.5, 2.25]);
    expect(map.origin).to.deep.equal([-3.5, 0, 8]);
    expect(map.header.labels).to.deep.equal(["one", "two"]);
    expect(map.header.spaceGroup).to.equal(1);
    expect("pixelSize" in map).to.equal(false);
  });

  it("writes one pixelSize for three axes, and none where none is given", () => {
    expectClose([readMrc(writeMrc(volume, { pixelSize: 1.06 })).pixelSize!], [1.06], 1e-6);
    expect(readMrc(writeMrc(volume)).spacing).to.deep.equal([0, 0, 0]);
  });

  it("marks a stack and an image as images: ISPG 0, MZ 1, and the pixel size survives", () => {
    const stack = core.imageStack(
      [7, 4, 5],
      Float32Array.from({ length: 140 }, (_, i) => i),
    );
    const map = readMrc(writeMrc(stack, { pixelSize: 2 }));
    expect(map.volume.shape).to.deep.equal([7, 4, 5]);
    expect(map.volume.data[139]).to.equal(139);
    expect([map.header.spaceGroup, map.header.intervals[2], map.pixelSize]).to.deep.equal([0, 1, 2]);
    const image: Image = drawReal([4, 5], seeded("image"));
    expect(readMrc(writeMrc(image)).volume.shape).to.deep.equal([1, 4, 5]);
  });

  it("rounds to the nearest half in mode 12, ties to even, subnormals, infinities, NaN and both zeros", () => {
    const values = [
      0,
      1,
      -1,
      1 / 3,
      65504,
      65519.99,
      -65519.99,
      2 ** -24,
      2 ** -25,
      2 ** -25 * 1.0001,
      2 ** -14 - 2 ** -26,
    ];
    values.push(
      2049,
      2051,
      1 + 2 ** -11,
      1 + 3 * 2 ** -11,
      1 + 2 ** -11 + 2 ** -40,
      -(2 ** -14),
      MIN_VALUE,
      0.1,
      1e-5,
      12345.678,
    );
    const image: Image = { shape: [1, values.length], data: Float64Array.from(values) };
    const bytes = writeMrc(image, { mode: 12 });
    expect(bytes.length).to.equal(1024 + 2 * values.length);
    expect(Array.from(readMrc(bytes).volume.data)).to.deep.equal(
      values.map((v) => (v === 0 ? 0 : nearestHalf(v) || 0)),
    );
    const odd = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, -0];
    const back = readMrc(writeMrc({ shape: [1, 4], data: Float64Array.from(odd) }, { mode: 12 })).volume.data;
    expect(Array.from(back)).to.deep.equal(odd);
  });

  it("keeps every one of the 65536 halves through a round trip", () => {
    const bytes = new Uint8Array(1024 + 2 * 65536);
    bytes.set(writeMrc({ shape: [256, 256], data: new Float64Array(65536) }, { mode: 12 }).subarray(0, 1024));
    const view = new DataView(bytes.buffer);
    for (let bits = 0; bits < 65536; bits++) view.setUint16(1024 + 2 * bits, bits, true);
    const back = writeMrc(readMrc(bytes).volume, { mode: 12 });
    const again = new DataView(back.buffer, back.byteOffset);
    for (let bits = 0; bits < 65536; bits++) {
      const nan = (bits & 0x7c00) === 0x7c00 && (bits & 1023) !== 0;
      const got = again.getUint16(1024 + 2 * bits, true);
      if (got !== (nan ? 0x7e00 : bits)) expect.fail(`half ${bits} came back as ${got}`);
    }
  });

  it("writes nothing that the validator minds, for either mode and for values without statistics", () => {
    for (const mode of [2, 12] as const) {
      expect(validateMrc(writeMrc(volume, { mode, pixelSize: 1, labels: [] }))).to.deep.equal([]);
      const gap: Volume = { shape: [1, 1, 3], data: Float64Array.of(1, Number.NaN, Number.POSITIVE_INFINITY) };
      const faults = validateMrc(writeMrc(gap, { mode, pixelSize: 1 }));
      expect(faults.map(({ severity, message }) => `${severity}: ${message}`)).to.deep.equal([
        "note: 2 of 3 values are NaN or infinite, the first is voxel 1",
      ]);
    }
  });

  it("writes the same bytes for the same input, to the path as well", async () => {
    const folder = await mkdtemp(join(tmpdir(), "mrc-"));
    try {
      const path = join(folder, "x.mrc");
      const bytes = writeMrc(volume, { pixelSize: 3, path });
      expect(Uint8Array.from(readFileSync(path))).to.deep.equal(bytes);
      expect(writeMrc(volume, { pixelSize: 3 })).to.deep.equal(bytes);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("names what it refuses", () => {
    const messages: [() => unknown, string][] = [
      [
        () => writeMrc({ shape: [4], data: new Float64Array(4) } as never),
        "array must have 2 or 3 axes, got shape [4]",
      ],
      [() => writeMrc({ shape: [0, 4], data: new Float64Array(0) }), "extents must be whole and at least 1, got [0,4]"],
      [() => writeMrc({ shape: [2, 4], data: new Float64Array(7) }), "shape [2,4] does not fit 7 values"],
      [() => writeMrc(volume, { mode: 1 as never }), "mode must be 2 or 12, got 1"],
      [() => writeMrc(volume, { pixelSize: 1, spacing: [1, 1, 1] }), "give pixelSize or spacing, got both"],
      [() => writeMrc(volume, { pixelSize: 0 }), "pixelSize must be positive and finite, got 0"],
      [() => writeMrc(volume, { spacing: [1, -1, 1] }), "spacing must be finite and not negative, got [1,-1,1]"],
      [() => writeMrc(volume, { origin: [Number.NaN, 0, 0] }), "origin must be finite, got [NaN,0,0]"],
      [() => writeMrc(volume, { labels: new Array(11).fill("x") }), "at most 10 labels fit, got 11"],
      [() => writeMrc(volume, { labels: ["Å"] }), 'a label must be 1 to 80 ASCII characters, not all blank, got "Å"'],
      [
        () => writeMrc({ shape: [1, 2], data: Float64Array.of(1, -65520) }, { mode: 12 }),
        "value -65520 at index 1 is too large for mode 12, at most 65504; use mode 2",
      ],
      [
        () => writeMrc({ shape: [1, 1], data: Float64Array.of(1e39) }),
        "value 1e+39 at index 0 is too large for mode 2",
      ],
    ];
    for (const [call, message] of messages) expect(call).to.throw(RangeError, `writeMrc: ${message}`);
  });
});
