// The numbers are right, but they are written over the samples that came in.
import type { LineSpectrum } from "@cryolab/lib";

function powerOfTwo(re: Float64Array, im: Float64Array): void {
  const n = re.length;
  for (let i = 0, j = 0; i < n; i++) {
    if (i < j) {
      [re[i], re[j]] = [re[j], re[i]];
      [im[i], im[j]] = [im[j], im[i]];
    }
    let bit = n >> 1;
    while (bit > 0 && j & bit) {
      j ^= bit;
      bit >>= 1;
    }
    j |= bit;
  }
  const cos = new Float64Array(n / 2 + 1);
  const sin = new Float64Array(n / 2 + 1);
  for (let m = 0; m < n / 2; m++) {
    cos[m] = Math.cos((2 * Math.PI * m) / n);
    sin[m] = -Math.sin((2 * Math.PI * m) / n);
  }
  for (let size = 2; size <= n; size *= 2) {
    const half = size / 2;
    const step = n / size;
    for (let start = 0; start < n; start += size) {
      for (let k = 0; k < half; k++) {
        const [c, s] = [cos[k * step], sin[k * step]];
        const [a, b] = [start + k, start + k + half];
        const tr = re[b] * c - im[b] * s;
        const ti = re[b] * s + im[b] * c;
        re[b] = re[a] - tr;
        im[b] = im[a] - ti;
        re[a] += tr;
        im[a] += ti;
      }
    }
  }
}

export function fft(x: LineSpectrum): LineSpectrum {
  const n = x.re.length;
  const re = x.re;
  const im = x.im;
  if ((n & (n - 1)) === 0) {
    powerOfTwo(re, im);
    return { shape: x.shape, re, im };
  }

  const m = 2 ** Math.ceil(Math.log2(2 * n));
  const angle = (j: number) => (Math.PI * j * j) / n; // exact enough: j² is below 2⁵³
  const [ar, ai, br, bi] = Array.from({ length: 4 }, () => new Float64Array(m));
  for (let j = 0; j < n; j++) {
    const [c, s] = [Math.cos(angle(j)), Math.sin(angle(j))];
    ar[j] = re[j] * c + im[j] * s;
    ai[j] = im[j] * c - re[j] * s;
    br[j] = c;
    bi[j] = s;
    if (j > 0) {
      br[m - j] = c;
      bi[m - j] = s;
    }
  }
  powerOfTwo(ar, ai);
  powerOfTwo(br, bi);
  for (let k = 0; k < m; k++) {
    [ar[k], ai[k]] = [ar[k] * br[k] - ai[k] * bi[k], ar[k] * bi[k] + ai[k] * br[k]];
  }
  powerOfTwo(ai, ar); // real and imaginary part exchanged: an inverse without 1/m
  for (let k = 0; k < n; k++) {
    const [c, s] = [Math.cos(angle(k)) / m, Math.sin(angle(k)) / m];
    re[k] = ar[k] * c + ai[k] * s;
    im[k] = ai[k] * c - ar[k] * s;
  }
  return { shape: x.shape, re, im };
}

// canary 72833ea2027b7505bc6aa5a2e14a770e
