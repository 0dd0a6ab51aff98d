import { draws, expectClose, expectThat, expectUntouched, submission } from "@cryolab/grader/testing";
import { type ImageSpectrum, type Rng, random } from "@cryolab/lib";
import type * as answer from "./wiener-filter.ts";

const { wienerFilter } = await submission<typeof answer>("optics/wiener-filter");

/** By modulus and phase: |F| · |H|/(|H|² + 1/snr) at the phase of F less that of H; shells by their squared border. */
function reference(F: ImageSpectrum, H: ImageSpectrum, snr: number | Float64Array): ImageSpectrum {
  const [ny, nx] = F.shape;
  const re = new Float64Array(ny * nx);
  const im = new Float64Array(ny * nx);
  for (let i = 0; i < ny * nx; i++) {
    const [x, y] = [i % nx, Math.floor(i / nx)];
    const r2 = Math.min(x, nx - x) ** 2 + Math.min(y, ny - y) ** 2;
    let shell = 0;
    while (shell * shell + shell < r2) shell++; // r < shell + ½ for whole r²
    const s = typeof snr === "number" ? snr : snr[shell];
    const h = Math.hypot(H.re[i], H.im[i]);
    const gain = h === 0 || s === 0 ? 0 : s === Infinity ? 1 / h : (s * h) / (s * h * h + 1);
    const phase = Math.atan2(F.im[i], F.re[i]) - Math.atan2(H.im[i], H.re[i]);
    const modulus = gain * Math.hypot(F.re[i], F.im[i]);
    re[i] = modulus * Math.cos(phase);
    im[i] = modulus * Math.sin(phase);
  }
  return { shape: [ny, nx], re, im };
}

const noise = (shape: readonly [number, number], rng: Rng): ImageSpectrum => {
  const values = () => Float64Array.from({ length: shape[0] * shape[1] }, () => random.normal(rng));
  return { shape, re: values(), im: values() };
};
const shapes = [
  [8, 8],
  [9, 9],
  [10, 10],
  [6, 11],
  [11, 6],
  [1, 7],
  [5, 1],
  [1, 1],
  [4, 14],
] as const;
const close = { rel: 1e-10, abs: 1e-12 }; // a few products and a division, or a sine and a cosine

describe("optics/wiener-filter, hidden", () => {
  it("[1] agrees with modulus and phase for a complex H and any snr", async () => {
    const rng = draws("white");
    for (const shape of shapes)
      for (const snr of [0.05 + random.uniform(rng), 40]) {
        const [F, H] = [noise(shape, rng), noise(shape, rng)];
        const says = "With one snr and a complex H the result is not conj H · F/(|H|² + 1/snr).";
        expectClose(await expectUntouched(wienerFilter, F, H, snr), reference(F, H, snr), { ...close, says });
      }
    const F = noise([8, 8], rng);
    const H = { ...noise([8, 8], rng), im: new Float64Array(64) };
    const snr = 5000;
    const found = (await wienerFilter(F, H, snr)) as ImageSpectrum;
    expectClose(found, reference(F, H, snr), { ...close, says: "With a real H some value is off." });
    const bounded = F.re.every(
      (re, i) => Math.hypot(found.re[i], found.im[i]) <= (Math.sqrt(snr) / 2) * Math.hypot(re, F.im[i]) * (1 + 1e-9),
    );
    expectThat(bounded, "The gain must never exceed √snr/2.");
  });

  it("[1] reads an array by shell, signed frequencies in pixels, up to the corners, oblong too", async () => {
    const rng = draws("shells");
    for (const shape of shapes) {
      const [F, H] = [noise(shape, rng), noise(shape, rng)];
      const last = Math.round(Math.hypot(Math.floor(shape[0] / 2), Math.floor(shape[1] / 2)));
      const snr = Float64Array.from({ length: last + 1 }, () => 5 * random.uniform(rng) ** 3);
      const says =
        "With one snr a shell some value is off: shell round(√(kx² + ky²)), k signed, in pixels of the array.";
      expectClose(await expectUntouched(wienerFilter, F, H, snr), reference(F, H, snr), { ...close, says });
    }
  });

  it("[1] is 0 where H or snr is 0, the plain inverse where snr is ∞, and never NaN", async () => {
    const rng = draws("edges");
    const F = noise([6, 7], rng);
    const H = noise([6, 7], rng);
    for (const i of [0, 5, 20, 41]) {
      H.re[i] = 0;
      H.im[i] = 0;
    }
    for (const snr of [0, Infinity, 3, Float64Array.of(Infinity, 0, 2, Infinity, 0, 1)]) {
      const says = "Where H is 0 the result must be 0; snr 0 must give 0 and snr ∞ must divide by H, in arrays too.";
      expectClose(await wienerFilter(F, H, snr), reference(F, H, snr), { ...close, says });
    }
  });
});

// canary 4b9f24f631bc71a983a400f572e02c8b
