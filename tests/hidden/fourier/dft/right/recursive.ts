// Even and odd samples by recursion while the length allows it, the plain sum below: a fast transform is right too.
import type { LineSpectrum } from "@cryolab/lib";

type Complex = [re: number, im: number];

const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];

function transform(x: Complex[], sign: number): Complex[] {
  const n = x.length;
  const root = (m: number): Complex => [Math.cos((2 * Math.PI * m) / n), sign * Math.sin((2 * Math.PI * m) / n)];
  if (n % 2 === 1) {
    return x.map((_, k) =>
      x.reduce<Complex>(
        (sum, value, j) => {
          const [re, im] = times(value, root((k * j) % n));
          return [sum[0] + re, sum[1] + im];
        },
        [0, 0],
      ),
    );
  }
  const even = transform(
    x.filter((_, j) => j % 2 === 0),
    sign,
  );
  const odd = transform(
    x.filter((_, j) => j % 2 === 1),
    sign,
  );
  return x.map((_, k) => {
    const [re, im] = times(odd[k % (n / 2)], root(k));
    return [even[k % (n / 2)][0] + re, even[k % (n / 2)][1] + im];
  });
}

export function dft(x: LineSpectrum, inverse = false): LineSpectrum {
  const n = x.re.length;
  const X = transform(
    Array.from(x.re, (re, j) => [re, x.im[j]] as Complex),
    inverse ? 1 : -1,
  );
  const scale = inverse ? 1 / n : 1;
  return { shape: [n], re: Float64Array.from(X, (z) => z[0] * scale), im: Float64Array.from(X, (z) => z[1] * scale) };
}

// canary a9d59cf12fb9ec7022a747df123c91af
