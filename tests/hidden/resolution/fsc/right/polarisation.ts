// Powers only: Re A conj B = (|A + B|² − |A − B|²)/4, and |F|² from plain sums along each axis, without the library.
import type { RealArray, Shape } from "@cryolab/lib";

function powers(n: number, axes: number, data: Float64Array): Float64Array {
  let re = Float64Array.from(data);
  let im = new Float64Array(data.length);
  const cosine = Float64Array.from({ length: n }, (_, m) => Math.cos((2 * Math.PI * m) / n));
  const sine = Float64Array.from({ length: n }, (_, m) => Math.sin((2 * Math.PI * m) / n));
  for (let axis = 0; axis < axes; axis++) {
    const stride = n ** axis;
    const [nextRe, nextIm] = [new Float64Array(data.length), new Float64Array(data.length)];
    for (let at = 0; at < data.length; at++) {
      const k = Math.floor(at / stride) % n;
      const start = at - k * stride;
      for (let j = 0; j < n; j++) {
        const [c, s] = [cosine[(j * k) % n], -sine[(j * k) % n]];
        const [p, q] = [re[start + j * stride], im[start + j * stride]];
        nextRe[at] += p * c - q * s;
        nextIm[at] += p * s + q * c;
      }
    }
    [re, im] = [nextRe, nextIm];
  }
  return re.map((v, i) => v * v + im[i] * im[i]);
}

export function fourierShellCorrelation<S extends Shape>(
  a: RealArray<S>,
  b: RealArray<S>,
): { fsc: Float64Array; count: Float64Array } {
  const [n, axes] = [a.shape[0], a.shape.length];
  const [aa, bb, plus, minus] = [
    a.data,
    b.data,
    a.data.map((v, i) => v + b.data[i]),
    a.data.map((v, i) => v - b.data[i]),
  ].map((data) => powers(n, axes, data));
  const length = Math.floor(n / 2) + 1;
  const [count, cross, first, second] = Array.from({ length: 4 }, () => new Float64Array(length));
  for (let i = 0; i < aa.length; i++) {
    let radius2 = 0;
    for (let axis = 0; axis < axes; axis++) {
      const k = Math.floor(i / n ** axis) % n;
      radius2 += Math.min(k, n - k) ** 2;
    }
    const shell = Math.floor(Math.sqrt(radius2) + 0.5);
    if (shell >= length) continue;
    count[shell] += 1;
    cross[shell] += (plus[i] - minus[i]) / 4;
    first[shell] += aa[i];
    second[shell] += bb[i];
  }
  return { fsc: cross.map((sum, s) => sum / (Math.sqrt(first[s] * second[s]) || 1)), count };
}

// canary 9af3111bbf9d7dda93f9981faf1ee4a0
