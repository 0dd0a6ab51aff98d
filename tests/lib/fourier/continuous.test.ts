import { fourier } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";

const { continuousFt, fastSize, fftfreq } = fourier;

describe("continuousFt", () => {
  it("is the sum of the definition for a function without symmetry, odd and even n", () => {
    const f = (x: number): number => Math.exp(-x) / (1 + x * x) + 0.3 * x;
    for (const n of [1, 2, 7, 10]) {
      const { s, F } = continuousFt(f, 2.3, n);
      expectClose(s, fftfreq(n, 2.3 / n), 1e-15);
      expect(F.shape).to.deep.equal([n]);
      for (let k = 0; k < n; k++) {
        let [re, im] = [0, 0];
        for (let j = 0; j < n; j++) {
          const x = ((j - Math.floor(n / 2)) * 2.3) / n;
          re += (2.3 / n) * f(x) * Math.cos(2 * Math.PI * s[k] * x);
          im -= (2.3 / n) * f(x) * Math.sin(2 * Math.PI * s[k] * x);
        }
        expectClose([F.re[k], F.im[k]], [re, im], 1e-13);
      }
    }
  });
  it("turns e^(−πx²) into e^(−πs²), with a peak of 1/Δ = 7.10861 before scaling on 32 samples over ±2.2508", () => {
    const { s, F } = continuousFt((x) => Math.exp(-Math.PI * x * x), 2 * 2.2508, 32);
    expectClose(
      F.re,
      s.map((v) => Math.exp(-Math.PI * v * v)),
      1.6e-7,
    );
    expect(F.re[0] / ((2 * 2.2508) / 32)).to.be.closeTo(7.1086, 1e-4);
  });
  it("gives a moved Gaussian the phase −2πst", () => {
    const { s, F } = continuousFt((x) => Math.exp(-Math.PI * (x - 0.7) ** 2), 12, 97);
    expectClose(
      F.re,
      s.map((v) => Math.exp(-Math.PI * v * v) * Math.cos(2 * Math.PI * v * 0.7)),
      1e-14,
    );
    expectClose(
      F.im,
      s.map((v) => -Math.exp(-Math.PI * v * v) * Math.sin(2 * Math.PI * v * 0.7)),
      1e-14,
    );
  });
  it("names what it refuses", () => {
    expect(() => continuousFt(Math.cos, 0, 4)).to.throw(
      RangeError,
      "continuousFt: length must be finite and above 0, got 0",
    );
    expect(() => continuousFt(Math.cos, 1, 0)).to.throw("continuousFt: n must be a whole number >= 1, got 0");
    expect(() => continuousFt((x) => 1 / x, 1, 4)).to.throw("continuousFt: f must be finite, got Infinity at x = 0");
  });
});

describe("fastSize", () => {
  it("is the next number without a prime above 5, as a search finds it", () => {
    const smooth = (m: number): boolean => {
      for (const p of [2, 3, 5]) while (m % p === 0) m /= p;
      return m === 1;
    };
    for (let n = 1; n < 3000; n++) {
      let m = n;
      while (!smooth(m)) m++;
      expect(fastSize(n)).to.equal(m);
    }
  });
  it("refuses what is no length", () => {
    for (const n of [0, 1.5, Number.NaN])
      expect(() => fastSize(n)).to.throw(RangeError, `fastSize: n must be a whole number >= 1, got ${n}`);
  });
});
