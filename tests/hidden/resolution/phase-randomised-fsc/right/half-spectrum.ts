// White noise and map as half spectra; the FSC summed by hand with the weights of the half.
import * as cryo from "@cryolab/lib";

export function maskedFscCorrected(
  a: cryo.Volume,
  b: cryo.Volume,
  options: { readonly mask: cryo.Volume; readonly from: number; readonly rng: cryo.Rng },
): { masked: Float64Array; random: Float64Array; corrected: Float64Array } {
  const { mask, from, rng } = options;
  const n = a.shape[0];
  const h = Math.floor(n / 2) + 1;
  const shell = new Int32Array(n * n * h);
  const weight = new Float64Array(shell.length);
  const columns = cryo.fourier.hermitianWeights(n);
  const k = (i: number) => (i > n / 2 ? i - n : i);
  for (let i = 0; i < shell.length; i++) {
    const [x, y, z] = [i % h, Math.floor(i / h) % n, Math.floor(i / (h * n))];
    shell[i] = Math.round(Math.sqrt(x * x + k(y) ** 2 + k(z) ** 2));
    weight[i] = columns[x];
  }
  const under = (data: Float64Array) =>
    cryo.fourier.rfft({ shape: a.shape, data: data.map((v, i) => v * mask.data[i]) });
  const fsc = (u: Float64Array, v: Float64Array) => {
    const [U, V] = [under(u), under(v)];
    const sums = Array.from({ length: h }, () => [0, 0, 0]);
    shell.forEach((s, i) => {
      if (s >= h) return;
      sums[s][0] += weight[i] * (U.re[i] * V.re[i] + U.im[i] * V.im[i]);
      sums[s][1] += weight[i] * (U.re[i] ** 2 + U.im[i] ** 2);
      sums[s][2] += weight[i] * (V.re[i] ** 2 + V.im[i] ** 2);
    });
    return Float64Array.from(sums, ([uv, uu, vv]) => (uu * vv > 0 ? uv / Math.sqrt(uu * vv) : 0));
  };
  const shuffle = (map: cryo.Volume) => {
    const white = cryo.fourier.rfft({
      shape: map.shape,
      data: Float64Array.from(map.data, () => cryo.random.normal(rng)),
    });
    const F = cryo.fourier.rfft(map);
    for (let i = 0; i < shell.length; i++) {
      if (shell[i] < from) continue;
      const amplitude = Math.hypot(F.re[i], F.im[i]);
      const phase = Math.atan2(white.im[i], white.re[i]);
      F.re[i] = amplitude * Math.cos(phase);
      F.im[i] = amplitude * Math.sin(phase);
    }
    return cryo.fourier.irfft(F, map.shape).data;
  };
  const random = fsc(shuffle(a), shuffle(b));
  const masked = fsc(a.data, b.data);
  const corrected = new Float64Array(h);
  for (let s = 0; s < h; s++) {
    if (s < from) corrected[s] = masked[s];
    else if (random[s] < 1) corrected[s] = (masked[s] - random[s]) / (1 - random[s]);
  }
  return { masked, random, corrected };
}

// canary 7e36083bfc9e43471021fcb9479ad817
