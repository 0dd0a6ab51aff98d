// Threefold; finer lines and the way back as plain sums, no library at all.
import type { Image, LineSpectrum } from "@cryolab/lib";

export function reconstructFromLines(lines: readonly LineSpectrum[], angles: Float64Array, n: number): Image {
  const side = 3 * n;
  const [c, h] = [Math.floor(n / 2), Math.floor(side / 2)];
  const cells = new Map<number, [re: number, im: number, w: number]>();
  for (let i = 0; i < lines.length; i++) {
    const { re, im } = lines[i];
    // the shadow at t from its middle
    const shadow = Array.from({ length: n }, (_, j) => {
      let v = 0;
      for (let k = 0; k < n; k++) {
        const phase = (2 * Math.PI * k * (j - c)) / n;
        v += (re[k] * Math.cos(phase) - im[k] * Math.sin(phase)) / n;
      }
      return v;
    });
    for (let k = -h + 1; k < h; k++) {
      let [a, b] = [0, 0];
      for (let j = 0; j < n; j++) {
        const phase = (-2 * Math.PI * k * (j - c)) / side;
        a += shadow[j] * Math.cos(phase);
        b += shadow[j] * Math.sin(phase);
      }
      const [x, y] = [k * Math.cos(angles[i]) + h, k * Math.sin(angles[i]) + h];
      for (let iy = Math.ceil(y - 1); iy <= y + 1; iy++)
        for (let ix = Math.ceil(x - 1); ix <= x + 1; ix++) {
          const w = Math.max(0, 1 - Math.abs(x - ix)) * Math.max(0, 1 - Math.abs(y - iy));
          if (w < 1e-12 || ix < 0 || iy < 0 || ix >= side || iy >= side) continue;
          const old = cells.get(iy * side + ix) ?? [0, 0, 0];
          cells.set(iy * side + ix, [old[0] + w * a, old[1] + w * b, old[2] + w]);
        }
    }
  }
  // rows first, then columns
  const [mre, mim] = [new Float64Array(side * n), new Float64Array(side * n)];
  for (const [at, [a, b, w]] of cells) {
    const [iy, kx] = [Math.floor(at / side), (at % side) - h];
    for (let x = 0; x < n; x++) {
      const phase = (2 * Math.PI * kx * (x - c)) / side;
      mre[iy * n + x] += (a * Math.cos(phase) - b * Math.sin(phase)) / w;
      mim[iy * n + x] += (a * Math.sin(phase) + b * Math.cos(phase)) / w;
    }
  }
  const data = new Float64Array(n * n);
  for (let y = 0; y < n; y++)
    for (let iy = 0; iy < side; iy++) {
      const phase = (2 * Math.PI * (iy - h) * (y - c)) / side;
      for (let x = 0; x < n; x++)
        data[y * n + x] += (mre[iy * n + x] * Math.cos(phase) - mim[iy * n + x] * Math.sin(phase)) / side ** 2;
    }
  return { shape: [n, n], data };
}

// canary 85e3cf96d76a1876406136ef0b81503f
