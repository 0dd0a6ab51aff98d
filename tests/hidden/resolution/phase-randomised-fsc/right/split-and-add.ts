// A low part that stays, and a high part that is white noise with its amplitudes exchanged, added in real space; centred spectra.
import * as cryo from "@cryolab/lib";

export function maskedFscCorrected(
  a: cryo.Volume,
  b: cryo.Volume,
  options: { readonly mask: cryo.Volume; readonly from: number; readonly rng: cryo.Rng },
): { masked: Float64Array; random: Float64Array; corrected: Float64Array } {
  const { mask, from, rng } = options;
  const n = a.shape[0];
  const c = Math.floor(n / 2);
  const isHigh = Uint8Array.from({ length: n ** 3 }, (_, i) => {
    const [x, y, z] = [(i % n) - c, (Math.floor(i / n) % n) - c, Math.floor(i / n / n) - c];
    return x * x + y * y + z * z >= (from - 0.5) ** 2 ? 1 : 0; // no whole number is (from − ½)²
  });
  const parts = (map: cryo.Volume) => {
    const F = cryo.fourier.centredFft(map);
    const W = cryo.fourier.centredFft({ shape: map.shape, data: map.data.map(() => 3 * cryo.random.normal(rng)) });
    const low = {
      shape: map.shape,
      re: F.re.map((v, i) => (isHigh[i] ? 0 : v)),
      im: F.im.map((v, i) => (isHigh[i] ? 0 : v)),
    };
    const gain = F.re.map((v, i) =>
      isHigh[i] ? Math.sqrt((v * v + F.im[i] ** 2) / (W.re[i] ** 2 + W.im[i] ** 2)) : 0,
    );
    const high = { shape: map.shape, re: W.re.map((v, i) => gain[i] * v), im: W.im.map((v, i) => gain[i] * v) };
    const [l, h] = [cryo.fourier.centredIfft(low).re, cryo.fourier.centredIfft(high).re];
    return { shape: map.shape, data: l.map((v, i) => v + h[i]) };
  };
  const knife = ({ shape, data }: cryo.Volume): cryo.Volume => ({ shape, data: data.map((v, i) => v * mask.data[i]) });
  const second = knife(parts(b));
  const first = knife(parts(a));
  const random = cryo.resolution.fourierShellCorrelation(first, second).fsc;
  const masked = cryo.resolution.fourierShellCorrelation(knife(a), knife(b)).fsc;
  return {
    masked,
    random,
    corrected: masked.map((m, s) => (s < from ? m : random[s] >= 1 ? 0 : 1 + (m - 1) / (1 - random[s]))),
  };
}

// canary aaaaf5a0377af7f365fd3211cdecf621
