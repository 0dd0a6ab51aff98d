import { draws, expectClose, expectThat, submission } from "@cryolab/grader/testing";
import { type LineSpectrum, type Rng, random } from "@cryolab/lib";
import type * as answer from "./continuous-ft.ts";

const { continuousFt } = await submission<typeof answer>("fourier/continuous-ft");

// functions that cross the wall may need nothing from here: their numbers stand in them
const gaussian = (x: number) => Math.exp(-Math.PI * x * x);
const moved = (x: number) => Math.exp(-Math.PI * (x - 0.7) * (x - 0.7));
const narrow = (x: number) => Math.exp(-4 * Math.PI * (x + 0.3) * (x + 0.3));
const box = (x: number) => (Math.abs(x) < 1.03 ? 1 : 0);
const pieces = (x: number) => (x > -1.21 && x < 0.4 ? 2 : x >= 0.4 && x < 1.87 ? -0.5 : 0);
const ramp = (x: number) => 1 + x + 0.25 * x * x;

/** The sum of the statement at one frequency, term by term: no transform, no order of samples. */
function sumAt(s: number, f: (x: number) => number, length: number, n: number): [number, number] {
  const [d, c] = [length / n, Math.floor(n / 2)];
  let [re, im] = [0, 0];
  for (let j = -c; j < n - c; j++) {
    re += d * f(j * d) * Math.cos(2 * Math.PI * s * j * d);
    im -= d * f(j * d) * Math.sin(2 * Math.PI * s * j * d);
  }
  return [re, im];
}

/** The frequencies are right in number and value: k/length once each, −n/2 or +n/2 for even n, in whatever order. */
function expectFrequencies(s: Float64Array, length: number, n: number): void {
  const says = "s must hold k/length once for every k from −floor(n/2) up, zero first or ascending.";
  const sorted = Float64Array.from(s, (v) => (n % 2 === 0 && Math.abs(v * length - n / 2) < 1e-6 ? -v : v)).sort();
  const due = Float64Array.from({ length: n }, (_, k) => (k - Math.floor(n / 2)) / length);
  expectClose(sorted, due, { rel: 1e-12, abs: 1e-15, says });
}

/** Calls, checks s, and compares F with values for the frequency that stands beside each. */
async function expectPairs(
  f: (x: number) => number,
  length: number,
  n: number,
  of: (s: number) => [number, number],
  says: string,
  abs: number,
): Promise<void> {
  const found = (await continuousFt(f, length, n)) as { s: Float64Array; F: LineSpectrum };
  const kinds = { s: new Float64Array(n), F: { shape: [n], re: new Float64Array(n), im: new Float64Array(n) } };
  // kinds and lengths alone, before a value is used
  expectClose(found, kinds, { abs: 1e300, says: "A Float64Array s and a spectrum F, n values each, are due." });
  expectFrequencies(found.s, length, n);
  const due = Array.from(found.s, of);
  const re = Float64Array.from(due, ([v]) => v);
  const im = Float64Array.from(due, ([, v]) => v);
  expectClose(found.F, { shape: [n], re, im }, { abs, says });
}

/** A window wide enough for a gaussian to vanish in, and a step fine enough; odd and even numbers, n % 4 = 2. */
function windows(rng: Rng): [length: number, n: number][] {
  return [96, 97, 98, 99].map((n) => [8.5 + 2 * random.uniform(rng), n + 4 * Math.floor(4 * random.uniform(rng))]);
}

describe("fourier/continuous-ft, hidden", () => {
  // What a gaussian has outside the window and beyond the highest frequency is below 1e-12.
  it("[4] finds the transforms of gaussians to a millionth: widths, places and phases", async () => {
    for (const [length, n] of windows(draws("gaussians"))) {
      const own =
        "e^(−πx²) must be its own transform: look at the step, at the order of samples, at the end of the window.";
      await expectPairs(gaussian, length, n, (s) => [Math.exp(-Math.PI * s * s), 0], own, 1e-6);
      const turned = (s: number, a: number, width: number): [number, number] => {
        const size = width * Math.exp(-Math.PI * (width * s) ** 2);
        return [size * Math.cos(2 * Math.PI * s * a), -size * Math.sin(2 * Math.PI * s * a)];
      };
      const phase = "A gaussian at x = a must have the phase e^(−2πi s a).";
      await expectPairs(moved, length, n, (s) => turned(s, 0.7, 1), phase, 1e-6);
      await expectPairs(
        narrow,
        length,
        n,
        (s) => turned(s, -0.3, 0.5),
        "A narrower gaussian must be wider in s.",
        1e-6,
      );
    }
  });

  // Tolerance: a hundred terms below 3, each rounded to 1e-14 by its angle.
  it("[4] is the sum of the statement for a rectangle, for two pieces and for a parabola that fills the window", async () => {
    const rng = draws("steps");
    for (const [length, n] of [...windows(rng), [4.1, 10], [4.1, 9], [5.3, 7], [3.7, 6]] as const) {
      const says = "For a function with jumps the values must be those of the sum with x_j and s_k of the statement.";
      await expectPairs(box, length, n, (s) => sumAt(s, box, length, n), says, 1e-10);
      await expectPairs(pieces, length, n, (s) => sumAt(s, pieces, length, n), says, 1e-10);
      const ends =
        "For a function that does not vanish at the ends every sample counts: the left end is one, the right end is none.";
      await expectPairs(ramp, length, n, (s) => sumAt(s, ramp, length, n), ends, 1e-10 * n);
    }
  });

  it("[1] works for one, two and three samples", async () => {
    for (const n of [1, 2, 3, 4, 5]) {
      const says = "Few samples must work like many; one sample is f(0) times the length.";
      await expectPairs(ramp, 3, n, (s) => sumAt(s, ramp, 3, n), says, 1e-10);
    }
  });

  it("[1] tells a rectangle's area at s = 0 and its first zero", async () => {
    const { s, F } = (await continuousFt(box, 20.6, 203)) as { s: Float64Array; F: LineSpectrum };
    const at = (v: number) => s.findIndex((u) => Math.abs(u - v) < 1e-9);
    expectThat(at(0) >= 0 && at(10 / 20.6) >= 0, "s must hold 0 and the multiples of 1/length.");
    expectClose(F.re[at(0)], 2.06, { abs: 0.12, says: "F(0) must be the integral of f." });
    expectClose(F.re[at(10 / 20.6)], 0, { abs: 0.12, says: "A rectangle of width w has its first zero at s = 1/w." });
    const below = F.re[at(15 / 20.6)];
    expectThat(below < -0.3 && below > -0.6, "Beyond the first zero the transform of a rectangle is negative.");
  });
});

// canary 4e36dc16a3bc5aefd49b2f9e3ca4a20c
