import { draws, expectClose, expectNumber, expectThat, expectUntouched, submission } from "@cryolab/grader/testing";
import { type Rng, random } from "@cryolab/lib";
import type * as answer from "./threshold-crossing.ts";

const { resolutionAt, ssnrFromFsc, cref } = await submission<typeof answer>("resolution/threshold-crossing");

/** The first fall by bisection on the polyline: no formula of a line's zero. */
function reference(s: Float64Array, fsc: Float64Array, t: number): number {
  const at = (i: number, u: number) => fsc[i] * (1 - u) + fsc[i + 1] * u;
  if (fsc[0] < t) return 1 / s[0];
  for (let i = 0; i + 1 < fsc.length; i++) {
    if (fsc[i + 1] >= t) continue;
    let [low, high] = [0, 1];
    for (let step = 0; step < 60; step++) {
      const u = (low + high) / 2;
      if (at(i, u) >= t) low = u;
      else high = u;
    }
    return 1 / (s[i] * (1 - low) + s[i + 1] * low);
  }
  return 1 / s[s.length - 1];
}

/** Uneven growing frequencies and a noisy curve that falls from 1. */
function curve(rng: Rng): { s: Float64Array; fsc: Float64Array } {
  const n = 20 + Math.floor(30 * random.uniform(rng));
  const s = new Float64Array(n);
  for (let i = 1; i < n; i++) s[i] = s[i - 1] + 0.002 + 0.01 * random.uniform(rng);
  const half = s[n - 1] * (0.3 + 0.3 * random.uniform(rng));
  const fsc = s.map((x) => 1 / (1 + (x / half) ** 6) + 0.05 * random.normal(rng));
  fsc[0] = 1;
  return { s, fsc };
}

const rel = 1e-9; // a division by a difference of two values that may lie 1e-3 apart

describe("resolution/threshold-crossing, hidden", () => {
  it("[2] finds the first fall of noisy curves, on the straight line in frequency", async () => {
    const rng = draws("curves");
    for (let i = 0; i < 25; i++) {
      const { s, fsc } = curve(rng);
      for (const t of [0.143, 0.5]) {
        const says =
          "On a noisy curve the resolution must be 1/s of the first downward crossing, linear in s between two points.";
        expectNumber(await expectUntouched(resolutionAt, s, fsc, t), reference(s, fsc, t), { rel, says });
      }
    }
  });

  it("[2] reads what never falls up to its end, what starts below from its start, and takes the first of two falls", async () => {
    const s = Float64Array.of(0.05, 0.1, 0.15, 0.2, 0.25);
    const cases: readonly (readonly [fsc: number[], says: string])[] = [
      [[1, 0.9, 0.8, 0.7, 0.6], "A curve that never falls below the threshold reads up to its last point."],
      [
        [0.1, 0.9, 0.9, 0.2, 0.1],
        "A curve below the threshold from its first point reads 1/s[0], even if it rises later.",
      ],
      [[1, 0.2, 0.9, 0.8, 0.1], "The first fall counts, not a later one."],
      [[1, 0.5, 0.5, 0.4, 0.1], "A point at the threshold is not below it."],
      [[0.5, 0.1, 0.1, 0.1, 0.1], "A first point at the threshold is not below it."],
      [[1, -0.2, -0.1, 0.1, 0], "Values below zero are values like any other."],
    ];
    for (const [values, says] of cases) {
      const fsc = Float64Array.from(values);
      expectNumber(await resolutionAt(s, fsc, 0.5), reference(s, fsc, 0.5), { rel, says });
    }
    const one = Float64Array.of(0.1);
    expectNumber(await resolutionAt(one, Float64Array.of(0.9), 0.5), 10, {
      rel,
      says: "A curve of one point reads 1/s there.",
    });
    const none = (await resolutionAt(Float64Array.of(0, 0.1), Float64Array.of(0.3, 0.9), 0.5)) as unknown;
    expectThat(none === Infinity, "A curve below the threshold at s = 0 has resolution ∞.");
  });

  it("[1] has Cref = √(2F/(1 + F)), and 0 where F is not above 0", async () => {
    const rng = draws("cref");
    const fsc = Float64Array.from({ length: 30 }, () => 1.4 * random.uniform(rng) - 0.4);
    fsc.set([0.143, 1, 0, -1, -0.2]);
    // from the ratio of signal to noise R of both halves together: Cref² = R/(1 + R)
    const due = fsc.map((f) => (f <= 0 ? 0 : f === 1 ? 1 : Math.sqrt(1 / (1 + (1 - f) / (2 * f)))));
    expectClose(await expectUntouched(cref, fsc), due, {
      abs: 1e-12,
      says: "Cref must be √(2F/(1 + F)), and 0 for F ≤ 0.",
    });
  });

  it("[1] has SSNR = 2F/(1 − F), not clamped, ∞ at F = 1", async () => {
    const rng = draws("ssnr");
    const fsc = Float64Array.from({ length: 30 }, () => 1.3 * random.uniform(rng) - 0.4);
    const says = "SSNR of both halves together must be 2F/(1 − F), also below 0.";
    expectClose(
      await expectUntouched(ssnrFromFsc, fsc),
      fsc.map((f) => 2 / (1 - f) - 2),
      { rel: 1e-9, abs: 1e-12, says },
    );
    const top = (await ssnrFromFsc(Float64Array.of(1))) as Float64Array;
    expectThat(top?.length === 1 && top[0] === Infinity, "SSNR must be ∞ at F = 1.");
  });
});

// canary 166c6979113847a9b129212f480d9355
