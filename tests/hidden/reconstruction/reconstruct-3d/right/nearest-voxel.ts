// Every sample goes whole to the nearest frequency.
import { fourier, type Image, type ImageStack, type Rotations, type Volume } from "@cryolab/lib";

interface Options {
  readonly ctfs?: readonly Image[];
  readonly snr: number;
}

export const reconstruct3d = (images: ImageStack, rotations: Rotations, options: Options): Volume => {
  const [m, n] = images.shape;
  const shape = [n, n, n] as const;
  const sum = { shape, re: new Float64Array(n ** 3), im: new Float64Array(n ** 3) };
  const weight = new Float64Array(n ** 3).fill(1 / options.snr);
  for (let i = 0; i < m; i++) {
    const data = Float64Array.from(images.data.subarray(i * n * n, i * n * n + n * n));
    const F = fourier.fft(fourier.ifftshift({ shape: [n, n] as const, data }));
    for (let s = 0; s < n * n; s++) {
      const [kx, ky] = [s % n, Math.floor(s / n)].map((k) => (2 * k < n ? k : k - n));
      const k = [0, 3, 6].map((row) =>
        Math.round(rotations.data[9 * i + row] * kx + rotations.data[9 * i + row + 1] * ky),
      );
      if (k.some((v) => Math.abs(v) > n / 2)) continue;
      const [x, y, z] = k.map((v) => (v + n) % n);
      const c = options.ctfs ? options.ctfs[i].data[s] : 1;
      sum.re[(z * n + y) * n + x] += c * F.re[s];
      sum.im[(z * n + y) * n + x] += c * F.im[s];
      weight[(z * n + y) * n + x] += c * c;
    }
  }
  for (const part of [sum.re, sum.im]) for (let k = 0; k < n ** 3; k++) if (weight[k] > 0) part[k] /= weight[k];
  const f = fourier.fftshift({ shape, data: fourier.ifft(sum).re }).data;
  const sinc = (t: number) => (t === 0 ? 1 : Math.sin(t) / t);
  const along = (i: number) => sinc((Math.PI * (i - (n >> 1))) / n) ** -2;
  return {
    shape,
    data: f.map((v, i) => v * along(i % n) * along(Math.floor(i / n) % n) * along(Math.floor(i / n / n))),
  };
};

// canary 53d7f998bf252ea4961ef01e87c746fb
