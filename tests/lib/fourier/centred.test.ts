import { core, fourier } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.js";
import { drawComplex, drawReal, seeded } from "../../support/draw.js";
import { indices, relativeError } from "./naive.js";

const { centredFft, centredIfft } = fourier;

/** Σ a[x] e^(−2πi (k − c)·(x − c)/n), c = floor(n/2). */
function naiveCentred(shape: readonly number[], re: Float64Array, im: Float64Array) {
  const places = indices(shape);
  const out = core.complexArray(shape, new Float64Array(re.length));
  places.forEach((k, to) => {
    places.forEach((x, from) => {
      let turns = 0;
      shape.forEach((n, axis) => {
        const c = Math.floor(n / 2);
        turns += (((k[axis] - c) * (x[axis] - c)) % n) / n;
      });
      const angle = -2 * Math.PI * turns;
      out.re[to] += re[from] * Math.cos(angle) - im[from] * Math.sin(angle);
      out.im[to] += re[from] * Math.sin(angle) + im[from] * Math.cos(angle);
    });
  });
  return out;
}

describe("centredFft and centredIfft", () => {
  for (const shape of [[1], [9], [10], [6, 5], [10, 7], [1, 6], [3, 4, 5], [6, 2, 3]]) {
    it(`is the sum about floor(n/2) on [${shape}], real and complex, and comes back`, () => {
      const z = drawComplex(shape, seeded(`centred [${shape}]`));
      const a = drawReal(shape, seeded(`centred real [${shape}]`));
      expect(relativeError(centredFft(z), naiveCentred(shape, z.re, z.im))).to.be.below(3e-15);
      expect(relativeError(centredFft(a), naiveCentred(shape, a.data, new Float64Array(a.data.length)))).to.be.below(
        3e-15,
      );
      expect(relativeError(centredIfft(centredFft(z)), z)).to.be.below(1e-15);
    });
  }
  it("makes +1 everywhere of a point at floor(n/2), n = 4 … 10, in 1, 2 and 3 dimensions", () => {
    for (let n = 4; n <= 10; n++) {
      for (const rank of [1, 2, 3]) {
        const shape = Array.from({ length: rank }, () => n);
        const a = core.zeros(shape);
        a.data[shape.reduce((at) => at * n + Math.floor(n / 2), 0)] = 1;
        const { re, im } = centredFft(a);
        expectClose(re, new Float64Array(re.length).fill(1), 0);
        expectClose(im, new Float64Array(re.length), 0);
      }
    }
  });
  it("leaves its argument alone and names itself in errors", () => {
    const a = core.realArray([1], [3]);
    centredFft(a).re[0] = 0;
    expect(a.data[0]).to.equal(3);
    expect(() => centredFft(core.zeros([0]))).to.throw(RangeError, "centredFft: every extent must be at least 1");
    expect(() => centredIfft(core.complexArray([0], []))).to.throw(RangeError, "centredIfft: every extent");
  });
});
