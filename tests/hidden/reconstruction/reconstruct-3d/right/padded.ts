// Images padded twofold, so that the spectrum is read half a frequency apart; the CTF between its samples as the spectrum of its kernel.
import {
  fourier,
  type Image,
  type ImageStack,
  type Rotations,
  reconstruction,
  sampling,
  type Volume,
} from "@cryolab/lib";

type Options = { readonly ctfs?: readonly Image[]; readonly snr: number };

export function reconstruct3d(images: ImageStack, rotations: Rotations, options: Options): Volume {
  const [m, n] = images.shape;
  const N = 2 * n;
  const wide = (image: Image) => fourier.fft(fourier.ifftshift(sampling.pad(image, [N, N])));
  let grid = reconstruction.sliceGrid(N);
  for (let i = 0; i < m; i++) {
    const image: Image = { shape: [n, n], data: Float64Array.from(images.data.slice(i * n * n, (i + 1) * n * n)) };
    const view = { rotation: rotations.data.slice(9 * i, 9 * i + 9) };
    if (!options.ctfs) {
      grid = reconstruction.insertSlice(grid, wide(image), view);
      continue;
    }
    const { data } = options.ctfs[i];
    // straight lines between the frequencies of the lens
    const fine = new Float64Array(N * N);
    const signed = (k: number) => (2 * k < N ? k : k - N) / 2;
    const at = (kx: number, ky: number) => data[((ky + n) % n) * n + ((kx + n) % n)];
    for (let s = 0; s < N * N; s++) {
      const [x, y] = [signed(s % N), signed(Math.floor(s / N))];
      const [i0, j0] = [Math.floor(x), Math.floor(y)];
      const row = (j: number) => (x === i0 ? at(i0, j) : (at(i0, j) + at(i0 + 1, j)) / 2);
      fine[s] = y === j0 ? row(j0) : (row(j0) + row(j0 + 1)) / 2;
    }
    grid = reconstruction.insertSlice(grid, wide(image), { ...view, ctf: { shape: [N, N], data: fine } });
  }
  const below = grid.weight.data.map((w) => w + 1 / options.snr);
  const quotient = (part: Float64Array) => part.map((v, k) => (below[k] === 0 ? 0 : v / below[k]));
  const shape = [N, N, N] as const;
  const f = fourier.ifft({ shape, re: quotient(grid.sum.re), im: quotient(grid.sum.im) }).re;
  const small = sampling.crop(fourier.fftshift({ shape, data: f }), [n, n, n]);
  const c = Math.floor(n / 2);
  const sinc = (x: number) => (x === 0 ? 1 : Math.sin((Math.PI * x) / N) / ((Math.PI * x) / N));
  const data = small.data.map((v, i) => {
    const product = sinc((i % n) - c) * sinc((Math.floor(i / n) % n) - c) * sinc(Math.floor(i / n / n) - c);
    return v / product ** 2;
  });
  return { shape: [n, n, n], data };
}

// canary 72465303d4a5396fc6dbff9b5abc387f
