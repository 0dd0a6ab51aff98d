// Turns the picture by −θ, so that the rays stand upright, and adds up columns.
import { type Image, sampling } from "@cryolab/lib";

export const sinogram = (image: Image, angles: Float64Array): Image => {
  const n = image.shape[1];
  const rows = Array.from(angles, (angle) => {
    const { data } = sampling.rotateImage(image, -angle);
    return Array.from({ length: n }, (_, t) => {
      let sum = 0;
      for (let u = 0; u < n; u++) sum += data[u * n + t];
      return sum;
    });
  });
  return { shape: [rows.length, n], data: Float64Array.from(rows.flat()) };
};

// canary 71825c942dcc81bdbab7bc641dfeeb13
