// Cuts the spectrum itself before the lens, which then has the coarse pixel; noise in a second pass.
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

export const simulateStack = (
  volume: Volume,
  pixelSize: number,
  options: {
    readonly poses: readonly Pose[];
    readonly optics: readonly Optics[];
    readonly n?: number;
    readonly snr?: number;
    readonly rng: Rng;
  },
): { images: ImageStack; poses: Pose[]; optics: Optics[] } => {
  const N = volume.shape[0];
  const n = options.n ?? N;
  const coarse = (pixelSize * N) / n;
  const m = options.poses.length;
  const data = new Float32Array(m * n * n);
  for (let i = 0; i < m; i++) {
    const { rotation, origin } = options.poses[i];
    const F = fourier.fft(fourier.ifftshift(forward.projectVolume(volume, rotation)));
    const c = optics.ctf2d([n, n], coarse, options.optics[i]).data;
    const G = { shape: [n, n] as const, re: new Float64Array(n * n), im: new Float64Array(n * n) };
    for (let at = 0; at < n * n; at++) {
      const [kx, ky] = [at % n, Math.floor(at / n)].map((k) => (k <= (n - 1) / 2 ? k : k - n));
      const from = ((ky + N) % N) * N + ((kx + N) % N);
      const phase = (2 * Math.PI * (kx * origin[0] + ky * origin[1])) / (n * coarse);
      const gain = c[at] * pixelSize * (n / N) ** 2;
      G.re[at] = gain * (F.re[from] * Math.cos(phase) - F.im[from] * Math.sin(phase));
      G.im[at] = gain * (F.re[from] * Math.sin(phase) + F.im[from] * Math.cos(phase));
    }
    data.set(fourier.fftshift({ shape: G.shape, data: fourier.ifft(G).re }).data, i * n * n);
  }
  if (options.snr !== undefined && options.snr !== Infinity) {
    let total = 0;
    for (let i = 0; i < m; i++) {
      const image = data.subarray(i * n * n, (i + 1) * n * n);
      let [sum, squares] = [0, 0];
      for (const v of image) [sum, squares] = [sum + v, squares + v * v];
      total += squares / image.length - (sum / image.length) ** 2;
    }
    const sigma = Math.sqrt(total / m / options.snr);
    for (let at = 0; at < data.length; at++) data[at] += sigma * random.normal(options.rng);
  }
  const poses = options.poses.map(
    ({ rotation, origin }): Pose => ({ rotation: rotation.slice(), origin: [origin[0], origin[1]] }),
  );
  return { images: { shape: [m, n, n], data }, poses, optics: options.optics.map((o) => Object.assign({}, o)) };
};

// canary 4eff5dcecf9d1092dccaefce98c1f055
