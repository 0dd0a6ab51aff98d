import { draws, expectClose, expectUntouched, submission } from "@cryolab/grader/testing";
import { fourier, type Rng, random, resolution, type Volume } from "@cryolab/lib";
import type * as answer from "./mfsc.ts";

const { modifiedFsc } = await submission<typeof answer>("resolution/mfsc");

/** (x, y, z) of every voxel, x fastest. */
const places = (n: number) =>
  Array.from({ length: n ** 3 }, (_, i) => [i % n, Math.floor(i / n) % n, Math.floor(i / (n * n))] as const);

const cube = (n: number, value: (place: readonly [number, number, number], i: number) => number): Volume => ({
  shape: [n, n, n],
  data: Float64Array.from(places(n), value),
});

/** W at every place of the spectrum, zero frequency first. */
function windowAt(n: number, s: number, sigma: number): Float64Array {
  return Float64Array.from(places(n), (k) => {
    const r = Math.hypot(...k.map((i) => Math.min(i, n - i)));
    return sigma === 0 ? Number(r >= s - 0.5 && r < s + 0.5) : Math.exp(-0.5 * ((r - s) / sigma) ** 2);
  });
}

/** A map folded around with the kernel whose transform is W: no transform of a map. */
function folded(a: Volume, W: Float64Array): Float64Array {
  const n = a.shape[0];
  const grid = places(n);
  const cosine = Array.from({ length: n }, (_, m) => Math.cos((2 * Math.PI * m) / n));
  const kernel = grid.map((d) => {
    const sum = grid.reduce((total, k, i) => total + W[i] * cosine[(k[0] * d[0] + k[1] * d[1] + k[2] * d[2]) % n], 0);
    return sum / n ** 3;
  });
  return Float64Array.from(grid, (x) =>
    grid.reduce((total, y, i) => {
      const [dx, dy, dz] = x.map((v, axis) => (v - y[axis] + n) % n);
      return total + a.data[i] * kernel[(dz * n + dy) * n + dx];
    }, 0),
  );
}

/** The same by transforms, for larger cubes: the mask is last. */
function transformed(a: Volume, W: Float64Array): Float64Array {
  const F = fourier.fft(a);
  return fourier.ifft({ shape: F.shape, re: F.re.map((v, i) => v * W[i]), im: F.im.map((v, i) => v * W[i]) }).re;
}

function reference(a: Volume, b: Volume, mask: Volume, sigma: number, filter = folded): Float64Array {
  const n = a.shape[0];
  return Float64Array.from({ length: Math.floor(n / 2) + 1 }, (_, s) => {
    const [u, v] = [a, b].map((map) => filter(map, windowAt(n, s, sigma)));
    const sum = (f: Float64Array, g: Float64Array) =>
      f.reduce((total, value, i) => total + mask.data[i] * value * g[i], 0);
    return sum(u, v) / Math.sqrt(sum(u, u) * sum(v, v));
  });
}

/** Two noisy maps, the second in part the first one voxel on; neither has mean 0. */
function pair(n: number, rng: Rng): [Volume, Volume] {
  const a = cube(n, () => 0.6 + random.normal(rng));
  const b = cube(n, ([x], i) => 0.8 * a.data[i - x + ((x + 1) % n)] + 0.5 * a.data[i] + random.normal(rng) - 0.4);
  return [a, b];
}

/** A soft mask of this learner's own, away from the centre and lopsided. */
function lopsided(n: number, rng: Rng): Volume {
  const centre = [0, 1, 2].map(() => n * (0.1 + 0.4 * random.uniform(rng)));
  const stretch = [1, 1.6, 0.7];
  return cube(n, (x) => {
    const r = Math.hypot(...x.map((v, axis) => stretch[axis] * (v - centre[axis])));
    return 1 / (1 + Math.exp(1.5 * (r - n / 3))) + (x[0] === 0 ? 0.2 * random.uniform(rng) : 0);
  });
}

// 1e-9: a transform is good to 1e-13 of the largest value, and no shell here is so weak that this counts.
const abs = 1e-9;

describe("resolution/mfsc, hidden", () => {
  it("[5] agrees with maps folded with the kernel of each shell, under a lopsided mask", async () => {
    const rng = draws("folded");
    for (const [n, sigma] of [
      [5, 0],
      [6, 1],
      [7, 0.5],
      [4, 0],
      [5, 2.5],
      [2, 0.7],
      [1, 0],
      [1, 1],
    ]) {
      const [[a, b], mask] = [pair(n, rng), lopsided(n, rng)];
      const says = `For a cube of n = ${n} with ${sigma === 0 ? "hard shells" : "soft windows"} mFSC differs: the window first, the mask last and once.`;
      expectClose(await modifiedFsc(a, b, { mask, sigma }), reference(a, b, mask, sigma), { abs, says });
    }
  });

  it("[2] is the FSC with a mask of ones and σ = 0", async () => {
    const rng = draws("ones");
    for (const n of [10, 13, 16]) {
      const [a, b] = pair(n, rng);
      const { fsc } = resolution.fourierShellCorrelation(a, b);
      const says = "With a mask of ones and hard shells mFSC must be the FSC.";
      expectClose(await modifiedFsc(a, b, { mask: cube(n, () => 1), sigma: 0 }), fsc, { abs, says });
    }
  });

  it("[2] is the FSC weighted by W² with a mask of ones and σ > 0", async () => {
    const rng = draws("weighted");
    for (const [n, sigma] of [
      [9, 0.4],
      [12, 1.5],
    ]) {
      const [a, b] = pair(n, rng);
      const [A, B] = [fourier.fft(a), fourier.fft(b)];
      const due = Float64Array.from({ length: Math.floor(n / 2) + 1 }, (_, s) => {
        const W = windowAt(n, s, sigma);
        const sum = (F: typeof A, G: typeof A) =>
          W.reduce((total, w, k) => total + w * w * (F.re[k] * G.re[k] + F.im[k] * G.im[k]), 0);
        return sum(A, B) / Math.sqrt(sum(A, A) * sum(B, B));
      });
      const says =
        "With a mask of ones mFSC must be Σ W² Re A conj B over the root of both powers: W over the whole cube.";
      expectClose(await modifiedFsc(a, b, { mask: cube(n, () => 1), sigma }), due, { abs, says });
    }
  });

  it("[2] does not see noise agree where a hard mask is small: signal in the middle, none outside", async () => {
    const rng = draws("calibrated");
    for (const [n, sigma] of [
      [18, 0.5],
      [21, 0],
    ]) {
      const shared = cube(n, () => random.normal(rng));
      const low = transformed(shared, Float64Array.from(windowAt(n, 0, n / 12)));
      const noisy = () => ({ shape: shared.shape, data: low.map((v) => 6 * v + random.normal(rng)) });
      const [a, b] = [noisy(), noisy()];
      const mask = cube(n, (x) => (Math.hypot(...x.map((v) => v - Math.floor(n / 2) + 1)) < n / 4.5 ? 1 : 0));
      const says = "Two half maps of one signal under a small hard ball: mFSC differs.";
      expectClose(await modifiedFsc(a, b, { mask, sigma }), reference(a, b, mask, sigma, transformed), { abs, says });
    }
  });

  it("[2] gives 0 for an empty mask and 1 for a map against itself, and leaves its arguments alone", async () => {
    const rng = draws("edges");
    for (const n of [4, 7]) {
      const [[a, b], mask] = [pair(n, rng), lopsided(n, rng)];
      const [none, line] = [cube(n, () => 0), new Float64Array(Math.floor(n / 2) + 1)];
      const empty = "With a mask of zeros every value must be 0.";
      for (const sigma of [0, 1])
        expectClose(await modifiedFsc(a, b, { mask: none, sigma }), line, { abs, says: empty });
      const twice = { shape: a.shape, data: a.data.map((v) => 2 * v) };
      const same = await expectUntouched(modifiedFsc, a, twice, { mask, sigma: 0.6 });
      expectClose(
        same,
        line.map(() => 1),
        { abs, says: "A map against twice itself must give 1." },
      );
    }
  });
});

// canary 2becc82f0f3d962d1393e576a204987d
