import { core, fourier, type Image, type Shape, type Volume } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.js";
import { drawReal, seeded } from "../../support/draw.js";
import { indices } from "./naive.js";

const { fourierCrop, fourierPad } = fourier;

/**
 * The matrix of the resize along one axis, from its meaning: samples at (j' − c')·n/n' from the centre of the sum of waves
 * |k| ≤ min(n, n')/2 with coefficients (1/n) Σ_j a[j] e^(−2πi k(j − c)/n); a wave at ±Nyquist of the old side is split.
 */
function resizeMatrix(n: number, m: number): number[][] {
  const kMax = Math.floor(Math.min(n, m) / 2);
  return Array.from({ length: m }, (_, to) =>
    Array.from({ length: n }, (_, from) => {
      const x = to - Math.floor(m / 2);
      const j = from - Math.floor(n / 2);
      let sum = 0;
      for (let k = -kMax; k <= kMax; k++) {
        const share = 2 * Math.abs(k) === n ? 0.5 : 1;
        sum += (share * Math.cos(2 * Math.PI * k * (x / m - j / n))) / n; // the sines cancel: k and −k weigh alike
      }
      return sum;
    }),
  );
}

/** A square or cube resized axis by axis with that matrix. */
function naiveResize(shape: Shape, data: Float64Array, m: number): Float64Array {
  const n = shape[0];
  const A = resizeMatrix(n, m);
  const small = shape.map(() => m);
  const old = indices(shape);
  return Float64Array.from(indices(small), (to) =>
    old.reduce((sum, from, i) => sum + data[i] * from.reduce((w, j, axis) => w * A[to[axis]][j], 1), 0),
  );
}

const sizes = [
  [1, 1],
  [2, 1],
  [3, 2],
  [5, 5],
  [6, 6],
  [6, 4],
  [6, 5],
  [7, 4],
  [7, 5],
  [8, 6],
  [10, 5],
  [9, 6],
  [12, 2],
];

describe("fourierCrop and fourierPad", () => {
  for (const [large, small] of sizes) {
    it(`agree with sums of waves, ${large} and ${small}`, () => {
      const image = drawReal([large, large], seeded(`crop ${large} ${small}`));
      const little = drawReal([small, small], seeded(`pad ${large} ${small}`));
      expectClose(fourierCrop(image, small, 1).image.data, naiveResize([large, large], image.data, small), 1e-13);
      expectClose(fourierPad(little, large, 1).image.data, naiveResize([small, small], little.data, large), 1e-13);
    });
    it(`crop after pad is the identity, ${small} to ${large} and back`, () => {
      const image = drawReal([small, small], seeded(`identity ${large} ${small}`));
      expectClose(fourierCrop(fourierPad(image, large, 1).image, small, 1).image.data, image.data, 1e-14);
    });
  }
  it("agree with sums of waves on cubes", () => {
    for (const [n, m] of [
      [5, 4],
      [6, 4],
      [4, 3],
    ]) {
      const cube = drawReal([n, n, n], seeded(`cube ${n} ${m}`));
      const little = drawReal([m, m, m], seeded(`little ${n} ${m}`));
      const { volume, pixelSize } = fourierCrop(cube, m, 1.5);
      expect([volume.shape, pixelSize]).to.deep.equal([[m, m, m], (1.5 * n) / m]);
      expectClose(volume.data, naiveResize(cube.shape, cube.data, m), 1e-13);
      const padded = fourierPad(little, n, 1.5);
      expectClose(padded.volume.data, naiveResize(little.shape, little.data, n), 1e-13);
    }
  });
  it("keep a constant, the mean, and the field of view: 64 to 30, 65 to 32, 10 to 5", () => {
    for (const [n, m] of [
      [64, 30],
      [65, 32],
      [10, 5],
    ]) {
      const flat = core.realArray([n, n], new Float64Array(n * n).fill(1));
      const { image, pixelSize } = fourierCrop(flat, m, 1.05);
      expectClose(image.data, new Float64Array(m * m).fill(1), 1e-14);
      expect(pixelSize * m).to.be.closeTo(1.05 * n, 1e-12);
      const noise = drawReal([n, n], seeded(`mean ${n}`));
      const mean = (values: Float64Array): number => values.reduce((s, v) => s + v, 0) / values.length;
      expect(mean(fourierCrop(noise, m, 1).image.data)).to.be.closeTo(mean(noise.data), 1e-14);
    }
  });
  it("sample a band-limited wave exactly, with its contrast, where the next pixel would alias", () => {
    const wave = (x: number, y: number): number => 2 + Math.cos(2 * Math.PI * (7 * x - 3 * y) + 0.3);
    const sampled = (n: number): Image =>
      core.realArray(
        [n, n],
        indices([n, n]).map(([y, x]) => wave((x - Math.floor(n / 2)) / n, (y - Math.floor(n / 2)) / n)),
      );
    expectClose(fourierCrop(sampled(64), 30, 1).image.data, sampled(30).data, 1e-13);
    expectClose(fourierCrop(sampled(65), 32, 1).image.data, sampled(32).data, 1e-13);
    expectClose(fourierPad(sampled(31), 50, 1).image.data, sampled(50).data, 1e-13);
  });
  it("leave their argument alone, and copy where nothing changes", () => {
    const image = drawReal([4, 4], seeded("copy"));
    const before = image.data.slice();
    const same = fourierCrop(image, 4, 1).image;
    expectClose(same.data, before, 1e-15);
    same.data.fill(9);
    fourierPad(image, 4, 1).image.data.fill(9);
    expect(image.data).to.deep.equal(before);
  });
  it("refuse the wrong direction, oblong arrays, and no pixel size", () => {
    const image = core.zeros([8, 8]);
    expect(() => fourierCrop(image, 10, 1)).to.throw(
      RangeError,
      "fourierCrop: new size must be at most 8, got 10; use fourierPad to enlarge",
    );
    expect(() => fourierPad(image, 6, 1)).to.throw(
      RangeError,
      "fourierPad: new size must be at least 8, got 6; use fourierCrop to shrink",
    );
    expect(() => fourierCrop(image, 0, 1)).to.throw(
      RangeError,
      "fourierCrop: new size must be a whole number >= 1, got 0",
    );
    expect(() => fourierCrop(image, 2.5, 1)).to.throw(RangeError, "got 2.5");
    expect(() => fourierCrop(image, 4, 0)).to.throw(RangeError, "fourierCrop: pixelSize must be positive, got 0");
    expect(() => fourierCrop(core.zeros([4, 6]), 4, 1)).to.throw(
      RangeError,
      "fourierCrop: the array must be a square image or a cube, got shape [4,6]",
    );
    expect(() => fourierPad(core.zeros([4]) as unknown as Volume, 4, 1)).to.throw(RangeError, "got shape [4]");
  });
});
