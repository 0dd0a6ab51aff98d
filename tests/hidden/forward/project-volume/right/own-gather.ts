// Walks along each line by the third column of R, with its own eight voxels.
import type { Image, Rotation, Volume } from "@cryolab/lib";

export function projectVolume({ shape: [n], data: V }: Volume, R: Rotation): Image {
  const c = n >> 1;
  const image = new Float64Array(n * n);
  const inside = (v: number) => v >= 0 && v < n;
  for (let k = 0; k < n; k++)
    for (let i = 0; i < n * n; i++) {
      const line = [(i % n) - c, Math.floor(i / n) - c, k - c];
      const q = [0, 3, 6].map((row) => c + line.reduce((sum, v, axis) => sum + R[row + axis] * v, 0));
      const low = q.map(Math.floor);
      for (let corner = 0; corner < 8; corner++) {
        const at = low.map((v, axis) => v + ((corner >> axis) & 1));
        if (!at.every(inside)) continue; // voxel by voxel: fades out over one voxel beyond a face
        const w = at.reduce((product, v, axis) => product * (1 - Math.abs(q[axis] - v)), 1);
        image[i] += w * V[(at[2] * n + at[1]) * n + at[0]];
      }
    }
  return { shape: [n, n], data: image };
}

// canary 4a42c5bf39477b91d108d683353ae21c
