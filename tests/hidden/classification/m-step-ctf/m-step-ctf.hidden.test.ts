import { draws, expectClose, expectUntouched, submission } from "@cryolab/grader/testing";
import { fourier, type Image, type ImageSpectrum, optics, type Rng, random } from "@cryolab/lib";
import type * as answer from "./m-step-ctf.ts";

const { mStepCtf } = await submission<typeof answer>("classification/m-step-ctf");

interface Options {
  readonly gamma: Float64Array;
  readonly variance: Float64Array;
  readonly prior: Float64Array;
}

const noise = (n: number, rng: Rng): Image => ({
  shape: [n, n],
  data: Float64Array.from({ length: n * n }, () => random.normal(rng)),
});

/** A symmetric transfer function of this learner's own, C(−k) = C(k) for any n: that of a lens, oblique for odd n. */
function lens(n: number, rng: Rng): Image {
  const defocus = 4000 + 12000 * random.uniform(rng);
  const odd = n % 2 === 1;
  return optics.ctf2d([n, n], 2 + random.uniform(rng), {
    voltageKv: 300,
    csMm: 2,
    amplitudeContrast: 0.1,
    defocusU: defocus,
    defocusV: odd ? 0.8 * defocus : defocus,
    astigmatismAngle: odd ? 0.6 : 0,
    phaseShift: 0,
    bFactor: 40,
  });
}

/** What lies at a signed frequency. */
const index = (kx: number, ky: number, n: number) => ((ky + n) % n) * n + ((kx + n) % n);

/**
 * One image after the other, as a Kalman filter does it: a belief of mean A and precision p (1/τ² to begin with), which
 * each image of precision γC²/v moves by its gain. No sum is ever divided by another.
 */
function reference(images: readonly ImageSpectrum[], ctfs: readonly Image[], options: Options): ImageSpectrum {
  const n = images[0].shape[0];
  const out = { shape: [n, n] as const, re: new Float64Array(n * n), im: new Float64Array(n * n) };
  for (let ky = -Math.floor(n / 2); ky < n / 2; ky++)
    for (let kx = -Math.floor(n / 2); kx < n / 2; kx++) {
      const k = index(kx, ky, n);
      let shell = 0;
      while (shell * shell + shell < kx * kx + ky * ky) shell++; // r < shell + ½ for whole r²
      const v = options.variance[shell] ?? options.variance[options.variance.length - 1];
      let precision = 1 / (options.prior[shell] ?? options.prior[options.prior.length - 1]);
      for (const [i, X] of images.entries()) {
        const C = ctfs[i].data[k];
        const known = (options.gamma[i] * C * C) / v;
        if (known === 0) continue;
        precision += known;
        out.re[k] += (known / precision) * (X.re[k] / C - out.re[k]);
        out.im[k] += (known / precision) * (X.im[k] / C - out.im[k]);
      }
    }
  return out;
}

function times(F: ImageSpectrum, ctf: Image): ImageSpectrum {
  return { shape: F.shape, re: F.re.map((v, i) => v * ctf.data[i]), im: F.im.map((v, i) => v * ctf.data[i]) };
}

/** Images of noise through lenses, with weights, variances and a prior of this learner's own. */
function scene(n: number, count: number, rng: Rng) {
  const images = Array.from({ length: count }, () => fourier.fft(noise(n, rng)));
  const ctfs = images.map(() => lens(n, rng));
  const values = (length: number) =>
    Float64Array.from({ length }, (_, k) => (0.3 + random.uniform(rng)) * (1 + 0.7 * k));
  const gamma = Float64Array.from({ length: count }, () => 2 * random.uniform(rng));
  return { images, ctfs, gamma, values };
}

// Tolerance: sums of a dozen terms in another order; spectra are of size n.
const close = { rel: 1e-9, abs: 1e-9 };

describe("classification/m-step-ctf, hidden", () => {
  it("[5] is what one image after the other makes of a prior belief, shell by shell", async () => {
    const rng = draws("scenes");
    for (const [n, count] of [
      [1, 3],
      [2, 2],
      [5, 4],
      [8, 5],
      [10, 7],
      [13, 3],
      [7, 1],
    ]) {
      const { images, ctfs, gamma, values } = scene(n, count, rng);
      const reach = Math.round(Math.SQRT1_2 * n) + 1;
      for (const [nv, np] of [
        [1, 1],
        [reach, 2],
        [2, reach],
        [Math.max(1, reach - 3), 1],
      ]) {
        const options = { gamma, variance: values(nv), prior: values(np) };
        const says =
          "Some coefficient is off: Σ γ C X over Σ γ C² + v/τ², shells by rounding with k signed, the last entry beyond the end.";
        expectClose(await expectUntouched(mStepCtf, images, ctfs, options), reference(images, ctfs, options), {
          ...close,
          says,
        });
      }
    }
  });

  it("[3] returns the model of noiseless images wherever a lens shows it, 0 elsewhere, and never NaN", async () => {
    const rng = draws("noiseless");
    const n = 12;
    const A = fourier.fft(noise(n, rng));
    const ctfs = [0, 1, 2].map(() => lens(n, rng));
    const blind = ctfs[0].data.map((_, i) => (i % 5 === 2 ? 0 : i % 5 === 4 ? 0.01 : 1));
    const cut = ctfs.map(({ shape, data }) => ({ shape, data: data.map((c, i) => c * blind[i]) }));
    const images = cut.map((ctf) => times(A, ctf));
    const options = {
      gamma: Float64Array.of(0.2, 1.7, 0.6),
      variance: Float64Array.of(3),
      prior: Float64Array.of(Infinity),
    };
    const due = {
      shape: A.shape,
      re: A.re.map((v, i) => (blind[i] > 0 ? v : 0)),
      im: A.im.map((v, i) => (blind[i] > 0 ? v : 0)),
    };
    // divided by Σ γ C² that may be 1e-8
    const says =
      "Without noise and prior the model must come back where some C is not 0, however small, and 0 where all are.";
    expectClose(await mStepCtf(images, cut, options), due, { abs: 1e-8, says });
    const nobody = { ...options, gamma: new Float64Array(3) };
    const empty = { shape: A.shape, re: new Float64Array(n * n), im: new Float64Array(n * n) };
    expectClose(await mStepCtf(images, cut, nobody), empty, {
      abs: 1e-12,
      says: "If all weights are 0 the model is 0.",
    });
  });

  it("[3] turns inverted contrast round, and takes images in any order", async () => {
    const rng = draws("contrast");
    const { images, ctfs, gamma, values } = scene(9, 6, rng);
    const options = { gamma, variance: values(4), prior: values(3) };
    const due = reference(images, ctfs, options);
    const minus = (a: Float64Array) => a.map((v) => -v);
    const flippedImages = images.map((X, i) => (i % 2 ? { ...X, re: minus(X.re), im: minus(X.im) } : X));
    const flippedLenses = ctfs.map((C, i) => (i % 2 ? { ...C, data: minus(C.data) } : C));
    expectClose(await mStepCtf(flippedImages, flippedLenses, options), due, {
      ...close,
      says: "Images with inverted contrast and inverted lens must give the same model.",
    });
    const backwards = { ...options, gamma: gamma.slice().reverse() };
    expectClose(await mStepCtf(images.slice().reverse(), ctfs.slice().reverse(), backwards), due, {
      ...close,
      says: "Images in another order, with their lenses and weights, must give the same model.",
    });
  });

  it("[2] shrinks to 0 under a strong prior, and tells a strong prior of one shell from none in the others", async () => {
    const rng = draws("prior");
    const { images, ctfs, gamma, values } = scene(10, 4, rng);
    for (const prior of [Float64Array.of(1e-6), Float64Array.of(Infinity, 1e-3, Infinity, 2), Float64Array.of(1e9)]) {
      const options = { gamma, variance: values(6), prior };
      const says = "With a very strong, very weak or partly missing prior some coefficient is off: v/τ² stands below.";
      expectClose(await mStepCtf(images, ctfs, options), reference(images, ctfs, options), {
        rel: 1e-7, // where all lenses are near 0 and no prior helps, digits are lost
        abs: 1e-12,
        says,
      });
    }
  });
});

// canary 2c26be4c1a640d0eed4008dd3a55e0ee
