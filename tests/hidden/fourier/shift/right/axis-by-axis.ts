// First all rows are moved along x, then all columns along y; the wave of k is the k-th power of one step.
import type { ImageSpectrum } from "@cryolab/lib";

export function fourierShift(F: ImageSpectrum, [x, y]: readonly [x: number, y: number]): ImageSpectrum {
  const [ny, nx] = F.shape;
  const result = { shape: F.shape, re: Float64Array.from(F.re), im: Float64Array.from(F.im) };
  for (let row = 0; row < ny; row++) move(result, row * nx, 1, nx, x);
  for (let column = 0; column < nx; column++) move(result, column, nx, ny, y);
  return result;
}

/** Turns the n coefficients of a line that starts at `start`, in place, from the slowest wave to the fastest. */
function move(F: { re: Float64Array; im: Float64Array }, start: number, stride: number, n: number, t: number): void {
  const [stepRe, stepIm] = [Math.cos((2 * Math.PI * t) / n), -Math.sin((2 * Math.PI * t) / n)];
  let [c, s] = [1, 0];
  for (let k = 1; 2 * k < n; k++) {
    [c, s] = [c * stepRe - s * stepIm, c * stepIm + s * stepRe];
    turn(F, start + k * stride, c, s);
    turn(F, start + (n - k) * stride, c, -s);
  }
  if (n % 2 === 0) turn(F, start + (n / 2) * stride, Math.cos(Math.PI * t), 0);
}

function turn(F: { re: Float64Array; im: Float64Array }, i: number, c: number, s: number): void {
  const re = F.re[i] * c - F.im[i] * s;
  F.im[i] = F.re[i] * s + F.im[i] * c;
  F.re[i] = re;
}

// canary 7c666e68e29ef997b4c513085a3d297c
