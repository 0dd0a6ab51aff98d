import { core, data, fourier, type Rotation, random, rotations } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose, largest } from "../../support/close.ts";
import { normals, seeded } from "../../support/draw.ts";

const { chiralPhantom, gaussianPhantom, phantomProjection, phantomTransform, phantomVolume } = data;
type Phantom = data.Phantom;

/** Density at a point, by the definition. */
function density({ blobs }: Phantom, [x, y, z]: readonly number[]): number {
  let sum = 0;
  for (const { centre, sigma, amplitude } of blobs) {
    const d2 = (x - centre[0]) ** 2 + (y - centre[1]) ** 2 + (z - centre[2]) ** 2;
    sum += amplitude * Math.exp(-d2 / (2 * sigma ** 2));
  }
  return sum;
}

/** R v */
function turn(R: Rotation, v: readonly number[]): number[] {
  return [0, 3, 6].map((row) => R[row] * v[0] + R[row + 1] * v[1] + R[row + 2] * v[2]);
}

/** A rotation from a random quaternion, by the textbook. */
function drawRotation(name: string): Rotation {
  const q = normals(4, seeded(name));
  const norm = Math.hypot(...q);
  const [w, x, y, z] = [...q].map((v) => v / norm);
  // biome-ignore format: three rows
  return Float64Array.of(
    1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y),
    2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x),
    2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y),
  );
}

const phantom = gaussianPhantom(9, seeded("data/phantom"), { radius: 5, sigma: 1.6 });
const identity = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);

describe("gaussianPhantom", () => {
  it("fills the ball uniformly with blobs of unequal width and weight", () => {
    const { blobs } = gaussianPhantom(4000, seeded("data/ball"), { radius: 10, sigma: 2 });
    const mean = [0, 1, 2].map((axis) => blobs.reduce((sum, blob) => sum + blob.centre[axis], 0) / 4000);
    for (const m of mean) expect(Math.abs(m)).to.be.below((4 * 10) / Math.sqrt(5 * 4000)); // variance R²/5 on an axis
    const inside = blobs.filter(({ centre }) => Math.hypot(...centre) < 5).length / 4000;
    expect(inside).to.be.closeTo(1 / 8, 0.02);
    expect(Math.max(...blobs.map(({ centre }) => Math.hypot(...centre)))).to.be.within(9.9, 10);
    const sigmas = blobs.map(({ sigma }) => sigma);
    expect([Math.min(...sigmas), Math.max(...sigmas)].map((v) => v.toFixed(1))).to.deep.equal(["1.5", "2.5"]);
    const amplitudes = blobs.map(({ amplitude }) => amplitude);
    expect([Math.min(...amplitudes), Math.max(...amplitudes)].map((v) => v.toFixed(1))).to.deep.equal(["0.5", "1.5"]);
  });
  it("is the same from the same seed and another from the next draw", () => {
    const rng = random.rng(4);
    const first = gaussianPhantom(3, rng, { radius: 1, sigma: 1 });
    expect(gaussianPhantom(3, random.rng(4), { radius: 1, sigma: 1 })).to.deep.equal(first);
    expect(gaussianPhantom(3, rng, { radius: 1, sigma: 1 })).to.not.deep.equal(first);
  });
  it("names what it refuses", () => {
    const rng = random.rng(1);
    expect(() => gaussianPhantom(0, rng, { radius: 1, sigma: 1 })).to.throw(
      RangeError,
      "gaussianPhantom: count must be a whole number >= 1, got 0",
    );
    expect(() => gaussianPhantom(1, rng, { radius: -1, sigma: 1 })).to.throw(
      "gaussianPhantom: radius must be finite and >= 0, got -1",
    );
    expect(() => gaussianPhantom(1, rng, { radius: 1, sigma: 0 })).to.throw(
      "gaussianPhantom: sigma must be finite and above 0, got 0",
    );
  });
});

describe("chiralPhantom", () => {
  it("has a right hand, and no rotation that hides it: all six distances of its blobs differ", () => {
    const { blobs } = chiralPhantom(16);
    const [o, a, b, c] = blobs.map(({ centre }) => centre);
    const arms = [a, b, c].map((arm) => arm.map((v, i) => v - o[i]));
    const [p, q, r] = arms;
    const volume =
      p[0] * (q[1] * r[2] - q[2] * r[1]) - p[1] * (q[0] * r[2] - q[2] * r[0]) + p[2] * (q[0] * r[1] - q[1] * r[0]);
    expect(volume).to.equal(16 * 12 * 8);
    const distances = [];
    for (let i = 0; i < 4; i++)
      for (let j = 0; j < i; j++) distances.push(Math.hypot(...blobs[i].centre.map((v, k) => v - blobs[j].centre[k])));
    distances.sort((x, y) => x - y);
    for (let i = 1; i < 6; i++) expect(distances[i] - distances[i - 1]).to.be.above(1);
  });
  it("names what it refuses", () => {
    expect(() => chiralPhantom(0)).to.throw(RangeError, "chiralPhantom: radius must be finite and above 0, got 0");
  });
});

describe("phantomVolume", () => {
  it("is the density at every voxel, z slowest, origin at floor(n/2), odd and even", () => {
    for (const [n, pixelSize] of [
      [7, 1],
      [6, 1],
      [10, 1.3],
      [1, 2],
    ]) {
      const { shape, data: values } = phantomVolume(phantom, n, { pixelSize });
      expect(shape).to.deep.equal([n, n, n]);
      const expected = [];
      for (let z = 0; z < n; z++)
        for (let y = 0; y < n; y++)
          for (let x = 0; x < n; x++)
            expected.push(
              density(
                phantom,
                [x, y, z].map((index) => (index - Math.floor(n / 2)) * pixelSize),
              ),
            );
      expectClose(values, expected, 1e-14 * largest(expected));
    }
  });
  it("names what it refuses", () => {
    expect(() => phantomVolume(phantom, 0)).to.throw(RangeError, "phantomVolume: n must be a whole number >= 1, got 0");
    expect(() => phantomVolume(phantom, 4, { pixelSize: -1 })).to.throw(
      "phantomVolume: pixelSize must be finite and above 0, got -1",
    );
  });
});

describe("phantomProjection", () => {
  it("is the integral of V(R (x, y, z)) over z, by summation along the ray", () => {
    const R = drawRotation("data/projection");
    for (const [n, pixelSize] of [
      [9, 1],
      [8, 1.5],
    ]) {
      const { data: values } = phantomProjection(phantom, n, R, { pixelSize });
      const expected = [];
      const step = 0.5; // sums of Gaussians with σ above 2 steps are integrals to 1e-16
      for (let y = 0; y < n; y++)
        for (let x = 0; x < n; x++) {
          let sum = 0;
          for (let z = -30; z <= 30; z += step) {
            const [px, py] = [x, y].map((index) => (index - Math.floor(n / 2)) * pixelSize);
            sum += step * density(phantom, turn(R, [px, py, z]));
          }
          expected.push(sum);
        }
      expectClose(values, expected, 1e-12 * largest(expected));
    }
  });
  it("at R = 1 is the sum of the volume over z, in Å", () => {
    const n = 40;
    const pixelSize = 0.7;
    const volume = phantomVolume(phantom, n, { pixelSize });
    const sums = new Float64Array(n * n);
    for (let i = 0; i < volume.data.length; i++) sums[i % (n * n)] += pixelSize * volume.data[i];
    expectClose(phantomProjection(phantom, n, identity, { pixelSize }).data, sums, 1e-8 * largest(sums)); // tails cut
  });
  it("tells R from Rᵀ and a hand from its mirror image", () => {
    const chiral = chiralPhantom(8);
    const R = rotations.rotationFromEuler(0.4, 1, -0.7);
    const transposed = Float64Array.from({ length: 9 }, (_, i) => R[(i % 3) * 3 + Math.floor(i / 3)]);
    const mirrored = {
      blobs: chiral.blobs.map((blob) => ({
        ...blob,
        centre: [blob.centre[0], blob.centre[1], -blob.centre[2]] as const,
      })),
    };
    const image = phantomProjection(chiral, 32, R).data;
    const far = (other: Float64Array): number => largest(other.map((v, i) => v - image[i])) / largest(image);
    expect(far(phantomProjection(chiral, 32, transposed).data)).to.be.above(0.5);
    expect(far(phantomProjection(mirrored, 32, R).data)).to.be.above(0.5);
  });
  it("names what it refuses", () => {
    expect(() => phantomProjection(phantom, 4, Float64Array.of(1, 0, 0, 1))).to.throw(
      RangeError,
      "phantomProjection: rotation must hold 9 numbers, got 4",
    );
    expect(() => phantomProjection(phantom, 1.5, identity)).to.throw(
      "phantomProjection: n must be a whole number >= 1",
    );
  });
});

describe("phantomTransform", () => {
  it("is the integral of V e^(−2πi s·r), by a sum over a fine grid", () => {
    const s = core.realArray(
      [5, 3],
      normals(15, seeded("data/frequencies")).map((v) => 0.08 * v),
    );
    const F = phantomTransform(phantom, s);
    expect(F.shape).to.deep.equal([5]);
    const n = 44;
    const volume = phantomVolume(phantom, n);
    for (let i = 0; i < 5; i++) {
      let re = 0;
      let im = 0;
      for (let j = 0; j < volume.data.length; j++) {
        const [x, y, z] = [j % n, Math.floor(j / n) % n, Math.floor(j / (n * n))].map((index) => index - n / 2);
        const phase = -2 * Math.PI * (s.data[3 * i] * x + s.data[3 * i + 1] * y + s.data[3 * i + 2] * z);
        re += volume.data[j] * Math.cos(phase);
        im += volume.data[j] * Math.sin(phase);
      }
      const scale = largest(phantomTransform(phantom, core.zeros([1, 3])).re);
      expectClose([F.re[i], F.im[i]], [re, im], 1e-9 * scale); // aliases e^(−2π²σ²(1 − |s|)²) of the narrowest blob
    }
  });
  it("is the centred DFT of the volume, over pixelSize³", () => {
    const n = 55; // Nyquist at 0.83 and 5.7 σ to the border: aliases and cut tails are below 1e-7
    const pixelSize = 0.6;
    const { re, im } = fourier.centredFft(phantomVolume(phantom, n, { pixelSize }));
    const rows = new Float64Array(3 * n * n * n);
    for (let i = 0; i < re.length; i++)
      for (const [axis, index] of [i % n, Math.floor(i / n) % n, Math.floor(i / (n * n))].entries())
        rows[3 * i + axis] = (index - 27) / (n * pixelSize);
    const F = phantomTransform(phantom, core.realArray([n * n * n, 3], rows));
    const volume = pixelSize ** 3;
    const tolerance = 1e-6 * largest(re); // aliases, and the tails that the box cuts
    expectClose(
      re.map((v) => v * volume),
      F.re,
      tolerance,
    );
    expectClose(
      im.map((v) => v * volume),
      F.im,
      tolerance,
    );
  });
  it("at R (sx, sy, 0) is the transform of the projection: the slice theorem", () => {
    const n = 97;
    const pixelSize = 0.5; // fine enough for the narrowest blob: no aliases above 1e-12
    const R = drawRotation("data/slice");
    const { re, im } = fourier.centredFft(phantomProjection(phantom, n, R, { pixelSize }));
    const rows = new Float64Array(3 * n * n);
    const s = (index: number): number => (index - 48) / (n * pixelSize);
    for (let i = 0; i < n * n; i++) rows.set(turn(R, [s(i % n), s(Math.floor(i / n)), 0]), 3 * i);
    const F = phantomTransform(phantom, core.realArray([n * n, 3], rows));
    const area = pixelSize ** 2;
    const tolerance = 1e-10 * largest(F.re);
    expectClose(
      re.map((v) => v * area),
      F.re,
      tolerance,
    );
    expectClose(
      im.map((v) => v * area),
      F.im,
      tolerance,
    );
  });
  it("names what it refuses", () => {
    expect(() => phantomTransform(phantom, core.zeros([2, 2]))).to.throw(
      RangeError,
      "phantomTransform: s must have 3 columns, got 2",
    );
  });
});
