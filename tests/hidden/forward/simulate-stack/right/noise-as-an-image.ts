// Noise images first in a stack of their own, scaled to the ratio by their own measured variance.
import {
  forward,
  fourier,
  type ImageStack,
  type Optics,
  optics,
  type Pose,
  type Rng,
  random,
  type Volume,
} from "@cryolab/lib";

type Options = { poses: readonly Pose[]; optics: readonly Optics[]; n?: number; snr?: number; rng: Rng };

const variance = (a: ArrayLike<number>): number => {
  const values = Array.from(a);
  const mean = values.reduce((s, v) => s + v, 0) / values.length;
  return values.reduce((s, v) => s + (v - mean) * (v - mean), 0) / values.length;
};

export function simulateStack(
  volume: Volume,
  pixelSize: number,
  options: Options,
): { images: ImageStack; poses: Pose[]; optics: Optics[] } {
  const signals = options.poses.map(({ rotation, origin: [ox, oy] }, i) => {
    const P = forward.projectVolume(volume, rotation);
    const H = optics.ctf2d(P.shape, pixelSize, options.optics[i]).data;
    const F = fourier.fft({ shape: P.shape, data: P.data.map((v) => v * pixelSize) });
    const lensed = { shape: F.shape, re: F.re.map((v, k) => v * H[k]), im: F.im.map((v, k) => v * H[k]) };
    const moved = fourier.fourierShift(lensed, [-ox / pixelSize, -oy / pixelSize]);
    const image = { shape: P.shape, data: fourier.ifft(moved).re };
    return options.n === undefined ? image : fourier.fourierCrop(image, options.n, pixelSize).image;
  });
  const n = options.n ?? volume.shape[0];
  const noises = signals.map((image) => image.data.map(() => (options.snr ? random.normal(options.rng) : 0)));
  const sum = (list: readonly Float64Array[]) => list.reduce((s, a) => s + variance(a), 0);
  const ratio = options.snr ? sum(signals.map((s) => s.data)) / (options.snr * sum(noises)) : 0;
  const data = new Float32Array(signals.length * n * n);
  for (const [i, { data: signal }] of signals.entries())
    data.set(
      signal.map((v, p) => v + Math.sqrt(ratio) * noises[i][p]),
      i * n * n,
    );
  return {
    images: { shape: [signals.length, n, n], data },
    poses: options.poses.map((pose) => ({ ...pose, rotation: new Float64Array(pose.rotation) })),
    optics: [...options.optics],
  };
}

// canary 6b741572be8d9bc6a507e972db79af8c
