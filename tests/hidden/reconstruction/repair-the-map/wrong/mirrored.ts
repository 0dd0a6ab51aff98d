// The hand is lost: z with the other sign.
import * as cryo from "@cryolab/lib";

/** The spectrum of the map while it is filled. */
interface Grid {
  readonly n: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly weight: Float64Array;
}

/** One image: its spectrum, where it lies, and its lens. */
interface Slice {
  readonly F: cryo.ImageSpectrum;
  readonly R: Float64Array;
  readonly ctf: Float64Array | undefined;
}

/**
 * A map from projections in known views. It runs, and a ball comes out as a ball.
 *
 * F = Σ w c F_i/(Σ w c² + 1/snr), then the gridding correction
 *
 * @param images - projections (sums of voxels), origin at floor(n/2), shape [m, n, n]
 * @param rotations - R of each: image i lies in the plane R (kx, ky, 0)
 * @param options - `snr`, and `ctfs` of n × n
 * @returns map, shape [n, n, n]
 */
export function reconstruct3d(
  images: cryo.ImageStack,
  rotations: cryo.Rotations,
  options: { readonly ctfs?: readonly cryo.Image[]; readonly snr: number },
): cryo.Volume {
  const [m, n] = images.shape;
  const grid: Grid = {
    n,
    re: new Float64Array(n ** 3),
    im: new Float64Array(n ** 3),
    weight: new Float64Array(n ** 3),
  };
  const slices = Array.from({ length: m }, (_, i): Slice => {
    const pixels = Float64Array.from(images.data.subarray(i * n * n, (i + 1) * n * n));
    const F = aboutCentre(cryo.fourier.fft({ shape: [n, n], data: pixels }));
    return { F, R: rotations.data.subarray(9 * i, 9 * i + 9), ctf: options.ctfs?.[i].data };
  });
  for (let corner = 0; corner < 8; corner++) fill(grid, slices, corner);
  return flattened(mapOf(grid, options.snr));
}

/** Index i as a frequency: 0, 1, … and then the negative ones. */
const signed = (i: number, n: number): number => (2 * i < n ? i : i - n);

/** A spectrum with its phases about the centre of the image in place of its corner. */
function aboutCentre({ shape, re, im }: cryo.ImageSpectrum): cryo.ImageSpectrum {
  const n = shape[0];
  const centre = Math.floor(n / 2);
  const phase = re.map((_, k) => (2 * Math.PI * centre * (signed(k % n, n) + signed(Math.floor(k / n), n))) / n);
  return {
    shape,
    re: re.map((v, k) => v * Math.cos(phase[k]) - im[k] * Math.sin(phase[k])),
    im: im.map((v, k) => v * Math.cos(phase[k]) + re[k] * Math.sin(phase[k])),
  };
}

/** Puts all slices into the grid: every sample goes to one of the eight places around it, that of this corner. */
function fill(grid: Grid, slices: readonly Slice[], corner: number): void {
  const { n, re, im, weight } = grid;
  for (const { F, R, ctf } of slices)
    for (let k = 0; k < n * n; k++) {
      const [kx, ky] = [signed(k % n, n), signed(Math.floor(k / n), n)];
      const [px, py, pz] = [R[0] * kx + R[1] * ky, R[3] * kx + R[4] * ky, -R[6] * kx - R[7] * ky];
      if (Math.max(Math.abs(px), Math.abs(py), Math.abs(pz)) > Math.floor(n / 2) + 1e-9) continue;
      const x = Math.floor(px) + (corner & 1);
      const y = Math.floor(py) + ((corner >> 1) & 1);
      const z = Math.floor(pz) + (corner >> 2);
      const w = (1 - Math.abs(x - px)) * (1 - Math.abs(y - py)) * (1 - Math.abs(z - pz));
      if (w === 0) continue;
      const c = ctf === undefined ? 1 : ctf[k];
      const at = (((z + n) % n) * n + ((y + n) % n)) * n + ((x + n) % n);
      re[at] += w * c * F.re[k];
      im[at] += w * c * F.im[k];
      weight[at] += w * c ** 2;
    }
}

/** The transform of what the grid holds, its origin in the middle. */
function mapOf({ n, re, im, weight }: Grid, snr: number): cryo.Volume {
  const by = weight.map((v) => v + 1 / snr);
  const F = { shape: [n, n, n] as const, re: re.map((v, k) => v / by[k]), im: im.map((v, k) => v / by[k]) };
  return cryo.fourier.fftshift({ shape: F.shape, data: cryo.fourier.ifft(F).re });
}

/** Takes away what trilinear weights do to a map: it falls off like sinc² from its middle. */
function flattened({ shape, data }: cryo.Volume): cryo.Volume {
  const n = shape[0];
  const fall = Float64Array.from({ length: n }, (_, i) => {
    const t = (Math.PI * (i - Math.floor(n / 2))) / n;
    return t === 0 ? 1 : (Math.sin(t) / t) ** 2;
  });
  return {
    shape,
    data: data.map((v, i) => v / (fall[i % n] * fall[Math.floor(i / n) % n] * fall[Math.floor(i / (n * n))])),
  };
}

// canary 5f5127e54f1640a423a72441aa81210c
