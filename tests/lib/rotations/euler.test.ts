import { readFileSync } from "node:fs";
import { core, random, rotations } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { seeded } from "../../support/draw.ts";
import { determinant, identity, multiply, transpose, turn } from "./matrices.ts";

const { eulerFromRotation, rotationFromEuler } = rotations;
const { PI } = Math;

interface Golden {
  cases: { euler: [number, number, number]; matrix: number[]; quaternion: number[]; vector: number[] }[];
}
// numbers of tests/golden/rotations/scipy.py, seen from tests/dist/lib/rotations
const golden: Golden = JSON.parse(
  readFileSync(new URL("../../../golden/rotations/scipy.json", import.meta.url), "utf8"),
);

/** Triples of angles: every pair of octants, the poles, and small steps away from them. */
function triples(): [number, number, number][] {
  const rng = seeded("euler");
  const list: [number, number, number][] = [];
  for (const tilt of [0, 1e-300, 1e-15, 1e-9, 1e-5, PI / 2, PI - 1e-5, PI - 1e-9, PI - 1e-15, PI])
    for (let i = 0; i < 8; i++)
      list.push([(2 * random.uniform(rng) - 1) * PI, tilt, (2 * random.uniform(rng) - 1) * PI]);
  for (let i = 0; i < 200; i++)
    list.push([
      (2 * random.uniform(rng) - 1) * PI,
      Math.acos(2 * random.uniform(rng) - 1),
      (2 * random.uniform(rng) - 1) * PI,
    ]);
  return list;
}

describe("rotationFromEuler", () => {
  it("is the product of a turn about z by psi, about y by tilt, about z by rot, in this order", () => {
    for (const [rot, tilt, psi] of triples()) {
      const oracle = multiply(turn("z", rot), multiply(turn("y", tilt), turn("z", psi)));
      expectClose(rotationFromEuler(rot, tilt, psi), oracle, 4e-16); // a few roundings
    }
  });
  it("agrees with SciPy's intrinsic ZYZ", () => {
    for (const { euler, matrix } of golden.cases) expectClose(rotationFromEuler(...euler), matrix, 1e-15);
  });
  it("sends e_z to (sin tilt cos rot, sin tilt sin rot, cos tilt), whatever psi is", () => {
    for (const [rot, tilt, psi] of triples()) {
      const R = rotationFromEuler(rot, tilt, psi);
      const image = [Math.sin(tilt) * Math.cos(rot), Math.sin(tilt) * Math.sin(rot), Math.cos(tilt)];
      expectClose([R[2], R[5], R[8]], image, 1e-15);
    }
  });
  it("turns e_x towards e_y: R(rot, 0, 0) and R(0, 0, psi) are Rz", () => {
    expectClose(rotationFromEuler(0.3, 0, 0), turn("z", 0.3), 0);
    expectClose(rotationFromEuler(0, 0, 0.3), turn("z", 0.3), 0);
    expect(rotationFromEuler(PI / 2, 0, 0)[3]).to.equal(1); // (R e_x)_y
  });
  it("is orthogonal with determinant 1", () => {
    for (const angles of triples()) {
      const R = rotationFromEuler(...angles);
      expectClose(multiply(R, transpose(R)), identity, 1e-15);
      expect(determinant(R)).to.be.closeTo(1, 1e-15);
    }
  });
  it("has trace 1 + 2 cos t: tr R(rot, 0, psi) = 1 + 2 cos(rot + psi)", () => {
    const R = rotationFromEuler(0.4, 0, 0.9);
    expect(R[0] + R[4] + R[8]).to.be.closeTo(1 + 2 * Math.cos(1.3), 1e-15);
  });
  it("refuses angles that are not finite", () => {
    expect(() => rotationFromEuler(0, Number.NaN, 1)).to.throw(
      RangeError,
      "rotationFromEuler: angles must be finite, got (0, NaN, 1)",
    );
  });
});

describe("eulerFromRotation", () => {
  it("returns the angles themselves away from the poles", () => {
    for (const [rot, tilt, psi] of triples().filter(([, tilt]) => Math.sin(tilt) > 1e-3))
      expectClose(eulerFromRotation(rotationFromEuler(rot, tilt, psi)), [rot, tilt, psi], 1e-12); // 1e-16 / sin tilt
  });
  it("returns angles of the same rotation everywhere, poles and their neighbours too", () => {
    for (const angles of triples()) {
      const R = rotationFromEuler(...angles);
      expectClose(rotationFromEuler(...eulerFromRotation(R)), R, 2e-12); // the size of the pole
    }
  });
  it("keeps to the gimbal rule: at tilt 0 and π rot is 0 and psi takes the whole turn", () => {
    expectClose(eulerFromRotation(rotationFromEuler(0.4, 0, 0.3)), [0, 0, 0.7], 1e-15);
    expectClose(eulerFromRotation(rotationFromEuler(0.4, PI, 0.3)), [0, PI, -0.1], 1e-15);
    expect(eulerFromRotation(Float64Array.from(identity))).to.deep.equal([0, 0, 0]);
  });
  it("keeps tilt in [0, π]: a negative tilt comes back as half a turn of the other two", () => {
    const [rot, tilt, psi] = eulerFromRotation(rotationFromEuler(0.1, -0.2, 0.3));
    expectClose([rot, tilt, psi], [0.1 - PI, 0.2, 0.3 - PI], 1e-15);
  });
  it("reads matrices of single precision", () => {
    const R = Float64Array.from(Float32Array.from(rotationFromEuler(1, 2, 3)));
    expectClose(eulerFromRotation(R), [1, 2, 3], 2e-7);
  });
  it("names what is no rotation", () => {
    expect(() => eulerFromRotation(new Float64Array(4))).to.throw(
      RangeError,
      "eulerFromRotation: R must have 9 entries, got 4",
    );
    expect(() => eulerFromRotation(Float64Array.from(identity, (v) => 2 * v))).to.throw(
      RangeError,
      "eulerFromRotation: R must be a rotation, got |RᵀR - 1| = 3",
    );
    expect(() => eulerFromRotation(Float64Array.from(identity, (v) => -v))).to.throw(
      RangeError,
      "got a mirror image (determinant -1)",
    );
    expect(() => eulerFromRotation(new Float64Array(9).fill(Number.NaN))).to.throw(RangeError, "|RᵀR - 1| = NaN");
  });
  it("leaves its argument alone", () => {
    const R = rotationFromEuler(1, 2, 3);
    const copy = R.slice();
    eulerFromRotation(R);
    expect(R).to.deep.equal(copy);
    expect(core.degrees(eulerFromRotation(R)[1])).to.be.closeTo(114.5916, 1e-4);
  });
});
