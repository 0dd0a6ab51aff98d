// Each axis corrected on its own, phases turned on the finished map, samples with their Friedel mates.
import * as cryo from "@cryolab/lib";

export function reconstruct3d(
  images: cryo.ImageStack,
  rotations: cryo.Rotations,
  options: { readonly ctfs?: readonly cryo.Image[]; readonly snr: number },
): cryo.Volume {
  const [m, n] = images.shape;
  const half = Math.floor(n / 2);
  const size = n * n * n;
  const F = { shape: [n, n, n] as const, re: new Float64Array(size), im: new Float64Array(size) };
  const weight = new Float64Array(size).fill(1 / options.snr);
  const index = (k: number): number => ((k % n) + n) % n;
  const add = (p: readonly number[], value: readonly [number, number], c: number): void => {
    const [x0, y0, z0] = p.map(Math.floor);
    for (const z of [z0, z0 + 1])
      for (const y of [y0, y0 + 1])
        for (const x of [x0, x0 + 1]) {
          const w = (1 - Math.abs(p[0] - x)) * (1 - Math.abs(p[1] - y)) * (1 - Math.abs(p[2] - z));
          const at = (index(z) * n + index(y)) * n + index(x);
          F.re[at] += w * c * value[0];
          F.im[at] += w * c * value[1];
          weight[at] += w * c * c;
        }
  };
  for (let i = 0; i < m; i++) {
    const image = new Float64Array(n * n);
    for (let p = 0; p < n * n; p++) image[p] = images.data[i * n * n + p];
    const { re, im } = cryo.fourier.centredFft({ shape: [n, n], data: image });
    const [a, b, , c, d, , e, f] = rotations.data.subarray(9 * i, 9 * i + 9);
    for (let j = 0; j < n * n; j++) {
      const [kx, ky] = [(j % n) - half, Math.floor(j / n) - half];
      const p = [a * kx + b * ky, c * kx + d * ky, e * kx + f * ky];
      if (p.some((v) => Math.abs(v) > half + 1e-9)) continue;
      const lens = options.ctfs?.[i].data[index(ky) * n + index(kx)] ?? 1;
      add(p, [re[j], im[j]], lens);
    }
  }
  const divide = (v: Float64Array): Float64Array => v.map((value, k) => value / weight[k]);
  const centred = cryo.fourier.fftshift({ shape: F.shape, re: divide(F.re), im: divide(F.im) });
  const { re: data } = cryo.fourier.centredIfft(centred);
  for (const stride of [1, n, n * n])
    for (let v = 0; v < size; v++) {
      const t = (Math.PI * ((Math.floor(v / stride) % n) - half)) / n;
      if (t !== 0) data[v] *= (t / Math.sin(t)) ** 2;
    }
  return { shape: [n, n, n], data };
}

// canary 9feb6ea476f64f8ee4a95412ce21db80
