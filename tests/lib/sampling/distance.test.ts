import { core, type RealArray, random, sampling } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { seeded } from "../../support/draw.ts";

const { distanceTransform, sphereMask, softenMask } = sampling;

/** The least distance to any place of the mask, place by place. */
function slow(mask: RealArray): number[] {
  const place = (i: number): number[] => {
    const p: number[] = [];
    for (let axis = mask.shape.length - 1; axis >= 0; axis--) {
      p.push(i % mask.shape[axis]);
      i = Math.floor(i / mask.shape[axis]);
    }
    return p;
  };
  const inside = [...mask.data.keys()].filter((i) => mask.data[i] >= 0.5).map(place);
  return Array.from(mask.data.keys(), (i) =>
    inside.reduce((least, q) => Math.min(least, Math.hypot(...place(i).map((v, axis) => v - q[axis]))), Infinity),
  );
}

describe("distanceTransform", () => {
  it("is the least distance to the mask, oblong, odd and even, one place, few and many", () => {
    for (const shape of [[1], [17], [9, 14], [6, 5, 8]])
      for (const share of [0.02, 0.2, 0.9]) {
        const rng = seeded(`distance ${shape} ${share}`);
        const mask = core.mapReal(core.zeros(shape), () =>
          random.uniform(rng) < share ? 0.5 + random.uniform(rng) : 0.49,
        );
        mask.data[Math.floor(mask.data.length / 3)] = 1; // never empty
        expectClose(distanceTransform(mask).data, slow(mask), 1e-12);
      }
  });
  it("is ∞ for an empty mask, 0 for a full one, and refuses NaN", () => {
    expect([...distanceTransform(core.zeros([2, 3])).data]).to.deep.equal(new Array(6).fill(Infinity));
    expect([...distanceTransform(core.realArray([2], [1, 7])).data]).to.deep.equal([0, 0]);
    expect(() => distanceTransform(core.realArray([2], [1, Number.NaN]))).to.throw(
      RangeError,
      "distanceTransform: mask must hold numbers, got NaN at index 1",
    );
  });
});

describe("softenMask", () => {
  it("falls from 1 to 0 as a cosine of the distance to the mask", () => {
    const mask = core.mapReal(core.zeros([9, 12]), (_, i) => (i === 40 || i === 41 || i === 70 ? 1 : 0));
    const distance = slow(mask);
    for (const [dilate, edge] of [
      [0, 3],
      [1.5, 2],
      [2, 0],
    ]) {
      const expected = distance.map((d) =>
        d <= dilate ? 1 : d >= dilate + edge ? 0 : (1 + Math.cos((Math.PI * (d - dilate)) / edge)) / 2,
      );
      expectClose(softenMask(mask, { dilate, edge }).data, expected, 1e-14);
    }
    expect(softenMask(core.zeros([3]), { edge: 2 }).data).to.deep.equal(new Float64Array(3));
  });
  it("makes of a hard ball about the soft ball that sphereMask draws", () => {
    const soft = softenMask(sphereMask(24, 6), { edge: 4 });
    const drawn = sphereMask(24, 6, { edge: 4 });
    const worst = soft.data.reduce((w, v, i) => Math.max(w, Math.abs(v - drawn.data[i])), 0);
    expect(worst).to.be.below(0.4); // voxels of the hard ball end up to one voxel inside the radius
  });
  it("names what it refuses", () => {
    expect(() => softenMask(core.zeros([3]), { edge: -1 })).to.throw(
      RangeError,
      "softenMask: edge must be finite and >= 0, got -1",
    );
    expect(() => softenMask(core.zeros([3]), { dilate: Number.NaN, edge: 1 })).to.throw(
      "dilate must be finite and >= 0, got NaN",
    );
  });
});
