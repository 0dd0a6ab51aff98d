import { core, random, rotations, sampling } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { drawReal, normals, seeded } from "../../support/draw.ts";
import { tent } from "./oracle.ts";

const { scatterTrilinear, trilinear } = sampling;
const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, v, i) => sum + v * b[i], 0);

/** m points in and around a volume. */
function scattered(shape: readonly [number, number, number], m: number, name: string) {
  const rng = seeded(name);
  const data = new Float64Array(3 * m);
  for (let i = 0; i < data.length; i++) {
    const n = shape[2 - (i % 3)];
    const position = (n + 1) * random.uniform(rng) - 1;
    data[i] = (random.uniform(rng) < 0.25 ? Math.round(position) : position) - Math.floor(n / 2);
  }
  return core.realArray([m, 3], data);
}

/** The pixels of a square central slice of side n, turned. */
function slice(n: number, R: Float64Array) {
  const c = Math.floor(n / 2);
  const rows: number[] = [];
  for (let y = -c; y < n - c; y++)
    for (let x = -c; x < n - c; x++) rows.push(R[0] * x + R[1] * y, R[3] * x + R[4] * y, R[6] * x + R[7] * y);
  return core.realArray([n * n, 3], rows);
}

describe("scatterTrilinear", () => {
  it("adds v times the tent of every voxel, and the tents themselves", () => {
    for (const shape of [
      [5, 5, 5],
      [4, 6, 3],
      [1, 1, 1],
    ] as const) {
      const points = scattered(shape, 80, `scatter ${shape}`);
      const values = normals(80, seeded("values"));
      const { sum, weight } = scatterTrilinear(values, points, shape);
      const w = (k: number, i: number) => tent(shape, k, Array.from(points.data.subarray(3 * i, 3 * i + 3)));
      const total = (k: number, f: (i: number) => number) => values.reduce((s, _, i) => s + f(i) * w(k, i), 0);
      expectClose(
        sum.data,
        sum.data.map((_, k) => total(k, (i) => values[i])),
        1e-13,
      );
      expectClose(
        weight.data,
        weight.data.map((_, k) => total(k, () => 1)),
        1e-13,
      );
      expect([sum.shape, weight.shape]).to.deep.equal([shape, shape]);
    }
  });
  it("is the adjoint of trilinear: ⟨scatter v, V⟩ = ⟨v, gather V⟩ to 1e-12", () => {
    for (const shape of [
      [8, 8, 8],
      [7, 7, 7],
      [6, 5, 4],
    ] as const) {
      const points = scattered(shape, 1000, `adjoint ${shape}`);
      const values = normals(1000, seeded("adjoint values"));
      const volume = drawReal(shape, seeded("adjoint volume"));
      const left = dot(scatterTrilinear(values, points, shape).sum.data, volume.data);
      const right = dot(values, trilinear(volume, points));
      expect(left).to.be.closeTo(right, 1e-12 * Math.sqrt(dot(values, values) * dot(volume.data, volume.data)));
    }
  });
  it("loses no weight where samples meet: the weights of a slice at 45° add up to its samples inside", () => {
    for (const n of [32, 33]) {
      const c = Math.floor(n / 2);
      for (const R of [
        rotations.rotationFromEuler(Math.PI / 4, 0, 0),
        rotations.rotationFromEuler(0, Math.PI / 4, 0),
        rotations.rotationFromEuler(0.3, 1.1, -0.4),
      ]) {
        const points = slice(n, R);
        let count = 0;
        for (let i = 0; i < points.data.length; i += 3)
          if (points.data.subarray(i, i + 3).every((p) => p + c >= 0 && p + c <= n - 1)) count++;
        const { weight } = scatterTrilinear(new Float64Array(n * n), points, n);
        expect(count).to.be.above(0.7 * n * n);
        expect(weight.data.reduce((a, b) => a + b)).to.be.closeTo(count, 1e-9); // a thousand roundings
      }
    }
  });
  it("gives a constant slice back as the constant", () => {
    const points = slice(16, rotations.rotationFromEuler(0.3, 1.1, -0.4));
    const { sum, weight } = scatterTrilinear(new Float64Array(256).fill(2.5), points, 16);
    const back = sum.data.map((s, k) => (weight.data[k] > 0 ? s / weight.data[k] : 2.5));
    expectClose(back, new Float64Array(16 ** 3).fill(2.5), 1e-14);
  });
  it("doubles with duplicates, touches one voxel from a node, and keeps x, y, z apart", () => {
    const twice = scatterTrilinear(Float64Array.of(3, 4), core.realArray([2, 3], [1, 0, -1, 1, 0, -1]), 5);
    const at = ((2 - 1) * 5 + 2) * 5 + 2 + 1;
    expect(twice.sum.data[at]).to.equal(7);
    expect(twice.weight.data[at]).to.equal(2);
    expect(twice.weight.data.filter((w) => w !== 0).length).to.equal(1);
  });
  it("keeps samples on the last plane and drops whole what is beyond", () => {
    const points = core.realArray([3, 3], [1, 1, 1, 1, 1, 1.001, -2.001, 0, 0]);
    const { sum, weight } = scatterTrilinear(Float64Array.of(5, 6, 7), points, 4);
    expect(sum.data[63]).to.equal(5);
    expect(weight.data.reduce((a, b) => a + b)).to.equal(1);
  });
  it("is empty without points and refuses what does not fit", () => {
    const none = core.zeros([0, 3]);
    expect(scatterTrilinear(new Float64Array(0), none, 2).weight.data).to.deep.equal(new Float64Array(8));
    expect(() => scatterTrilinear(new Float64Array(2), none, 2)).to.throw(
      RangeError,
      "scatterTrilinear: values must be one a point, got 2 for 0 points",
    );
    expect(() => scatterTrilinear(new Float64Array(0), none, 0)).to.throw(
      RangeError,
      "scatterTrilinear: extents must be whole and >= 1, got [0,0,0]",
    );
    expect(() => scatterTrilinear(new Float64Array(1), core.realArray([1, 3], [0, 0, Number.NaN]), 2)).to.throw(
      RangeError,
      "scatterTrilinear: points must be finite, got NaN at index 2",
    );
  });
});
