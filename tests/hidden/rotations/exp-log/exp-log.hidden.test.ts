import { draws, expectClose, expectNumber, expectUntouched, submission } from "@cryolab/grader/testing";
import { type Rng, type Rotation, random } from "@cryolab/lib";
import type * as answer from "./exp-log.ts";

const { expSO3, logSO3, rotationDistance } = await submission<typeof answer>("rotations/exp-log");

/** The turn of each axis by v cos t + (u × v) sin t + u (u·v)(1 − cos t): a vector's form, no matrix. */
function reference(u: readonly number[], t: number): Rotation {
  const R = new Float64Array(9);
  const [c, s, half] = [Math.cos(t), Math.sin(t), Math.sin(t / 2)];
  for (let column = 0; column < 3; column++) {
    const v = [0, 1, 2].map((i) => (i === column ? 1 : 0));
    for (let i = 0; i < 3; i++) {
      const [j, k] = [(i + 1) % 3, (i + 2) % 3];
      R[3 * i + column] = v[i] * c + (u[j] * v[k] - u[k] * v[j]) * s + u[i] * u[column] * 2 * half * half;
    }
  }
  return R;
}

function direction(rng: Rng): number[] {
  const v = [random.normal(rng), random.normal(rng), random.normal(rng)];
  return v.map((c) => c / Math.hypot(...v));
}

/** Axes of the grid, of both signs, diagonals, and some of this learner's own. */
function axes(rng: Rng): number[][] {
  const h = Math.SQRT1_2;
  return [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [-1, 0, 0],
    [0, -1, 0],
    [0, 0, -1],
    [h, -h, 0],
    [0, -h, h],
    direction(rng),
    direction(rng),
    direction(rng),
  ];
}

const times = (A: Rotation, B: Rotation): Rotation =>
  Float64Array.from({ length: 9 }, (_, i) =>
    [0, 1, 2].reduce((sum, k) => sum + A[3 * Math.floor(i / 3) + k] * B[3 * k + (i % 3)], 0),
  );

const vector = (u: readonly number[], t: number) => Float64Array.from(u, (v) => v * t);

describe("rotations/exp-log, hidden", () => {
  it("[3] makes the matrix of a vector of any length, without a dead zone at 0", async () => {
    const rng = draws("exp");
    for (const u of axes(rng)) {
      for (const t of [0, 0.1, 1, 2.5, Math.PI, 4, 7, 20 * random.uniform(rng)]) {
        const says = "exp w must turn by |w| about w, counter-clockwise seen from its tip.";
        expectClose(await expectUntouched(expSO3, vector(u, t)), reference(u, t), { abs: 1e-9, says });
      }
      for (const t of [1e-4, 1e-7, 1e-9, 1e-12]) {
        const R: unknown = await expSO3(vector(u, t));
        expectClose(R, reference(u, t), { abs: 1e-9, says: "A small turn must be close to 1." });
        const [found, due] = [R as Rotation, reference(u, t)].map((M) =>
          Float64Array.of(M[7] - M[5], M[2] - M[6], M[3] - M[1]),
        );
        expectClose(found, due, { rel: 1e-6, says: "A small turn must be as small as its vector says, not nothing." });
      }
    }
  });

  it("[4] finds the shortest vector: at 0, at 1e-9, at π and just before, about all axes", async () => {
    const rng = draws("log");
    for (const u of axes(rng)) {
      for (const t of [1e-3, 0.1, 1, 2, 3, Math.PI - 1e-3, 3 * random.uniform(rng)])
        expectClose(await expectUntouched(logSO3, reference(u, t)), vector(u, t), {
          abs: 1e-9,
          says: "log R must be the axis times the angle.",
        });
      for (const t of [1e-7, 1e-9, 1e-12]) {
        const says = "The vector of a small turn must be right to 1e-6 of its own length.";
        expectClose(await logSO3(reference(u, t)), vector(u, t), { rel: 1e-6, says });
      }
      for (const t of [Math.PI - 1e-6, Math.PI - 1e-7, Math.PI + 1e-7])
        expectClose(await logSO3(reference(u, t)), vector(u, t > Math.PI ? t - 2 * Math.PI : t), {
          abs: 1e-7,
          says: "Just before a half turn the vector must be right to 1e-7, sign included.",
        });
      // a half turn: u and −u are both right, so the matrix uuᵀ of the vector is compared
      const half: unknown = await logSO3(reference(u, Math.PI));
      expectClose(half, vector(u, 0), { abs: Math.PI + 1e-7, says: "A half turn has a vector of length π." });
      const outer = (v: ArrayLike<number>) =>
        Float64Array.from({ length: 9 }, (_, i) => v[Math.floor(i / 3)] * v[i % 3]);
      expectClose(outer(half as Float64Array), outer(vector(u, Math.PI)), {
        abs: 1e-6,
        says: "The vector of a half turn must lie along its axis, with length π.",
      });
    }
    const one = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
    for (const R of [one, one.map((v) => v * (1 + 2 ** -52))])
      expectClose(await logSO3(R), new Float64Array(3), {
        abs: 1e-7,
        says: "No turn has the vector 0, with a trace beyond 3 too.",
      });
  });

  it("[3] measures the angle of RᵀS, whatever both are multiplied by", async () => {
    const rng = draws("distance");
    for (const t of [0, 1e-9, 1e-7, 0.01, 1, 2, 3, Math.PI - 1e-7, Math.PI, 3 * random.uniform(rng)])
      for (let i = 0; i < 3; i++) {
        const [R, Q] = [
          reference(direction(rng), 3 * random.uniform(rng)),
          reference(direction(rng), 3 * random.uniform(rng)),
        ];
        const S = times(R, reference(direction(rng), t));
        const abs = t < 1e-6 || t > Math.PI - 1e-6 ? 1e-7 : 1e-9;
        const says = "The distance must be the angle of RᵀS in radians, from 0 to π.";
        expectNumber(await expectUntouched(rotationDistance, R, S), t, { abs, says });
        const both = "The distance must not change when both rotations are multiplied by a third, from either side.";
        expectNumber(await rotationDistance(times(Q, R), times(Q, S)), t, { abs, says: both });
        expectNumber(await rotationDistance(times(S, Q), times(R, Q)), t, { abs, says: both });
      }
    const one = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
    expectNumber(
      await rotationDistance(
        one,
        one.map((v) => v * (1 + 2 ** -52)),
      ),
      0,
      { abs: 1e-7, says: "A trace beyond 3 is rounding: distance 0." },
    );
  });
});

// canary e0fb6ed15f57f6dc1eda6aba6f7329c6
