// Fills the line with zeros to the next power of two and cuts the spectrum off at n.
import type { LineSpectrum } from "@cryolab/lib";

type Parts = { re: Float64Array; im: Float64Array };

/** Fast Fourier transform of n complex samples. */
export function fft(x: LineSpectrum): LineSpectrum {
  const n = x.re.length;
  const m = 2 ** Math.ceil(Math.log2(n));
  const longer = { re: new Float64Array(m), im: new Float64Array(m) };
  longer.re.set(x.re);
  longer.im.set(x.im);
  const { re, im } = transform(longer);
  return { shape: [n], re: re.slice(0, n), im: im.slice(0, n) };
}

/** Sums and differences of the transforms of the halves. */
function transform(x: Parts): Parts {
  const n = x.re.length;
  if (n === 1) return { re: x.re.slice(), im: x.im.slice() };

  const half = n / 2;
  const E = transform({ re: everySecond(x.re, 0), im: everySecond(x.im, 0) });
  const O = transform({ re: everySecond(x.re, 1), im: everySecond(x.im, 1) });
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  for (let k = 0; k < half; k++) {
    const c = Math.cos((2 * Math.PI * k) / n);
    const s = -Math.sin((2 * Math.PI * k) / n);
    const turnedRe = O.re[k] * c - O.im[k] * s;
    const turnedIm = O.re[k] * s + O.im[k] * c;
    re[k] = E.re[k] + turnedRe;
    im[k] = E.im[k] + turnedIm;
    re[k + half] = E.re[k] - turnedRe; // e^(−2πi (k + n/2) / n) = −e^(−2πi k / n)
    im[k + half] = E.im[k] - turnedIm;
  }
  return { re, im };
}

function everySecond(values: Float64Array, first: 0 | 1): Float64Array {
  const picked = new Float64Array(values.length / 2);
  for (let j = 0; j < picked.length; j++) picked[j] = values[2 * j + first];
  return picked;
}

// canary 6a0c8590cc8aa189e958569b4327bfa5
