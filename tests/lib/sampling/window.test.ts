import { core, type RealArray, type Shape, sampling } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { drawReal, seeded } from "../../support/draw.ts";

const { crop, griddingCorrection, pad, resizeImage, shiftZeroFill } = sampling;

/** Value at a place given as (z, y, x), or a value beyond the border. */
function at({ shape, data }: RealArray, place: readonly number[], outside = 0): number {
  if (place.some((i, axis) => i < 0 || i >= shape[axis])) return outside;
  return data[place.reduce((sum, i, axis) => sum * shape[axis] + i, 0)];
}
/** An array by a rule of the place. */
function draw<const S extends Shape>(shape: S, rule: (place: number[]) => number): RealArray<S> {
  return core.mapReal(core.zeros(shape), (_, i) => {
    const place: number[] = [];
    for (let axis = shape.length - 1, rest = i; axis >= 0; axis--) {
      place.unshift(rest % shape[axis]);
      rest = Math.floor(rest / shape[axis]);
    }
    return rule(place);
  });
}
const half = (n: number): number => Math.floor(n / 2);

describe("shiftZeroFill", () => {
  it("moves content and fills with zeros, in one, two and three dimensions, beyond the array too", () => {
    for (const [shape, shifts] of [
      [[6], [[0], [2], [-3], [6], [-9]]],
      [
        [4, 5],
        [
          [0, 0],
          [1, -2],
          [-4, 3],
          [5, 0],
          [0, 7],
        ],
      ],
      [
        [3, 4, 2],
        [
          [1, -1, 2],
          [0, 3, -1],
          [-2, 0, 0],
        ],
      ],
    ] as [number[], number[][]][]) {
      const a = drawReal(shape, seeded(`shift ${shape}`));
      for (const shift of shifts) {
        const order = [...shift].reverse();
        const moved = shiftZeroFill(a, shift);
        expectClose(
          moved.data,
          draw(shape, (p) =>
            at(
              a,
              p.map((i, axis) => i - order[axis]),
            ),
          ).data,
          0,
        );
        expect(moved.data.buffer).to.not.equal(a.data.buffer);
      }
    }
  });
  it("names what it refuses", () => {
    expect(() => shiftZeroFill(core.zeros([3, 3]), [1])).to.throw(
      RangeError,
      "shiftZeroFill: shift must be 2 whole numbers for shape [3,3], got [1]",
    );
    expect(() => shiftZeroFill(core.zeros([3]), [0.5])).to.throw("got [0.5]");
  });
});

describe("crop", () => {
  it("puts the old origin on the new one, odd and even, or a place beside it", () => {
    for (const [shape, smaller, centre] of [
      [[7], [4], [0]],
      [[8], [5], [1]],
      [[8], [8], [0]],
      [
        [6, 9],
        [3, 4],
        [-2, 1],
      ],
      [
        [5, 4, 7],
        [2, 4, 1],
        [3, 0, -1],
      ],
    ] as [number[], number[], number[]][]) {
      const a = drawReal(shape, seeded(`crop ${shape}`));
      const order = [...centre].reverse();
      const expected = draw(smaller, (p) =>
        at(
          a,
          p.map((i, axis) => i - half(smaller[axis]) + half(shape[axis]) + order[axis]),
          Number.NaN,
        ),
      );
      expectClose(crop(a, smaller, { centre }).data, expected.data, 0);
      if (centre.every((c) => c === 0)) expectClose(crop(a, smaller).data, expected.data, 0);
    }
  });
  it("names what it refuses", () => {
    expect(() => crop(core.zeros([4]), [5])).to.throw(
      RangeError,
      "crop: the window must lie inside [4], got shape [5] about [0]; use pad to enlarge",
    );
    expect(() => crop(core.zeros([4, 4]), [2, 2], { centre: [2, 0] })).to.throw("got shape [2,2] about [2,0]");
    expect(() => crop(core.zeros([4]), [0])).to.throw("crop: shape must be 1 whole numbers >= 1, got [0]");
  });
});

describe("pad", () => {
  it("is undone by crop, has its value around, odd and even", () => {
    for (const [shape, larger] of [
      [[1], [4]],
      [[5], [8]],
      [[4], [7]],
      [
        [3, 6],
        [6, 7],
      ],
      [
        [2, 3, 4],
        [5, 3, 8],
      ],
    ]) {
      const a = drawReal(shape, seeded(`pad ${shape}`));
      const wide = pad(a, larger, 9);
      const expected = draw(larger, (p) =>
        at(
          a,
          p.map((i, axis) => i - half(larger[axis]) + half(shape[axis])),
          9,
        ),
      );
      expectClose(wide.data, expected.data, 0);
      expectClose(crop(wide, shape).data, a.data, 0);
    }
    expect(() => pad(core.zeros([4]), [3])).to.throw(
      RangeError,
      "pad: shape must be at least [4], got [3]; use crop to cut",
    );
  });
});

describe("griddingCorrection", () => {
  it("divides by sinc² of each axis about floor(n/2), with the side of the padded grid", () => {
    const sinc = (t: number): number => (t === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t));
    for (const shape of [[1], [8], [5, 6], [3, 4, 7]])
      for (const padding of [1, 2, 1.5]) {
        const a = drawReal(shape, seeded(`gridding ${shape}`));
        const expected = draw(
          shape,
          (p) =>
            at(a, p) / p.reduce((w, i, axis) => w * sinc((i - half(shape[axis])) / (padding * shape[axis])) ** 2, 1),
        );
        expectClose(griddingCorrection(a, { padding }).data, expected.data, 1e-13);
      }
    expectClose(
      [1 / griddingCorrection(core.realArray([8], new Float64Array(8).fill(1))).data[0]],
      [(2 / Math.PI) ** 2],
      1e-15,
    );
    expect(() => griddingCorrection(core.zeros([4]), { padding: 0.5 })).to.throw(
      RangeError,
      "griddingCorrection: padding must be finite and >= 1, got 0.5",
    );
  });
});

describe("resizeImage", () => {
  it("is the weighted mean of the definition, larger, smaller and oblong", () => {
    for (const [shape, size] of [
      [
        [6, 9],
        [3, 4],
      ],
      [
        [5, 4],
        [11, 8],
      ],
      [
        [1, 1],
        [3, 2],
      ],
      [
        [7, 5],
        [7, 5],
      ],
      [
        [10, 3],
        [4, 9],
      ],
    ] as [[number, number], [number, number]][]) {
      const a = drawReal(shape, seeded(`resize ${shape}`));
      const weight = (i: number, j: number, axis: number): number => {
        const scale = shape[axis] / size[axis];
        return Math.max(0, 1 - Math.abs(j - ((i + 0.5) * scale - 0.5)) / Math.max(1, scale));
      };
      const expected = draw(size, ([y, x]) => {
        let [sum, total] = [0, 0];
        for (let v = 0; v < shape[0]; v++)
          for (let u = 0; u < shape[1]; u++) {
            const w = weight(y, v, 0) * weight(x, u, 1);
            sum += w * a.data[v * shape[1] + u];
            total += w;
          }
        return sum / total;
      });
      expectClose(resizeImage(a, size).data, expected.data, 1e-14);
    }
  });
  it("is the image itself at its own size, and keeps constants and ramps", () => {
    const a = drawReal([4, 6], seeded("same size"));
    expectClose(resizeImage(a, [4, 6]).data, a.data, 0);
    const ramp = draw([1, 40], ([, x]) => 3 + x);
    const small = resizeImage(ramp, [1, 10]).data;
    expectClose(
      small.subarray(1, 9),
      Float64Array.from({ length: 8 }, (_, i) => 3 + 4 * (i + 1) + 1.5),
      1e-13,
    );
    expectClose(
      resizeImage(
        draw([9, 9], () => 7),
        [4, 23],
      ).data,
      new Float64Array(92).fill(7),
      1e-14,
    );
  });
  it("lets no fine wave through when it shrinks", () => {
    const wave = draw([1, 96], ([, x]) => Math.cos((2 * Math.PI * 40 * x) / 96)); // 40 cycles on 24 samples would fold
    expect(Math.max(...resizeImage(wave, [1, 24]).data.subarray(1, 23).map(Math.abs))).to.be.below(0.05);
  });
  it("names what it refuses", () => {
    expect(() => resizeImage(core.zeros([2, 2]), [0, 2])).to.throw(
      RangeError,
      "resizeImage: shape must be two whole numbers >= 1, got [0,2]",
    );
    expect(() => resizeImage(core.zeros([0, 2]), [1, 2])).to.throw(
      "resizeImage: image must have pixels, got shape [0,2]",
    );
  });
});
