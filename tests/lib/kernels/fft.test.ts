/** @file The transforms of the kernels against their twins, against sums that are as good as exact, and against what is known. */

import {
  type ComplexArray,
  core,
  fourier,
  type ImageStack,
  kernels,
  type Shape,
  type SpectrumStack,
} from "@cryolab/lib";
import { expect } from "chai";
import { drawComplex, drawReal, seeded } from "../../support/draw.js";
import { relativeError } from "../fourier/naive.js";
import { byTwin, kinds, withKernels, withThreads } from "./each-engine.js";

const { fft, fftn, ifft, irfft, rfft } = fourier;
const { fftStack, irfftStack, rfftStack } = kernels;

type Parts = { readonly re: ArrayLike<number>; readonly im: ArrayLike<number> };
const wide = ({ re, im }: Parts): ComplexArray => ({
  shape: [re.length],
  re: Float64Array.from(re),
  im: Float64Array.from(im),
});
const error = (actual: Parts, expected: Parts): number => relativeError(wide(actual), wide(expected));
const lonely = (re: ArrayLike<number>): Parts => ({ re, im: new Float64Array(re.length) });

/** What rounding cuts off from a·b (Dekker). */
function cutOff(a: number, b: number): number {
  const upper = (v: number): number => {
    const c = 134217729 * v;
    return c - (c - v);
  };
  const [a1, b1] = [upper(a), upper(b)];
  const [a2, b2] = [a - a1, b - b1];
  return a2 * b2 - (a * b - a1 * b1 - a2 * b1 - a1 * b2);
}

/**
 * Some frequencies of the sum that defines a transform, with what rounding cuts off from each product and each sum kept (Dekker,
 * Neumaier): only the factors are rounded, which is 5e-17 of the whole.
 */
function sums(x: ComplexArray, frequencies: readonly number[]): ComplexArray {
  const n = x.re.length;
  const w = kernels.rootsOfUnity(n);
  const out = core.complexArray([frequencies.length], new Float64Array(frequencies.length));
  for (const [at, k] of frequencies.entries()) {
    for (const [part, c, s, sign] of [
      [out.re, w.re, w.im, -1],
      [out.im, w.im, w.re, 1],
    ] as const) {
      let total = 0;
      let rest = 0;
      const add = (a: number, b: number): void => {
        const term = a * b;
        const next = total + term;
        rest += (Math.abs(total) >= Math.abs(term) ? total - next + term : term - next + total) + cutOff(a, b);
        total = next;
      };
      for (let j = 0; j < n; j++) {
        const place = (j * k) % n;
        add(x.re[j], c[place]);
        add(sign * x.im[j], s[place]);
      }
      part[at] = total + rest;
    }
  }
  return out;
}

function pick(F: ComplexArray, at: readonly number[]): ComplexArray {
  return { shape: [at.length], re: Float64Array.from(at, (k) => F.re[k]), im: Float64Array.from(at, (k) => F.im[k]) };
}

/** A complex stack of normal numbers in single precision. */
function drawStack(shape: ImageStack["shape"], name: string): SpectrumStack {
  const { re, im } = drawComplex(shape, seeded(name));
  return { shape, re: Float32Array.from(re), im: Float32Array.from(im) };
}

describe("kernels under fft, ifft, rfft and irfft", () => {
  it("equal their twin for every length to 130, alone, as rows, as columns and in the middle", () => {
    withKernels((kind) => {
      for (let n = 1; n <= 130; n++)
        for (const shape of [[n], [3, n], [n, 3], [2, n, 5]] as Shape[]) {
          const z = drawComplex(shape, seeded(`twin [${shape}]`));
          const a = { shape, data: z.re };
          const half = byTwin(() => rfft(a));
          // both round by themselves
          const name = `${kind} [${shape}]`;
          expect(
            error(
              fft(z),
              byTwin(() => fft(z)),
            ),
            name,
          ).to.be.below(1e-15);
          expect(
            error(
              ifft(z),
              byTwin(() => ifft(z)),
            ),
            `inverse ${name}`,
          ).to.be.below(1e-15);
          expect(error(rfft(a), half), `real ${name}`).to.be.below(1e-15);
          const back = byTwin(() => irfft(half, shape)).data;
          expect(error(lonely(irfft(half, shape).data), lonely(back)), `real inverse ${name}`).to.be.below(1e-15);
        }
    });
  }).timeout(60000);

  it("equal their twin for arrays too large for memory at once, and for lines beyond the scratch", () => {
    for (const shape of [[2, 1500, 1000], [2100, 1025], [140000]] as Shape[]) {
      const z = drawComplex(shape, seeded(`large [${shape}]`));
      expect(
        error(
          fft(z),
          byTwin(() => fft(z)),
        ),
        `[${shape}]`,
      ).to.be.below(1e-15);
      const a = { shape, data: z.re };
      const half = rfft(a);
      expect(
        error(
          half,
          byTwin(() => rfft(a)),
        ),
        `[${shape}]`,
      ).to.be.below(1e-15);
      expect(error(lonely(irfft(half, shape).data), lonely(a.data)), `[${shape}]`).to.be.below(1e-15);
    }
  }).timeout(120000);

  it("are within 3e-16 of the sum, 5e-16 for lengths with a prime factor beyond 13", () => {
    for (const n of [64, 96, 100, 200, 243, 256, 360, 1000, 1001, 1024, 97, 127, 1009]) {
      const x = drawComplex([n], seeded(`exact ${n}`));
      const all = Array.from({ length: n }, (_, k) => k);
      expect(error(fft(x), sums(x, all)), `n = ${n}`).to.be.below([97, 127, 1009].includes(n) ? 5e-16 : 3e-16);
    }
    const x = drawComplex([65536], seeded("exact 65536"));
    const some = Array.from({ length: 128 }, (_, i) => (513 * i + 1) % 65536);
    expect(error(pick(fft(x), some), sums(x, some)), "n = 65536").to.be.below(3e-16);
  }).timeout(60000);

  it("give the same bits in both kinds of WebAssembly", () => {
    if (kinds.length < 3) return; // there is one kind here
    const z = drawComplex([30, 97], seeded("bits"));
    const found: ComplexArray[] = [];
    withKernels(() => found.push(fft(z)));
    expect(found[0].re).to.deep.equal(found[1].re);
    expect(found[0].im).to.deep.equal(found[1].im);
  });

  it("keep numbers that are nearly nothing, and huge ones", () => {
    withKernels((kind) => {
      for (const n of [16, 60, 97]) {
        for (const scale of [5e-324, 1e-310, 1e300]) {
          const x = core.complexArray([n], new Float64Array(n));
          x.re[n - 1] = scale;
          const X = fft(x);
          expect(X.re[0], `${kind} ${n} ${scale}`).to.be.closeTo(scale, n === 97 ? 1e-13 * scale + 1e-322 : 0);
        }
      }
    });
  });

  it("spread NaN over the line it is in, and over no other", () => {
    withKernels((kind) => {
      for (const n of [5, 8, 16, 49, 97, 100]) {
        const z = drawComplex([6, n], seeded(`nan ${n}`));
        z.im[3 * n + 1] = Number.NaN;
        const rows = fftn(z, { axes: [1] });
        for (let row = 0; row < 6; row++)
          for (let k = 0; k < n; k++)
            expect(Number.isNaN(rows.re[row * n + k] + rows.im[row * n + k]), `${kind} ${n}: row ${row}`).to.equal(
              row === 3,
            );
        const columns = fftn({ ...z, shape: [n, 6] }, { axes: [0] });
        const column = (3 * n + 1) % 6;
        for (let i = 0; i < 6 * n; i++)
          expect(Number.isNaN(columns.re[i] + columns.im[i]), `${kind} ${n}: column ${i % 6}`).to.equal(
            i % 6 === column,
          );
      }
    });
  });
});

describe("fftStack, rfftStack, irfftStack", () => {
  const shapes: ImageStack["shape"][] = [
    [1, 1, 1],
    [5, 1, 1],
    [2, 1, 9],
    [2, 9, 1],
    [3, 8, 6],
    [2, 7, 5],
    [1, 64, 64],
    [4, 33, 50],
    [3, 97, 22],
    [2, 29, 31],
    [5, 100, 96],
    [7, 13, 12],
    [1, 256, 256],
    [9, 2, 3],
  ];

  it("are within 1.5e-7 of their twin in double precision, in two dimensions and in three", () => {
    withKernels((kind) => {
      for (const shape of shapes)
        for (const dimensions of [2, 3] as const) {
          const name = `${kind} [${shape}] in ${dimensions}`;
          const z = drawStack(shape, `stack [${shape}]`);
          const F = byTwin(() => fftStack(z, { dimensions }));
          expect(error(fftStack(z, { dimensions }), F), name).to.be.below(1.5e-7);
          expect(error(fftStack(F, { dimensions, inverse: true }), z), `back ${name}`).to.be.below(2.5e-7); // two roundings
          const images = { shape, data: z.re };
          const half = byTwin(() => rfftStack(images, { dimensions }));
          expect(error(rfftStack(images, { dimensions }), half), `real ${name}`).to.be.below(1.5e-7);
          const back = irfftStack(half, shape[2], { dimensions });
          expect(error(lonely(back.data), lonely(z.re)), `real back ${name}`).to.be.below(2e-7);
        }
    });
  });

  it("have a twin that equals fftn in double precision", () => {
    const z = drawStack([3, 10, 7], "twin of the twin");
    const wideZ = { shape: z.shape, re: Float64Array.from(z.re), im: Float64Array.from(z.im) };
    expect(
      error(
        byTwin(() => fftStack(z)),
        fftn(wideZ, { axes: [1, 2] }),
      ),
    ).to.be.below(5e-8);
    expect(
      error(
        byTwin(() => fftStack(z, { dimensions: 3 })),
        fftn(wideZ),
      ),
    ).to.be.below(5e-8);
  });

  it("give real images the same full spectrum as complex ones", () => {
    const { data } = drawReal([2, 12, 15], seeded("real stack"));
    const images: ImageStack = { shape: [2, 12, 15], data: Float32Array.from(data) };
    const F = fftStack(images);
    const half = rfftStack(images);
    expect(half.shape).to.deep.equal([2, 12, 8]);
    for (let row = 0; row < 24; row++)
      for (let k = 0; k < 8; k++) expect(F.re[row * 15 + k]).to.be.closeTo(half.re[row * 8 + k], 1e-4);
  });

  it("do not depend on the number of threads, to the last bit", () => {
    const shape: ImageStack["shape"] = [40, 96, 100];
    const z = drawStack(shape, "threads");
    const images = { shape, data: z.re };
    const big = drawComplex([300, 280], seeded("threads, one image"));
    const results: (ArrayLike<number> | undefined)[][] = [];
    withThreads(() => {
      const F = fftStack(z);
      const half = rfftStack(images);
      const volume = fftStack(z, { dimensions: 3 });
      const G = fft(big);
      const real = rfft({ shape: [512, 256], data: drawReal([512, 256], seeded("one")).data });
      results.push([F.re, F.im, half.im, irfftStack(half, 100).data, volume.re, G.re, G.im, real.re, real.im]);
    });
    expect(results[1]).to.deep.equal(results[0]);
    expect(results[2]).to.deep.equal(results[0]);
  }).timeout(60000);

  it("leave their arguments alone", () => {
    const z = drawStack([2, 6, 8], "mine");
    const before = [z.re.slice(), z.im.slice()];
    const half = rfftStack({ shape: z.shape, data: z.re });
    const kept = [half.re.slice(), half.im.slice()];
    fftStack(z).re.fill(9);
    irfftStack(half, 8, { dimensions: 3 }).data.fill(9);
    expect([z.re, z.im]).to.deep.equal(before);
    expect([half.re, half.im]).to.deep.equal(kept);
  });

  it("spread NaN over its own image only", () => {
    withKernels(() => {
      const z = drawStack([5, 9, 16], "nan");
      z.re[2 * 144 + 7] = Number.NaN;
      const lost = ({ re, im }: SpectrumStack, at: number, n: number) =>
        Array.from({ length: n }, (_, k) => Number.isNaN(re[at + k] + im[at + k]));
      const F = fftStack(z);
      const half = rfftStack({ shape: z.shape, data: z.re });
      for (let i = 0; i < 5; i++) {
        expect(new Set(lost(F, 144 * i, 144))).to.deep.equal(new Set([i === 2]));
        expect(new Set(lost(half, 81 * i, 81))).to.deep.equal(new Set([i === 2]));
      }
    });
  });

  it("say what does not fit", () => {
    const data = new Float32Array(6);
    expect(() => fftStack({ shape: [1, 2, 2], data })).to.throw(
      RangeError,
      "fftStack: shape [1,2,2] takes 4 values, got 6",
    );
    expect(() => rfftStack({ shape: [0, 2, 2], data })).to.throw(
      RangeError,
      "rfftStack: every extent must be at least 1",
    );
    expect(() => irfftStack({ shape: [1, 2, 3], re: data, im: data }, 6)).to.throw(
      RangeError,
      "irfftStack: half spectra of 6 columns have 4, got 3",
    );
    expect(() => fftStack({ shape: [1, 2, 3], data }, { dimensions: 4 as 3 })).to.throw(
      RangeError,
      "fftStack: dimensions must be 2 or 3, got 4",
    );
  });

  it("take no more memory after 10⁴ calls than after 10", () => {
    const z = drawStack([1, 24, 36], "memory");
    for (let i = 0; i < 10; i++) fftStack(z);
    const before = kernels.engine().memory;
    for (let i = 0; i < 10_000; i++) fftStack(z);
    for (let n = 2; n < 400; n++) fft(core.complexArray([n], new Float64Array(n))); // plans come and go
    expect(kernels.engine().memory - before).to.be.below(70 * 2 ** 20); // the plans that are kept
    const grown = kernels.engine().memory;
    for (let round = 0; round < 3; round++)
      for (let n = 2; n < 400; n++) fft(core.complexArray([n], new Float64Array(n)));
    expect(kernels.engine().memory).to.equal(grown);
  }).timeout(60000);
});
