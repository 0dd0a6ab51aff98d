// Uses the length of the last axis for every axis.
import type { RealArray, Shape } from "@cryolab/lib";

/** Moves the zero frequency from index 0 to floor(n/2). */
export function fftshift<S extends Shape>(
  a: RealArray<S>,
  axes: readonly number[] = a.shape.map((_, i) => i),
): RealArray<S> {
  return rolled(a, axes, (n) => Math.floor(n / 2));
}

/** Moves the zero frequency from index floor(n/2) back to 0. */
export function ifftshift<S extends Shape>(
  a: RealArray<S>,
  axes: readonly number[] = a.shape.map((_, i) => i),
): RealArray<S> {
  return rolled(a, axes, (n) => n - Math.floor(n / 2));
}

/** Some axes rolled by a distance that depends on their length. */
function rolled<S extends Shape>(a: RealArray<S>, axes: readonly number[], by: (n: number) => number): RealArray<S> {
  let data = Float64Array.from(a.data);
  for (const axis of axes) {
    const n = a.shape[a.shape.length - 1];
    const stride = n ** (a.shape.length - 1 - axis);
    const next = new Float64Array(data.length);
    for (let i = 0; i < data.length; i++) {
      const k = Math.floor(i / stride) % n;
      next[i + (((k + by(n)) % n) - k) * stride] = data[i];
    }
    data = next;
  }
  return { shape: a.shape, data };
}

// canary 3990a02d0d32c2040d09cb1dc347bb55
