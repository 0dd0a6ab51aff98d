import { draws, expectClose, expectThat, expectUntouched, submission } from "@cryolab/grader/testing";
import { type Points, type Rng, random } from "@cryolab/lib";
import type * as answer from "./scatter.ts";

const { scatterTrilinear } = await submission<typeof answer>("sampling/scatter");

type Found = Awaited<ReturnType<typeof scatterTrilinear>>;

const isInside = ({ data }: Points, i: number, n: number) =>
  [0, 1, 2].every((axis) => {
    const index = data[3 * i + axis] + Math.floor(n / 2);
    return index >= 0 && index <= n - 1;
  });

/** The formula taken literally: every voxel asks every sample for its tent. */
function reference(values: Float64Array, points: Points, n: number): Found {
  const tent = (d: number) => Math.max(0, 1 - Math.abs(d));
  const [sum, weight] = [new Float64Array(n ** 3), new Float64Array(n ** 3)];
  const c = Math.floor(n / 2);
  for (let k = 0; k < n ** 3; k++) {
    const voxel = [(k % n) - c, (Math.floor(k / n) % n) - c, Math.floor(k / n / n) - c];
    for (let i = 0; i < values.length; i++) {
      if (!isInside(points, i, n)) continue;
      const w = voxel.reduce((product, v, axis) => product * tent(points.data[3 * i + axis] - v), 1);
      sum[k] += w * values[i];
      weight[k] += w;
    }
  }
  return { sum: { shape: [n, n, n], data: sum }, weight: { shape: [n, n, n], data: weight } };
}

/** m points, by a rule for the index on an axis. */
function points(m: number, n: number, index: () => number): Points {
  return { shape: [m, 3], data: Float64Array.from({ length: 3 * m }, () => index() - Math.floor(n / 2)) };
}

const normals = (m: number, rng: Rng) => Float64Array.from({ length: m }, () => random.normal(rng));
const total = (values: Float64Array) => values.reduce((sum, v) => sum + v, 0);
const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, v, i) => sum + v * b[i], 0);

const abs = 1e-12; // sums of a few dozen products of size 1

describe("sampling/scatter, hidden", () => {
  it("[3] shares every sample out to the eight voxels around, where samples add up", async () => {
    const rng = draws("inside");
    for (const n of [1, 2, 3, 5, 6, 7]) {
      const m = 60;
      const [values, inside] = [normals(m, rng), points(m, n, () => (n - 1) * random.uniform(rng))];
      const says =
        "sum and weight must be what each sample gives to its eight voxels, added up, about the voxel floor(n/2).";
      expectClose(await expectUntouched(scatterTrilinear, values, inside, n), reference(values, inside, n), {
        abs,
        says,
      });
    }
  });

  it("[3] keeps samples on the border, drops those outside whole: weights count the samples inside", async () => {
    const rng = draws("borders");
    for (const n of [1, 2, 5, 6]) {
      const m = 80;
      const beyond = [1e-6, 0.3, 0.8, 1, 30];
      const mixed = points(m, n, () => {
        const u = random.uniform(rng);
        const d = beyond[Math.floor(beyond.length * random.uniform(rng))];
        return u < 0.25 ? 0 : u < 0.5 ? n - 1 : u < 0.6 ? -d : u < 0.7 ? n - 1 + d : (n - 1) * random.uniform(rng);
      });
      const values = normals(m, rng);
      const found = (await scatterTrilinear(values, mixed, n)) as Found;
      const says =
        "A sample is inside with its index from 0 to n − 1, both ends included; any other gives nothing to any voxel.";
      expectClose(found, reference(values, mixed, n), { abs, says });
      const count = values.reduce((c, _, i) => c + (isInside(mixed, i, n) ? 1 : 0), 0);
      expectClose(total(found.weight.data), count, {
        abs: 1e-10,
        says: "All weights must add up to the number of samples inside.",
      });
    }
  });

  it("[2] adds duplicates, counts samples of value 0, and gives a constant back as the constant", async () => {
    const rng = draws("duplicates");
    const n = 6;
    const once = points(20, n, () => (n - 1) * random.uniform(rng));
    const twice: Points = { shape: [40, 3], data: Float64Array.from([...once.data, ...once.data]) };
    const values = normals(40, rng);
    const says = "Samples at one point must add up, values and weights alike.";
    expectClose(await scatterTrilinear(values, twice, n), reference(values, twice, n), { abs, says });
    const zeros = (await scatterTrilinear(new Float64Array(40), twice, n)) as Found;
    expectClose(zeros, reference(new Float64Array(40), twice, n), {
      abs,
      says: "A sample of value 0 has its weight too.",
    });
    const constant = 3 + random.uniform(rng);
    const { sum, weight } = (await scatterTrilinear(new Float64Array(40).fill(constant), twice, n)) as Found;
    expectClose(sum?.data?.length, weight?.data?.length, { says: "sum and weight must have one shape." });
    let [worst, stray] = [0, 0];
    for (let k = 0; k < sum.data.length; k++)
      if (weight.data[k] > 0) worst = Math.max(worst, Math.abs(sum.data[k] / weight.data[k] - constant));
      else stray = Math.max(stray, Math.abs(sum.data[k]));
    expectThat(
      worst <= 1e-9,
      "Samples of one value must give sum/weight equal to it wherever weight is not 0, however small.",
    );
    expectThat(stray === 0, "Where no sample comes near, sum must be 0.");
  });

  it("[2] is the adjoint of the gather, and makes empty volumes of no samples", async () => {
    const rng = draws("adjoint");
    for (const n of [4, 7]) {
      const m = 50;
      const inside = points(m, n, () => (n - 1) * random.uniform(rng));
      const [values, V] = [normals(m, rng), normals(n ** 3, rng)];
      // the gather by straight lines along x, then y, then z
      const line = (u: number, a: number, b: number) => a + u * (b - a);
      const gathered = values.map((_, i) => {
        const [x, y, z] = [0, 1, 2].map((axis) => inside.data[3 * i + axis] + Math.floor(n / 2));
        const [l, j, k] = [x, y, z].map((v) => Math.min(n - 2, Math.floor(v)));
        const row = (b: number, a: number) => line(x - l, V[(b * n + a) * n + l], V[(b * n + a) * n + l + 1]);
        const plane = (b: number) => line(y - j, row(b, j), row(b, j + 1));
        return line(z - k, plane(k), plane(k + 1));
      });
      const { sum } = (await scatterTrilinear(values, inside, n)) as Found;
      expectClose(sum?.data?.length, n ** 3, { says: "sum must have n³ values." });
      expectClose(dot(sum.data, V), dot(values, gathered), {
        abs: 1e-10,
        says: "For any volume V, Σ sum·V must be Σ v·V(point) with trilinear's V(point).",
      });
      const none = { shape: [0, 3] as const, data: new Float64Array(0) };
      const empty = reference(new Float64Array(0), none, n);
      expectClose(await scatterTrilinear(new Float64Array(0), none, n), empty, {
        says: "No samples give two volumes of zeros.",
      });
    }
  });
});

// canary 8b77cb0ec5095dfcd12cf3915bb46ab8
