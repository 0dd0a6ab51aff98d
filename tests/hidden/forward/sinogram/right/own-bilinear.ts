// Walks along each ray by its step, with tents about the four pixels; pixels outside are left out one by one.
import type { Image } from "@cryolab/lib";

export function sinogram({ shape: [n], data: f }: Image, angles: Float64Array): Image {
  const o = n >> 1;
  const p: number[] = [];
  for (const theta of angles)
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let step = 0; step < n; step++) {
        const x = o + (j - o) * Math.cos(theta) + (o - step) * Math.sin(theta);
        const y = o + (j - o) * Math.sin(theta) - (o - step) * Math.cos(theta);
        for (const row of [Math.floor(y), Math.floor(y) + 1])
          for (const column of [Math.floor(x), Math.floor(x) + 1])
            if (row >= 0 && row < n && column >= 0 && column < n)
              sum += (1 - Math.abs(x - column)) * (1 - Math.abs(y - row)) * f[row * n + column];
      }
      p.push(sum);
    }
  return { shape: [angles.length, n], data: Float64Array.from(p) };
}

// canary aa33f089d3f12dd4b0b36a8dc84eaa87
