/**
 * @file Sums over shells of half spectra. Shell k holds the places whose distance from zero frequency rounds to k
 * Fourier pixels, 0 … floor(n/2); a place whose mate is left out of the half counts twice.
 */

import { type ComplexArray, check, checkFinite, product, type RealArray, type Shape } from "../core/index.ts";
import { hermitianWeights, shellIndex } from "../fourier/index.ts";

/** A rounding error of the transform stays below this part of the mean power; such a shell is empty. */
export const NO_POWER = 1e-27;

/** Checks for a finite line, square or cube, and returns its side; `name` is function and argument. */
export function sideOf({ shape, data }: RealArray, name: string): number {
  const [n] = shape;
  check(
    shape.length >= 1 && shape.length <= 3 && n >= 1 && shape.every((extent) => extent === n),
    () => `${name} must be a line, a square or a cube, got shape [${shape}]`,
  );
  const size = product(shape);
  check(data.length === size, () => `${name}: shape [${shape}] takes ${size} values, got ${data.length}`);
  checkFinite(data, name);
  return n;
}

/** Shell of every place of the half spectrum of a shape, and how often each place counts. */
export interface HalfShells {
  readonly shell: Int32Array;
  readonly weight: Float64Array;
  /** places of the full spectrum in each shell, floor(n/2) + 1 shells; corners are left out */
  readonly count: Float64Array;
}

/** The shells of the half spectrum of a line, square or cube. */
export function halfShells(shape: Shape): HalfShells {
  const n = shape[shape.length - 1];
  const full = shellIndex(shape);
  const columns = hermitianWeights(n);
  const h = columns.length;
  const shell = new Int32Array((full.length / n) * h);
  const weight = new Float64Array(shell.length);
  const count = new Float64Array(h);
  for (let i = 0; i < shell.length; i++) {
    const k = i % h;
    shell[i] = full[((i - k) / h) * n + k];
    weight[i] = columns[k];
    if (shell[i] < h) count[shell[i]] += columns[k];
  }
  return { shell, weight, count };
}

/** Σ |F|² over every shell. */
export function shellPower({ re, im }: ComplexArray, { shell, weight, count }: HalfShells): Float64Array {
  const power = new Float64Array(count.length);
  for (let i = 0; i < re.length; i++)
    if (shell[i] < power.length) power[shell[i]] += weight[i] * (re[i] * re[i] + im[i] * im[i]);
  return power;
}

/** Correlation of two half spectra in every shell, 0 where one of them has no power. */
export function shellCorrelation(a: ComplexArray, b: ComplexArray, shells: HalfShells): Float64Array {
  const { shell, weight, count } = shells;
  const cross = new Float64Array(count.length);
  const powerA = new Float64Array(count.length);
  const powerB = new Float64Array(count.length);
  let totalA = 0; // with the corners
  let totalB = 0;
  let size = 0;
  for (let i = 0; i < a.re.length; i++) {
    const w = weight[i];
    const pA = w * (a.re[i] * a.re[i] + a.im[i] * a.im[i]);
    const pB = w * (b.re[i] * b.re[i] + b.im[i] * b.im[i]);
    totalA += pA;
    totalB += pB;
    size += w;
    const k = shell[i];
    if (k >= cross.length) continue;
    cross[k] += w * (a.re[i] * b.re[i] + a.im[i] * b.im[i]);
    powerA[k] += pA;
    powerB[k] += pB;
  }
  return cross.map((c, k) => {
    const floor = (NO_POWER * count[k]) / size;
    if (powerA[k] <= floor * totalA || powerB[k] <= floor * totalB) return 0;
    return c / (Math.sqrt(powerA[k]) * Math.sqrt(powerB[k])); // two roots: exactly ±1 in a shell of one value
  });
}
