import { readFileSync } from "node:fs";
import { rotations } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { normals, seeded } from "../../support/draw.ts";
import { determinant, identity, multiply, transpose } from "./matrices.ts";

const { chordalDistance, expSO3, logSO3, quaternionFromRotation, randomQuaternions, rotationDistance } = rotations;
const { rotationFromQuaternion, slerp } = rotations;

interface Case {
  matrix: number[];
  vector: number[];
}
const golden: { cases: Case[] } = JSON.parse(
  readFileSync(new URL("../../../golden/rotations/scipy.json", import.meta.url), "utf8"),
);

/** e^X by its series, from X/2^20 by squaring: slow, and without any formula for rotations. */
function series(w: ArrayLike<number>): number[] {
  const small = Array.from(w, (v) => v / 2 ** 20);
  const X = [0, -small[2], small[1], small[2], 0, -small[0], -small[1], small[0], 0];
  let sum = [...identity];
  let term = [...identity];
  for (let k = 1; k < 6; k++) {
    term = multiply(term, X).map((v) => v / k);
    sum = sum.map((v, i) => v + term[i]);
  }
  for (let k = 0; k < 20; k++) sum = multiply(sum, sum);
  return sum;
}

const axes = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
  [-1, 0, 0],
  [0, -0.6, 0.8],
  [2 / 3, -2 / 3, 1 / 3],
];

describe("expSO3", () => {
  it("is the exponential of the matrix of the cross product", () => {
    const rng = seeded("exp");
    for (let i = 0; i < 20; i++) {
      const w = normals(3, rng).map((v) => 2 * v);
      const R = expSO3(w);
      expectClose(R, series(w), 1e-9); // twenty squarings
      expectClose(multiply(transpose(R), R), identity, 1e-14);
      expect(determinant(R)).to.be.closeTo(1, 1e-14);
    }
    for (const { matrix, vector } of golden.cases) expectClose(expSO3(Float64Array.from(vector)), matrix, 1e-14);
  });
  it("keeps the digits of tiny turns and takes any length", () => {
    expectClose([expSO3(Float64Array.of(0, 0, 1e-9))[3] / 1e-9], [1], 1e-15);
    expectClose(expSO3(Float64Array.of(0, 0, 2 * Math.PI * 5)), identity, 1e-14);
    expectClose(expSO3(Float64Array.of(Math.PI, 0, 0)), [1, 0, 0, 0, -1, 0, 0, 0, -1], 1e-15);
    expect(() => expSO3(Float64Array.of(1, Number.NaN, 0))).to.throw(
      RangeError,
      "expSO3: w must be three finite numbers, got [1,NaN,0]",
    );
  });
});

describe("logSO3", () => {
  it("is SciPy's rotation vector, and undoes expSO3 at 0, 1e-9, 1, π − 1e-7 on all axes", () => {
    for (const { matrix, vector } of golden.cases) expectClose(logSO3(Float64Array.from(matrix)), vector, 1e-8); // near π SciPy's matrix decides
    for (const axis of axes)
      for (const angle of [0, 1e-300, 1e-9, 1e-3, 1, 3, Math.PI - 1e-7]) {
        const w = Float64Array.from(axis, (v) => angle * v);
        const relative = angle > 0 ? logSO3(expSO3(w)).map((v) => v / angle) : logSO3(expSO3(w));
        expectClose(relative, angle > 0 ? axis : [0, 0, 0], angle < 3 ? 1e-14 : 1e-9);
      }
  });
  it("has length π at half turns, either sign, and a matrix that comes back", () => {
    for (const axis of axes) {
      const R = expSO3(Float64Array.from(axis, (v) => Math.PI * v));
      const w = logSO3(R);
      expect(Math.hypot(...w)).to.be.closeTo(Math.PI, 1e-14);
      expectClose(expSO3(w), R, 1e-14);
    }
    expect(() => logSO3(new Float64Array(9))).to.throw(RangeError, "logSO3: R must be a rotation");
  });
});

describe("chordalDistance", () => {
  it("is 2 √2 sin(t/2) of the angle, the same when both turn", () => {
    const q = randomQuaternions(30, seeded("chordal"));
    const R = (i: number): Float64Array => rotationFromQuaternion(q.data.subarray(4 * i, 4 * i + 4));
    for (let i = 0; i + 2 < 30; i++) {
      const expected = 2 * Math.SQRT2 * Math.sin(rotationDistance(R(i), R(i + 1)) / 2);
      expect(chordalDistance(R(i), R(i + 1))).to.be.closeTo(expected, 1e-14);
      const turned = [i, i + 1].map((j) => Float64Array.from(multiply(R(29), R(j))));
      expect(chordalDistance(turned[0], turned[1])).to.be.closeTo(expected, 1e-14);
    }
    expect(chordalDistance(R(0), R(0))).to.equal(0);
  });
});

describe("slerp", () => {
  const q = randomQuaternions(12, seeded("slerp"));
  const at = (i: number): Float64Array => q.data.slice(4 * i, 4 * i + 4);
  it("is the turn by a part of the angle about the axis between the two", () => {
    for (let i = 0; i + 1 < 12; i++)
      for (const t of [0, 0.25, 0.5, 1, 1.3]) {
        const [R, S] = [rotationFromQuaternion(at(i)), rotationFromQuaternion(at(i + 1))];
        const step = logSO3(Float64Array.from(multiply(transpose(R), S))).map((v) => t * v);
        const expected = multiply(R, expSO3(step));
        const r = slerp(at(i), at(i + 1), t);
        expectClose(rotationFromQuaternion(r), expected, 1e-13);
        expect(r[0]).to.be.at.least(0);
        expect(Math.hypot(...r)).to.be.closeTo(1, 1e-15);
      }
  });
  it("takes the short way whatever the signs, near rotations and equal ones", () => {
    const minus = (v: Float64Array): Float64Array => v.map((x) => -x);
    expectClose(slerp(at(0), minus(at(1)), 0.3), slerp(at(0), at(1), 0.3), 1e-15);
    expectClose(slerp(at(0), at(0), 0.7), at(0), 1e-15);
    const near = quaternionFromRotation(expSO3(Float64Array.of(1e-10, 0, 0)));
    expectClose(logSO3(rotationFromQuaternion(slerp(Float64Array.of(1, 0, 0, 0), near, 0.5))), [5e-11, 0, 0], 1e-24);
  });
  it("names what it refuses", () => {
    expect(() => slerp(Float64Array.of(2, 0, 0, 0), at(0), 0.5)).to.throw(
      RangeError,
      "slerp: p must be a unit quaternion, got [2,0,0,0]",
    );
    expect(() => slerp(at(0), new Float64Array(3), 0.5)).to.throw("slerp: q must be a unit quaternion");
    expect(() => slerp(at(0), at(1), Number.NaN)).to.throw("slerp: t must be finite, got NaN");
  });
});
