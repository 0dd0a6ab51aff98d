import { draws, expectClose, expectThat, expectUntouched, submission } from "@cryolab/grader/testing";
import { type Rng, random } from "@cryolab/lib";
import type * as answer from "./euler-zyz.ts";

const { rotationFromEuler, eulerFromRotation } = await submission<typeof answer>("rotations/euler-zyz");

/** Three turns, one after the other, of each axis: the images of the axes are the columns. No product of matrices. */
function reference(rot: number, tilt: number, psi: number): Float64Array {
  const R = new Float64Array(9);
  for (let axis = 0; axis < 3; axis++) {
    const v = [0, 0, 0];
    v[axis] = 1;
    turn(v, 0, 1, psi);
    turn(v, 2, 0, tilt);
    turn(v, 0, 1, rot);
    for (let i = 0; i < 3; i++) R[3 * i + axis] = v[i];
  }
  return R;
}

/** Turns the pair (a, b) of a vector from a towards b. */
function turn(v: number[], a: number, b: number, angle: number): void {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  [v[a], v[b]] = [c * v[a] - s * v[b], s * v[a] + c * v[b]];
}

/** The angles of R, looked at before they are believed. */
async function angles(R: Float64Array): Promise<[number, number, number]> {
  const found: unknown = await expectUntouched(eulerFromRotation, R);
  const numbers = Array.isArray(found) && found.length === 3 && found.every(Number.isFinite);
  expectThat(numbers, "eulerFromRotation must return an array of three finite numbers: some rotation fails.");
  const [rot, tilt, psi] = found as [number, number, number];
  expectThat(tilt >= 0 && tilt <= Math.PI, "tilt must lie between 0 and π.");
  return [rot, tilt, psi];
}

const angle = (rng: Rng) => 2 * Math.PI * random.uniform(rng);

describe("rotations/euler-zyz, hidden", () => {
  it("[3] makes the matrix of three turns: psi about z, tilt about y, rot about z", async () => {
    const rng = draws("matrices");
    const triples = [
      [0, 0, 0],
      [0.7, 0, 0],
      [0, 0.7, 0],
      [0, 0, 0.7],
      [1, Math.PI, 2],
      ...Array.from({ length: 20 }, () => [angle(rng), angle(rng) / 2, angle(rng)]),
      ...Array.from({ length: 10 }, () => [3 * angle(rng) - 9, 3 * angle(rng) - 9, 3 * angle(rng) - 9]),
    ];
    for (const [rot, tilt, psi] of triples) {
      const says = "The matrix differs from the turn by psi about z, then by tilt about y, then by rot about z.";
      // angles up to 20 are rounded to 4e-15
      expectClose(await rotationFromEuler(rot, tilt, psi), reference(rot, tilt, psi), { abs: 1e-12, says });
    }
  });

  it("[2] finds angles that make the same matrix, in all quadrants", async () => {
    const rng = draws("angles");
    const tilts = Array.from({ length: 30 }, () => 0.05 + (Math.PI - 0.1) * random.uniform(rng));
    // near the poles, yet far enough that an arc cosine keeps nine digits
    for (const tilt of [
      ...tilts,
      1e-2,
      1e-4,
      1e-5,
      Math.PI - 1e-2,
      Math.PI - 1e-4,
      Math.PI - 1e-5,
      -0.4,
      4,
      Math.PI / 2,
    ]) {
      const R = reference(angle(rng), tilt, angle(rng));
      const says = "The angles that come back must make the matrix that went in.";
      expectClose(reference(...(await angles(R))), R, { abs: 1e-9, says });
    }
  });

  it("[2] does so at the poles and beside them, where rot and psi are one turn", async () => {
    const rng = draws("poles");
    const near = [0, 1e-15, 1e-13, 1e-10, 1e-8, 1e-7, 9e-7];
    const matrices = near.flatMap((d) => [
      reference(angle(rng), d, angle(rng)),
      reference(angle(rng), Math.PI - d, angle(rng)),
    ]);
    const t = angle(rng);
    const [c, s] = [Math.cos(t), Math.sin(t)];
    matrices.push(Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1), Float64Array.of(-1, 0, 0, 0, 1, 0, 0, 0, -1));
    matrices.push(Float64Array.of(c, -s, 0, s, c, 0, 0, 0, 1), Float64Array.of(c, s, 0, s, -c, 0, 0, 0, -1));
    // rounding can make a cosine larger than 1
    matrices.push(
      Float64Array.of(c, -s, 0, s, c, 0, 0, 0, 1 + 2 ** -52),
      Float64Array.of(c, s, 0, s, -c, 0, 0, 0, -1 - 2 ** -52),
    );
    for (const R of matrices) {
      const says = "At tilt 0 and π, and close by, the angles that come back must make the matrix that went in.";
      expectClose(reference(...(await angles(R))), R, { abs: 1e-7, says });
    }
  });
});

// canary dc4dbdf82d7aa1e28bfb983217d86c96
