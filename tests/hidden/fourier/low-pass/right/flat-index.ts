// One loop over flat indices; signed frequencies by hand, the cosine as a smooth function of a clamped t.
import { fourier, type Volume } from "@cryolab/lib";

/** Form of a cut: a step, half a cosine period, or a Gaussian. */
export type Edge = "hard" | "cosine" | "gaussian";

export function lowPass(
  volume: Volume,
  pixelSize: number,
  options: { readonly resolution: number; readonly edge?: Edge; readonly width?: number },
): Volume {
  const { shape } = volume;
  const { resolution, edge, width } = options;
  const F = fourier.fft(volume);
  const re = new Float64Array(F.re.length);
  const im = new Float64Array(F.re.length);
  for (let i = 0; i < re.length; i++) {
    let square = 0;
    let rest = i;
    for (const n of [...shape].reverse()) {
      const k = rest % n;
      rest = (rest - k) / n;
      const signed = 2 * k < n ? k : k - n;
      square += (signed / (n * pixelSize)) ** 2;
    }
    const x = Math.sqrt(square) * resolution;
    let g = x <= 1 ? 1 : 0;
    if (edge === "gaussian") g = 0.5 ** (x * x);
    else if (edge === "cosine" && width) {
      const t = Math.min(Math.max((x - 1) / (width * resolution) + 0.5, 0), 1);
      g = (1 + Math.cos(Math.PI * t)) / 2;
    }
    re[i] = g * F.re[i];
    im[i] = g * F.im[i];
  }
  return { shape, data: fourier.ifft({ shape, re, im }).re };
}

// canary af024f09dbe995d5af531791cd3fce18
