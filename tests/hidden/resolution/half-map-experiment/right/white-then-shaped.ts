// White noise of the pixels, shaped in Fourier space; its own correlation, no inverse transform.
import * as cryo from "@cryolab/lib";

export function halfMapExperiment(
  volume: cryo.Volume,
  ssnr: Float64Array,
  rng: cryo.Rng,
): { halves: Float64Array; truth: Float64Array } {
  const n = volume.shape[0];
  const V = cryo.fourier.fft(volume);
  const shells = cryo.fourier.shellIndex(volume.shape);
  const size = Math.floor(n / 2) + 1;
  const power = new Float64Array(size);
  const count = new Float64Array(size);
  shells.forEach((k, i) => {
    if (k >= size) return;
    power[k] += V.re[i] ** 2 + V.im[i] ** 2;
    count[k]++;
  });
  const half = () => {
    const white = cryo.fourier.fft({ shape: volume.shape, data: volume.data.map(() => cryo.random.normal(rng)) });
    const gain = Float64Array.from(shells, (k) => (k < size ? Math.sqrt(power[k] / count[k] / ssnr[k] / n ** 3) : 0));
    return { re: V.re.map((v, i) => v + gain[i] * white.re[i]), im: V.im.map((v, i) => v + gain[i] * white.im[i]) };
  };
  const fsc = (a: { re: Float64Array; im: Float64Array }, b: { re: Float64Array; im: Float64Array }): Float64Array => {
    const sums = Array.from({ length: size }, () => ({ ab: 0, aa: 0, bb: 0 }));
    for (let i = 0; i < shells.length; i++) {
      if (shells[i] >= size) continue;
      const s = sums[shells[i]];
      s.ab += a.re[i] * b.re[i] + a.im[i] * b.im[i];
      s.aa += a.re[i] ** 2 + a.im[i] ** 2;
      s.bb += b.re[i] ** 2 + b.im[i] ** 2;
    }
    return Float64Array.from(sums, ({ ab, aa, bb }) => ab / Math.sqrt(aa * bb));
  };
  const [a, b] = [half(), half()];
  return { halves: fsc(a, b), truth: fsc(a, V) };
}

// canary 9283fb8a6661afd197048ab217227b49
