/** @file Seeded arrays, and how far a transform of them is from the twin in double precision. */

import * as cryo from "@cryolab/lib";

const { kernels, fourier } = cryo;

function normals(n, name) {
  const rng = cryo.random.stream(cryo.random.rng(1), name);
  return Float64Array.from({ length: n }, () => cryo.random.normal(rng));
}

/** Complex normal numbers in double precision, the same in every run. */
export function drawComplex(shape) {
  const n = cryo.core.product(shape);
  return { shape, re: normals(n, `re ${shape}`), im: normals(n, `im ${shape}`) };
}

/** The same in single precision. */
export function drawStack(shape) {
  const { re, im } = drawComplex(shape);
  return { shape, re: Float32Array.from(re), im: Float32Array.from(im) };
}

/** Relative L2 error of spectra. */
export function errorOf(actual, exact) {
  let difference = 0;
  let power = 0;
  for (const part of ["re", "im"])
    for (let i = 0; i < exact[part].length; i++) {
      difference += (actual[part][i] - exact[part][i]) ** 2;
      power += exact[part][i] ** 2;
    }
  return Math.sqrt(difference / power);
}

/** What a call gives by the twin in plain TypeScript. */
export function byTwin(call) {
  const { kind } = kernels.engine();
  kernels.setEngine("plain");
  try {
    return call();
  } finally {
    kernels.setEngine(kind);
  }
}

/** Transform of a stack in double precision by the twin: the measure for single precision. */
export function exactStack({ shape, re, im }, axes) {
  const wide = { shape, re: Float64Array.from(re), im: Float64Array.from(im) };
  return byTwin(() => fourier.fftn(wide, { axes }));
}
