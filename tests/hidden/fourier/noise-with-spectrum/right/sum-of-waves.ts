// No transform: a sum of cosines with normal or fixed weights, one for each pair of frequencies.
import { type RealArray, type Rng, random, type Shape } from "@cryolab/lib";

/** What varies from draw to draw: amplitude and phase, or the phase alone. */
export type NoiseAmplitude = "gaussian" | "fixed";

export function noiseWithSpectrum<S extends Shape>(
  shape: S,
  psd: (s: number) => number,
  options: { readonly pixelSize: number; readonly amplitude?: NoiseAmplitude; readonly rng: Rng },
): RealArray<S> {
  const N = shape.reduce((p, n) => p * n, 1);
  const places = (flat: number) => {
    const list: number[] = [];
    for (const n of [...shape].reverse()) {
      list.unshift(flat % n);
      flat = Math.floor(flat / n);
    }
    return list;
  };
  const data = new Float64Array(N);
  for (let i = 0; i < N; i++) {
    const k = places(i);
    const mate = k.reduce((at, v, axis) => at * shape[axis] + ((shape[axis] - v) % shape[axis]), 0);
    if (mate > i) continue;
    const s = Math.hypot(...k.map((v, axis) => Math.min(v, shape[axis] - v) / shape[axis] / options.pixelSize));
    const scale = Math.sqrt(psd(s) / N);
    let [a, b] = [random.normal(options.rng), random.normal(options.rng)];
    if (options.amplitude === "fixed") {
      const size = mate === i ? 1 : Math.hypot(a, b) / Math.SQRT2;
      [a, b] = mate === i ? [1, 0] : [a / size, b / size];
    }
    for (let j = 0; j < N; j++) {
      const x = places(j);
      const angle = 2 * Math.PI * k.reduce((sum, v, axis) => sum + ((v * x[axis]) % shape[axis]) / shape[axis], 0);
      data[j] +=
        mate === i ? scale * a * Math.cos(angle) : scale * Math.SQRT2 * (a * Math.cos(angle) + b * Math.sin(angle));
    }
  }
  return { shape, data };
}

// canary 88f4a4f594717d5ea99cc5a7f26a7aa4
