// The noise goes through the lens and the crop with the signal.
import {
  forward,
  fourier,
  type Image,
  type ImageStack,
  optics as lenses,
  type Optics,
  type Pose,
  type Rng,
  random,
  type Volume,
} from "@cryolab/lib";

export interface StackOptions {
  readonly poses: readonly Pose[];
  readonly optics: readonly Optics[];
  readonly n?: number;
  readonly snr?: number;
  readonly rng: Rng;
}

export function simulateStack(
  volume: Volume,
  pixelSize: number,
  options: StackOptions,
): { images: ImageStack; poses: Pose[]; optics: Optics[] } {
  const side = volume.shape[0];
  const { n = side, snr = Infinity, rng } = options;
  const clean = options.poses.map((pose, i) => seen(volume, pixelSize, pose, options.optics[i], n, snr, rng));
  const data = new Float32Array(clean.length * n * n);
  for (const [i, image] of clean.entries()) for (let p = 0; p < n * n; p++) data[i * n * n + p] = image.data[p];
  return {
    images: { shape: [clean.length, n, n], data },
    poses: options.poses.map((pose) => ({
      rotation: Float64Array.from(pose.rotation),
      origin: [...pose.origin] as const,
    })),
    optics: options.optics.map((lens) => ({ ...lens })),
  };
}

/** One image without noise. */
function seen(volume: Volume, pixelSize: number, pose: Pose, lens: Optics, n: number, snr: number, rng: Rng): Image {
  const bare = forward.projectVolume(volume, pose.rotation);
  const grain = Math.sqrt(spread(bare.data) / snr);
  const shadow = { shape: bare.shape, data: bare.data.map((v) => v + (grain > 0 ? grain * random.normal(rng) : 0)) };
  const [x, y] = pose.origin;
  const moved = fourier.fourierShift(fourier.fft(shadow), [-x / pixelSize, -y / pixelSize]);
  const ctf = lenses.ctf2d(shadow.shape, pixelSize, lens);
  const through = (part: Float64Array) => part.map((v, k) => v * pixelSize * ctf.data[k]);
  const image = fourier.ifft({ shape: shadow.shape, re: through(moved.re), im: through(moved.im) }).re;
  return fourier.fourierCrop({ shape: shadow.shape, data: image }, n, pixelSize).image;
}

/** Mean square distance from the mean. */
function spread(values: Float64Array): number {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length;
}

// canary 6f19be962150807681c9a93fd8b03bff
