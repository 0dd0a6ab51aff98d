import { readFileSync } from "node:fs";
import { rotations } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { normals, seeded } from "../../support/draw.ts";
import { apply, identity, multiply, transpose, turn } from "./matrices.ts";

const { randomQuaternions, rotationDistance, rotationFromAxisAngle, rotationFromEuler, rotationFromQuaternion } =
  rotations;
const { PI } = Math;

interface Golden {
  cases: { euler: [number, number, number]; matrix: number[]; vector: number[] }[];
  pairs: { first: number; second: number; distance: number }[];
}
// numbers of tests/golden/rotations/scipy.py, seen from tests/dist/lib/rotations
const golden: Golden = JSON.parse(
  readFileSync(new URL("../../../golden/rotations/scipy.json", import.meta.url), "utf8"),
);

describe("rotationFromAxisAngle", () => {
  it("is Rx, Ry, Rz about the three axes, whatever the length of the axis", () => {
    for (const t of [-2, -1e-9, 0, 1e-9, 1, PI, 4]) {
      expectClose(rotationFromAxisAngle(Float64Array.of(3, 0, 0), t), turn("x", t), 3e-16);
      expectClose(rotationFromAxisAngle(Float64Array.of(0, 1e-200, 0), t), turn("y", t), 3e-16);
      expectClose(rotationFromAxisAngle(Float64Array.of(0, 0, 1e300), t), turn("z", t), 3e-16);
    }
  });
  it("agrees with SciPy's rotation vectors", () => {
    for (const { matrix, vector } of golden.cases) {
      const angle = Math.sqrt(vector.reduce((sum, v) => sum + v * v, 0));
      expectClose(rotationFromAxisAngle(Float64Array.from(vector), angle), matrix, 1e-14);
    }
  });
  it("leaves the axis where it is and turns a perpendicular vector by the angle", () => {
    const R = rotationFromAxisAngle(Float64Array.of(1, 2, 2), 0.7);
    expectClose(apply(R, [1, 2, 2]), [1, 2, 2], 1e-15);
    // (2, −1, 0) is perpendicular; axis × it = (2, 4, −5), three times as long as the unit axis makes it
    const expected = [2, -1, 0].map((v, i) => Math.cos(0.7) * v + (Math.sin(0.7) * [2, 4, -5][i]) / 3);
    expectClose(apply(R, [2, -1, 0]), expected, 1e-15);
  });
  it("keeps the second order of a small angle: 1 − cos 1e-5 is 5e-11 to twelve digits", () => {
    const R = rotationFromAxisAngle(Float64Array.of(1, 1, 0), 1e-5);
    expect(R[1]).to.be.closeTo(2.5e-11, 1e-21); // ½ (1 − cos t), cancellation would leave 1e-17
  });
  it("names the axis or angle it refuses", () => {
    expect(() => rotationFromAxisAngle(new Float64Array(3), 1)).to.throw(
      RangeError,
      "rotationFromAxisAngle: axis must not be zero, got [0,0,0]",
    );
    expect(() => rotationFromAxisAngle(Float64Array.of(1, Number.NaN, 0), 1)).to.throw(RangeError, "got [1,NaN,0]");
    expect(() => rotationFromAxisAngle(Float64Array.of(1, 0), 1)).to.throw(RangeError, "got [1,0]");
    expect(() => rotationFromAxisAngle(Float64Array.of(1, 0, 0), Number.POSITIVE_INFINITY)).to.throw(
      RangeError,
      "angle must be finite, got Infinity",
    );
  });
});

describe("rotationDistance", () => {
  const rng = seeded("rotationDistance");
  const draw = () => rotationFromQuaternion(randomQuaternions(1, rng).data);

  it("is the angle of the turn that is missing, near 0 and near π too", () => {
    for (const t of [0, 1e-12, 1e-9, 1e-6, 0.1, 1, 3, PI - 1e-6, PI - 1e-9, PI]) {
      for (let i = 0; i < 20; i++) {
        const R = draw();
        const S = Float64Array.from(multiply(R, rotationFromAxisAngle(normals(3, rng), t)));
        expect(rotationDistance(R, S), `t = ${t}`).to.be.closeTo(t, 2e-15); // the rounding of the matrices
      }
    }
  });
  it("agrees with SciPy", () => {
    for (const { first, second, distance } of golden.pairs) {
      const [R, S] = [golden.cases[first].euler, golden.cases[second].euler].map((a) => rotationFromEuler(...a));
      expect(rotationDistance(R, S)).to.be.closeTo(distance, 1e-14);
    }
  });
  it("is 0 exactly between equal rotations", () => {
    for (let i = 0; i < 20; i++) {
      const R = draw();
      expect(rotationDistance(R, R.slice())).to.equal(0);
    }
  });
  it("is symmetric, unchanged by a turn of both on either side, and obeys the triangle inequality", () => {
    for (let i = 0; i < 50; i++) {
      const [R, S, Q] = [draw(), draw(), draw()];
      const t = rotationDistance(R, S);
      const product = (A: ArrayLike<number>, B: ArrayLike<number>) => Float64Array.from(multiply(A, B));
      expect(rotationDistance(S, R)).to.be.closeTo(t, 1e-14);
      expect(rotationDistance(product(Q, R), product(Q, S))).to.be.closeTo(t, 1e-13);
      expect(rotationDistance(product(R, Q), product(S, Q))).to.be.closeTo(t, 1e-13);
      expect(rotationDistance(transpose(R), transpose(S))).to.be.at.most(PI);
      expect(rotationDistance(R, Q) + rotationDistance(Q, S)).to.be.at.least(t - 1e-14);
    }
  });
  it("is |w| of the quaternion in another dress: t = 2 acos |q·p|", () => {
    for (let i = 0; i < 50; i++) {
      const q = randomQuaternions(2, rng).data;
      const dot = Math.abs(q[0] * q[4] + q[1] * q[5] + q[2] * q[6] + q[3] * q[7]);
      const [R, S] = [rotationFromQuaternion(q.slice(0, 4)), rotationFromQuaternion(q.slice(4))];
      expect(rotationDistance(R, S)).to.be.closeTo(2 * Math.acos(dot), 1e-7);
    }
  });
  it("refuses what is no rotation, and says which", () => {
    const one = Float64Array.from(identity);
    const mirror = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, -1);
    expect(() => rotationDistance(one, mirror)).to.throw(
      RangeError,
      "rotationDistance: S must be a rotation, got a mirror image",
    );
    expect(() => rotationDistance(new Float64Array(9), one)).to.throw(RangeError, "rotationDistance: R must be");
  });
});
