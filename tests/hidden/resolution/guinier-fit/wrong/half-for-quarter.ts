// Multiplies by e^(−B s²/2).
import type { VolumeSpectrum } from "@cryolab/lib";

export function guinierFit(
  power: Float64Array,
  pixelSize: number,
  options: { readonly n: number; readonly range: readonly [number, number] },
): { B: number; lnF0: number } {
  const { n, range } = options;
  const [fine, coarse] = [Math.min(...range), Math.max(...range)];
  const x: number[] = [];
  const y: number[] = [];
  for (let k = 1; k < power.length; k++) {
    const length = (n * pixelSize) / k;
    if (length < fine * (1 - 1e-12) || length > coarse * (1 + 1e-12) || power[k] === 0) continue;
    x.push(1 / length ** 2);
    y.push(Math.log(power[k]));
  }
  const mean = (values: number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
  const middle = mean(x);
  const level = mean(y);
  let [xx, xy] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    xx += (x[i] - middle) ** 2;
    xy += (x[i] - middle) * (y[i] - level);
  }
  const slope = xy / xx;
  return { B: -2 * slope, lnF0: (level - slope * middle) / 2 };
}

export function sharpen(F: VolumeSpectrum, B: number, pixelSize: number): VolumeSpectrum {
  const [nz, ny, nx] = F.shape;
  const frequency = (i: number, n: number): number => (2 * i < n ? i : i - n) / (n * pixelSize);
  const re = F.re.slice();
  const im = F.im.slice();
  for (let z = 0, i = 0; z < nz; z++)
    for (let y = 0; y < ny; y++)
      for (let x = 0; x < nx; x++, i++) {
        const s2 = frequency(x, nx) ** 2 + frequency(y, ny) ** 2 + frequency(z, nz) ** 2;
        const factor = Math.exp((-B * s2) / 2);
        re[i] *= factor;
        im[i] *= factor;
      }
  return { shape: F.shape, re, im };
}

// canary 4cb21266c6f22710cbc799236dc11b47
