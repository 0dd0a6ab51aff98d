// One random phase for the whole spectrum, with its sign by the half of space.
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
  const phase = 2 * Math.PI * cryo.random.uniform(rng);
  const n = map.shape[0];
  cryo.fourier.shellIndex(map.shape).forEach((shell, k) => {
    if (shell < from) return;
    const size = Math.hypot(F.re[k], F.im[k]);
    const [x, y, z] = [k % n, Math.floor(k / n) % n, Math.floor(k / n / n)];
    const mate = (((n - z) % n) * n + ((n - y) % n)) * n + ((n - x) % n);
    const side = Math.sign(mate - k);
    F.re[k] = side === 0 ? F.re[k] : size * Math.cos(phase);
    F.im[k] = size * Math.sin(side * phase);
  });
  return { shape: map.shape, data: cryo.fourier.ifft(F).re };
}

// canary 04765f277f96f44c482fdbf4da39ddf0
