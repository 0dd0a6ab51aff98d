// The sum itself, frequency by frequency, in ascending order.
import type { LineSpectrum } from "@cryolab/lib";

export function continuousFt(
  f: (x: number) => number,
  length: number,
  n: number,
): { s: Float64Array; F: LineSpectrum } {
  const c = Math.floor(n / 2);
  const s = new Float64Array(n);
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    s[i] = (i - c) / length;
    for (let j = 0; j < n; j++) {
      const x = ((j - c) / n) * length;
      const value = (f(x) * length) / n;
      re[i] += value * Math.cos(2 * Math.PI * s[i] * x);
      im[i] -= value * Math.sin(2 * Math.PI * s[i] * x);
    }
  }
  return { s, F: { shape: [n], re, im } };
}

// canary 0960efa77e10c56a65960b9761e57e21
