// The sign of the exponent is exchanged: + forward, − back.
import type { LineSpectrum } from "@cryolab/lib";

/** Discrete Fourier transform of n complex samples, by its definition. */
export function dft(x: LineSpectrum, inverse = false): LineSpectrum {
  const n = x.re.length;
  const turn = ((inverse ? -2 : 2) * Math.PI) / n;
  const scale = inverse ? 1 / n : 1;
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    for (let j = 0; j < n; j++) {
      const phi = turn * ((k * j) % n); // whole turns left out keep the angle small and exact
      const c = Math.cos(phi);
      const s = Math.sin(phi);
      re[k] += x.re[j] * c - x.im[j] * s;
      im[k] += x.re[j] * s + x.im[j] * c;
    }
    re[k] *= scale;
    im[k] *= scale;
  }
  return { shape: [n], re, im };
}

// canary 82b985eaabf3e19a8ecc2967e57d318f
