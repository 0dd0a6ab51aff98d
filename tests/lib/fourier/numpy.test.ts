/** @file Against NumPy: tests/golden/fourier/transforms.json, written by transforms.py beside it. */

import { readFileSync } from "node:fs";
import { type ComplexArray, core, fourier } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.js";

type Split = { shape: number[]; re: number[]; im: number[] };
type Real = { shape: number[]; data: number[] };
interface Golden {
  numpy: string;
  complex: { a: Split; fftn: Split; ifftn: Split }[];
  real: { a: Real; rfftn: Split; fftn: Split; half: Split; irfftn: Real }[];
  options: { a: Split; axes: number[]; norm: fourier.Norm; inverse: boolean; result: Split }[];
  shifts: { a: Real; fftshift: Real; ifftshift: Real; last: Real }[];
  frequencies: { n: number; pixelSize: number; fftfreq: number[]; rfftfreq: number[] }[];
}

const golden: Golden = JSON.parse(
  readFileSync(new URL("../../../golden/fourier/transforms.json", import.meta.url), "utf8"),
);
const complex = ({ shape, re, im }: Split) => core.complexArray(shape, re, im);
const real = ({ shape, data }: Real) => core.realArray(shape, data);
const tolerance = 2e-14; // rounding of values up to 40, here and there

function expectSame(actual: ComplexArray, expected: Split): void {
  expect(actual.shape).to.deep.equal(expected.shape);
  expectClose(actual.re, expected.re, tolerance);
  expectClose(actual.im, expected.im, tolerance);
}

describe(`fourier beside NumPy ${golden.numpy}`, () => {
  for (const { a, fftn, ifftn } of golden.complex) {
    it(`fft and ifft of complex [${a.shape}]`, () => {
      expectSame(fourier.fft(complex(a)), fftn);
      expectSame(fourier.ifft(complex(a)), ifftn);
    });
  }
  for (const { a, rfftn, fftn, half, irfftn } of golden.real) {
    it(`fft, rfft and irfft of real [${a.shape}], parts that no real array has dropped alike`, () => {
      expectSame(fourier.fft(real(a)), fftn);
      expectSame(fourier.rfft(real(a)), rfftn);
      expectClose(fourier.irfft(complex(half), irfftn.shape).data, irfftn.data, tolerance);
    });
  }
  for (const { a, result, ...options } of golden.options) {
    it(`fftn with ${JSON.stringify(options)}`, () => expectSame(fourier.fftn(complex(a), options), result));
  }
  for (const { a, fftshift, ifftshift, last } of golden.shifts) {
    it(`fftshift and ifftshift of [${a.shape}]`, () => {
      expect(Array.from(fourier.fftshift(real(a)).data)).to.deep.equal(fftshift.data);
      expect(Array.from(fourier.ifftshift(real(a)).data)).to.deep.equal(ifftshift.data);
      expect(Array.from(fourier.fftshift(real(a), [a.shape.length - 1]).data)).to.deep.equal(last.data);
    });
  }
  for (const { n, pixelSize, fftfreq, rfftfreq } of golden.frequencies) {
    it(`fftfreq and rfftfreq, n = ${n}`, () => {
      expectClose(fourier.fftfreq(n, pixelSize), fftfreq, 1e-16);
      expectClose(fourier.rfftfreq(n, pixelSize), rfftfreq, 1e-16);
    });
  }
});
