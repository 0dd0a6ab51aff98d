import type { LineSpectrum } from "@cryolab/lib";

type Parts = { re: Float64Array; im: Float64Array };

/** Fast Fourier transform of n complex samples, any n ≥ 1. */
export function fft(x: LineSpectrum): LineSpectrum {
  return { shape: [x.re.length], ...transform(x) };
}

/** Halves even lengths, hands odd ones to Bluestein. */
function transform(x: Parts): Parts {
  const n = x.re.length;
  if (n === 1) return { re: x.re.slice(), im: x.im.slice() };
  if (n % 2 === 1) return bluestein(x);

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

/** X(k) = w(k) Σⱼ x(j) w(j) conj w(k − j) with w(j) = e^(−πi j²/n), because 2kj = k² + j² − (k − j)². */
function bluestein(x: Parts): Parts {
  const n = x.re.length;
  let m = 1;
  while (m < 2 * n - 1) m *= 2; // room for the lags −(n − 1) … n − 1
  const wave = { re: new Float64Array(n), im: new Float64Array(n) };
  const a = { re: new Float64Array(m), im: new Float64Array(m) };
  const b = { re: new Float64Array(m), im: new Float64Array(m) };
  for (let j = 0; j < n; j++) {
    const angle = (-Math.PI * ((j * j) % (2 * n))) / n; // j² modulo 2n keeps the angle small and exact
    wave.re[j] = Math.cos(angle);
    wave.im[j] = Math.sin(angle);
    [a.re[j], a.im[j]] = times(x, wave, j);
    b.re[j] = b.re[(m - j) % m] = wave.re[j];
    b.im[j] = b.im[(m - j) % m] = -wave.im[j];
  }

  const A = transform(a);
  const B = transform(b);
  const product = { re: new Float64Array(m), im: new Float64Array(m) };
  for (let k = 0; k < m; k++) {
    const [re, im] = times(A, B, k);
    product.re[k] = re;
    product.im[k] = -im; // conjugated, so that a forward transform brings it back: ifft(F) = conj(fft(conj F)) / m
  }
  const back = transform(product);

  const X = { re: new Float64Array(n), im: new Float64Array(n) };
  for (let k = 0; k < n; k++) {
    const c = { re: back.re[k] / m, im: -back.im[k] / m };
    X.re[k] = c.re * wave.re[k] - c.im * wave.im[k];
    X.im[k] = c.re * wave.im[k] + c.im * wave.re[k];
  }
  return X;
}

/** Value i of a times value i of b. */
function times(a: Parts, b: Parts, i: number): [re: number, im: number] {
  return [a.re[i] * b.re[i] - a.im[i] * b.im[i], a.re[i] * b.im[i] + a.im[i] * b.re[i]];
}

// canary a04e19ce2623dfdcdcaa6d087b4b2c10
