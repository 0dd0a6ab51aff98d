// Adds the noise of A to the volume itself.
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
  const B: cryo.Volume = { shape: volume.shape, data: volume.data.map((v, i) => v + second[i]) };
  const clean = { shape: volume.shape, data: volume.data.slice() };
  volume.data.set(A.data);
  const halves = cryo.resolution.fourierShellCorrelation(A, B).fsc;
  const truth = cryo.resolution.fourierShellCorrelation(A, clean).fsc;
  return { halves, truth };
}

// canary b5b933340aa134b6cfd5a0738caa5561
