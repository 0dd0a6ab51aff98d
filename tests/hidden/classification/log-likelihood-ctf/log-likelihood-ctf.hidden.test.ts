import { draws, expectNumber, expectThat, expectUntouched, submission } from "@cryolab/grader/testing";
import { fourier, type Image, optics, type Rng, random } from "@cryolab/lib";
import type * as answer from "./log-likelihood-ctf.ts";

const { logLikelihoodCtf } = await submission<typeof answer>("classification/log-likelihood-ctf");

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

/** White noise: the Gaussian likelihood of the pixels, with no Fourier sum at all. */
function pixels(x: Image, a: Image, ctf: Image, v: number): number {
  const model = fourier.ifft(through(a, ctf));
  return x.data.reduce(
    (sum, value, i) => sum - (value - model.re[i]) ** 2 / (2 * v) - 0.5 * Math.log(2 * Math.PI * v),
    0,
  );
}

function through(a: Image, ctf: Image) {
  const F = fourier.fft(a);
  return { shape: F.shape, re: F.re.map((v, i) => v * ctf.data[i]), im: F.im.map((v, i) => v * ctf.data[i]) };
}

/** Coloured noise: a Gaussian of independent real numbers, the amplitudes of the cosines and sines of a half plane. */
function modes(x: Image, a: Image, ctf: Image, variance: Float64Array): number {
  const n = x.shape[0];
  const model = fourier.ifft(through(a, ctf));
  const left = x.data.map((v, i) => v - model.re[i]);
  let total = 0;
  for (let ky = 0; ky <= n / 2; ky++)
    for (let kx = -Math.floor((n - 1) / 2); kx <= n / 2; kx++) {
      const own = (2 * kx) % n === 0 && (2 * ky) % n === 0;
      // of k and −k one: the upper half, and of rows that are their own mates the right half
      if ((2 * ky) % n === 0 && kx < 0) continue;
      const r2 = kx * kx + ky * ky;
      let shell = 0;
      while (shell * shell + shell < r2) shell++;
      const v = variance[shell] ?? variance[variance.length - 1];
      let [c, s] = [0, 0];
      for (let i = 0; i < left.length; i++) {
        const phase = (2 * Math.PI * (((kx * (i % n) + ky * Math.floor(i / n)) % n) + n)) / n;
        c += (left[i] * Math.cos(phase)) / n;
        s += (left[i] * Math.sin(phase)) / n;
      }
      if (own) total -= (c * c) / (2 * v) + Math.log(2 * Math.PI * v) / 2;
      else total -= (c * c + s * s) / v + Math.log(2 * Math.PI * v);
    }
  return total;
}

// Tolerance: sums of a few hundred terms in another order, after a Fourier transform.
const rel = 1e-9;

describe("classification/log-likelihood-ctf, hidden", () => {
  it("[4] is the Gaussian likelihood of the pixels where noise is white", async () => {
    const rng = draws("white");
    for (const n of [1, 2, 5, 8, 10, 13]) {
      const [x, a, ctf] = [noise(n, rng), noise(n, rng), lens(n, rng)];
      const v = 0.2 + 3 * random.uniform(rng);
      const options = { ctf, variance: Float64Array.of(v) };
      const got = await expectUntouched(logLikelihoodCtf, fourier.fft(x), fourier.fft(a), options);
      const says = "With white noise the value is not the Gaussian likelihood of the pixels (Parseval, N_pix = n²).";
      expectNumber(got, pixels(x, a, ctf, v), { rel, abs: 1e-9, says });
    }
  });

  it("[5] is the likelihood of independent cosines and sines where each shell has its own variance", async () => {
    const rng = draws("coloured");
    for (const n of [3, 4, 7, 10, 12]) {
      for (const length of [Math.round(Math.SQRT1_2 * n) + 1, Math.max(2, Math.floor(n / 2) - 1)]) {
        const [x, a, ctf] = [noise(n, rng), noise(n, rng), lens(n, rng)];
        const variance = Float64Array.from({ length }, (_, k) => (0.3 + 2 * random.uniform(rng)) * (1 + k));
        const got = await expectUntouched(logLikelihoodCtf, fourier.fft(x), fourier.fft(a), { ctf, variance });
        const says =
          "With a variance for each shell the value is off: shells by rounding, k signed, the last entry beyond the end, every k of the plane once.";
        expectNumber(got, modes(x, a, ctf, variance), { rel, abs: 1e-9, says });
      }
    }
  });

  it("[2] is about −N_pix/2 (1 + ln 2πv) at the truth, and less for another model", async () => {
    const rng = draws("truth");
    const n = 48;
    const v = 4;
    const [a, other, grain, ctf] = [noise(n, rng), noise(n, rng), noise(n, rng), lens(n, rng)];
    const F = through(a, ctf);
    const N = fourier.fft(grain);
    const X = { shape: F.shape, re: F.re.map((f, i) => f + 2 * N.re[i]), im: F.im.map((f, i) => f + 2 * N.im[i]) };
    const options = { ctf, variance: Float64Array.of(v) };
    const got = await logLikelihoodCtf(X, fourier.fft(a), options);
    const due = ((-n * n) / 2) * (1 + Math.log(2 * Math.PI * v));
    // its deviation is √(N_pix/2) = 34; six of them
    expectNumber(got, due, {
      abs: 6 * Math.sqrt((n * n) / 2),
      says: "At the truth the value is far from its expectation.",
    });
    const worse = await logLikelihoodCtf(X, fourier.fft(other), options);
    expectThat(worse < got, "Another model must be less likely than the truth.");
  });

  it("[2] does not care for the model where the lens is 0, and not for a sign that lens and model share", async () => {
    const rng = draws("blind");
    const n = 9;
    const [x, a] = [noise(n, rng), noise(n, rng)];
    const ctf: Image = { ...lens(n, rng) };
    const blind: Image = { shape: [n, n], data: ctf.data.map((c, i) => (Math.abs(c) < 0.5 && i > 0 ? 0 : c)) };
    const variance = Float64Array.of(0.5, 1.5, 0.7, 2, 1, 3, 0.9);
    const due = modes(x, a, blind, variance);
    const says = "With a lens that is 0 at some frequencies the value is off: compare C A with X, divide nothing by C.";
    expectNumber(await logLikelihoodCtf(fourier.fft(x), fourier.fft(a), { ctf: blind, variance }), due, { rel, says });
    const inverted: Image = { shape: [n, n], data: a.data.map((v) => -v) };
    const flipped: Image = { shape: [n, n], data: blind.data.map((c) => -c) };
    const got = await logLikelihoodCtf(fourier.fft(x), fourier.fft(inverted), { ctf: flipped, variance });
    expectNumber(got, due, { rel, says: "Lens and model both negative must give the same value." });
  });
});

// canary a1825e4f746cb8a459db3d7f903a0e6d
