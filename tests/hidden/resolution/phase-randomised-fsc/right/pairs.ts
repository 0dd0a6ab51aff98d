// Uniform phases pair by pair, k and −k, and a coin for what is its own mate.
import * as cryo from "@cryolab/lib";

export function maskedFscCorrected(
  a: cryo.Volume,
  b: cryo.Volume,
  options: { readonly mask: cryo.Volume; readonly from: number; readonly rng: cryo.Rng },
): { masked: Float64Array; random: Float64Array; corrected: Float64Array } {
  const { mask, from, rng } = options;
  const n = a.shape[0];
  const k = cryo.fourier.fftfreq(n, 1).map((f) => Math.round(f * n));
  const wrap = (i: number) => (n - i) % n;
  const scramble = (map: cryo.Volume): cryo.Volume => {
    const F = cryo.fourier.fft(map);
    for (let z = 0; z < n; z++)
      for (let y = 0; y < n; y++)
        for (let x = 0; x < n; x++) {
          const here = (z * n + y) * n + x;
          const mate = (wrap(z) * n + wrap(y)) * n + wrap(x);
          const radius = Math.round(Math.hypot(k[x], k[y], k[z]));
          if (mate < here || radius < from) continue;
          const size = Math.hypot(F.re[here], F.im[here]);
          const turn =
            mate === here ? Math.PI * Math.floor(2 * cryo.random.uniform(rng)) : 2 * Math.PI * cryo.random.uniform(rng);
          F.re[here] = size * Math.cos(turn);
          F.im[here] = mate === here ? 0 : size * Math.sin(turn);
          F.re[mate] = F.re[here];
          F.im[mate] = -F.im[here];
        }
    return { shape: map.shape, data: cryo.fourier.ifft(F).re };
  };
  const cut = (map: cryo.Volume): cryo.Volume => ({ ...map, data: mask.data.map((m, i) => m * map.data[i]) });
  const masked = cryo.resolution.fourierShellCorrelation(cut(a), cut(b)).fsc;
  const random = cryo.resolution.fourierShellCorrelation(cut(scramble(a)), cut(scramble(b))).fsc;
  const corrected = Float64Array.from(masked);
  for (let s = from; s < corrected.length; s++)
    corrected[s] = random[s] >= 1 ? 0 : (masked[s] - random[s]) / (1 - random[s]);
  return { masked, random, corrected };
}

// canary b423405b9ac71cde9769b7f78469e170
