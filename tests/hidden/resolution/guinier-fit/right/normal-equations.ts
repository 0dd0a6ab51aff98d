// Normal equations of two unknowns; the factor as a product of three lists.
import { fourier, type VolumeSpectrum } from "@cryolab/lib";

export function guinierFit(
  power: Float64Array,
  pixelSize: number,
  options: { readonly n: number; readonly range: readonly [number, number] },
): { B: number; lnF0: number } {
  const side = options.n * pixelSize;
  const limits = options.range.map((d) => side / d);
  const [first, last] = [Math.min(...limits) - 1e-9, Math.max(...limits) + 1e-9];
  let [m, sx, sy, sxx, sxy] = [0, 0, 0, 0, 0];
  power.forEach((p, k) => {
    if (k === 0 || k < first || k > last || p <= 0) return;
    const x = k * k;
    const y = Math.log(p);
    m++;
    sx += x;
    sy += y;
    sxx += x * x;
    sxy += x * y;
  });
  const det = m * sxx - sx * sx;
  const slope = ((m * sxy - sx * sy) / det) * side * side;
  return { B: -2 * slope, lnF0: (sxx * sy - sx * sxy) / det / 2 };
}

export function sharpen(F: VolumeSpectrum, B: number, pixelSize: number): VolumeSpectrum {
  const [gz, gy, gx] = F.shape.map((n) => fourier.fftfreq(n, pixelSize).map((s) => Math.exp((-B * s * s) / 4)));
  const factor = Array.from(gz).flatMap((a) => Array.from(gy).flatMap((b) => Array.from(gx, (c) => a * b * c)));
  return { shape: F.shape, re: F.re.map((v, i) => v * factor[i]), im: F.im.map((v, i) => v * factor[i]) };
}

// canary 0ae7719d56e8250c04246b96456c7d6c
