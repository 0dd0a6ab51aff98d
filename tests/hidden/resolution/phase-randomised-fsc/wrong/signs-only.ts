// Every wave keeps its phase or turns by half a circle.
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
  const noise = cryo.fourier.fft({ shape: map.shape, data: map.data.map(() => cryo.random.normal(rng)) });
  cryo.fourier.shellIndex(map.shape).forEach((shell, k) => {
    if (shell < from) return;
    const sign = Math.sign(noise.re[k]) || 1;
    F.re[k] *= sign;
    F.im[k] *= sign;
  });
  return { shape: map.shape, data: cryo.fourier.ifft(F).re };
}

// canary e8efe2971038c679b9d5b818045c366a
