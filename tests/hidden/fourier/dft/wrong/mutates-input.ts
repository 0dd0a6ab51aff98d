// The sums are right, but they are written over the samples that came in.
import type { LineSpectrum } from "@cryolab/lib";

export function dft(x: LineSpectrum, inverse = false): LineSpectrum {
  const n = x.re.length;
  const sign = inverse ? 1 : -1;
  const scale = inverse ? 1 / n : 1;
  const before = { re: x.re.slice(), im: x.im.slice() };
  for (let k = 0; k < n; k++) {
    x.re[k] = 0;
    x.im[k] = 0;
    for (let j = 0; j < n; j++) {
      const phi = (sign * 2 * Math.PI * k * j) / n;
      x.re[k] += scale * (before.re[j] * Math.cos(phi) - before.im[j] * Math.sin(phi));
      x.im[k] += scale * (before.re[j] * Math.sin(phi) + before.im[j] * Math.cos(phi));
    }
  }
  return x;
}

// canary 13a06af945d355b0b0929eeef19347e5
