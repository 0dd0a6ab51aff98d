import { draws, expectClose, expectUntouched, submission } from "@cryolab/grader/testing";
import { type Rng, random, type VolumeSpectrum } from "@cryolab/lib";
import type * as answer from "./guinier-fit.ts";

const { guinierFit, sharpen } = await submission<typeof answer>("resolution/guinier-fit");

const between = (low: number, high: number, rng: Rng) => low + (high - low) * random.uniform(rng);

/** Least squares as the slope of all pairs of shells, weighted by their distance squared: no means, no normal equations. */
function reference(
  power: Float64Array,
  pixelSize: number,
  { n, range }: { readonly n: number; readonly range: readonly [number, number] },
): { B: number; lnF0: number } {
  const [low, high] = range[0] < range[1] ? [1 / range[1], 1 / range[0]] : [1 / range[0], 1 / range[1]];
  const points = Array.from(power, (p, k) => ({ s: k / (n * pixelSize), y: p > 0 ? 0.5 * Math.log(p) : Number.NaN }))
    .slice(1)
    // the ends are included, whatever their rounding
    .filter(({ s, y }) => s >= low * (1 - 1e-12) && s <= high * (1 + 1e-12) && !Number.isNaN(y));
  let [rise, run, all] = [0, 0, 0];
  for (const a of points)
    for (const b of points) {
      const step = a.s ** 2 - b.s ** 2;
      rise += (a.y - b.y) * step;
      run += step * step;
    }
  const slope = rise / run;
  for (const { s, y } of points) all += (y - slope * s ** 2) / points.length;
  return { B: -4 * slope, lnF0: all };
}

/** Power of a map with a B factor, and noise on its logarithm. */
function fall(length: number, box: number, B: number, noise: number, rng: Rng): Float64Array {
  const lnF0 = between(-2, 6, rng);
  return Float64Array.from({ length }, (_, k) =>
    Math.exp(2 * lnF0 - (B / 2) * (k / box) ** 2 + noise * random.normal(rng)),
  );
}

const spectrum = (shape: VolumeSpectrum["shape"], rng: Rng): VolumeSpectrum => {
  const values = () => Float64Array.from({ length: shape[0] * shape[1] * shape[2] }, () => random.normal(rng));
  return { shape, re: values(), im: values() };
};

/** Every coefficient with its signed frequencies taken modulo n, by a power of one exponential. */
function blurred(F: VolumeSpectrum, B: number, pixelSize: number): VolumeSpectrum {
  const [nz, ny, nx] = F.shape;
  const fold = (i: number, n: number) => Math.min(i, n - i) / n;
  const factor = F.re.map((_, i) => {
    const r2 =
      fold(i % nx, nx) ** 2 + fold(Math.floor(i / nx) % ny, ny) ** 2 + fold(Math.floor(i / (nx * ny)), nz) ** 2;
    return Math.exp(-r2 / (2 * pixelSize) ** 2) ** B;
  });
  return { shape: F.shape, re: F.re.map((v, i) => v * factor[i]), im: F.im.map((v, i) => v * factor[i]) };
}

// Tolerance: a line through some ten points whose s² may lie close together.
const close = { rel: 1e-8, abs: 1e-8 };

describe("resolution/guinier-fit, hidden", () => {
  it("[3] fits noisy spectra by least squares over the shells in range, in Å, for any pixel", async () => {
    const rng = draws("noisy");
    for (let i = 0; i < 20; i++) {
      const n = 40 + Math.floor(between(0, 60, rng));
      const pixelSize = between(0.7, 2.5, rng);
      const power = fall(Math.floor(n / 2) + 1, n * pixelSize, between(-40, 250, rng), 0.3, rng);
      const range: [number, number] = [between(7, 10, rng) * pixelSize, between(2.2, 3, rng) * pixelSize];
      const options = { n, range };
      const due = reference(power, pixelSize, options);
      const says =
        "B or lnF0 of a noisy spectrum is off: unweighted least squares of ln power against s², shells by n·pixelSize/k.";
      expectClose(await expectUntouched(guinierFit, power, pixelSize, options), due, { ...close, says });
      const turned = { n, range: [range[1], range[0]] as [number, number] };
      expectClose(await guinierFit(power, pixelSize, turned), due, {
        ...close,
        says: "The two lengths may come in either order.",
      });
    }
  });

  it("[1] includes both ends, skips shell 0 and shells of power 0, and takes a power of any length", async () => {
    const rng = draws("edges");
    const box = 60;
    const ends = { n: 40, range: [20, 5] as [number, number] }; // shells 3 to 12
    const power = fall(21, box, 90, 0.4, rng);
    const says = "Shells at both ends of the range count.";
    expectClose(await guinierFit(power, 1.5, ends), reference(power, 1.5, ends), { ...close, says });
    const holes = power.map((p, k) => (k % 4 === 1 ? 0 : p));
    const wide = { n: 40, range: [Infinity, 1] as [number, number] };
    for (const data of [holes, fall(35, box, 90, 0.4, rng), fall(9, box, 90, 0.4, rng)]) {
      const why =
        "With zeros in it, or another length, the fit is off: skip power 0 and shell 0, use all other shells in range.";
      expectClose(await guinierFit(data, 1.5, wide), reference(data, 1.5, wide), { ...close, says: why });
      expectClose(await guinierFit(data, 1.5, ends), reference(data, 1.5, ends), { ...close, says: why });
    }
    const two = { n: 40, range: [30, 20] as [number, number] };
    expectClose(await guinierFit(power, 1.5, two), reference(power, 1.5, two), {
      ...close,
      says: "Two shells make a line.",
    });
  });

  it("[2] sharpens and blurs every coefficient, corners too, odd, even and oblong", async () => {
    const rng = draws("sharpen");
    for (const shape of [
      [4, 4, 4],
      [5, 5, 5],
      [6, 6, 6],
      [3, 8, 5],
      [2, 1, 7],
      [1, 1, 1],
      [10, 3, 4],
    ] as const)
      for (const B of [between(20, 80, rng), -between(20, 80, rng), 0]) {
        const F = spectrum(shape, rng);
        const pixelSize = between(1.2, 3, rng);
        const says = "Some coefficient is off: e^(−B s²/4), s² summed over three axes, each with its own n, k signed.";
        expectClose(await expectUntouched(sharpen, F, B, pixelSize), blurred(F, B, pixelSize), { rel: 1e-11, says });
      }
  });

  it("[1] undoes with sharpen what the fit found", async () => {
    const rng = draws("both");
    const n = 15;
    const pixelSize = between(1.5, 2, rng);
    const B = between(60, 120, rng);
    const F = spectrum([1, 1, n], rng);
    const power = Float64Array.from({ length: 8 }, (_, k) => Math.exp(4 - (B / 2) * (k / (n * pixelSize)) ** 2));
    const fit = (await guinierFit(power, pixelSize, { n, range: [100, 1] })) as { B: number };
    const says = "sharpen(F, −fit.B, pixelSize) must undo the fall-off that guinierFit found.";
    expectClose(fit, { B, lnF0: 2 }, { ...close, says });
    expectClose(await sharpen(blurred(F, B, pixelSize), -fit.B, pixelSize), F, { rel: 1e-6, says });
  });
});

// canary ef0bf6dcc53b262e2301573780ed5b58
