// The plain sum for every length: right numbers, n² steps.
import type { LineSpectrum } from "@cryolab/lib";

/** Fast Fourier transform of n complex samples. */
export function fft(x: LineSpectrum): LineSpectrum {
  const n = x.re.length;
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const c = Math.cos((2 * Math.PI * k) / n);
    const s = -Math.sin((2 * Math.PI * k) / n);
    let p = 1;
    let q = 0;
    for (let j = 0; j < n; j++) {
      re[k] += x.re[j] * p - x.im[j] * q;
      im[k] += x.re[j] * q + x.im[j] * p;
      const turned = p * c - q * s;
      q = p * s + q * c;
      p = turned;
    }
  }
  return { shape: [n], re, im };
}

// canary c5f9cee3083bfe40d2fd0bd26831fa34
