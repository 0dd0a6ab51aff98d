// Half of the spectrum is enough for real maps: columns 0 and n/2 stand for themselves, the others for two.
import * as cryo from "@cryolab/lib";

export function fourierShellCorrelation<S extends cryo.Shape>(
  a: cryo.RealArray<S>,
  b: cryo.RealArray<S>,
): { fsc: Float64Array; count: Float64Array } {
  const n = a.shape[a.shape.length - 1];
  const [A, B] = [cryo.fourier.rfft(a), cryo.fourier.rfft(b)];
  const weights = cryo.fourier.hermitianWeights(n);
  const s = cryo.fourier.fftfreq(n, 1 / n); // whole numbers, but for rounding
  const sums = Array.from({ length: Math.floor(n / 2) + 1 }, () => ({ count: 0, ab: 0, aa: 0, bb: 0 }));
  const rows = A.re.length / weights.length;
  for (let row = 0; row < rows; row++) {
    let [rest, outer] = [row, 0];
    for (let axis = 1; axis < a.shape.length; axis++) {
      outer += s[rest % n] ** 2;
      rest = Math.floor(rest / n);
    }
    weights.forEach((weight, kx) => {
      const sum = sums[Math.round(Math.sqrt(outer + kx ** 2))];
      if (sum === undefined) return;
      const i = row * weights.length + kx;
      sum.count += weight;
      sum.ab += weight * (A.re[i] * B.re[i] + A.im[i] * B.im[i]);
      sum.aa += weight * (A.re[i] * A.re[i] + A.im[i] * A.im[i]);
      sum.bb += weight * (B.re[i] * B.re[i] + B.im[i] * B.im[i]);
    });
  }
  const fsc = sums.map(({ ab, aa, bb }) => (aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa) / Math.sqrt(bb)));
  return { fsc: Float64Array.from(fsc), count: Float64Array.from(sums, ({ count }) => count) };
}

// canary 1deeae7c2504d0f7b371cad409c4763c
