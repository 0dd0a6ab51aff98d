// On half spectra with the weights of mates.
import * as cryo from "@cryolab/lib";

export function halfMapExperiment(
  volume: cryo.Volume,
  ssnr: Float64Array,
  rng: cryo.Rng,
): { halves: Float64Array; truth: Float64Array } {
  const n = volume.shape[0];
  const half = Math.floor(n / 2) + 1;
  const weights = cryo.fourier.hermitianWeights(n);
  const k = cryo.fourier.fftfreq(n, 1 / n);
  const at = (i: number): { shell: number; weight: number } => {
    const x = i % half;
    const y = Math.floor(i / half) % n;
    const z = Math.floor(i / (half * n));
    return { shell: Math.round(Math.sqrt(x * x + k[y] ** 2 + k[z] ** 2)), weight: weights[x] };
  };
  const places = Array.from({ length: half * n * n }, (_, i) => at(i));
  type Spectrum = { readonly re: Float64Array; readonly im: Float64Array };
  const inner = (a: Spectrum, b: Spectrum): Float64Array => {
    const sums = new Float64Array(half);
    places.forEach(({ shell, weight }, i) => {
      if (shell < half) sums[shell] += weight * (a.re[i] * b.re[i] + a.im[i] * b.im[i]);
    });
    return sums;
  };
  const V = cryo.fourier.rfft(volume);
  const signal = inner(V, V);
  const counts = new Float64Array(half);
  for (const { shell, weight } of places) if (shell < half) counts[shell] += weight;
  const noisy = (): Spectrum => {
    const white = new Float64Array(n ** 3);
    for (let i = 0; i < white.length; i++) white[i] = cryo.random.normal(rng) / Math.sqrt(n ** 3);
    const N = cryo.fourier.rfft({ shape: volume.shape, data: white });
    const level = signal.map((p, shell) => Math.sqrt(p / counts[shell] / ssnr[shell]));
    const add = (v: Float64Array, w: Float64Array): Float64Array =>
      v.map((value, i) => value + w[i] * level[Math.min(places[i].shell, half - 1)]);
    return { re: add(V.re, N.re), im: add(V.im, N.im) };
  };
  const A = noisy();
  const B = noisy();
  const [ab, av, aa, bb] = [inner(A, B), inner(A, V), inner(A, A), inner(B, B)];
  return {
    halves: ab.map((c, s) => c / Math.sqrt(aa[s] * bb[s])),
    truth: av.map((c, s) => c / Math.sqrt(aa[s] * signal[s])),
  };
}

// canary 723148c5fc002d3d05c330966d1a2f32
