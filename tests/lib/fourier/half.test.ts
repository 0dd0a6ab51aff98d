import { core, fourier, type Shape } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.js";
import { drawReal, seeded } from "../../support/draw.js";
import { asComplex, naiveFft, relativeError } from "./naive.js";

const { fullFromHalf, hermitianWeights, irfft, rfft } = fourier;

const shapes: Shape[] = [
  [1],
  [2],
  [7],
  [10],
  [17],
  [5, 6],
  [6, 5],
  [1, 4],
  [5, 1],
  [3, 2],
  [40, 9],
  [3, 4, 5],
  [5, 3, 6],
];

describe("rfft, irfft and fullFromHalf", () => {
  for (const shape of shapes) {
    it(`hold the naive sum of [${shape}] in half its columns, complete it, and come back`, () => {
      const a = drawReal(shape, seeded(`half [${shape}]`));
      const full = naiveFft(asComplex(a));
      const half = rfft(a);
      const n = shape[shape.length - 1];
      const h = Math.floor(n / 2) + 1;
      expect(half.shape).to.deep.equal([...shape.slice(0, -1), h]);
      const kept = full.re.map((_, i) => i).filter((i) => i % n < h);
      const tolerance = 1e-13; // sums of up to 360 terms of size 1
      expectClose(
        half.re,
        Array.from(kept, (i) => full.re[i]),
        tolerance,
      );
      expectClose(
        half.im,
        Array.from(kept, (i) => full.im[i]),
        tolerance,
      );
      expect(relativeError(fullFromHalf(half, shape), full)).to.be.below(1e-14);
      expectClose(irfft(half, shape).data, a.data, 1e-14);
    });
  }
  it("copies the columns of the half as they are, Hermitian or not", () => {
    const half = core.complexArray([2, 3], [1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 12]);
    const full = fullFromHalf(half, [2, 4]);
    expect(full.re).to.deep.equal(Float64Array.of(1, 2, 3, 2, 4, 5, 6, 5));
    expect(full.im).to.deep.equal(Float64Array.of(7, 8, 9, -8, 10, 11, 12, -11));
    const odd = fullFromHalf(core.complexArray([3, 2], [1, 2, 3, 4, 5, 6]), [3, 3]);
    expect(odd.re).to.deep.equal(Float64Array.of(1, 2, 2, 3, 4, 6, 5, 6, 4)); // row 1 mirrors row 2
  });
  it("leave their arguments alone and share no memory with them", () => {
    const a = drawReal([1], seeded("alone"));
    const before = a.data[0];
    const half = rfft(a);
    const value = half.re[0];
    irfft(half, [1]).data.fill(9);
    fullFromHalf(half, [1]).re.fill(9);
    expect(half.re[0]).to.equal(value);
    half.re.fill(9);
    expect(a.data[0]).to.equal(before);
    const image = rfft(drawReal([4, 6], seeded("alone")));
    const copy = image.re.slice();
    irfft(image, [4, 6]);
    expect(image.re).to.deep.equal(copy);
  });
  it("refuse a half spectrum of another shape", () => {
    const half = core.complexArray([2, 3], new Float64Array(6));
    expect(() => irfft(half, [2, 6])).to.throw(
      RangeError,
      "irfft: the half spectrum of [2,6] must have shape [2,4], got [2,3]",
    );
    expect(() => fullFromHalf(half, [5])).to.throw(
      RangeError,
      "fullFromHalf: the half spectrum of [5] must have shape [3]",
    );
    expect(() => rfft(core.realArray([0], []))).to.throw(RangeError, "rfft: every extent must be at least 1, got [0]");
  });
});

describe("hermitianWeights", () => {
  it("counts zero and Nyquist once, the rest twice: Parseval on the half", () => {
    for (const shape of [[1], [6], [7], [5, 6], [4, 5], [3, 2]]) {
      const a = drawReal(shape, seeded(`weights [${shape}]`));
      const half = rfft(a);
      const weights = hermitianWeights(shape[shape.length - 1]);
      let power = 0;
      for (let i = 0; i < half.re.length; i++)
        power += weights[i % weights.length] * (half.re[i] ** 2 + half.im[i] ** 2);
      const sum = a.data.reduce((s, v) => s + v * v, 0);
      expect(power / a.data.length).to.be.closeTo(sum, 1e-12);
    }
  });
  it("sums to nx", () => {
    for (let nx = 1; nx < 20; nx++) expect(hermitianWeights(nx).reduce((s, w) => s + w, 0)).to.equal(nx);
    expect(hermitianWeights(2)).to.deep.equal(Float64Array.of(1, 1));
  });
  it("refuses nx = 0", () => {
    expect(() => hermitianWeights(0)).to.throw(RangeError, "hermitianWeights: nx must be a whole number >= 1, got 0");
  });
});
