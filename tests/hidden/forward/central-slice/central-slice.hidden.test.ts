import { draws, expectClose, expectUntouched, submission } from "@cryolab/grader/testing";
import {
  fourier,
  type ImageSpectrum,
  type Rng,
  type Rotation,
  random,
  rotations,
  type VolumeSpectrum,
} from "@cryolab/lib";
import type * as answer from "./central-slice.ts";

const { centralSlice } = await submission<typeof answer>("forward/central-slice");

/** A random rotation: three turns. */
function rotation(rng: Rng): Rotation {
  const [a, b, c] = [
    2 * Math.PI * random.uniform(rng),
    0.4 + 2.3 * random.uniform(rng),
    2 * Math.PI * random.uniform(rng),
  ];
  return rotations.rotationFromEuler(a, b, c);
}

/** The 24 turns of a cube: signed permutations of determinant 1. */
function quarterTurns(): Rotation[] {
  const turns: Rotation[] = [];
  for (const [i, j, k, even] of [
    [0, 1, 2, 1],
    [1, 2, 0, 1],
    [2, 0, 1, 1],
    [0, 2, 1, -1],
    [2, 1, 0, -1],
    [1, 0, 2, -1],
  ])
    for (const [a, b] of [
      [1, 1],
      [1, -1],
      [-1, 1],
      [-1, -1],
    ]) {
      const R = new Float64Array(9);
      R[i] = a;
      R[3 + j] = b;
      R[6 + k] = a * b * even;
      turns.push(R);
    }
  return turns;
}

/** The spectrum of a cube of normal numbers, by the library's transform. */
function spectrum(n: number, rng: Rng): VolumeSpectrum {
  const data = Float64Array.from({ length: n ** 3 }, () => 1 + random.normal(rng));
  return fourier.fft({ shape: [n, n, n], data }) as VolumeSpectrum;
}

const signed = (i: number, n: number) => (2 * i < n ? i : i - n);
const places = (n: number, R: Rotation) =>
  Array.from({ length: n * n }, (_, i) => {
    const [kx, ky] = [signed(i % n, n), signed(Math.floor(i / n), n)];
    return { kx, ky, p: [0, 3, 6].map((row) => R[row] * kx + R[row + 1] * ky) };
  });

/** The definition: every frequency of the grid, a tent of width 1 about it, its signed frequencies spelled out. */
function reference(F: VolumeSpectrum, R: Rotation): ImageSpectrum {
  const n = F.shape[0];
  const slice = { shape: [n, n] as const, re: new Float64Array(n * n), im: new Float64Array(n * n) };
  const tent = (d: number) => Math.max(0, 1 - Math.abs(d));
  for (const [i, { p }] of places(n, R).entries()) {
    if (p.some((v) => Math.abs(v) > Math.floor(n / 2))) continue;
    for (let at = 0; at < n ** 3; at++) {
      const k = [at % n, Math.floor(at / n) % n, Math.floor(at / n / n)].map((v) => signed(v, n));
      const w = tent(p[0] - k[0]) * tent(p[1] - k[1]) * tent(p[2] - k[2]);
      if (w === 0) continue;
      slice.re[i] += w * F.re[at];
      slice.im[i] += w * F.im[at];
    }
  }
  return slice;
}

/** Only entries that are compared: for even n neighbours within ±(n/2 − 1); nothing on the very edge. */
function compared({ re, im }: ImageSpectrum, n: number, R: Rotation): { re: Float64Array; im: Float64Array } {
  const keep = places(n, R).map(({ kx, ky, p }) => {
    if (p.some((v) => Math.abs(Math.abs(v) - Math.floor(n / 2)) < 1e-6)) return false;
    if (n % 2 === 1) return true;
    const least = n / 2 - 1;
    const outside = p.some((v) => Math.abs(v) > n / 2);
    return Math.abs(kx) <= least && Math.abs(ky) <= least && (outside || p.every((v) => Math.abs(v) <= least));
  });
  return { re: re.filter((_, i) => keep[i]), im: im.filter((_, i) => keep[i]) };
}

const rel = 1e-10; // eight products

describe("forward/central-slice, hidden", () => {
  it("[4] reads F at R (kx, ky, 0) trilinearly, odd and even, and 0 beyond floor(n/2)", async () => {
    const rng = draws("views");
    for (const n of [1, 3, 7, 9, 11, 10, 12])
      for (let i = 0; i < 2; i++) {
        const [F, R] = [spectrum(n, rng), rotation(rng)];
        const found = (await expectUntouched(centralSlice, F, R)) as ImageSpectrum;
        const due = reference(F, R);
        const says =
          "Entry (kx, ky) must be the trilinear value of F at R (kx, ky, 0), 0 if a component is beyond floor(n/2).";
        expectClose(found, due, { abs: Infinity, says });
        expectClose(compared(found, n, R), compared(due, n, R), { rel, says });
      }
  });

  it("[4] only moves frequencies for R = 1 and all 24 quarter turns", async () => {
    const rng = draws("quarters");
    for (const n of [1, 2, 5, 6])
      for (const R of quarterTurns()) {
        const F = spectrum(n, rng);
        const due = { shape: [n, n], re: new Float64Array(n * n), im: new Float64Array(n * n) };
        for (const [i, { p }] of places(n, R).entries()) {
          const [x, y, z] = p.map((v) => (Math.round(v) + n) % n);
          due.re[i] = F.re[(z * n + y) * n + x];
          due.im[i] = F.im[(z * n + y) * n + x];
        }
        const says = "For R = 1 and quarter turns every entry must be one of F, unchanged.";
        // the matrix as an angle makes it, with 6e-17 for cos 90°
        expectClose(
          await centralSlice(
            F,
            R.map((v) => v + 6e-17),
          ),
          due,
          { rel, says },
        );
      }
  });

  it("[3] is the spectrum of the shadow, known in closed form, of three blobs with a hand", async () => {
    const rng = draws("blobs");
    const n = 47;
    const wobble = () => random.uniform(rng) - 0.5;
    const list = [
      [2, 0, -1],
      [-1, 3, 0],
      [0, -1, 2.5],
    ].map((p, i) => ({ p: p.map((v) => v + wobble()), height: 1 + i / 2 }));
    const sigma = 1.5;
    /** The transform of the blobs at a frequency: e^(−2π² σ² k²/n²) e^(−2πi k·p/n). */
    const transform = (k: readonly number[]): [number, number] => {
      const size =
        (2 * Math.PI) ** 1.5 *
        sigma ** 3 *
        Math.exp((-2 * (Math.PI * sigma) ** 2 * (k[0] ** 2 + k[1] ** 2 + k[2] ** 2)) / n ** 2);
      let [re, im] = [0, 0];
      for (const { p, height } of list) {
        const phase = (-2 * Math.PI * (k[0] * p[0] + k[1] * p[1] + k[2] * p[2])) / n;
        re += height * size * Math.cos(phase);
        im += height * size * Math.sin(phase);
      }
      return [re, im];
    };
    const F = { shape: [n, n, n] as const, re: new Float64Array(n ** 3), im: new Float64Array(n ** 3) };
    for (let at = 0; at < n ** 3; at++)
      [F.re[at], F.im[at]] = transform(
        [at % n, Math.floor(at / n) % n, Math.floor(at / n / n)].map((v) => signed(v, n)),
      );
    for (let view = 0; view < 2; view++) {
      const R = rotation(rng);
      const due = { shape: [n, n] as const, re: new Float64Array(n * n), im: new Float64Array(n * n) };
      for (const [i, { kx, ky, p }] of places(n, R).entries()) {
        if (p.some((v) => Math.abs(v) > Math.floor(n / 2))) continue;
        // the shadow of a blob at p is a blob at (x, y) of q = Rᵀp
        const [u, v] = [0, 1];
        const at = list.map((b) => [u, v].map((c) => R[c] * b.p[0] + R[3 + c] * b.p[1] + R[6 + c] * b.p[2]));
        const size =
          (2 * Math.PI) ** 1.5 * sigma ** 3 * Math.exp((-2 * (Math.PI * sigma) ** 2 * (kx ** 2 + ky ** 2)) / n ** 2);
        for (const [b, q] of at.entries()) {
          const phase = (-2 * Math.PI * (kx * q[0] + ky * q[1])) / n;
          due.re[i] += list[b].height * size * Math.cos(phase);
          due.im[i] += list[b].height * size * Math.sin(phase);
        }
      }
      const says =
        "The slice must be the spectrum of the shadow: a blob at p casts it at Rᵀp, about floor(n/2), in the hand of the map.";
      // straight lines between frequencies lose (2π r/n)²/8 a direction, r the distance from the origin: about 4 %
      expectClose(await centralSlice(F, R), due, { rel: 0.06, says });
    }
  });

  it("[2] belongs to a real image: S(−k) is the conjugate of S(k) for odd n", async () => {
    const rng = draws("hermitian");
    for (const n of [5, 9]) {
      const [F, R] = [spectrum(n, rng), rotation(rng)];
      const S = (await centralSlice(F, R)) as ImageSpectrum;
      expectClose(S, reference(F, R), { rel, says: "The slice must be the trilinear values of F." });
      const mate = (i: number) => ((n - Math.floor(i / n)) % n) * n + ((n - (i % n)) % n);
      const conjugate = { re: S.re.map((_, i) => S.re[mate(i)]), im: S.im.map((_, i) => -S.im[mate(i)]) };
      expectClose({ re: S.re, im: S.im }, conjugate, { rel, says: "S(−k) must be the conjugate of S(k)." });
    }
  });
});

// canary e4fe18868d78a02ec3a0c7ad3dfc0500
