// Places, neighbours and sums in one loop of its own; sinc² as a table.
import { fourier, type Image, type ImageStack, type Rotations, type Volume } from "@cryolab/lib";

export function reconstruct3d(
  images: ImageStack,
  rotations: Rotations,
  { ctfs, snr }: { readonly ctfs?: readonly Image[]; readonly snr: number },
): Volume {
  const n = images.shape[1];
  const shape = [n, n, n] as const;
  const [re, im, weight] = [0, 1, 2].map(() => new Float64Array(n ** 3));
  for (let i = 0; i < images.shape[0]; i++) {
    const R = rotations.data.subarray(9 * i);
    const F = fourier.fft(
      fourier.ifftshift({ shape: [n, n], data: new Float64Array(images.data.subarray(i * n * n, i * n * n + n * n)) }),
    );
    for (let s = 0; s < n * n; s++) {
      const [kx, ky] = [s % n, Math.floor(s / n)].map((k) => (2 * k < n ? k : k - n));
      const c = ctfs?.[i].data[s] ?? 1;
      for (const [z, wz] of around(R[6] * kx + R[7] * ky, n))
        for (const [y, wy] of around(R[3] * kx + R[4] * ky, n))
          for (const [x, wx] of around(R[0] * kx + R[1] * ky, n)) {
            const [at, w] = [(z * n + y) * n + x, c * wx * wy * wz];
            re[at] += w * F.re[s];
            im[at] += w * F.im[s];
            weight[at] += w * c;
          }
    }
  }
  for (let k = 0; k < weight.length; k++) {
    const below = weight[k] + 1 / snr;
    re[k] = below > 0 ? re[k] / below : 0;
    im[k] = below > 0 ? im[k] / below : 0;
  }
  const out = fourier.fftshift({ shape, data: fourier.ifft({ shape, re, im }).re }).data;
  const rise = Array.from({ length: n }, (_, i) => {
    const t = (Math.PI * (i - Math.floor(n / 2))) / n;
    return t === 0 ? 1 : (t / Math.sin(t)) ** 2;
  });
  for (let i = 0; i < out.length; i++)
    out[i] *= rise[i % n] * rise[Math.floor(i / n) % n] * rise[Math.floor(i / n ** 2)];
  return { shape, data: out };
}

/** What is around a place on one axis: indices and weights, none if the place is beyond the grid. */
function around(v: number, n: number): [index: number, weight: number][] {
  if (Math.abs(v) > Math.floor(n / 2) + 1e-9) return [];
  const k = Math.floor(v);
  return [
    [(k + n) % n, k + 1 - v],
    [(k + 1 + n) % n, v - k],
  ];
}

// canary 752df4445ad8807ca18614f00adba326
