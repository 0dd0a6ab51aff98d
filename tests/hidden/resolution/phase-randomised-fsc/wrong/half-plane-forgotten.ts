// Draws uniform phases in the half spectrum: in its first and last plane mates do not match.
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
  const F = cryo.fourier.rfft(map);
  const n = map.shape[0];
  const h = Math.floor(n / 2) + 1;
  const full = cryo.fourier.shellIndex(map.shape);
  for (let k = 0; k < F.re.length; k++) {
    if (full[Math.floor(k / h) * n + (k % h)] < from) continue;
    const [size, phase] = [Math.hypot(F.re[k], F.im[k]), 2 * Math.PI * cryo.random.uniform(rng)];
    F.re[k] = size * Math.cos(phase);
    F.im[k] = size * Math.sin(phase);
  }
  return { shape: map.shape, data: cryo.fourier.irfft(F, map.shape).data };
}

// canary 5b7fd98c8f149f82745afadd80d2be56
