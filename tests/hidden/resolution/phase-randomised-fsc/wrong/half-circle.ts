// The random phase is that of half a circle only.
import * as cryo from "@cryolab/lib";

export function maskedFscCorrected(
  a: cryo.Volume,
  b: cryo.Volume,
  options: { readonly mask: cryo.Volume; readonly from: number; readonly rng: cryo.Rng },
): { masked: Float64Array; random: Float64Array; corrected: Float64Array } {
  const { mask, from, rng } = options;
  const masked = correlation(a, b, mask);
  const random = correlation(randomised(a, from, rng), randomised(b, from, rng), mask);
  const corrected = masked.map((all, s) => {
    if (s < from) return all;
    return random[s] < 1 ? (all - random[s]) / (1 - random[s]) : 0;
  });
  return { masked, random, corrected };
}

/** FSC after the mask. */
function correlation(a: cryo.Volume, b: cryo.Volume, mask: cryo.Volume): Float64Array {
  const cut = ({ shape, data }: cryo.Volume): cryo.Volume => ({ shape, data: data.map((v, i) => v * mask.data[i]) });
  return cryo.resolution.fourierShellCorrelation(cut(a), cut(b)).fsc;
}

/** The map with the phases of white noise from a shell on. */
function randomised(map: cryo.Volume, from: number, rng: cryo.Rng): cryo.Volume {
  const F = cryo.fourier.fft(map);
  const turn = map.data.map(() => Math.PI * cryo.random.uniform(rng));
  const n = map.shape[0];
  const mate = (k: number) => {
    const [x, y, z] = [k % n, Math.floor(k / n) % n, Math.floor(k / n / n)];
    return (((n - z) % n) * n + ((n - y) % n)) * n + ((n - x) % n);
  };
  cryo.fourier.shellIndex(map.shape).forEach((shell, k) => {
    if (shell < from) return;
    const size = Math.hypot(F.re[k], F.im[k]);
    const phase = k < mate(k) ? turn[k] : -turn[mate(k)];
    F.re[k] = k === mate(k) ? size * Math.sign(turn[k] - Math.PI / 2) : size * Math.cos(phase);
    F.im[k] = k === mate(k) ? 0 : size * Math.sin(phase);
  });
  return { shape: map.shape, data: cryo.fourier.ifft(F).re };
}

// canary f17a3ee0d88376ae2208b81b5b617ec5
