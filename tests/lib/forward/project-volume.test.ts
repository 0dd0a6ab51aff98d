import { core, forward, type Image, type Rotation, rotations, sampling, type Volume } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose, largest } from "../../support/close.ts";
import { drawReal, seeded } from "../../support/draw.ts";
import { apply, multiply, transpose } from "../rotations/matrices.ts";
import { blobProjection, blobs, blobVolume, cubeTurns } from "./blobs.ts";

const { projectVolume } = forward;
const { rotationFromAxisAngle, rotationFromEuler } = rotations;
const identity = rotationFromEuler(0, 0, 0);
const views = [
  rotationFromEuler(0.3, 1.1, -0.7),
  rotationFromEuler(-2.2, 0.4, 1.9),
  rotationFromEuler(1.4, 2.6, 0.2),
  rotationFromEuler(0, Math.PI / 4, 0),
];

/** Σ_z V(R (x, y, z)) as the sentence says it, by the trilinear reading that has its own tests. */
function direct(volume: Volume, R: Rotation): Float64Array {
  const [nz, ny, nx] = volume.shape;
  const points: number[] = [];
  for (let y = 0; y < ny; y++)
    for (let x = 0; x < nx; x++)
      for (let z = 0; z < nz; z++)
        points.push(...apply(R, [x - Math.floor(nx / 2), y - Math.floor(ny / 2), z - Math.floor(nz / 2)]));
  const values = sampling.trilinear(volume, core.realArray([points.length / 3, 3], points));
  return Float64Array.from({ length: ny * nx }, (_, i) =>
    values.subarray(i * nz, (i + 1) * nz).reduce((a, b) => a + b, 0),
  );
}

/** The same for a turn of the cube, by whole indices: no interpolation at all. */
function permuted(volume: Volume, R: Rotation): Float64Array {
  const n = volume.shape[0];
  const c = Math.floor(n / 2);
  return Float64Array.from({ length: n * n }, (_, i) => {
    let sum = 0;
    for (let z = -c; z < n - c; z++) {
      const [x, y, w] = apply(R, [(i % n) - c, Math.floor(i / n) - c, z]).map((v) => Math.round(v) + c);
      const inside = [x, y, w].every((v) => v >= 0 && v < n);
      if (inside) sum += volume.data[(w * n + y) * n + x];
    }
    return sum;
  });
}

/** Largest difference of two images over the largest value of the second. */
function error(a: Image, b: Image): number {
  return largest(a.data.map((v, i) => v - b.data[i])) / largest(b.data);
}

describe("projectVolume", () => {
  it("is the plain sum over z at R = I, to the bit, for cubes and bricks", () => {
    for (const shape of [
      [6, 6, 6],
      [7, 7, 7],
      [10, 10, 10],
      [3, 5, 4],
      [1, 4, 1],
      [1, 1, 1],
    ] as const) {
      const volume = drawReal(shape, seeded(`identity ${shape}`));
      const [nz, ny, nx] = shape;
      const sum = Float64Array.from({ length: ny * nx }, (_, i) => {
        let total = 0;
        for (let z = 0; z < nz; z++) total += volume.data[z * ny * nx + i];
        return total;
      });
      const projection = projectVolume(volume, identity);
      expectClose(projection.data, sum, 0);
      expect(projection.shape).to.deep.equal([ny, nx]);
    }
  });
  it("is the sum of trilinear readings along R (x, y, ·), whatever the shape", () => {
    for (const shape of [
      [8, 8, 8],
      [7, 7, 7],
      [5, 6, 9],
      [1, 3, 2],
    ] as const)
      for (const R of views) {
        const volume = drawReal(shape, seeded(`direct ${shape}`));
        expectClose(projectVolume(volume, R).data, direct(volume, R), 1e-13 * shape[0] + 1e-13);
      }
  });
  it("sees five blobs where their closed form has them: trilinear within 2 % of the peak", () => {
    for (const n of [47, 48])
      for (const R of views) expect(error(projectVolume(blobVolume(n), R), blobProjection(n, R))).to.be.below(0.02);
  });
  it("tells R from Rᵀ, from the mirror image, and from R with x and z exchanged, by ten times that", () => {
    const n = 48;
    const volume = blobVolume(n);
    for (const R of views.slice(0, 3)) {
      const expected = blobProjection(n, R);
      const mirrored = core.mapReal(volume, (_, i) => {
        const [z, rest] = [Math.floor(i / (n * n)), i % (n * n)];
        return volume.data[((n - z) % n) * n * n + rest];
      });
      expect(error(projectVolume(volume, transpose(R)), expected)).to.be.above(0.2);
      expect(error(projectVolume(mirrored, R), expected)).to.be.above(0.2);
      const exchange = [0, 0, 1, 0, 1, 0, 1, 0, 0];
      const exchanged = Float64Array.from(multiply(exchange, multiply(R, exchange)));
      expect(error(projectVolume(volume, exchanged), expected)).to.be.above(0.2);
    }
  });
  it("permutes voxels in the 24 turns of a cube: nothing is lost but plane 0 of an even side, which has no mirror", () => {
    for (const n of [5, 6, 9, 10]) {
      const volume = drawReal([n, n, n], seeded(`cube ${n}`));
      for (const R of cubeTurns()) expectClose(projectVolume(volume, R).data, permuted(volume, R), 0);
    }
  });
  it("keeps the border in quarter turns by cosines of 6e-17", () => {
    for (const n of [5, 6]) {
      const volume = drawReal([n, n, n], seeded(`quarter ${n}`));
      for (const tilt of [Math.PI / 2, Math.PI, -Math.PI / 2])
        for (const psi of [0, Math.PI / 2, Math.PI]) {
          const R = rotationFromEuler(Math.PI / 2, tilt, psi);
          expectClose(projectVolume(volume, R).data, permuted(volume, R), 1e-13);
        }
    }
  });
  it("counts what a turn by 1e-11 pushes over the border as inside", () => {
    const volume = core.realArray([5, 5, 5], new Float64Array(125).fill(1));
    for (const axis of [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [1, 2, 3],
    ])
      for (const angle of [1e-11, -1e-11]) {
        const R = rotationFromAxisAngle(Float64Array.from(axis), angle);
        expectClose(projectVolume(volume, R).data, new Float64Array(25).fill(5), 1e-14);
      }
  });
  it("turns the image by −psi when the volume is seen with psi more: P_{R Rz(a)} is P_R read at Rz(a)", () => {
    const [n, a] = [48, 0.6];
    const volume = blobVolume(n);
    const turned = projectVolume(volume, Float64Array.from(multiply(views[0], rotationFromEuler(a, 0, 0))));
    const expected = sampling.rotateImage(projectVolume(volume, views[0]), -a, { order: 3 });
    expect(error(turned, expected)).to.be.below(0.02);
  });
  it("keeps the mass, and the half turn about an axis in the image is the image mirrored", () => {
    const n = 47;
    const volume = blobVolume(n);
    const mass = volume.data.reduce((a, b) => a + b);
    for (const R of views) {
      const image = projectVolume(volume, R);
      expect(image.data.reduce((a, b) => a + b) / mass).to.be.closeTo(1, 1e-3);
      const back = projectVolume(
        volume,
        Float64Array.from(multiply(R, rotationFromAxisAngle(Float64Array.of(1, 0, 0), Math.PI))),
      );
      const mirrored = image.data.map((_, i) => image.data[(n - 1 - Math.floor(i / n)) * n + (i % n)]);
      expectClose(back.data, mirrored, 1e-11); // the same rays, walked the other way
    }
  });
  it("is the adjoint of scattering an image along its rays, to 1e-12", () => {
    for (const n of [7, 8]) {
      const c = Math.floor(n / 2);
      const volume = drawReal([n, n, n], seeded("adjoint volume"));
      const image = drawReal([n, n], seeded("adjoint image"));
      const points: number[] = [];
      const values: number[] = [];
      for (let i = 0; i < n * n; i++)
        for (let z = -c; z < n - c; z++) {
          points.push(...apply(views[0], [(i % n) - c, Math.floor(i / n) - c, z]));
          values.push(image.data[i]);
        }
      const rays = core.realArray([values.length, 3], points);
      const back = sampling.scatterTrilinear(Float64Array.from(values), rays, n).sum;
      const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, v, i) => sum + v * b[i], 0);
      expect(dot(projectVolume(volume, views[0]).data, image.data)).to.be.closeTo(dot(volume.data, back.data), 1e-12);
    }
  });
  it("lets a NaN darken the rays that meet it and no others", () => {
    const volume = blobVolume(9, blobs.slice(0, 1));
    volume.data[(4 * 9 + 4) * 9 + 4] = Number.NaN;
    const axis = projectVolume(volume, identity).data;
    expect(axis.filter(Number.isNaN).length).to.equal(1);
    expect(axis[4 * 9 + 4]).to.be.NaN;
  });
  it("leaves its arguments alone and names what it refuses", () => {
    const volume = drawReal([4, 4, 4], seeded("untouched"));
    const [data, R] = [volume.data.slice(), views[0].slice()];
    projectVolume(volume, views[0]);
    expect(volume.data).to.deep.equal(data);
    expect(views[0]).to.deep.equal(R);
    expect(() => projectVolume(volume, new Float64Array(3))).to.throw(
      RangeError,
      "projectVolume: R must be nine finite numbers, got [0,0,0]",
    );
    expect(() => projectVolume(volume, new Float64Array(9).fill(Number.NaN))).to.throw(RangeError, "got [NaN,NaN");
    const image = core.zeros([4, 4]) as unknown as Volume;
    expect(() => projectVolume(image, identity)).to.throw(
      RangeError,
      "projectVolume: volume must have 3 axes, got shape [4,4] with 16 values",
    );
  });
});
