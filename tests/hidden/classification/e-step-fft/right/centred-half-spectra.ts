// Half spectra of centred padding to a fast size; norms by correlation of ones with B², by the same transform.
import * as cryo from "@cryolab/lib";

/** The poses that are tried: every angle with every shift of a square. */
export interface PoseGrid {
  /** radians, from +x towards +y */
  readonly angles: Float64Array;
  /** Q: whole shifts −Q … Q on both axes */
  readonly maxShift: number;
}

/** What is believed of noise and shifts. */
export interface PoseModel {
  /** σ, standard deviation of the noise in a pixel */
  readonly sigma: number;
  /** σq, standard deviation of the shift on each axis, pixels */
  readonly shiftSigma: number;
}

export function eStepFft(
  image: cryo.Image,
  template: cryo.Image,
  options: { readonly grid: PoseGrid; readonly model: PoseModel },
): cryo.RealArray {
  const { grid, model } = options;
  const Q = grid.maxShift;
  const shape = image.shape.map((n) => cryo.fourier.fastSize(n + Q + 1)) as unknown as cryo.Image["shape"];
  const spectrum = (data: Float64Array) => cryo.fourier.rfft(cryo.sampling.pad({ shape: image.shape, data }, shape));
  const correlate = (F: cryo.ComplexArray, G: cryo.ComplexArray) =>
    cryo.fourier.irfft(
      {
        shape: F.shape,
        re: F.re.map((v, k) => v * G.re[k] + F.im[k] * G.im[k]),
        im: F.im.map((v, k) => v * G.re[k] - F.re[k] * G.im[k]),
      },
      shape,
    ).data;
  const X = spectrum(image.data);
  const ones = spectrum(image.data.map(() => 1));
  const logs = Array.from(grid.angles).flatMap((angle) => {
    const B = cryo.sampling.rotateImage(template, angle).data;
    const c = correlate(X, spectrum(B));
    const norms = correlate(ones, spectrum(B.map((v) => v * v)));
    return Array.from({ length: (2 * Q + 1) ** 2 }, (_, i) => {
      const [ty, tx] = [Math.floor(i / (2 * Q + 1)) - Q, (i % (2 * Q + 1)) - Q];
      const at = ((ty + shape[0]) % shape[0]) * shape[1] + ((tx + shape[1]) % shape[1]);
      return (c[at] - norms[at] / 2) / model.sigma ** 2 - (tx * tx + ty * ty) / (2 * model.shiftSigma ** 2);
    });
  });
  const data = Float64Array.from(logs);
  const { logEvidence } = cryo.classification.posterior(data);
  return { shape: [grid.angles.length, 2 * Q + 1, 2 * Q + 1], data: data.map((l) => l - logEvidence) };
}

// canary fe697d1d638b0987ca05e35d0c86f282
