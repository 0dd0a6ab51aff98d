/** @file Seeded inputs for tests: records filled with normal numbers, asymmetric on purpose. */

import { type ComplexArray, core, type RealArray, type Rng, random, type Shape } from "@cryolab/lib";

/** A generator for one test, by name. */
export function seeded(name: string): Rng {
  return random.rng(`tests/${name}`);
}

/** n normal numbers. */
export function normals(n: number, rng: Rng): Float64Array {
  const values = new Float64Array(n);
  for (let i = 0; i < n; i++) values[i] = random.normal(rng);
  return values;
}

/** A real array of normal numbers. */
export function drawReal<const S extends Shape>(shape: S, rng: Rng): RealArray<S> {
  return { shape, data: normals(core.product(shape), rng) };
}

/** A complex array of normal numbers. */
export function drawComplex<const S extends Shape>(shape: S, rng: Rng): ComplexArray<S> {
  const n = core.product(shape);
  return { shape, re: normals(n, rng), im: normals(n, rng) };
}
