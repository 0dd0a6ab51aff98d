// Every level turns by the length of the whole line, not by its own.
import type { LineSpectrum } from "@cryolab/lib";

type Parts = { re: Float64Array; im: Float64Array };

/** Fast Fourier transform of n complex samples. */
export function fft(x: LineSpectrum): LineSpectrum {
  return { shape: [x.re.length], ...transform(x, x.re.length) };
}

/** Sums and differences of the transforms of the halves. */
function transform(x: Parts, whole: number): Parts {
  const n = x.re.length;
  if (n % 2 === 1) return { re: x.re.slice(), im: x.im.slice() };

  const half = n / 2;
  const E = transform({ re: everySecond(x.re, 0), im: everySecond(x.im, 0) }, whole);
  const O = transform({ re: everySecond(x.re, 1), im: everySecond(x.im, 1) }, whole);
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  for (let k = 0; k < half; k++) {
    const c = Math.cos((2 * Math.PI * k) / whole);
    const s = -Math.sin((2 * Math.PI * k) / whole);
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

// canary 63ddbc06086b210cbcd9cc06ece17cb0
