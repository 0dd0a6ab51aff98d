// One inverse transform for both maps: W (A + iB) is the transform of u + iv.
import * as cryo from "@cryolab/lib";

export function modifiedFsc(
  a: cryo.Volume,
  b: cryo.Volume,
  options: { readonly mask: cryo.Volume; readonly sigma: number },
): Float64Array {
  const { mask, sigma } = options;
  const n = a.shape[0];
  const [A, B] = [cryo.fourier.fft(a), cryo.fourier.fft(b)];
  const k = cryo.fourier.fftfreq(n, 1 / n);
  const curve = new Float64Array(Math.floor(n / 2) + 1);
  for (let s = 0; s < curve.length; s++) {
    const re = new Float64Array(n ** 3);
    const im = new Float64Array(n ** 3);
    for (let z = 0, i = 0; z < n; z++)
      for (let y = 0; y < n; y++)
        for (let x = 0; x < n; x++, i++) {
          const r = Math.hypot(k[x], k[y], k[z]);
          const w = sigma > 0 ? Math.exp(-0.5 * ((r - s) / sigma) * ((r - s) / sigma)) : Number(Math.round(r) === s);
          re[i] = w * (A.re[i] - B.im[i]);
          im[i] = w * (A.im[i] + B.re[i]);
        }
    const both = cryo.fourier.ifft({ shape: a.shape, re, im });
    const dot = (f: Float64Array, g: Float64Array) => f.reduce((sum, v, i) => sum + v * g[i] * mask.data[i], 0);
    const scale = Math.sqrt(dot(both.re, both.re)) * Math.sqrt(dot(both.im, both.im));
    if (scale > 0) curve[s] = dot(both.re, both.im) / scale;
  }
  return curve;
}

// canary 9272861c9a4e0886af79751b212de3c5
