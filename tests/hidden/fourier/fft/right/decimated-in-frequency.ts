// The other half-way: sums and differences first, even and odd frequencies after (Gentleman and Sande), by recursion on
// slices; the factor of the odd ones is turned by one complex product. Bluestein for odd lengths, by this very function.
import type { LineSpectrum } from "@cryolab/lib";

export function fft(x: LineSpectrum): LineSpectrum {
  const n = x.re.length;
  if (n === 1) return { shape: [1], re: x.re.slice(), im: x.im.slice() };
  if (n % 2 === 1) return chirp(x);
  const half = n / 2;
  const sum = empty(half);
  const difference = empty(half);
  const [c, s] = [Math.cos((2 * Math.PI) / n), -Math.sin((2 * Math.PI) / n)];
  let [p, q] = [1, 0];
  for (let j = 0; j < half; j++) {
    sum.re[j] = x.re[j] + x.re[j + half];
    sum.im[j] = x.im[j] + x.im[j + half];
    const re = x.re[j] - x.re[j + half];
    const im = x.im[j] - x.im[j + half];
    difference.re[j] = re * p - im * q;
    difference.im[j] = re * q + im * p;
    [p, q] = [p * c - q * s, p * s + q * c];
  }
  const [even, odd] = [fft(sum), fft(difference)];
  const X = empty(n);
  for (let k = 0; k < half; k++) {
    X.re[2 * k] = even.re[k];
    X.im[2 * k] = even.im[k];
    X.re[2 * k + 1] = odd.re[k];
    X.im[2 * k + 1] = odd.im[k];
  }
  return X;
}

function empty(n: number): LineSpectrum {
  return { shape: [n], re: new Float64Array(n), im: new Float64Array(n) };
}

function chirp({ re, im }: LineSpectrum): LineSpectrum {
  const n = re.length;
  const m = 4 ** Math.ceil(Math.log(2 * n) / Math.log(4));
  const w = (j: number) => {
    const squares = BigInt(j) * BigInt(j);
    const angle = (Math.PI * Number(squares % BigInt(2 * n))) / n;
    return [Math.cos(angle), -Math.sin(angle)] as const;
  };
  const a = empty(m);
  const b = empty(m);
  for (let j = 1 - n; j < n; j++) {
    const [c, s] = w(j);
    b.re[(j + m) % m] = c;
    b.im[(j + m) % m] = -s;
    if (j < 0) continue;
    a.re[j] = re[j] * c - im[j] * s;
    a.im[j] = re[j] * s + im[j] * c;
  }
  const [A, B] = [fft(a), fft(b)];
  const product = empty(m);
  for (let k = 0; k < m; k++) {
    product.re[k] = A.re[k] * B.re[k] - A.im[k] * B.im[k];
    product.im[k] = A.re[k] * B.im[k] + A.im[k] * B.re[k];
  }
  const back = fft(product); // forward again: index k of the inverse is index −k of this, times m
  const X = empty(n);
  for (let k = 0; k < n; k++) {
    const [c, s] = w(k);
    const at = (m - k) % m;
    X.re[k] = (back.re[at] * c - back.im[at] * s) / m;
    X.im[k] = (back.re[at] * s + back.im[at] * c) / m;
  }
  return X;
}

// canary 689cc189f8e39b09572177d2e702913a
