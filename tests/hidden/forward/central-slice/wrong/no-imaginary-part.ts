// The imaginary part is left out.
import type { ImageSpectrum, Rotation, VolumeSpectrum } from "@cryolab/lib";

export function centralSlice(F: VolumeSpectrum, R: Rotation): ImageSpectrum {
  const n = F.shape[0];
  const half = Math.floor(n / 2);
  const limit = half + 1e-9; // cos 90° is 6e-17: rounding must not push Nyquist outside
  const re = new Float64Array(n * n);
  const im = new Float64Array(n * n);
  for (let j = 0; j < n; j++)
    for (let i = 0; i < n; i++) {
      const kx = i < n - half ? i : i - n;
      const ky = j < n - half ? j : j - n;
      const x = R[0] * kx + R[1] * ky;
      const y = R[3] * kx + R[4] * ky;
      const z = R[6] * kx + R[7] * ky;
      if (Math.abs(x) > limit || Math.abs(y) > limit || Math.abs(z) > limit) continue;
      const [x0, y0, z0] = [Math.floor(x), Math.floor(y), Math.floor(z)];
      for (let corner = 0; corner < 8; corner++) {
        const [a, b, c] = [x0 + (corner & 1), y0 + ((corner >> 1) & 1), z0 + (corner >> 2)];
        const w = (1 - Math.abs(x - a)) * (1 - Math.abs(y - b)) * (1 - Math.abs(z - c));
        const at = (wrapped(c, n) * n + wrapped(b, n)) * n + wrapped(a, n);
        re[j * n + i] += w * F.re[at];
      }
    }
  return { shape: [n, n], re, im };
}

/** The index of frequency k. */
function wrapped(k: number, n: number): number {
  return ((k % n) + n) % n;
}

// canary d543570ac2b3af7691c0aa9ebbf462f0
