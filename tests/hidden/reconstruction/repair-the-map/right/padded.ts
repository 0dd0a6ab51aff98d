// A grid of twice the side, the image padded; c² read between its samples.
import * as cryo from "@cryolab/lib";

export function reconstruct3d(
  images: cryo.ImageStack,
  rotations: cryo.Rotations,
  options: { readonly ctfs?: readonly cryo.Image[]; readonly snr: number },
): cryo.Volume {
  const [m, n] = images.shape;
  const N = 2 * n;
  const signed = (i: number, side: number): number => (2 * i < side ? i : i - side);
  const re = new Float64Array(N ** 3);
  const im = new Float64Array(N ** 3);
  const weight = new Float64Array(N ** 3);
  for (let i = 0; i < m; i++) {
    let image: cryo.Image = {
      shape: [n, n],
      data: Float64Array.from(images.data.subarray(i * n * n, (i + 1) * n * n)),
    };
    const c = options.ctfs?.[i].data;
    if (c !== undefined) {
      const F = cryo.fourier.fft(image);
      const by = (v: Float64Array): Float64Array => v.map((value, k) => value * c[k]);
      image = { shape: [n, n], data: cryo.fourier.ifft({ shape: F.shape, re: by(F.re), im: by(F.im) }).re };
    }
    const slice = cryo.fourier.fft(cryo.fourier.ifftshift(cryo.sampling.pad(image, [N, N])));
    const R = rotations.data.subarray(9 * i, 9 * i + 9);
    for (let ky = -n; ky < n; ky++)
      for (let kx = -n; kx < n; kx++) {
        const [px, py, pz] = [R[0] * kx + R[1] * ky, R[3] * kx + R[4] * ky, R[6] * kx + R[7] * ky];
        if (Math.abs(px) >= n || Math.abs(py) >= n || Math.abs(pz) >= n) continue;
        const square = c === undefined ? 1 : between(c, n, kx / 2, ky / 2);
        const from = ((ky + N) % N) * N + ((kx + N) % N);
        const [x0, y0, z0] = [Math.floor(px), Math.floor(py), Math.floor(pz)];
        for (let z = z0; z <= z0 + 1; z++)
          for (let y = y0; y <= y0 + 1; y++)
            for (let x = x0; x <= x0 + 1; x++) {
              const w = (1 - Math.abs(x - px)) * (1 - Math.abs(y - py)) * (1 - Math.abs(z - pz));
              const at = (((z + N) % N) * N + ((y + N) % N)) * N + ((x + N) % N);
              re[at] += w * slice.re[from];
              im[at] += w * slice.im[from];
              weight[at] += w * square;
            }
      }
  }
  for (let k = 0; k < re.length; k++) {
    re[k] /= weight[k] + 1 / options.snr;
    im[k] /= weight[k] + 1 / options.snr;
  }
  const wide = cryo.fourier.fftshift({
    shape: [N, N, N] as const,
    data: cryo.fourier.ifft({ shape: [N, N, N], re, im }).re,
  });
  const map = cryo.sampling.crop(wide, [n, n, n]);
  const fall = Array.from({ length: n }, (_, j) => {
    const t = signed((j - Math.floor(n / 2) + n) % n, n) === 0 ? 0 : (Math.PI * (j - Math.floor(n / 2))) / N;
    return t === 0 ? 1 : (Math.sin(t) / t) ** 2;
  });
  return {
    shape: [n, n, n],
    data: map.data.map((v, j) => v / fall[j % n] / fall[Math.floor(j / n) % n] / fall[Math.floor(j / n / n)]),
  };
}

/** c² at a frequency between those of the grid. */
function between(c: Float64Array, n: number, kx: number, ky: number): number {
  const [x, y] = [Math.floor(kx), Math.floor(ky)];
  const at = (i: number, j: number): number => c[((j + n) % n) * n + ((i + n) % n)] ** 2;
  const [fx, fy] = [kx - x, ky - y];
  return (1 - fy) * ((1 - fx) * at(x, y) + fx * at(x + 1, y)) + fy * ((1 - fx) * at(x, y + 1) + fx * at(x + 1, y + 1));
}

// canary d7649da5836dfbb02a82659384539884
