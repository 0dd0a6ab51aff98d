/** @file The slow and obvious: sums by the definition for any rank, written without anything of lib/fourier. */

import type { ComplexArray, RealArray, Shape } from "@cryolab/lib";

/** All index vectors of a shape, row-major. */
export function indices(shape: Shape): number[][] {
  let all: number[][] = [[]];
  for (const n of shape) all = all.flatMap((head) => Array.from({ length: n }, (_, i) => [...head, i]));
  return all;
}

/** A real array with im = 0. */
export function asComplex<S extends Shape>(a: RealArray<S>): ComplexArray<S> {
  return { shape: a.shape, re: a.data.slice(), im: new Float64Array(a.data.length) };
}

/** Σ a[x] e^(∓2πi k·x/n) over all places, the inverse with 1/N. */
export function naiveFft<S extends Shape>(a: ComplexArray<S>, inverse = false): ComplexArray<S> {
  const places = indices(a.shape);
  const re = new Float64Array(places.length);
  const im = new Float64Array(places.length);
  places.forEach((k, out) => {
    places.forEach((x, at) => {
      let turns = 0;
      a.shape.forEach((n, axis) => {
        turns += ((k[axis] * x[axis]) % n) / n;
      });
      const angle = (inverse ? 2 : -2) * Math.PI * turns;
      re[out] += a.re[at] * Math.cos(angle) - a.im[at] * Math.sin(angle);
      im[out] += a.re[at] * Math.sin(angle) + a.im[at] * Math.cos(angle);
    });
    if (inverse) {
      re[out] /= places.length;
      im[out] /= places.length;
    }
  });
  return { shape: a.shape, re, im };
}

/** Root mean square difference over root mean square of the expected values. */
export function relativeError(actual: ComplexArray, expected: ComplexArray): number {
  let difference = 0;
  let power = 0;
  for (let i = 0; i < expected.re.length; i++) {
    difference += (actual.re[i] - expected.re[i]) ** 2 + (actual.im[i] - expected.im[i]) ** 2;
    power += expected.re[i] ** 2 + expected.im[i] ** 2;
  }
  return Math.sqrt(difference / power);
}
