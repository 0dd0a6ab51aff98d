// Running means and products, one shell at a time; sharpening axis by axis.
import type { VolumeSpectrum } from "@cryolab/lib";

export function guinierFit(
  power: Float64Array,
  pixelSize: number,
  options: { readonly n: number; readonly range: readonly [number, number] },
): { B: number; lnF0: number } {
  const [low, high] = options.range[0] > options.range[1] ? [options.range[1], options.range[0]] : options.range;
  let [count, mx, my, cxx, cxy] = [0, 0, 0, 0, 0];
  for (let k = power.length - 1; k > 0; k--) {
    const s = k / options.n / pixelSize;
    if (power[k] === 0 || s * high < 1 - 1e-10 || s * low > 1 + 1e-10) continue;
    count++;
    const dx = s * s - mx;
    mx += dx / count;
    const y = Math.log(power[k]);
    cxy += dx * (y - my) * (1 - 1 / count);
    my += (y - my) / count;
    cxx += dx * (s * s - mx);
  }
  const slope = cxy / cxx;
  return { B: -2 * slope, lnF0: 0.5 * (my - slope * mx) };
}

export function sharpen(F: VolumeSpectrum, B: number, pixelSize: number): VolumeSpectrum {
  const parts = [Float64Array.from(F.re), Float64Array.from(F.im)];
  let stride = 1;
  for (let axis = 2; axis >= 0; axis--) {
    const n = F.shape[axis];
    for (const part of parts)
      for (let i = 0; i < part.length; i++) {
        const k = Math.floor(i / stride) % n;
        const s = (k < n / 2 ? k : k - n) / n / pixelSize;
        part[i] *= Math.exp(-B * (s / 2) ** 2);
      }
    stride *= n;
  }
  return { shape: F.shape, re: parts[0], im: parts[1] };
}

// canary 756faeb9b815acd821b6cec76863784f
