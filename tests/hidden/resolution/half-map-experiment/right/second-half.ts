// The truth is compared with the second half; the noise is drawn in cycles per voxel.
import * as cryo from "@cryolab/lib";

export function halfMapExperiment(
  volume: cryo.Volume,
  ssnr: Float64Array,
  rng: cryo.Rng,
): { halves: Float64Array; truth: Float64Array } {
  const [n] = volume.shape;
  const F = cryo.fourier.fft(volume);
  const k = Array.from(cryo.fourier.fftfreq(n, 1 / n));
  const sums = new Float64Array(n);
  const counts = new Float64Array(n);
  let i = 0;
  for (const z of k)
    for (const y of k)
      for (const x of k) {
        const shell = Math.round(Math.hypot(x, y, z));
        sums[shell] += F.re[i] ** 2 + F.im[i] ** 2;
        counts[shell]++;
        i++;
      }
  const spectrum = (s: number): number => {
    const shell = Math.round(s * n);
    return shell < ssnr.length ? sums[shell] / counts[shell] / ssnr[shell] / F.re.length : 0;
  };
  const draw = (): cryo.Volume => {
    const noise = cryo.fourier.noiseWithSpectrum([n, n, n], spectrum, { pixelSize: 1, rng });
    for (let j = 0; j < noise.data.length; j++) noise.data[j] += volume.data[j];
    return noise;
  };
  const one = draw();
  const two = draw();
  const correlate = cryo.resolution.fourierShellCorrelation;
  return { halves: correlate(one, two).fsc, truth: correlate(volume, two).fsc };
}

// canary 09d82ee466383c111fd82038a1ff6924
