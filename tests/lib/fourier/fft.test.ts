import { type ComplexArray, core, fourier, type Shape } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.js";
import { drawComplex, drawReal, seeded } from "../../support/draw.js";
import { asComplex, naiveFft, relativeError } from "./naive.js";

const { dft, fft, fftn, ifft, ifftn } = fourier;

/** What double rounding allows a transform of n samples. */
function rounding(n: number): number {
  return 1e-15 * Math.max(1, Math.log2(n));
}

/** e^(+2πi k j/n), angles exact before they are rounded. */
function exponential(n: number, k: number): ComplexArray<readonly [number]> {
  const x = core.complexArray([n], new Float64Array(n));
  for (let j = 0; j < n; j++) {
    const angle = (2 * Math.PI * ((k * j) % n)) / n;
    x.re[j] = Math.cos(angle);
    x.im[j] = Math.sin(angle);
  }
  return x;
}

/** The transform of exponential(n, k): n at k. */
function spike(n: number, k: number): ComplexArray<readonly [number]> {
  const X = core.complexArray([n], new Float64Array(n));
  X.re[k] = n;
  return X;
}

const shapes: Shape[] = [
  [5, 6],
  [10, 7],
  [1, 9],
  [9, 1],
  [1, 1],
  [17, 4],
  [34, 3],
  [3, 4, 5],
  [6, 1, 10],
  [2, 3, 2, 3],
];

describe("fft", () => {
  it("equals the naive sum for every length to 200 and for products and primes beyond", () => {
    const lengths = Array.from({ length: 200 }, (_, i) => i + 1);
    for (const n of [...lengths, 243, 289, 343, 1000, 1001, 1009, 1018, 1024, 1331, 1536, 2048, 2187, 2197]) {
      const x = drawComplex([n], seeded(`fft ${n}`));
      // the naive sum rounds too: √n terms' worth
      expect(relativeError(fft(x), dft(x)), `n = ${n}`).to.be.below(rounding(n) + 1e-16 * Math.sqrt(n));
    }
  });
  it("equals the naive sum for real lines, odd and even", () => {
    for (const n of [1, 2, 3, 4, 6, 7, 10, 30, 34, 97, 1009]) {
      const x = drawReal([n], seeded(`real ${n}`));
      expect(relativeError(fft(x), dft(asComplex(x))), `n = ${n}`).to.be.below(rounding(n) + 1e-16 * Math.sqrt(n));
    }
  });
  for (const shape of shapes) {
    it(`equals the naive sum on [${shape}], real and complex, and comes back`, () => {
      const z = drawComplex(shape, seeded(`fft [${shape}]`));
      const a = drawReal(shape, seeded(`real [${shape}]`));
      const tolerance = 3e-15; // of the naive sum over 36 to 119 terms
      expect(relativeError(fft(z), naiveFft(z))).to.be.below(tolerance);
      expect(relativeError(fft(a), naiveFft(asComplex(a)))).to.be.below(tolerance);
      expect(relativeError(ifft(z), naiveFft(z, true))).to.be.below(tolerance);
      expect(relativeError(ifft(fft(z)), z)).to.be.below(tolerance);
      expect(relativeError(ifft(fft(a)), asComplex(a))).to.be.below(tolerance);
    });
  }
  it("finds one exponential in lines too long for the sum: powers of two, smooth lengths, primes", () => {
    for (const [n, k] of [
      [2 ** 17, 54321],
      [100000, 77777],
      [3 ** 10, 12345],
      [46349, 23456], // the first prime whose square leaves 31 bits and the sign
      [1048573, 654321], // and the last below 2^20: k² needs 40 bits
    ]) {
      expect(relativeError(fft(exponential(n, k)), spike(n, k)), `n = ${n}`).to.be.below(rounding(n));
    }
  }).timeout(20000);
  it("makes spectra of real arrays Hermitian to the last bit", () => {
    for (const n of [9, 10, 17]) {
      const { re, im } = fft(drawReal([n], seeded(`hermitian ${n}`)));
      for (let k = 0; k < n; k++) {
        expect(re[k]).to.equal(re[(n - k) % n]);
        expect(im[k] + im[(n - k) % n]).to.equal(0);
      }
    }
  });
  it("gives the same for the same line whatever was transformed before (plans come and go)", () => {
    const x = drawComplex([60], seeded("plans"));
    const first = fft(x);
    for (let n = 1; n <= 150; n++) fft(drawComplex([n], seeded(`between ${n}`)));
    const again = fft(x);
    expect(again.re).to.deep.equal(first.re);
    expect(again.im).to.deep.equal(first.im);
  });
  it("spreads NaN and infinity over the spectrum and ends", () => {
    for (const n of [8, 12, 13, 17, 1009]) {
      for (const bad of [Number.NaN, Infinity]) {
        const x = drawReal([n], seeded(`bad ${n}`));
        x.data[n - 1] = bad;
        const X = fft(x);
        expect(
          X.re.some((v, k) => Number.isFinite(v) && Number.isFinite(X.im[k])),
          `n = ${n}, ${bad}`,
        ).to.equal(false);
      }
    }
  });
  it("leaves its argument alone and shares no memory with it, one value too", () => {
    for (const shape of [[1], [1, 1], [8], [5, 6], [17]]) {
      const z = drawComplex(shape, seeded("mine"));
      const a = drawReal(shape, seeded("mine"));
      const before = { re: z.re.slice(), im: z.im.slice(), data: a.data.slice() };
      for (const F of [fft(z), ifft(z), fft(a)]) {
        F.re.fill(99);
        F.im.fill(99);
      }
      expect(z.re).to.deep.equal(before.re);
      expect(z.im).to.deep.equal(before.im);
      expect(a.data).to.deep.equal(before.data);
    }
  });
  it("names the function and the shape it refuses", () => {
    expect(() => fft(core.realArray([2, 0], []))).to.throw(
      RangeError,
      "fft: every extent must be at least 1, got [2,0]",
    );
    expect(() => fft({ shape: [2, 2], data: new Float64Array(3) })).to.throw(
      RangeError,
      "fft: shape [2,2] takes 4 values, got 3",
    );
    expect(() => ifft(core.complexArray([0], []))).to.throw(RangeError, "ifft: every extent must be at least 1");
    expect(() => fft(core.realArray([], [1]))).to.throw(RangeError, "fft: the shape must have an axis, got []");
  });
});

describe("fftn and ifftn", () => {
  it("transform the chosen axes only, as lines cut out one by one", () => {
    const a = drawComplex([3, 4, 5], seeded("lines"));
    const along = fftn(a, { axes: [1] });
    for (let z = 0; z < 3; z++) {
      for (let x = 0; x < 5; x++) {
        const at = Array.from({ length: 4 }, (_, y) => (z * 4 + y) * 5 + x);
        const pick = (values: Float64Array): Float64Array => Float64Array.from(at, (i) => values[i]);
        const line = dft({ shape: [4], re: pick(a.re), im: pick(a.im) });
        expectClose(pick(along.re), line.re, 1e-14);
        expectClose(pick(along.im), line.im, 1e-14);
      }
    }
  });
  it("take axes in any order, and none as a copy", () => {
    const a = drawComplex([3, 4, 5], seeded("order"));
    expect(relativeError(fftn(a, { axes: [2, 0, 1] }), fft(a))).to.be.below(1e-15);
    const copy = fftn(a, { axes: [], inverse: true, norm: "ortho" });
    expect(copy.re).to.deep.equal(a.re);
    expect(copy.re).not.to.equal(a.re);
  });
  it("put 1/N of the axes used into the inverse, 1/√N into both if orthonormal", () => {
    const ones = core.complexArray([3, 4, 5], new Float64Array(60).fill(1));
    expect(fftn(ones, { axes: [0, 2] }).re[0]).to.equal(15);
    expect(ifftn(ones, { axes: [0, 2] }).re[0]).to.equal(1);
    expect(fftn(ones, { axes: [0, 2], norm: "ortho" }).re[0]).to.be.closeTo(Math.sqrt(15), 1e-14);
    expect(ifftn(ones, { axes: [0, 2], norm: "ortho" }).re[0]).to.be.closeTo(Math.sqrt(15), 1e-14);
  });
  it("are inverse to each other with either factor", () => {
    const a = drawComplex([6, 7], seeded("pair"));
    for (const norm of ["backward", "ortho"] as const)
      expect(relativeError(ifftn(fftn(a, { axes: [1], norm }), { axes: [1], norm }), a)).to.be.below(1e-15);
  });
  it("refuse axes that are not there or come twice, and an unknown norm", () => {
    const a = drawComplex([2, 3], seeded("refuse"));
    expect(() => fftn(a, { axes: [2] })).to.throw(RangeError, "fftn: axes must be whole numbers from 0 to 1, got 2");
    expect(() => fftn(a, { axes: [-1] })).to.throw(RangeError, "got -1");
    expect(() => fftn(a, { axes: [0, 0] })).to.throw(RangeError, "fftn: axes must differ, got 0 twice");
    expect(() => fftn(a, { norm: "forward" as "ortho" })).to.throw(
      RangeError,
      'must be "backward" or "ortho", got forward',
    );
  });
});
