// The image is four times too strong, as if the grid had n² places.
import { fourier, type Image, type LineSpectrum, sampling } from "@cryolab/lib";

export function reconstructFromLines(lines: readonly LineSpectrum[], angles: Float64Array, n: number): Image {
  const N = 2 * n;
  const [re, im, weight] = [0, 1, 2].map(() => new Float64Array(N * N));
  for (const [i, L] of lines.entries()) {
    const shadow = fourier.fftshift({ shape: L.shape, data: fourier.ifft(L).re });
    const finer = fourier.fft(fourier.ifftshift(sampling.pad(shadow, [N])));
    for (let j = 0; j < N; j++) {
      const k = j < n ? j : j - N;
      const [x, y] = [tidy(k * Math.cos(angles[i])), tidy(k * Math.sin(angles[i]))];
      if (Math.max(x, y) > n - 1) continue;
      const [x0, y0] = [Math.floor(x), Math.floor(y)];
      for (const [kx, ky] of [
        [x0, y0],
        [x0 + 1, y0],
        [x0, y0 + 1],
        [x0 + 1, y0 + 1],
      ]) {
        const share = (1 - Math.abs(x - kx)) * (1 - Math.abs(y - ky));
        if (share === 0) continue;
        const at = ((ky + N) % N) * N + ((kx + N) % N);
        re[at] += share * finer.re[j];
        im[at] += share * finer.im[j];
        weight[at] += share;
      }
    }
  }
  for (const part of [re, im]) for (const [at, v] of part.entries()) part[at] = weight[at] === 0 ? 0 : v / weight[at];
  const picture = fourier.fftshift({
    shape: [N, N] as const,
    data: fourier.ifft({ shape: [N, N] as const, re, im }).re,
  });
  const small = sampling.crop(picture, [n, n]);
  const c = Math.floor(n / 2);
  const fall = (i: number) => (i === c ? 1 : Math.sin((Math.PI * (i - c)) / N) / ((Math.PI * (i - c)) / N)) ** 2;
  return { shape: [n, n], data: small.data.map((v, i) => (4 * v) / (fall(i % n) * fall(Math.floor(i / n)))) };
}

/** cos 90° is 6e-17: rounding must not move a sample off its frequency. */
function tidy(v: number): number {
  return Math.abs(v - Math.round(v)) < 1e-9 ? Math.round(v) : v;
}

// canary e2220b87a9d04068c0bc82b287d3ddd8
