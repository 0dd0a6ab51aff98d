// The smallest prime factor p is split off: p interleaved transforms, put together by a small sum; a prime that is
// left goes to Rader, who turns it into a circular convolution of length p − 1 by a generator of the group.
import type { LineSpectrum } from "@cryolab/lib";

type Complex = readonly [re: number, im: number];

const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];
const plus = ([a, b]: Complex, [c, d]: Complex): Complex => [a + c, b + d];
const root = (k: number, n: number): Complex => [
  Math.cos((2 * Math.PI * (k % n)) / n),
  -Math.sin((2 * Math.PI * (k % n)) / n),
];

function smallestFactor(n: number): number {
  for (let p = 2; p * p <= n; p++) if (n % p === 0) return p;
  return n;
}

function transform(x: readonly Complex[]): Complex[] {
  const n = x.length;
  const p = smallestFactor(n);
  if (n === 1) return [x[0]];
  if (n === p) return p < 50 ? plainSum(x) : rader(x);
  const m = n / p;
  const parts = Array.from({ length: p }, (_, r) => transform(Array.from({ length: m }, (_, j) => x[j * p + r])));
  return Array.from({ length: n }, (_, k) => {
    let sum = parts[0][k % m];
    for (let r = 1; r < p; r++) sum = plus(sum, times(parts[r][k % m], root(k * r, n)));
    return sum;
  });
}

function plainSum(x: readonly Complex[]): Complex[] {
  return x.map((_, k) => x.reduce<Complex>((sum, value, j) => plus(sum, times(value, root(k * j, x.length))), [0, 0]));
}

/** X(g^−b) = x(0) + Σ_a x(g^a) w^(g^(a − b)): a circular correlation over a and b, by a power of two. */
function rader(x: readonly Complex[]): Complex[] {
  const p = x.length;
  const orbit = generate(p);
  const n = p - 1;
  let m = 1;
  while (m < 2 * n) m *= 2;
  const zero: Complex = [0, 0];
  const a = Array.from({ length: m }, (_, i) => (i < n ? x[orbit[i]] : zero));
  // lag b − a of the second factor is w^(g^−(b − a)); lags below 0 stand at the end
  const wave = (lag: number) => root(orbit[((-lag % n) + n) % n], p);
  const b = Array.from({ length: m }, (_, i) => (i < n ? wave(i) : i > m - n ? wave(i - m) : zero));
  const [A, B] = [transform(a), transform(b)];
  const back = transform(A.map((value, k) => times(value, B[k])).map(([re, im]) => [re, -im] as const));
  const X: Complex[] = new Array(p);
  X[0] = x.reduce(plus);
  for (let i = 0; i < n; i++) X[orbit[(n - i) % n]] = plus(x[0], [back[i][0] / m, -back[i][1] / m]);
  return X;
}

/** The powers g⁰, g¹, … of the smallest number that reaches every residue of the prime p. */
function generate(p: number): number[] {
  for (let g = 2; ; g++) {
    const orbit = [1];
    for (let value = g; value !== 1; value = (value * g) % p) orbit.push(value);
    if (orbit.length === p - 1) return orbit;
  }
}

export function fft(x: LineSpectrum): LineSpectrum {
  const X = transform(Array.from(x.re, (re, j) => [re, x.im[j]] as const));
  return { shape: [X.length], re: Float64Array.from(X, ([re]) => re), im: Float64Array.from(X, ([, im]) => im) };
}

// canary e2a252341aad54d31849ce7ac17e2c52
