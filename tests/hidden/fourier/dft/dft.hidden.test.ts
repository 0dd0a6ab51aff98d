import { draws, expectClose, expectUntouched, submission } from "@cryolab/grader/testing";
import { type LineSpectrum, type Rng, random } from "@cryolab/lib";
import type * as answer from "./dft.ts";

const { dft } = await submission<typeof answer>("fourier/dft");

/** A few lengths of this learner's own, long enough for a diagnosis; then those that hide faults: primes, n % 4 = 2, one sample. */
const lengths = (rng: Rng) => [
  ...Array.from({ length: 3 }, () => 11 + Math.floor(30 * random.uniform(rng))),
  10,
  7,
  3,
  2,
  1,
];

/** n complex samples of normal numbers. */
function samples(n: number, rng: Rng): LineSpectrum {
  const normals = () => Float64Array.from({ length: n }, () => random.normal(rng));
  return { shape: [n], re: normals(), im: normals() };
}

/** The same sum as a polynomial in w = e^(±2πi k/n), by Horner's rule: no table of angles, no product k·j. */
function horner(x: LineSpectrum, sign: -1 | 1): LineSpectrum {
  const n = x.re.length;
  const X = { shape: x.shape, re: new Float64Array(n), im: new Float64Array(n) };
  for (let k = 0; k < n; k++) {
    const c = Math.cos((2 * Math.PI * k) / n);
    const s = sign * Math.sin((2 * Math.PI * k) / n);
    for (let j = n - 1; j >= 0; j--)
      [X.re[k], X.im[k]] = [X.re[k] * c - X.im[k] * s + x.re[j], X.re[k] * s + X.im[k] * c + x.im[j]];
  }
  return X;
}

// Tolerance: angles up to 2π n² / n taken without the modulo lose 40 · 2π · 2⁻⁵² each, far below 1e-9 of the largest value.
const rel = 1e-9;

describe("fourier/dft, hidden", () => {
  it("[1] agrees with the same sum by Horner's rule at every length", async () => {
    const rng = draws("forward");
    for (const n of lengths(rng)) {
      const x = samples(n, rng);
      const says = "The forward transform of random complex samples differs from the sum with e^(−2πi k j / n).";
      expectClose(await dft(x), horner(x, -1), { rel, says });
    }
  });

  it("[1] goes back with + in the exponent and 1/n in front", async () => {
    const rng = draws("inverse");
    for (const n of lengths(rng)) {
      const X = samples(n, rng);
      const x = horner(X, 1);
      const scaled = { shape: x.shape, re: x.re.map((v) => v / n), im: x.im.map((v) => v / n) };
      const says = "The inverse of random complex numbers differs from 1/n times the sum with e^(+2πi k j / n).";
      expectClose(await dft(X, true), scaled, { rel, says });
    }
  });

  it("[1] returns a new record, leaves its argument alone, and keeps the energy times n", async () => {
    const x = samples(6, draws("untouched"));
    await expectUntouched(dft, x);
    await expectUntouched(dft, x, true);
    const energy = ({ re, im }: LineSpectrum) => re.reduce((sum, v, i) => sum + v * v + im[i] * im[i], 0);
    const says = "Σ|X|² must be n times Σ|x|² (Parseval).";
    const X = await dft(x);
    expectClose(X, horner(x, -1), { rel, says });
    expectClose(energy(X), 6 * energy(x), { rel, says });
  });
});

// canary 58002bf65ec6c1f5936607b039d0663b
