import { core, type Image, sampling } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { drawReal, seeded } from "../../support/draw.ts";
import { golden, image } from "./golden.ts";
import { coordinates, linear } from "./oracle.ts";

const { bilinear, rotateImage, rotationSources } = sampling;
const { PI } = Math;
const orders = [0, 1, 3] as const;
const shapes = [
  [8, 8],
  [9, 9],
  [10, 10],
  [7, 10],
  [1, 5],
  [1, 1],
] as const;

/** The value at (x, y) from the origin, 0 outside. */
function at({ shape, data }: Image, x: number, y: number): number {
  const [ny, nx] = shape;
  const [row, column] = [y + Math.floor(ny / 2), x + Math.floor(nx / 2)];
  return row >= 0 && row < ny && column >= 0 && column < nx ? data[row * nx + column] : 0;
}

/** A function of (x, y) from floor(n/2). */
function fill(shape: readonly [number, number], f: (x: number, y: number) => number): Image {
  return core.mapReal(core.zeros(shape), (_, i) => {
    const [x, y] = coordinates(shape, i);
    return f(x, y);
  });
}

describe("rotateImage", () => {
  it("permutes pixels in quarter turns about floor(n/2): +x goes to +y; what has no source is 0", () => {
    const rng = seeded("quarter turns");
    for (const shape of shapes) {
      const f = drawReal(shape, rng);
      for (const order of orders) {
        // cubic: filtered there and back
        const tolerance = order === 3 ? 1e-14 : 0;
        const turned = (angle: number) => rotateImage(f, angle, { order }).data;
        expectClose(turned(0), f.data, tolerance);
        expectClose(turned(PI / 2), fill(shape, (x, y) => at(f, y, -x)).data, tolerance);
        expectClose(turned(PI), fill(shape, (x, y) => at(f, -x, -y)).data, tolerance);
        expectClose(turned(-PI / 2), fill(shape, (x, y) => at(f, -y, x)).data, tolerance);
        expectClose(turned(3.5 * PI), fill(shape, (x, y) => at(f, -y, x)).data, tolerance);
        expectClose(turned(2 * PI), f.data, tolerance);
      }
    }
  });
  it("turns an L so that its foot, to the right of its stem, comes to lie below it", () => {
    const L = core.realArray([5, 5], [0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0]);
    // stem (−1, −2 … 1), foot (0, 1); (x, y) goes to (−y, x)
    const turned = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    expect(Array.from(rotateImage(L, PI / 2).data)).to.deep.equal(turned);
  });
  it("moves an off-centre blob to R(angle) p, to a hundredth of a pixel", () => {
    for (const n of [32, 33])
      for (const order of [1, 3] as const) {
        const f = fill([n, n], (x, y) => Math.exp(-((x - 6) ** 2 + (y + 3) ** 2) / 8));
        const g = rotateImage(f, 0.7, { order });
        let [sum, mx, my] = [0, 0, 0];
        for (let i = 0; i < g.data.length; i++) {
          const [x, y] = coordinates(g.shape, i);
          sum += g.data[i];
          mx += g.data[i] * x;
          my += g.data[i] * y;
        }
        const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
        expectClose([mx / sum, my / sum], [6 * c + 3 * s, 6 * s - 3 * c], 0.01);
      }
  });
  it("turns a ramp into the turned ramp, exactly, where its source is inside (orders 1 and 3)", () => {
    for (const shape of shapes)
      for (const order of [1, 3] as const) {
        const [c, s] = [Math.cos(0.4), Math.sin(0.4)];
        const g = rotateImage(
          fill(shape, (x, y) => 1 + 2 * x - 3 * y),
          0.4,
          { order },
        );
        for (let i = 0; i < g.data.length; i++) {
          const [x, y] = coordinates(shape, i);
          const [sx, sy] = [c * x + s * y, c * y - s * x];
          const [ny, nx] = shape;
          const low = [-Math.floor(nx / 2), -Math.floor(ny / 2)];
          const inside = sx >= low[0] && sx <= low[0] + nx - 1 && sy >= low[1] && sy <= low[1] + ny - 1;
          expect(g.data[i]).to.be.closeTo(inside ? 1 + 2 * sx - 3 * sy : 0, 1e-12);
        }
      }
  });
  it("is the sum of tents at the turned position, whatever the shape", () => {
    for (const shape of shapes) {
      const f = drawReal(shape, seeded(`rotateImage ${shape}`));
      for (const angle of [0.3, -1.2, 2.5, 40]) {
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        const sources: number[] = [];
        for (let i = 0; i < f.data.length; i++) {
          const [x, y] = coordinates(shape, i);
          sources.push(c * x + s * y, c * y - s * x);
        }
        expectClose(rotateImage(f, angle).data, linear(f, sources), 1e-13);
      }
    }
  });
  it("agrees with SciPy, bilinear and by the natural cubic spline", () => {
    expectClose(rotateImage(image, golden.angle).data, golden.rotateImage1, 1e-13);
    expectClose(rotateImage(image, golden.angle, { order: 3 }).data, golden.rotateImage3, 1e-13);
  });
  it("counts a source within 1e-9 of the border as inside: an odd image turned by 90° + 1e-12 keeps its rim", () => {
    const one = core.realArray([5, 5], new Float64Array(25).fill(1));
    for (const order of orders) expectClose(rotateImage(one, PI / 2 + 1e-12, { order }).data, one.data, 1e-10);
  });
  it("loses less of a smooth image by cubic than by bilinear, there and back", () => {
    const f = fill([64, 64], (x, y) => Math.exp(-((x - 5) ** 2 + y * y) / 18) - Math.exp(-(x * x + (y - 9) ** 2) / 12));
    const [linearError, cubicError] = ([1, 3] as const).map((order) => {
      const back = rotateImage(rotateImage(f, 0.5, { order }), -0.5, { order });
      return Math.max(...back.data.map((v, i) => Math.abs(v - f.data[i])));
    });
    expect(cubicError).to.be.below(0.002);
    expect(linearError).to.be.within(0.02, 0.1);
  });
  it("leaves its argument alone, returns memory of its own, and names what it refuses", () => {
    const f = drawReal([4, 4], seeded("untouched"));
    const copy = f.data.slice();
    const g = rotateImage(f, 0);
    expect(f.data).to.deep.equal(copy);
    expect(g.data).not.to.equal(f.data);
    expect(() => rotateImage(f, Number.NaN)).to.throw(RangeError, "rotateImage: angle must be finite, got NaN");
    expect(() => rotateImage(f, 1, { order: 2 as unknown as 1 })).to.throw(
      RangeError,
      "rotateImage: order must be 0, 1 or 3, got 2",
    );
    expect(() => rotateImage(core.zeros([3]) as unknown as Image, 1)).to.throw(
      RangeError,
      "rotateImage: image must have 2 axes, got shape [3] with 3 values",
    );
  });
});

describe("rotationSources", () => {
  it("is R(−angle) p for every pixel, row by row, and what rotateImage reads", () => {
    for (const [ny, nx] of shapes)
      for (const angle of [0, 0.7, -2.1, 4]) {
        const points = rotationSources([ny, nx], angle);
        expect(points.shape).to.deep.equal([ny * nx, 2]);
        const expected: number[] = [];
        for (let row = 0; row < ny; row++)
          for (let column = 0; column < nx; column++) {
            const [x, y] = [column - Math.floor(nx / 2), row - Math.floor(ny / 2)];
            expected.push(x * Math.cos(angle) + y * Math.sin(angle), y * Math.cos(angle) - x * Math.sin(angle));
          }
        expectClose(points.data, expected, 1e-9); // what is a rounding outside is put onto the border
        const a = drawReal([ny, nx], seeded("sources"));
        expectClose(bilinear(a, points), rotateImage(a, angle).data, 0);
      }
  });
  it("puts quarter turns onto pixels exactly", () => {
    for (const quarter of [1, 2, 3])
      for (const v of rotationSources([9, 9], (quarter * PI) / 2).data) expect(Number.isInteger(v)).to.equal(true);
  });
  it("names what it refuses", () => {
    expect(() => rotationSources([3, 1.5], 0)).to.throw(
      RangeError,
      "rotationSources: shape must be two whole numbers, got [3,1.5]",
    );
    expect(() => rotationSources([3, 3], Number.NaN)).to.throw("rotationSources: angle must be finite, got NaN");
  });
});
