// The same with cubic values.
import { type Image, sampling } from "@cryolab/lib";

export function sinogram(image: Image, angles: Float64Array): Image {
  const n = image.shape[0];
  const shadows = new Float64Array(angles.length * n);
  angles.forEach((angle, i) => {
    const turned = sampling.rotateImage(image, -angle, { order: 3 });
    turned.data.forEach((value, k) => {
      shadows[i * n + (k % n)] += value;
    });
  });
  return { shape: [angles.length, n], data: shadows };
}

// canary 6822dd2fe19693ce2150e1cbf4621270
