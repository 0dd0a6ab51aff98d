import { core, type Image, type Points, type RealArray, type Rng, random, sampling, type Volume } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { drawReal, seeded } from "../../support/draw.ts";
import { golden, image, points2, points3, volume } from "./golden.ts";
import { coordinates, linear } from "./oracle.ts";

const { bilinear, cubicSpline, nearest, trilinear } = sampling;
const images = [
  [8, 8],
  [7, 10],
  [6, 5],
  [1, 4],
  [3, 1],
  [1, 1],
] as const;
const volumes = [
  [6, 6, 6],
  [4, 5, 7],
  [3, 1, 2],
  [1, 1, 1],
] as const;

/** Random points, a quarter of them on nodes and borders, some outside. */
function scattered(shape: readonly number[], m: number, rng: Rng): Points {
  const rank = shape.length;
  const data = new Float64Array(m * rank);
  for (let i = 0; i < data.length; i++) {
    const n = shape[rank - 1 - (i % rank)];
    const position = (n + 1) * random.uniform(rng) - 1; // −1 … n
    data[i] = (random.uniform(rng) < 0.25 ? Math.round(position) : position) - Math.floor(n / 2);
  }
  return core.realArray([m, rank], data);
}

/** Every grid point as a row of coordinates. */
function grid(shape: readonly number[]): Points {
  const m = core.product(shape);
  return core.realArray([m, shape.length], Array.from({ length: m }, (_, i) => coordinates(shape, i)).flat());
}

/** f(x, y[, z]) on a grid, coordinates from floor(n/2). */
function fill<const S extends readonly number[]>(shape: S, f: (...p: number[]) => number): RealArray<S> {
  return core.mapReal(core.zeros(shape), (_, i) => f(...coordinates(shape, i)));
}

/** Points inside, up to the border. */
function inside(shape: readonly number[], m: number, rng: Rng): Points {
  const rank = shape.length;
  const data = new Float64Array(m * rank);
  for (let i = 0; i < data.length; i++) {
    const n = shape[rank - 1 - (i % rank)];
    data[i] = (n - 1) * random.uniform(rng) - Math.floor(n / 2);
  }
  return core.realArray([m, rank], data);
}

describe("bilinear", () => {
  it("is the sum of tents over all pixels, on squares, oblongs, lines and one pixel", () => {
    const rng = seeded("bilinear");
    for (const shape of images) {
      const f = drawReal(shape, rng);
      const points = scattered(shape, 200, rng);
      expectClose(bilinear(f, points), linear(f, points.data), 1e-14); // four products of order 1
    }
  });
  it("agrees with SciPy", () => {
    expectClose(bilinear(image, points2), golden.bilinear, 1e-14);
  });
  it("is exact on a + b x + c y + d x y", () => {
    const f = (x: number, y: number) => 2 - 3 * x + 0.5 * y + 0.25 * x * y;
    for (const shape of images) {
      const points = inside(shape, 100, seeded(`bilinear ${shape}`));
      const expected = Float64Array.from({ length: 100 }, (_, i) => f(points.data[2 * i], points.data[2 * i + 1]));
      expectClose(bilinear(fill(shape, f), points), expected, 1e-13);
    }
  });
  it("reads x along rows: (1, 0) from the origin is the right neighbour", () => {
    const f = fill([5, 4], (x, y) => 10 * x + y);
    expectClose(bilinear(f, core.realArray([2, 2], [1, 0, 0, 1])), [10, 1], 0);
  });
});

describe("trilinear", () => {
  it("is the sum of tents over all voxels, on cubes, bricks, planes and one voxel", () => {
    const rng = seeded("trilinear");
    for (const shape of volumes) {
      const f = drawReal(shape, rng);
      const points = scattered(shape, 100, rng);
      expectClose(trilinear(f, points), linear(f, points.data), 1e-14);
    }
  });
  it("agrees with SciPy", () => {
    expectClose(trilinear(volume, points3), golden.trilinear, 1e-14);
  });
  it("is exact on affine functions and on x y z, at negative fractions as at positive ones", () => {
    const f = (x: number, y: number, z: number) => 2 - 3 * x + 0.5 * y + 0.7 * z + 0.25 * x * y * z;
    for (const shape of volumes) {
      const points = inside(shape, 100, seeded(`trilinear ${shape}`));
      const expected = Array.from({ length: 100 }, (_, i) => {
        const [x, y, z] = points.data.subarray(3 * i);
        return f(x, y, z);
      });
      expectClose(trilinear(fill(shape, f), points), expected, 1e-13);
    }
  });
  it("reads (x, y, z), x fastest in memory", () => {
    const f = fill([3, 4, 5], (x, y, z) => 100 * x + 10 * y + z);
    expectClose(trilinear(f, core.realArray([3, 3], [1, 0, 0, 0, 1, 0, 0, 0, 1])), [100, 10, 1], 0);
  });
});

describe("bilinear, trilinear, nearest, cubicSpline", () => {
  it("return the samples at the nodes, all of them, first and last planes included", () => {
    const rng = seeded("nodes");
    for (const shape of images) {
      const f: Image = drawReal(shape, rng);
      expectClose(bilinear(f, grid(shape)), f.data, 0);
      expectClose(nearest(f, grid(shape)), f.data, 0);
      expectClose(cubicSpline(f, grid(shape)), f.data, 1e-14); // filtered there and back
    }
    for (const shape of volumes) {
      const f: Volume = drawReal(shape, rng);
      expectClose(trilinear(f, grid(shape)), f.data, 0);
      expectClose(nearest(f, grid(shape)), f.data, 0);
    }
  });
  it("read 0 as soon as a point leaves the grid, however little", () => {
    const one = core.realArray([4, 4], new Float64Array(16).fill(1));
    const edge = core.realArray([4, 2], [-2, 0, -2 - 1e-12, 0, 1, 1, 1, 1 + 1e-12]);
    for (const f of [bilinear, nearest, cubicSpline]) expectClose(f(one, edge), [1, 0, 1, 0], 1e-15);
    const cube = core.realArray([4, 4, 4], new Float64Array(64).fill(1));
    const corners = core.realArray([4, 3], [1, 1, 1, -2, -2, -2, 1, 1, 1 + 1e-12, -2, -2 - 1e-12, -2]);
    for (const f of [trilinear, nearest]) expectClose(f(cube, corners), [1, 1, 0, 0], 0);
  });
  it("have no values for no points", () => {
    expect(bilinear(image, core.zeros([0, 2]))).to.deep.equal(new Float64Array(0));
    expect(trilinear(volume, core.zeros([0, 3]))).to.deep.equal(new Float64Array(0));
    expect(nearest(volume, core.zeros([0, 3]))).to.deep.equal(new Float64Array(0));
    expect(cubicSpline(image, core.zeros([0, 2]))).to.deep.equal(new Float64Array(0));
  });
  it("let a NaN spread to its neighbours only, and not to a node beside it", () => {
    const f = core.realArray([1, 4], [1, Number.NaN, 3, 4]);
    const points = core.realArray([4, 2], [-2, 0, -1.5, 0, 0, 0, 0.5, 0]);
    expect(Array.from(bilinear(f, points))).to.deep.equal([1, Number.NaN, 3, 3.5]);
    const g = core.realArray([1, 1, 4], f.data);
    const points3d = core.realArray([4, 3], [-2, 0, 0, -1.5, 0, 0, 0, 0, 0, 0.5, 0, 0]);
    expect(Array.from(trilinear(g, points3d))).to.deep.equal([1, Number.NaN, 3, 3.5]);
  });
  it("name what does not fit", () => {
    expect(() => bilinear(image, core.zeros([2, 3]))).to.throw(
      RangeError,
      "bilinear: points must be rows of 2, got shape [2,3] with 6 values",
    );
    expect(() => trilinear(volume, core.realArray([1, 3], [0, Number.NaN, 0]))).to.throw(
      RangeError,
      "trilinear: points must be finite, got NaN at index 1",
    );
    expect(() => cubicSpline(image, core.realArray([1, 2], [0, Number.POSITIVE_INFINITY]))).to.throw(
      RangeError,
      "cubicSpline: points must be finite, got Infinity at index 1",
    );
    const line = core.zeros([4]) as unknown as Image;
    expect(() => nearest(line, core.zeros([1, 2]))).to.throw(
      RangeError,
      "nearest: array must have 2 or 3 axes, got shape [4] with 4 values",
    );
    const short: Image = { shape: [2, 2], data: new Float64Array(3) };
    expect(() => bilinear(short, core.zeros([1, 2]))).to.throw(RangeError, "got shape [2,2] with 3 values");
  });
});

describe("nearest", () => {
  it("is the sample at the smallest distance", () => {
    const rng = seeded("nearest");
    for (const shape of [...images, ...volumes]) {
      const f = drawReal(shape, rng);
      const rank = shape.length;
      const points = inside(shape, 100, rng);
      const expected = Array.from({ length: 100 }, (_, m) => {
        const point = points.data.subarray(rank * m, rank * m + rank);
        const distance = (i: number) => coordinates(shape, i).reduce((sum, c, d) => sum + (c - point[d]) ** 2, 0);
        let best = 0;
        for (let i = 1; i < f.data.length; i++) if (distance(i) < distance(best)) best = i;
        return f.data[best];
      });
      expectClose(nearest(f as Image | Volume, points), expected, 0);
    }
  });
  it("takes the larger index halfway", () => {
    const f = core.realArray([1, 4], [0, 1, 2, 3]);
    expectClose(nearest(f, core.realArray([3, 2], [-1.5, 0, -0.5, 0, 0.5, 0])), [1, 2, 3], 0);
  });
});

describe("cubicSpline", () => {
  it("agrees with SciPy's natural spline along rows, then columns", () => {
    expectClose(cubicSpline(image, points2), golden.cubicSpline, 1e-13);
  });
  it("is exact on a + b x + c y + d x y up to the border", () => {
    const f = (x: number, y: number) => 2 - 3 * x + 0.5 * y + 0.25 * x * y;
    for (const shape of images) {
      const points = inside(shape, 100, seeded(`cubicSpline ${shape}`));
      const expected = Float64Array.from({ length: 100 }, (_, i) => f(points.data[2 * i], points.data[2 * i + 1]));
      expectClose(cubicSpline(fill(shape, f), points), expected, 1e-13);
    }
  });
  it("errs by the fourth power of the step: a Gaussian twice as wide comes out 16 times better", () => {
    const error = (sigma: number) => {
      const f = (x: number, y: number) => Math.exp(-(x * x + y * y) / (2 * sigma * sigma));
      const points = core.realArray([2, 2], [0.5, 0, 0.5, 0.5]);
      const expected = [f(0.5, 0), f(0.5, 0.5)];
      return Math.max(...cubicSpline(fill([65, 65], f), points).map((v, i) => Math.abs(v - expected[i])));
    };
    expect(error(2) / error(4)).to.be.within(12, 20);
    expect(error(4)).to.be.below(1e-4);
  });
});
