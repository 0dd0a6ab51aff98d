// Odd sides: half of the plane, the other half by conjugation; even sides: all of it.
import type { ImageSpectrum, Rotation, VolumeSpectrum } from "@cryolab/lib";

export function centralSlice(F: VolumeSpectrum, R: Rotation): ImageSpectrum {
  const n = F.shape[2];
  const re = new Float64Array(n * n);
  const im = new Float64Array(n * n);
  const h = Math.floor(n / 2);
  const index = (k: number) => (k + 2 * n) % n;
  for (let ky = -h; ky < n - h; ky++)
    for (let kx = -h; kx < n - h; kx++) {
      const at = index(ky) * n + index(kx);
      if (n % 2 === 1 && (ky < 0 || (ky === 0 && kx < 0))) continue;
      const place = [0, 1, 2].map((i) => kx * R[3 * i] + ky * R[3 * i + 1]);
      if (Math.max(...place.map(Math.abs)) > h + 1e-9) continue;
      const whole = place.map(Math.floor);
      for (const dz of [0, 1])
        for (const dy of [0, 1])
          for (const dx of [0, 1]) {
            const weight = [dx, dy, dz].reduce(
              (w, up, i) => w * (up ? place[i] - whole[i] : whole[i] + 1 - place[i]),
              1,
            );
            const k = (index(whole[2] + dz) * n + index(whole[1] + dy)) * n + index(whole[0] + dx);
            re[at] += weight * F.re[k];
            im[at] += weight * F.im[k];
          }
      const mate = index(-ky) * n + index(-kx);
      if (n % 2 === 1 && mate !== at) [re[mate], im[mate]] = [re[at], -im[at]];
    }
  return { shape: [n, n], re, im };
}

// canary 76f20a473bbfd5de0a2569fd847c5812
