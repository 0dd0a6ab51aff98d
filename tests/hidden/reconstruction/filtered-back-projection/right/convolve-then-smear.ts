// The library's convolution over all rows at once, and a row's values read through a small function.
import { fourier, type Image, reconstruction } from "@cryolab/lib";

export const filteredBackProjection = (sinogram: Image, angles: Float64Array, step: number): Image => {
  const n = sinogram.shape[1];
  const h = reconstruction.ramLak(n, step);
  const q = fourier.convolve(sinogram, { shape: [1, h.length], data: h }, { mode: "same" });
  const read = (row: number, t: number): number => {
    const sample = (j: number) => (j < 0 || j >= n ? 0 : q.data[row * n + j]);
    const low = Math.floor(t);
    return sample(low) * (low + 1 - t) + sample(low + 1) * (t - low);
  };
  const c = Math.floor(n / 2);
  const values = Array.from({ length: n * n }, (_, i) => {
    let sum = 0;
    angles.forEach((theta, row) => {
      sum += read(row, c + Math.cos(theta) * ((i % n) - c) + Math.sin(theta) * (Math.floor(i / n) - c));
    });
    return (sum * step * Math.PI) / angles.length;
  });
  return { shape: [n, n], data: new Float64Array(values) };
};

// canary b67f3a01aaf49d283462fd4234115015
