import { plot, type Volume } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { normals, seeded } from "../../support/draw.ts";

const { isosurface } = plot;

/** A volume of n³ voxels from a function of the place. */
function drawn(n: number, f: (x: number, y: number, z: number) => number): Volume {
  const data = new Float64Array(n * n * n);
  for (let z = 0; z < n; z++)
    for (let y = 0; y < n; y++) for (let x = 0; x < n; x++) data[(z * n + y) * n + x] = f(x, y, z);
  return { shape: [n, n, n], data };
}

/** Values in a box with a border of zeros. */
function padded([nz, ny, nx]: readonly [number, number, number], value: () => number): Volume {
  const shape = [nz + 2, ny + 2, nx + 2] as const;
  const data = new Float64Array(shape[0] * shape[1] * shape[2]);
  for (let z = 1; z <= nz; z++)
    for (let y = 1; y <= ny; y++) for (let x = 1; x <= nx; x++) data[(z * shape[1] + y) * shape[2] + x] = value();
  return { shape, data };
}

/** How many triangles run along each directed edge, as "from to". */
function directedEdges({ triangles }: plot.Mesh): Map<string, number> {
  const edges = new Map<string, number>();
  for (let i = 0; i < triangles.length; i++) {
    const to = i % 3 === 2 ? i - 2 : i + 1;
    const key = `${triangles[i]} ${triangles[to]}`;
    edges.set(key, (edges.get(key) ?? 0) + 1);
  }
  return edges;
}

/** Fails unless every edge is in exactly two triangles, once in each direction, and every point is used. */
function expectClosed(mesh: plot.Mesh): void {
  const edges = directedEdges(mesh);
  for (const [key, count] of edges) {
    expect(count, `triangles along ${key}`).to.equal(1);
    expect(edges.has(key.split(" ").reverse().join(" ")), `the other side of ${key}`).to.equal(true);
  }
  expect(new Set(mesh.triangles).size).to.equal(mesh.vertices.shape[0]);
}

const eulerCharacteristic = (mesh: plot.Mesh): number =>
  mesh.vertices.shape[0] - directedEdges(mesh).size / 2 + mesh.triangles.length / 3;

/** Area, and the volume enclosed (by the divergence theorem; negative if the surface is inside out). */
function measured({ vertices, triangles }: plot.Mesh): { area: number; volume: number } {
  let [area, volume] = [0, 0];
  const point = (i: number): number[] => Array.from(vertices.data.subarray(3 * triangles[i], 3 * triangles[i] + 3));
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [point(i), point(i + 1), point(i + 2)];
    const [u, v] = [b.map((x, k) => x - a[k]), c.map((x, k) => x - a[k])];
    const normal = [0, 1, 2].map((k) => u[(k + 1) % 3] * v[(k + 2) % 3] - u[(k + 2) % 3] * v[(k + 1) % 3]);
    area += Math.hypot(...normal) / 2;
    volume += normal.reduce((sum, value, k) => sum + value * a[k], 0) / 6;
  }
  return { area, volume };
}

const ball = (n: number, radius: number): Volume =>
  drawn(n, (x, y, z) => radius - Math.hypot(x - n / 2 + 0.3, y - n / 2 + 0.1, z - n / 2));

describe("isosurface", () => {
  it("of a ball is one closed sphere, with area and volume of the true one", () => {
    for (const radius of [6, 12]) {
      const mesh = isosurface(ball(32, radius), 0);
      expectClosed(mesh);
      expect(eulerCharacteristic(mesh)).to.equal(2);
      const { area, volume } = measured(mesh);
      // flat triangles of side h inside a sphere: relative errors near h²/(6 r²) and h²/(4 r²), h < 1.5
      expect(Math.abs(area / (4 * Math.PI * radius ** 2) - 1)).to.be.below(0.5 / radius ** 2);
      expect(Math.abs(volume / ((4 / 3) * Math.PI * radius ** 3) - 1)).to.be.below(0.6 / radius ** 2);
      expect(volume, "triangles turn anticlockwise seen from outside").to.be.greaterThan(0);
      const { data } = mesh.vertices;
      for (let i = 0; i < data.length; i += 3)
        expect(Math.hypot(data[i] - 15.7, data[i + 1] - 15.9, data[i + 2] - 16)).to.be.closeTo(radius, 0.03);
    }
  });

  it("converges to the sphere's area with the square of the step", () => {
    const error = (n: number): number =>
      Math.abs(measured(isosurface(ball(n, n / 3), 0)).area / ((4 * Math.PI * n * n) / 9) - 1);
    expect(error(16) / error(32)).to.be.within(3, 5.5);
  });

  it("of a torus has Euler characteristic 0, of two balls 4", () => {
    const torus = drawn(28, (x, y, z) => 4 - Math.hypot(Math.hypot(x - 13.6, y - 13.2) - 8, z - 13.9));
    const mesh = isosurface(torus, 0);
    expectClosed(mesh);
    expect(eulerCharacteristic(mesh)).to.equal(0);
    expect(measured(mesh).volume / (2 * Math.PI ** 2 * 8 * 16)).to.be.within(0.97, 1);
    const two = drawn(24, (x, y, z) =>
      Math.max(4 - Math.hypot(x - 6, y - 6.2, z - 6), 4 - Math.hypot(x - 17, y - 16.8, z - 17)),
    );
    expectClosed(isosurface(two, 0));
    expect(eulerCharacteristic(isosurface(two, 0))).to.equal(4);
  });

  it("of noise is closed and turned outward, for boxes of any shape and at any level", () => {
    const rng = seeded("isosurface");
    for (const shape of [
      [9, 9, 9],
      [1, 1, 1],
      [2, 5, 3],
      [6, 1, 7],
      [12, 10, 8],
    ] as const)
      for (const level of [0.05, 0.5, 1.2]) {
        const values = normals(shape[0] * shape[1] * shape[2], rng);
        let i = 0;
        const mesh = isosurface(
          padded(shape, () => values[i++]),
          level,
        );
        expectClosed(mesh);
        if (mesh.triangles.length > 0) expect(measured(mesh).volume).to.be.greaterThan(0);
      }
  });

  it("of every cube of signs is closed, of saddles of both kinds and of levels met exactly", () => {
    for (let signs = 0; signs < 256; signs++)
      for (const weights of [
        [1, 1],
        [3, 1],
        [1, 3],
      ]) {
        let v = 0;
        const cube = padded([2, 2, 2], () => ((signs >> v++) & 1 ? weights[0] : -weights[1]));
        cube.data.forEach((value, i) => {
          if (value === 0) cube.data[i] = -1;
        });
        expectClosed(isosurface(cube, 0));
        expectClosed(isosurface(cube, weights[0] / 2));
        expectClosed(isosurface(cube, -1));
      }
  });

  it("joins across a face where the saddle is above the level, and parts where it is below", () => {
    // two inside corners across: one sheet or two
    const cube = (across: number): Volume => {
      const volume = padded([1, 2, 2], () => 0);
      volume.data.fill(-1);
      volume.data[1 * 16 + 1 * 4 + 1] = across;
      volume.data[1 * 16 + 2 * 4 + 2] = across;
      return volume;
    };
    expect(eulerCharacteristic(isosurface(cube(3), 0))).to.equal(2);
    expect(eulerCharacteristic(isosurface(cube(0.5), 0))).to.equal(4);
  });

  it("lies where a straight line between neighbours passes the level", () => {
    const volume = drawn(3, (x, y, z) => (x === 1 && y === 1 && z === 1 ? 3 : -1));
    const { vertices } = isosurface(volume, 0);
    const points = Array.from({ length: 6 }, (_, i) => Array.from(vertices.data.subarray(3 * i, 3 * i + 3)));
    const faces = [0, 1, 2].flatMap((axis) =>
      [0.25, 1.75].map((at) => [1, 1, 1].map((one, k) => (k === axis ? at : one))),
    );
    expect(points).to.have.deep.members(faces);
    expectClose(isosurface(volume, 2).vertices.data.slice(0, 3).toSorted(), [0.75, 1, 1], 1e-15);
  });

  it("is empty where the level is not passed, and open at the border", () => {
    expect(isosurface(ball(8, 3), 99)).to.deep.equal({
      vertices: { shape: [0, 3], data: new Float64Array(0) },
      triangles: new Uint32Array(0),
    });
    expect(isosurface({ shape: [1, 4, 4], data: normals(16, seeded("flat")) }, 0).triangles).to.have.length(0);
    const half = isosurface(
      drawn(4, (x) => 1.5 - x),
      0,
    );
    expect(half.triangles.length / 3).to.equal(2 * 9);
    expect(measured(half).area).to.be.closeTo(9, 1e-12);
    expect([...half.vertices.data].filter((_, i) => i % 3 === 0).every((x) => x === 1.5)).to.equal(true);
  });

  it("names what it refuses", () => {
    const volume = ball(4, 1);
    expect(() => isosurface(volume, Number.NaN)).to.throw(RangeError, "isosurface: level must be finite, got NaN");
    const data = volume.data.slice();
    data[7] = Number.NaN;
    expect(() => isosurface({ ...volume, data }, 0)).to.throw(
      RangeError,
      "isosurface: volume must be finite, got NaN at index 7",
    );
    expect(() => isosurface({ shape: [2, 2] } as never, 0)).to.throw(
      RangeError,
      "isosurface: the volume must have 3 axes, got shape [2,2]",
    );
    expect(() => isosurface({ shape: [2, 2, 2], data: new Float64Array(7) }, 0)).to.throw(
      RangeError,
      "isosurface: shape [2,2,2] does not fit 7 values",
    );
  });
});
