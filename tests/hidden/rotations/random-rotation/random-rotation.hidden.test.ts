import { draws, expectClose, expectThat, expectUntouched, submission } from "@cryolab/grader/testing";
import { type Rng, random } from "@cryolab/lib";
import type * as answer from "./random-rotation.ts";

const { randomQuaternions, rotationFromQuaternion } = await submission<typeof answer>("rotations/random-rotation");

type Quaternion = readonly [w: number, x: number, y: number, z: number];

/** Hamilton's product. */
const times = ([a, b, c, d]: Quaternion, [e, f, g, h]: Quaternion): Quaternion => [
  a * e - b * f - c * g - d * h,
  a * f + b * e + c * h - d * g,
  a * g - b * h + c * e + d * f,
  a * h + b * g - c * f + d * e,
];

/** Where q v q⁻¹ takes each axis: the columns of R, without the formula of the statement. */
function reference([w, x, y, z]: Quaternion): Float64Array {
  const square = w * w + x * x + y * y + z * z;
  const inverse: Quaternion = [w / square, -x / square, -y / square, -z / square];
  const R = new Float64Array(9);
  const axes: Quaternion[] = [
    [0, 1, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
  ];
  for (const [column, axis] of axes.entries()) {
    const image = times(times([w, x, y, z], axis), inverse);
    for (let row = 0; row < 3; row++) R[3 * row + column] = image[row + 1];
  }
  return R;
}

const n = 30000;

/** Many quaternions, looked at before they are believed. */
async function many(rng: Rng, count: number): Promise<Float64Array> {
  const found = (await randomQuaternions(count, rng)) as { shape: unknown; data: unknown };
  const form = found?.data instanceof Float64Array && found.data.length === 4 * count && Array.isArray(found.shape);
  expectThat(form, "randomQuaternions must return { shape: [n, 4], data }, data a Float64Array of 4n numbers.");
  expectClose(found.shape, [count, 4], { says: "The shape must be [n, 4]." });
  const data = found.data as Float64Array;
  expectThat(data.every(Number.isFinite), "All numbers must be finite.");
  return data;
}

const rows = (data: Float64Array): Quaternion[] =>
  Array.from({ length: data.length / 4 }, (_, i) => [data[4 * i], data[4 * i + 1], data[4 * i + 2], data[4 * i + 3]]);

const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;

// All bounds on means are 5.5 standard deviations: one right answer in a million is refused.
const sigmas = 5.5 / Math.sqrt(n);

describe("rotations/random-rotation, hidden", () => {
  it("[2] makes the matrix of q v q⁻¹, for q of any length", async () => {
    const rng = draws("matrices");
    const drawn = Array.from({ length: 20 }, () => [0, 1, 2, 3].map(() => random.normal(rng)) as unknown as Quaternion);
    const axes: Quaternion[] = [
      [1, 0, 0, 0],
      [-2, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, -3, 0],
      [0, 0, 0, 0.1],
      [0.5, -0.5, 0.5, 0.5],
    ];
    for (const q of [...axes, ...drawn])
      for (const scale of [1, 2, -1, 1e-3]) {
        const scaled = q.map((v) => v * scale);
        const says = "R must be that of the turn v → q v q⁻¹, the same for q, 2q and −q.";
        // rounding of sums of products of size 1
        expectClose(await expectUntouched(rotationFromQuaternion, Float64Array.from(scaled)), reference(q), {
          abs: 1e-12,
          says,
        });
      }
  });

  it("[1] draws rows of length 1 with w ≥ 0, no two alike, from rng and nothing else", async () => {
    const rng = draws("rows");
    for (const count of [1, 2, 500]) {
      const before = { state: rng.state.slice() };
      const data = await many({ state: before.state.slice() }, count);
      for (const q of rows(data)) {
        expectClose(Math.hypot(...q), 1, { abs: 1e-12, says: "Every quaternion must have length 1." });
        expectThat(q[0] >= 0, "w, the first number of a row, must not be negative.");
      }
      const different = new Set(rows(data).map((q) => q.join())).size === count;
      expectThat(different, "Every row must be drawn anew.");
      const again = await many({ state: before.state.slice() }, count);
      expectClose(again, data, { says: "The same rng must give the same quaternions: take chance from rng alone." });
      random.uniform(rng);
      const other = await many({ state: rng.state.slice() }, count);
      expectThat(
        other.some((v, i) => v !== data[i]),
        "Another rng must give other quaternions.",
      );
    }
  });

  it("[2] turns everything everywhere: the mean rotation is 0, squared entries average 1/3", async () => {
    const R = rows(await many(draws("means"), n)).map(reference);
    for (let entry = 0; entry < 9; entry++) {
      const values = R.map((r) => r[entry]);
      // deviations of an entry and of its square: √(1/3) and √(1/5 − 1/9)
      expectClose(mean(values), 0, { abs: 0.5774 * sigmas, says: "The mean of every entry of R must be near 0." });
      const says = "The mean of every squared entry of R must be near 1/3: some directions come too often.";
      expectClose(mean(values.map((v) => v * v)), 1 / 3, { abs: 0.2982 * sigmas, says });
    }
  });

  it("[2] is uniform on the sphere in four dimensions: fourth powers average 1/8, angles 126.48°", async () => {
    const q = rows(await many(draws("powers"), n));
    for (let i = 0; i < 4; i++) {
      const says = "The mean fourth power of every component must be near 1/8: some corners come too often.";
      // E q⁸ = 7/128: the deviation of q⁴ is √(7/128 − 1/64)
      expectClose(mean(q.map((v) => v[i] ** 4)), 1 / 8, { abs: 0.1977 * sigmas, says });
    }
    const angles = q.map(([w]) => (2 * Math.acos(Math.min(1, w)) * 180) / Math.PI);
    const says = "The mean angle of the turns, 2 acos w, must be near 126.48°.";
    expectClose(mean(angles), 126.4756, { abs: 36.9 * sigmas, says });
    const directions = q.map(([w, x, y, z]) => [w * w + z * z - x * x - y * y, 2 * (x * z + w * y)]);
    for (const axis of [0, 1])
      expectClose(mean(directions.map((d) => d[axis] ** 4)), 1 / 5, {
        abs: 0.2667 * sigmas,
        says: "Views must be uniform on the sphere: the fourth power of a coordinate averages 1/5.",
      });
  });
});

// canary 7f388f47793668a142f6aa8130eb675f
