import { core, fourier, type LineSpectrum } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.js";
import { drawComplex, seeded } from "../../support/draw.js";
import { naiveFft, relativeError } from "./naive.js";

const { dft } = fourier;

describe("dft", () => {
  for (const n of [1, 2, 3, 6, 7, 10, 16, 97]) {
    it(`is the sum of the definition, both ways, n = ${n}`, () => {
      const x = drawComplex([n], seeded(`dft ${n}`));
      // 1e-15·n: the angles of the loop here are rounded once each
      expect(relativeError(dft(x), naiveFft(x))).to.be.below(1e-15 * n);
      expect(relativeError(dft(x, true), naiveFft(x, true))).to.be.below(1e-15 * n);
    });
  }
  it("turns e^(+2πi 3j/n) into n at index 3", () => {
    const n = 10;
    const j = Array.from({ length: n }, (_, i) => i);
    const x = core.complexArray(
      [n],
      j.map((i) => Math.cos((2 * Math.PI * 3 * i) / n)),
      j.map((i) => Math.sin((2 * Math.PI * 3 * i) / n)),
    );
    const { re, im } = dft(x);
    expectClose(
      re,
      j.map((k) => (k === 3 ? n : 0)),
      1e-14, // n terms of size 1
    );
    expectClose(im, new Float64Array(n), 1e-14);
  });
  it("has roots of unity that are exact at the quarters and symmetric about the eighths", () => {
    for (const n of [12, 20, 100]) {
      const point = core.complexArray([n], new Float64Array(n));
      point.re[1] = 1;
      const { re, im } = dft(point); // e^(−2πi k/n)
      expect([re[0], im[0], re[n / 4], im[n / 4]]).to.deep.equal([1, 0, 0, -1]);
      for (let k = 0; k <= n / 4; k++) expect(re[k]).to.equal(-im[n / 4 - k]);
    }
  });
  it("keeps Σ|x|² = Σ|X|²/n", () => {
    const x = drawComplex([30], seeded("parseval"));
    const power = (z: LineSpectrum): number => z.re.reduce((sum, v, i) => sum + v * v + z.im[i] * z.im[i], 0);
    expect(power(dft(x)) / 30).to.be.closeTo(power(x), 1e-12);
  });
  it("leaves its argument alone and shares no memory with it", () => {
    const x = drawComplex([1], seeded("alone"));
    const before = [x.re[0], x.im[0]];
    const X = dft(x);
    X.re[0] = X.im[0] = 99;
    expect([x.re[0], x.im[0]]).to.deep.equal(before);
  });
  it("refuses an empty line and values that do not fit", () => {
    expect(() => dft(core.complexArray([0], []))).to.throw(RangeError, "dft: every extent must be at least 1, got [0]");
    expect(() => dft({ shape: [3], re: new Float64Array(3), im: new Float64Array(2) })).to.throw(
      RangeError,
      "dft: shape [3] takes 3 values, got 2",
    );
  });
});
