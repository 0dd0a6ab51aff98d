// Subtracts what the filter takes away: the volume minus its high-passed copy.
import { fourier, type Volume } from "@cryolab/lib";

/** Form of a cut: a step, half a cosine period, or a Gaussian. */
export type Edge = "hard" | "cosine" | "gaussian";

export function lowPass(
  volume: Volume,
  pixelSize: number,
  options: { readonly resolution: number; readonly edge?: Edge; readonly width?: number },
): Volume {
  const [, ny, nx] = volume.shape;
  const cut = 1 / options.resolution;
  const soft = options.edge === "cosine" ? (options.width ?? 0) : 0;
  const axes = volume.shape.map((n) => fourier.fftfreq(n, pixelSize));
  const F = fourier.fft(volume);
  const lost = (s: number) => {
    if (options.edge === "gaussian") return -Math.expm1(-Math.log(2) * (s / cut) ** 2);
    const t = soft === 0 ? (s > cut ? 1 : -1) : (2 * (s - cut)) / soft;
    if (t <= -1) return 0;
    return t >= 1 ? 1 : 0.5 + 0.5 * Math.sin((t * Math.PI) / 2);
  };
  for (let i = 0; i < F.re.length; i++) {
    const s = Math.hypot(axes[0][Math.floor(i / (nx * ny))], axes[1][Math.floor(i / nx) % ny], axes[2][i % nx]);
    F.re[i] *= lost(s);
    F.im[i] *= lost(s);
  }
  const high = fourier.ifft(F).re;
  return { shape: volume.shape, data: volume.data.map((v, i) => v - high[i]) };
}

// canary e8e47cd531bd2de739b81d3950b0476b
