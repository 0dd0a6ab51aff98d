// Takes the sign of the CTF for the CTF.
import { fourier, type Image, type ImageStack, type Rotations, reconstruction, type Volume } from "@cryolab/lib";

export interface ReconstructOptions {
  readonly ctfs?: readonly Image[];
  readonly snr: number;
}

export function reconstruct3d(images: ImageStack, rotations: Rotations, options: ReconstructOptions): Volume {
  const [m, n] = images.shape;
  const c = Math.floor(n / 2);
  let grid = reconstruction.sliceGrid(n);
  for (let view = 0; view < m; view++) {
    const pixels = images.data.slice(view * n * n, view * n * n + n * n);
    const slice = fourier.fft(fourier.ifftshift({ shape: [n, n] as const, data: Float64Array.from(pixels) }));
    const rotation = rotations.data.slice(9 * view, 9 * view + 9);
    const lens = options.ctfs ? { ctf: { shape: [n, n] as const, data: options.ctfs[view].data.map(Math.sign) } } : {};
    grid = reconstruction.insertSlice(grid, slice, { rotation, ...lens });
  }
  const { sum, weight } = grid;
  const floor = 1 / options.snr;
  const divided = (part: Float64Array) => part.map((v, k) => (v === 0 ? 0 : v / (weight.data[k] + floor)));
  const F = { shape: sum.shape, re: divided(sum.re), im: divided(sum.im) };
  const map = fourier.fftshift({ shape: F.shape, data: fourier.ifft(F).re });
  const sinc = (t: number) => (t === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t));
  const fall = (i: number) => sinc((i - c) / n) ** 2;
  const data = map.data.map((v, i) => v / (fall(i % n) * fall(Math.floor(i / n) % n) * fall(Math.floor(i / n / n))));
  return { shape: [n, n, n], data };
}

// canary 0c4882cd802c99cf0a2cc591f8c046a2
