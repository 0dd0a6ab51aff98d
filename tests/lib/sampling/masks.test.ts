import { core, type RealArray, sampling } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { coordinates } from "./oracle.ts";

const { circleMask, shellMask, sphereMask } = sampling;

/** Distance of element i from the origin. */
function distance({ shape }: RealArray, i: number): number {
  return Math.sqrt(coordinates(shape, i).reduce((sum, c) => sum + c * c, 0));
}
const total = (mask: RealArray) => mask.data.reduce((a, b) => a + b, 0);

describe("circleMask, sphereMask", () => {
  it("are 1 up to the radius, half way down in the middle of the edge, 0 from its end", () => {
    for (const mask of [
      circleMask(20, 4, { edge: 6 }),
      circleMask([21, 18], 4, { edge: 6 }),
      sphereMask(20, 4, { edge: 6 }),
      sphereMask([9, 20, 17], 4, { edge: 6 }),
    ])
      mask.data.forEach((value, i) => {
        const r = distance(mask, i);
        if (r <= 4) expect(value).to.equal(1);
        else if (r >= 10) expect(value).to.equal(0);
        else expect(value).to.be.closeTo(Math.cos(((r - 4) * Math.PI) / 12) ** 2, 1e-15);
        if (r === 7) expect(value).to.be.closeTo(0.5, 1e-15);
      });
  });
  it("have hard edges unless asked: pixels of distance ≤ radius are counted by hand", () => {
    expect(total(circleMask(9, 2))).to.equal(13); // the 13 points of x² + y² ≤ 4
    expect(total(circleMask(10, 5))).to.equal(79); // 81 points of x² + y² ≤ 25, but (5, 0) and (0, 5) are outside the box
    expect(total(circleMask(11, 5))).to.equal(81);
    expect(total(sphereMask(7, 1))).to.equal(7);
    expect(total(sphereMask(7, 2))).to.equal(33); // x² + y² + z² ≤ 4
    expect(new Set(sphereMask(16, 5).data)).to.deep.equal(new Set([0, 1]));
  });
  it("are centred on floor(n/2) of each axis", () => {
    expect(circleMask([5, 8], 0).data.indexOf(1)).to.equal(2 * 8 + 4);
    expect(sphereMask([3, 4, 5], 0).data.indexOf(1)).to.equal((1 * 4 + 2) * 5 + 2);
    expect(total(sphereMask([3, 4, 5], 0))).to.equal(1);
    expect(circleMask(1, 0).data).to.deep.equal(Float64Array.of(1));
  });
  it("fill the area πr² and the volume 4πr³/3", () => {
    expect(total(circleMask(64, 20)) / (Math.PI * 400)).to.be.closeTo(1, 0.01);
    expect(total(sphereMask(64, 20)) / ((4 / 3) * Math.PI * 8000)).to.be.closeTo(1, 0.01);
  });
  it("cover everything for an infinite radius", () => {
    expect(total(circleMask([3, 4], Number.POSITIVE_INFINITY))).to.equal(12);
  });
  it("name the radius, edge or shape they refuse", () => {
    expect(() => circleMask(8, -1)).to.throw(RangeError, "circleMask: radius must be >= 0, got -1");
    expect(() => sphereMask(8, Number.NaN)).to.throw(RangeError, "sphereMask: radius must be >= 0, got NaN");
    expect(() => circleMask(8, 2, { edge: -3 })).to.throw(RangeError, "circleMask: edge must be >= 0, got -3");
    expect(() => circleMask(2.5, 1)).to.throw(RangeError, "extents must be whole and >= 0, got [2.5,2.5]");
  });
});

describe("shellMask", () => {
  it("is a ring in an image and a shell in a volume, both ends included", () => {
    const ring = shellMask([9, 10], [2, 3]);
    ring.data.forEach((value, i) => {
      const r = distance(ring, i);
      expect(value).to.equal(r >= 2 && r <= 3 ? 1 : 0);
    });
    expect(total(shellMask([7, 7, 7], [1, 1]))).to.equal(6);
    expect(ring.shape).to.deep.equal([9, 10]);
  });
  it("falls on both sides of the shell", () => {
    const shell = shellMask([21, 21, 21], [5, 6], { edge: 4 });
    const along = Array.from({ length: 11 }, (_, x) => shell.data[(10 * 21 + 10) * 21 + 10 + x]);
    const half = Math.SQRT1_2 / 2; // ½ (1 ± cos 45°)
    expectClose(along, [0, 0, 0.5 - half, 0.5, 0.5 + half, 1, 1, 0.5 + half, 0.5, 0.5 - half, 0], 1e-15);
  });
  it("with inner radius 0 is the disc", () => {
    expect(shellMask([8, 9], [0, 3], { edge: 2 }).data).to.deep.equal(circleMask([8, 9], 3, { edge: 2 }).data);
    expect(core.product(shellMask([0, 4], [0, 1]).shape)).to.equal(0);
  });
  it("refuses an inner radius beyond the outer", () => {
    expect(() => shellMask([4, 4], [3, 2])).to.throw(
      RangeError,
      "shellMask: inner radius must not exceed the outer, got [3,2]",
    );
    expect(() => shellMask([4, 4], [Number.NaN, 2])).to.throw(RangeError, "shellMask: radius must be >= 0, got NaN, 2");
  });
});
