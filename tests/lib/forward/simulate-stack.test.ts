import {
  core,
  forward,
  fourier,
  type Image,
  optics as lenses,
  type Optics,
  type Pose,
  random,
  rotations,
} from "@cryolab/lib";
import { expect } from "chai";
import { expectClose, largest } from "../../support/close.ts";
import { drawReal, seeded } from "../../support/draw.ts";
import { type Blob, blobProjection, blobs, blobVolume } from "./blobs.ts";

const { addNoise, simulateStack } = forward;
const flat: Optics = {
  voltageKv: 300,
  csMm: 0,
  amplitudeContrast: 1,
  defocusU: 0,
  defocusV: 0,
  astigmatismAngle: 0,
  phaseShift: 0,
  bFactor: 0,
};
const lens: Optics = {
  ...flat,
  csMm: 2.7,
  amplitudeContrast: 0.1,
  defocusU: 14000,
  defocusV: 12000,
  astigmatismAngle: 0.5,
};
const unit = rotations.rotationFromEuler(0, 0, 0);
const still = (rotation = unit, origin: Pose["origin"] = [0, 0]): Pose => ({ rotation, origin });
const small: Blob[] = blobs.map((b) => ({ ...b, centre: b.centre.map((c) => 0.8 * c) as unknown as Blob["centre"] }));
const image = (stack: ReturnType<typeof simulateStack>, i = 0): Image => {
  const [, ny, nx] = stack.images.shape;
  return core.realArray([ny, nx], Float64Array.from(stack.images.data.subarray(i * ny * nx, (i + 1) * ny * nx)));
};

describe("addNoise", () => {
  it("adds white noise of variance var/snr about the signal", () => {
    const signal = core.mapReal(drawReal([200, 200], seeded("signal")), (v) => 100 + 3 * v);
    for (const snr of [10, 0.1]) {
      const noisy = addNoise(signal, { snr, rng: seeded(`noise ${snr}`) });
      const noise = noisy.data.map((v, i) => v - signal.data[i]);
      const variance = noise.reduce((sum, v) => sum + v * v, 0) / noise.length;
      const mean = signal.data.reduce((sum, v) => sum + v, 0) / noise.length;
      const power = signal.data.reduce((sum, v) => sum + (v - mean) ** 2, 0) / noise.length;
      expect(power / variance / snr).to.be.closeTo(1, 5 * Math.sqrt(2 / noise.length));
    }
  });
  it("copies at ∞ without a draw, and adds nothing to a constant", () => {
    const rng = random.rng(1);
    const signal = drawReal([5], seeded("copy"));
    const copy = addNoise(signal, { snr: Infinity, rng });
    expect(copy.data).to.deep.equal(signal.data);
    expect(copy.data.buffer).to.not.equal(signal.data.buffer);
    expect(rng.state).to.deep.equal(random.rng(1).state);
    expectClose(addNoise(core.realArray([3], [4, 4, 4]), { snr: 1, rng }).data, [4, 4, 4], 0);
    expect(() => addNoise(signal, { snr: 0, rng })).to.throw(RangeError, "addNoise: snr must be above 0, got 0");
    expect(() => addNoise(core.realArray([1], [Number.NaN]), { snr: 1, rng })).to.throw(
      "must be finite, got NaN at index 0",
    );
  });
});

describe("simulateStack", () => {
  it("is the line integral times the pixel size along the axis, moved by −origin in Å", () => {
    const [n, pixelSize] = [33, 1.5];
    const volume = blobVolume(n, small);
    const stack = simulateStack(volume, pixelSize, {
      poses: [still(), still(unit, [3, -1.5])],
      optics: [flat, flat],
      rng: random.rng(1),
    });
    expect(stack.images.shape).to.deep.equal([2, n, n]);
    const sum = new Float64Array(n * n);
    volume.data.forEach((v, i) => {
      sum[i % (n * n)] += pixelSize * v;
    });
    expectClose(image(stack).data, sum, 1e-6 * largest(sum)); // single precision
    const moved = image(stack, 1).data;
    for (let y = 0; y < n; y++)
      for (let x = 0; x < n; x++) {
        const [v, u] = [(y - 1 + n) % n, (x + 2) % n]; // by −2 and +1 pixels
        expect(moved[y * n + x]).to.be.closeTo(sum[v * n + u], 1e-6 * largest(sum));
      }
  });
  it("is the analytic projection in any view, within 4 %; the transposed view is not", () => {
    const n = 48;
    const volume = blobVolume(n, small);
    const R = rotations.rotationFromEuler(0.7, 1.1, -0.4);
    const seen = image(simulateStack(volume, 2, { poses: [still(R)], optics: [flat], rng: random.rng(1) }));
    const expected = blobProjection(n, R, small).data.map((v) => 2 * v);
    expectClose(seen.data, expected, 0.04 * largest(expected));
    const inverse = blobProjection(n, rotations.rotationFromEuler(Math.PI + 0.4, 1.1, Math.PI - 0.7), small).data;
    expect(largest(inverse.map((v, i) => 2 * v - seen.data[i]))).to.be.above(0.3 * largest(expected));
  });
  it("multiplies by the CTF once, at the frequencies of the fine pixels, and then crops with its mean kept", () => {
    const [N, n, pixelSize] = [36, 24, 1.2];
    const volume = blobVolume(N, small);
    const poses = [still(rotations.rotationFromEuler(1, 0.5, 2), [1, 2])];
    const clean = simulateStack(volume, pixelSize, { poses, optics: [flat], rng: random.rng(1) });
    const stack = simulateStack(volume, pixelSize, { poses, optics: [lens], n, rng: random.rng(1) });
    const F = fourier.fft(image(clean));
    const ctf = lenses.ctf2d([N, N], pixelSize, lens).data;
    const G = { shape: F.shape, re: F.re.map((v, i) => v * ctf[i]), im: F.im.map((v, i) => v * ctf[i]) };
    const expected = fourier.fourierCrop(core.realArray([N, N], fourier.ifft(G).re), n, pixelSize).image.data;
    expectClose(image(stack).data, expected, 2e-6 * largest(image(clean).data));
    const mean = (a: Float64Array): number => a.reduce((s, v) => s + v, 0) / a.length;
    expect(mean(image(stack).data)).to.be.closeTo(0.1 * mean(image(clean).data), 1e-5);
  });
  it("has the power ratio asked for within 2 %, one noise level, mean 0", () => {
    const volume = blobVolume(40, small);
    const q = rotations.randomQuaternions(30, seeded("stack views"));
    const poses = Array.from({ length: 30 }, (_, i) =>
      still(rotations.rotationFromQuaternion(q.data.subarray(4 * i, 4 * i + 4))),
    );
    const optics = poses.map((_, i) => ({ ...lens, defocusU: 9000 + 500 * i, defocusV: 9000 + 500 * i }));
    const clean = simulateStack(volume, 2, { poses, optics, rng: random.rng(1) });
    const noisy = simulateStack(volume, 2, { poses, optics, snr: 0.05, rng: random.rng(1) });
    let [signal, noise] = [0, 0];
    for (let i = 0; i < 30; i++) {
      const variance = (a: Float64Array): number => {
        const m = a.reduce((s, v) => s + v, 0) / a.length;
        return a.reduce((s, v) => s + (v - m) ** 2, 0) / a.length;
      };
      signal += variance(image(clean, i).data);
      noise += variance(image(noisy, i).data.map((v, at) => v - image(clean, i).data[at]));
    }
    expect(signal / noise / 0.05).to.be.closeTo(1, 0.02);
  });
  it("hands back equal copies of poses and optics, tells its progress and stops when told", () => {
    const volume = blobVolume(9, small);
    const poses = [still(unit, [1, 2]), still()];
    const told: number[] = [];
    const stack = simulateStack(volume, 1, {
      poses,
      optics: [lens, flat],
      rng: random.rng(1),
      progress: (done) => told.push(done),
    });
    expect(told).to.deep.equal([1, 2]);
    expect(stack.poses).to.deep.equal(poses);
    expect(stack.optics).to.deep.equal([lens, flat]);
    expect(stack.poses[0].rotation).to.not.equal(poses[0].rotation);
    const controller = new AbortController();
    const stopped = (): unknown =>
      simulateStack(volume, 1, {
        poses,
        optics: [lens, flat],
        rng: random.rng(1),
        signal: controller.signal,
        progress: () => controller.abort(new Error("enough")),
      });
    expect(stopped).to.throw("enough");
    expect(simulateStack(volume, 1, { poses: [], optics: [], snr: 1, rng: random.rng(1) }).images.shape).to.deep.equal([
      0, 9, 9,
    ]);
  });
  it("names what it refuses", () => {
    const options = { poses: [still()], optics: [flat], rng: random.rng(1) };
    expect(() => simulateStack(core.zeros([2, 3, 3]), 1, options)).to.throw(
      RangeError,
      "simulateStack: volume must be a cube, got shape [2,3,3]",
    );
    expect(() => simulateStack(core.zeros([3, 3, 3]), 0, options)).to.throw(
      "pixelSize must be finite and above 0, got 0",
    );
    expect(() => simulateStack(core.zeros([3, 3, 3]), 1, { ...options, optics: [] })).to.throw(
      "poses and optics must be as many, got 1 and 0",
    );
    expect(() => simulateStack(core.zeros([3, 3, 3]), 1, { ...options, n: 4 })).to.throw(
      "n must be a whole number from 1 to 3, got 4",
    );
    expect(() => simulateStack(core.zeros([3, 3, 3]), 1, { ...options, snr: -1 })).to.throw(
      "snr must be above 0, got -1",
    );
  });
});
