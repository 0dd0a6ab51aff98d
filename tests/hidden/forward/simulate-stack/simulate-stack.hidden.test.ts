import { draws, expectClose, expectThat, expectUntouched, submission } from "@cryolab/grader/testing";
import {
  fourier,
  type Image,
  optics as lenses,
  type Optics,
  type Pose,
  type Rng,
  type Rotation,
  random,
  rotations,
  type Volume,
} from "@cryolab/lib";
import type * as answer from "./simulate-stack.ts";

const { simulateStack } = await submission<typeof answer>("forward/simulate-stack");

type Stack = Awaited<ReturnType<typeof simulateStack>>;

const one: Rotation = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
/** A lens whose CTF is 1. */
const clear: Optics = {
  voltageKv: 200,
  csMm: 0,
  amplitudeContrast: 1,
  defocusU: 0,
  defocusV: 0,
  astigmatismAngle: 0,
  phaseShift: 0,
  bFactor: 0,
};

/** A lens for pixels of p Å: one or two rings within the blobs' spectrum, whatever p is. */
function lens(p: number, rng: Rng): Optics {
  const u = () => random.uniform(rng);
  const defocusU = (4500 + 1500 * u()) * p * p;
  return {
    voltageKv: 300,
    csMm: 1 + u(),
    amplitudeContrast: 0.1 + 0.1 * u(),
    defocusU,
    defocusV: defocusU * (0.75 + 0.1 * u()),
    astigmatismAngle: 3 * u(),
    phaseShift: 0.3 * u(),
    bFactor: 5 * u(),
  };
}

/** The CTF in its other form, √(1 − A²) sin χ + A cos χ, entry by entry of a spectrum with zero frequency first. */
function ctf(n: number, p: number, o: Optics): Float64Array {
  const wave = lenses.electronWavelength(o.voltageKv);
  return Float64Array.from({ length: n * n }, (_, i) => {
    const [sx, sy] = [i % n, Math.floor(i / n)].map((k) => (2 * k < n ? k : k - n) / (n * p));
    const [square, angle] = [sx * sx + sy * sy, Math.atan2(sy, sx)];
    const focus =
      (o.defocusU + o.defocusV) / 2 + ((o.defocusU - o.defocusV) / 2) * Math.cos(2 * (angle - o.astigmatismAngle));
    const chi = Math.PI * wave * focus * square - (Math.PI / 2) * o.csMm * 1e7 * wave ** 3 * square ** 2 + o.phaseShift;
    const A = o.amplitudeContrast;
    return (Math.sqrt(1 - A * A) * Math.sin(chi) + A * Math.cos(chi)) * Math.exp((-o.bFactor * square) / 4);
  });
}

interface Blob {
  readonly p: readonly number[];
  readonly sigma: number;
  readonly height: number;
}

/** Four blobs within a sixth of the side, without mirror or centre, in voxels. */
function blobs(rng: Rng): Blob[] {
  return [
    [1, -1, 1, 1],
    [5, 0, 1, 0.8],
    [1, 4, 0, -0.5],
    [0, -1, -5, 0.9],
  ].map(([x, y, z, height]) => ({
    p: [x, y, z].map((v) => v + 0.6 * random.uniform(rng) - 0.3),
    sigma: 2.8 + 0.3 * random.uniform(rng),
    height,
  }));
}

function map(list: readonly Blob[], n: number): Volume {
  const c = Math.floor(n / 2);
  const data = Float64Array.from({ length: n ** 3 }, (_, i) => {
    const at = [(i % n) - c, (Math.floor(i / n) % n) - c, Math.floor(i / n / n) - c];
    return list.reduce((sum, { p, sigma, height }) => {
      const square = at.reduce((total, v, axis) => total + (v - p[axis]) ** 2, 0);
      return sum + height * Math.exp(-square / (2 * sigma ** 2));
    }, 0);
  });
  return { shape: [n, n, n], data };
}

/** Integrals along z in closed form, at pixels of another size (in voxels), moved by −origin (in Å). */
function shadow(list: readonly Blob[], n: number, p: number, pose: Pose, coarse = 1): Image {
  const R = pose.rotation;
  const c = Math.floor(n / 2);
  const data = new Float64Array(n * n);
  for (const { p: at, sigma, height } of list) {
    const [u, v] = [0, 1].map((i) => R[i] * at[0] + R[3 + i] * at[1] + R[6 + i] * at[2] - pose.origin[i] / p);
    for (let i = 0; i < data.length; i++) {
      const [x, y] = [((i % n) - c) * coarse, (Math.floor(i / n) - c) * coarse];
      data[i] +=
        p * height * sigma * Math.sqrt(2 * Math.PI) * Math.exp(-((x - u) ** 2 + (y - v) ** 2) / (2 * sigma ** 2));
    }
  }
  return { shape: [n, n], data };
}

/** A shadow behind a lens, in single precision. */
function through({ shape, data }: Image, p: number, o: Optics): Image {
  const F = fourier.fft({ shape, data });
  const gain = ctf(shape[0], p, o);
  const times = (part: Float64Array) => part.map((v, k) => v * gain[k]);
  return { shape, data: fourier.ifft({ shape: F.shape, re: times(F.re), im: times(F.im) }).re };
}

const stacked = (images: readonly Image[]) => {
  const n = images[0].shape[0];
  return { shape: [images.length, n, n], data: Float32Array.from(images.flatMap(({ data }) => [...data])) };
};
const peak = (images: readonly Image[]) => Math.max(...images.flatMap(({ data }) => [...data].map(Math.abs)));

/** Views from anywhere, origins of a few pixels. */
function poses(m: number, p: number, rng: Rng): Pose[] {
  const u = () => random.uniform(rng);
  return Array.from({ length: m }, () => ({
    rotation: rotations.rotationFromEuler(6 * u(), 0.5 + 2 * u(), 6 * u()),
    origin: [p * (5 * u() - 2.5), p * (5 * u() - 2.5)],
  }));
}

describe("forward/simulate-stack, hidden", () => {
  it("[3] has for R = 1 the integral along z, moved by −origin, behind the lens of each image", async () => {
    const rng = draws("axis");
    for (const n of [41, 42]) {
      const list = blobs(rng);
      const p = 1.3 + 2 * random.uniform(rng);
      const own: Pose[] = [
        [0, 0],
        [3 * p, -2 * p],
        [-p, 4 * p],
      ].map((origin) => ({ rotation: one, origin: origin as [number, number] }));
      const optics = [clear, clear, lens(p, rng)];
      const options = { poses: own, optics, rng: random.rng("axis") };
      const found = await expectUntouched(simulateStack, map(list, n), p, options);
      const due = own.map((pose, i) => through(shadow(list, n, p, pose), p, optics[i]));
      const says =
        "For R = 1 an image must be the sum over z times pixelSize, moved by −origin/pixelSize, and multiplied by its CTF at s in 1/Å.";
      expectClose(found.images, stacked(due), { abs: 0.002 * peak(due.slice(0, 2)), says });
      expectClose(found.poses, own, { abs: 0, says: "The poses must come back, one an image." });
      expectClose(found.optics, optics, { abs: 0, says: "The optics must come back, one an image." });
    }
  });

  it("[4] sees the molecule from any side, in the hand of the map", async () => {
    const rng = draws("views");
    for (const n of [43, 42]) {
      const list = blobs(rng);
      const p = 1 + 2 * random.uniform(rng);
      const all = poses(4, p, rng);
      const optics = [clear, lens(p, rng), clear, lens(p, rng)];
      const found = await simulateStack(map(list, n), p, { poses: all, optics, rng: random.rng("views") });
      const plain = all.map((pose) => shadow(list, n, p, pose));
      const due = plain.map((image, i) => through(image, p, optics[i]));
      const says =
        "In view R with an origin in Å a blob at r must show at (x, y) of Rᵀr − origin, and behind the lens of its own image.";
      // trilinear values along rays lose 1.7 %
      expectClose(found.images, stacked(due), { abs: 0.04 * peak(plain), says });
      expectClose(found.poses, all, { abs: 0, says: "The poses must come back, one an image." });
    }
  });

  it("[2] crops to n: coarser pixels, the same values", async () => {
    const rng = draws("crops");
    for (const [N, n] of [
      [42, 25],
      [41, 26],
      [40, 40],
    ]) {
      const list = blobs(rng);
      const p = 1 + random.uniform(rng);
      const own: Pose[] = [
        { rotation: one, origin: [2 * p, p] },
        { rotation: one, origin: [0, -2 * p] },
      ];
      const optics = [clear, lens(p, rng)];
      const found = await simulateStack(map(list, N), p, { poses: own, optics, n, rng: random.rng("crops") });
      const plain = own.map((pose) => shadow(list, n, p, pose, N / n));
      const due = plain.map((image, i) => through(image, (p * N) / n, optics[i]));
      const says =
        "Cropped images must show the same values at pixels of pixelSize·N/n, about floor(n/2), behind the same lens.";
      expectClose(found.images, stacked(due), { abs: 0.003 * peak(plain), says });
    }
  });

  it("[4] adds white noise from the rng, at a ratio of powers over the stack", async () => {
    const rng = draws("noise");
    const [N, n, m] = [36, 32, 80];
    const list = blobs(rng);
    const volume = map(list, N);
    const p = 1 + random.uniform(rng);
    const all = poses(m, p, rng);
    const optics = all.map(() => lens(p, rng));
    const snr = [0.05, 0.3, 4][Math.floor(3 * random.uniform(rng))] * (1 + 0.5 * random.uniform(rng));
    const options = { poses: all, optics, n };
    const clean = (await simulateStack(volume, p, { ...options, rng: random.rng("clean") })) as Stack;
    const zeros = { shape: [m, n, n], data: new Float32Array(m * n * n) };
    expectClose(clean.images, zeros, { abs: 1e9, says: "The stack must have shape [poses.length, n, n]." });
    const due = all.slice(0, 8).map((pose, i) => through(shadow(list, n, p, pose, N / n), (p * N) / n, optics[i]));
    const rough = all.slice(0, 8).map((pose) => shadow(list, n, p, pose, N / n));
    const first = { shape: [8, n, n], data: clean.images.data.slice(0, 8 * n * n) };
    expectClose(first, stacked(due), {
      abs: 0.045 * peak(rough),
      says: "Without snr the images differ from the signal alone: if another test fails, begin there.",
    });
    const noisy = (await simulateStack(volume, p, { ...options, snr, rng: random.rng("noisy") })) as Stack;
    expectClose(noisy.images, zeros, { abs: 1e9, says: "The stack must have shape [poses.length, n, n]." });
    const noise = noisy.images.data.map((v, i) => v - clean.images.data[i]);
    const size = n * n;
    const image = (data: Float32Array, i: number) => Float64Array.from(data.subarray(i * size, (i + 1) * size));
    const variance = (values: Float64Array) => {
      const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
      return values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length;
    };
    let [signal, power, low, high, shared] = [0, 0, 0, 0, 0];
    for (let i = 0; i < m; i++) {
      const own = image(noise, i);
      signal += variance(image(clean.images.data, i));
      power += variance(own);
      const F = fourier.fft({ shape: [n, n] as const, data: own });
      for (let k = 1; k < size; k++) {
        const radius = Math.hypot(...[k % n, Math.floor(k / n)].map((v) => Math.min(v, n - v)));
        if (radius < n / 4) low += (F.re[k] ** 2 + F.im[k] ** 2) / (Math.PI * (n / 4) ** 2);
        else high += (F.re[k] ** 2 + F.im[k] ** 2) / (size - Math.PI * (n / 4) ** 2);
      }
      shared += image(noise, (i + 1) % m).reduce((sum, v, at) => sum + v * own[at], 0) / size;
    }
    // 80 images of 1024 pixels: the ratio spreads by 0.5 %, that of the bands by 1.1 % (and the disc's count by 1 %)
    expectClose(signal / power, snr, {
      rel: 0.04,
      says: "snr must be the sum of the variances of the signal images over that of the noise images.",
    });
    expectThat(
      Math.abs(low / high - 1) < 0.1,
      "The noise must be white: as strong at low frequencies as at high ones.",
    );
    expectThat(Math.abs(shared / power) < 0.03, "Every image must have noise of its own.");
    const again = await simulateStack(volume, p, { ...options, snr, rng: random.rng("noisy") });
    expectClose(again.images, noisy.images, { abs: 0, says: "The same state of rng must give the same images." });
    const other = (await simulateStack(volume, p, { ...options, snr, rng: random.rng("other") })) as Stack;
    expectThat(
      other.images.data.some((v, i) => v !== noisy.images.data[i]),
      "Another state of rng must give other noise.",
    );
  });
});

// canary 378baf078d90f32325073f321c8c7ad2
