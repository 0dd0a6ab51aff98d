// Slices of the spectrum of a box twice as wide; one σ an image.
import {
  forward,
  fourier,
  type ImageStack,
  type Optics,
  optics,
  type Pose,
  type Rng,
  random,
  sampling,
  type Volume,
} from "@cryolab/lib";

interface Options {
  readonly poses: readonly Pose[];
  readonly optics: readonly Optics[];
  readonly n?: number;
  readonly snr?: number;
  readonly rng: Rng;
}

export function simulateStack(
  volume: Volume,
  pixelSize: number,
  { poses, optics: lenses, n = volume.shape[0], snr, rng }: Options,
): { images: ImageStack; poses: Pose[]; optics: Optics[] } {
  const N = volume.shape[0];
  const wide = fourier.fft(fourier.ifftshift(sampling.pad(volume, [2 * N, 2 * N, 2 * N])));
  const stack: number[] = [];
  for (const [i, pose] of poses.entries()) {
    const slice = forward.centralSlice(wide, pose.rotation);
    const box = fourier.fftshift({ shape: slice.shape, data: fourier.ifft(slice).re });
    const shadow = sampling.crop(box, [N, N]);
    const F = fourier.fft(shadow);
    const lens = optics.ctf2d([N, N], pixelSize, lenses[i]).data;
    for (let k = 0; k < N * N; k++) {
      const [kx, ky] = [k % N, Math.floor(k / N)].map((v) => (2 * v < N ? v : v - N));
      const turn = (2 * Math.PI * (kx * pose.origin[0] + ky * pose.origin[1])) / (N * pixelSize);
      const [c, s] = [Math.cos(turn) * lens[k] * pixelSize, Math.sin(turn) * lens[k] * pixelSize];
      [F.re[k], F.im[k]] = [F.re[k] * c - F.im[k] * s, F.re[k] * s + F.im[k] * c];
    }
    const { image } = fourier.fourierCrop({ shape: [N, N], data: fourier.ifft(F).re }, n, pixelSize);
    const mean = image.data.reduce((a, b) => a + b) / image.data.length;
    const power = image.data.reduce((a, b) => a + (b - mean) ** 2, 0) / image.data.length;
    for (const v of image.data) stack.push(snr === undefined ? v : v + Math.sqrt(power / snr) * random.normal(rng));
  }
  return {
    images: { shape: [poses.length, n, n], data: Float32Array.from(stack) },
    poses: structuredClone(poses) as Pose[],
    optics: structuredClone(lenses) as Optics[],
  };
}

// canary 7b426f92de5ca899db0f5ffac758fd05
