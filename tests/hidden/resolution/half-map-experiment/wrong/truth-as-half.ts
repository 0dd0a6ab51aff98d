// The truth itself is one of the halves.
import * as cryo from "@cryolab/lib";

export function halfMapExperiment(
  volume: cryo.Volume,
  ssnr: Float64Array,
  rng: cryo.Rng,
): { halves: Float64Array; truth: Float64Array } {
  const n = volume.shape[0];
  const power = cryo.fourier.radialAverage(cryo.fourier.powerSpectrum(cryo.fourier.centredFft(volume))).value;
  const psd = (radius: number): number => {
    const k = Math.min(Math.round(radius), power.length - 1);
    return power[k] / (ssnr[k] * n ** 3);
  };
  const noise = (): Float64Array => cryo.fourier.noiseWithSpectrum(volume.shape, psd, { pixelSize: 1 / n, rng }).data;
  const [first, second] = [noise(), noise()];
  const A: cryo.Volume = { shape: volume.shape, data: volume.data.map((v, i) => v + first[i]) };
  const B: cryo.Volume = { shape: volume.shape, data: volume.data.map((v, i) => v + 0 * second[i]) };
  const halves = cryo.resolution.fourierShellCorrelation(A, B).fsc;
  const truth = cryo.resolution.fourierShellCorrelation(A, volume).fsc;
  return { halves, truth };
}

// canary c016aa88157560a501758c4cbb581b54
