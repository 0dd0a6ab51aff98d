import { draws, expectClose, expectThat, submission } from "@cryolab/grader/testing";
import { core, fourier, type RealArray, random } from "@cryolab/lib";
import type * as answer from "./noise-with-spectrum.ts";

const { noiseWithSpectrum } = await submission<typeof answer>("fourier/noise-with-spectrum");

type Amplitude = answer.NoiseAmplitude;

// functions that cross the wall may need nothing from here: their numbers stand in them
const falling = (s: number) => 3 / (1 + 60 * s * s);
const band = (s: number) => (s > 0.1 && s < 0.3 ? 2 : 0);

/** Side by side for every frequency: its power over N psd, and its phase, for many draws; and which k are their own mates. */
async function ensemble(
  name: string,
  shape: readonly number[],
  pixelSize: number,
  amplitude: Amplitude | undefined,
  runs: number,
) {
  const N = core.product(shape);
  const s = Float64Array.from({ length: N }, () => 0);
  const alone = new Array<boolean>(N).fill(true);
  for (let i = 0; i < N; i++) {
    let rest = i;
    let square = 0;
    for (const n of [...shape].reverse()) {
      const k = rest % n;
      rest = Math.floor(rest / n);
      square += (Math.min(k, n - k) / n / pixelSize) ** 2;
      if ((2 * k) % n !== 0) alone[i] = false;
    }
    s[i] = Math.sqrt(square);
  }
  const draw = draws(name);
  const re: Float64Array[] = [];
  const im: Float64Array[] = [];
  for (let run = 0; run < runs; run++) {
    const rng = random.stream(draw, String(run));
    const options = amplitude === undefined ? { pixelSize, rng } : { pixelSize, rng, amplitude };
    const f = await noiseWithSpectrum(shape, falling, options);
    expectClose(f, { shape, data: (f as RealArray).data }, { says: "Real samples of the given shape are due." });
    expectThat((f as RealArray).data.length === N, "There must be one value for every place of the shape.");
    const F = fourier.fft(f as RealArray);
    const root = (i: number) => Math.sqrt(N * falling(s[i]));
    re.push(F.re.map((v, i) => v / root(i)));
    im.push(F.im.map((v, i) => v / root(i)));
  }
  const mean = (of: (re: number, im: number) => number) =>
    Float64Array.from({ length: N }, (_, i) => re.reduce((sum, v, run) => sum + of(v[i], im[run][i]), 0) / runs);
  return { N, alone, re, im, mean };
}

const average = (values: ArrayLike<number>) => Array.from(values).reduce((sum, v) => sum + v, 0) / values.length;
const shapes = [[6, 5], [10], [3, 4, 2]];
const runs = 300;

describe("fourier/noise-with-spectrum, hidden", () => {
  // Of 300 draws a mean power has the relative deviation 1/√300 = 6 %, 8 % where F is real; the mean over all k about 1 %.
  it("[4] has the power N psd(s) at every frequency, and twice its variance where F is real", async () => {
    const [pairs, self, powers]: [number[], number[], number[]] = [[], [], []];
    for (const [i, shape] of shapes.entries()) {
      const { alone, mean } = await ensemble(`gaussian ${i}`, shape, 1.3, i === 0 ? undefined : "gaussian", runs);
      const power = mean((a, b) => a * a + b * b);
      const says =
        "The mean power at some frequency is not N · psd(s): look at s, at the factor, at k = 0 and at Nyquist.";
      expectThat(
        power.every((v) => Math.abs(v - 1) < 0.45),
        says,
      );
      const total = "The mean power of all frequencies must be N · psd(s) within 5 %.";
      expectThat(Math.abs(average(power) - 1) < 0.05, total);
      const square = mean((a, b) => (a * a + b * b) ** 2).map((v, k) => v / power[k] ** 2 - 1);
      for (const [k, v] of square.entries()) (alone[k] ? self : pairs).push(v);
      powers.push(...power.filter((_, k) => alone[k]));
    }
    // a mean power over the eight real F is off by 3 %; the relative variances below by 4 % over all pairs, 10 % over these
    const half = "Where k is its own mate F must have all of the power N · psd(s), in its real part.";
    expectThat(Math.abs(average(powers) - 1) < 0.2, half);
    const says = "With gaussian amplitudes the power of a frequency varies from draw to draw by its own size.";
    expectThat(Math.abs(average(pairs) - 1) < 0.2, says);
    const real =
      "Where k is its own mate F is one real normal number: the variance of its power is twice the mean's square.";
    expectThat(Math.abs(average(self) - 2) < 0.7, real);
  });

  it("[2] has independent real and imaginary parts, and independent frequencies", async () => {
    for (const [i, shape] of shapes.entries()) {
      const { N, alone, re, im, mean } = await ensemble(`independent ${i}`, shape, 0.8, undefined, runs);
      const parts = [mean((a) => a), mean((_, b) => b), mean((a, b) => a * b)].flatMap((v) => Array.from(v));
      const says = "Real and imaginary part must be without a mean and independent of each other.";
      expectThat(
        parts.every((v) => Math.abs(v) < 0.3),
        says,
      );
      const real = mean((a, b) => a * a - b * b).filter((_, k) => !alone[k]);
      const halves = "Real and imaginary part must each have half of the power where k has a mate.";
      expectThat(
        real.every((v) => Math.abs(v) < 0.3),
        halves,
      );
      // neighbours in memory; if they are mates this is the mean of F², 0 as well
      for (let k = 1; k < N; k++) {
        const moments = [0, 0];
        for (let run = 0; run < re.length; run++) {
          moments[0] += (re[run][k] * re[run][k - 1] + im[run][k] * im[run][k - 1]) / re.length;
          moments[1] += (im[run][k] * re[run][k - 1] - re[run][k] * im[run][k - 1]) / re.length;
        }
        const same = "Different frequencies, other than k and −k, must be drawn independently.";
        expectThat(Math.hypot(...moments) < 0.3, same);
      }
    }
  });

  it("[3] has exactly that power in every draw if the amplitude is fixed, and uniform phases", async () => {
    for (const [i, shape] of [[5, 6], [9], [3, 2, 4], [1, 7]].entries()) {
      const { alone, re, im, mean } = await ensemble(`fixed ${i}`, shape, 1.7, "fixed", runs / 2);
      const says = "With fixed amplitudes |F|² must be N · psd(s) at every frequency of every draw.";
      for (const [run, a] of re.entries())
        expectClose(
          a.map((v, k) => v * v + im[run][k] ** 2),
          new Float64Array(a.length).fill(1),
          { abs: 1e-8, says },
        );
      const phases = "With fixed amplitudes the phases must be uniform around the circle.";
      for (const moment of [
        mean((a) => a),
        mean((_, b) => b),
        mean((a, b) => a * a - b * b),
        mean((a, b) => 2 * a * b),
      ])
        expectThat(
          moment.every((v, k) => alone[k] || Math.abs(v) < 0.35),
          phases,
        );
    }
  });

  it("[1] is silent where psd is 0, works for one pixel, and takes all chance from rng", async () => {
    const shape = [12, 9];
    const rng = () => random.stream(draws("silent"), "one");
    const f = await noiseWithSpectrum(shape, band, { pixelSize: 1.6, rng: rng() });
    const { re, im } = fourier.fft(f as RealArray);
    const { s } = fourier.frequencyGrid(shape, 1.6);
    const outside = re.map((v, i) => (band(s.data[i]) === 0 ? Math.hypot(v, im[i]) : 0));
    expectThat(
      outside.every((v) => v < 1e-9),
      "Where psd is 0 there must be nothing.",
    );
    const inside = re.filter((v, i) => band(s.data[i]) > 0 && Math.hypot(v, im[i]) > 1e-6).length;
    expectThat(
      inside === s.data.filter((v) => band(v) > 0).length,
      "Where psd is not 0 there must be noise, for every sign of k.",
    );
    const again = await noiseWithSpectrum(shape, band, { pixelSize: 1.6, rng: rng() });
    expectClose(again, f, { says: "The same state of rng must give the same noise." });
    const other = await noiseWithSpectrum(shape, band, { pixelSize: 1.6, rng: random.stream(draws("silent"), "two") });
    expectThat(
      Math.abs((other as RealArray).data[3] - (f as RealArray).data[3]) > 1e-12,
      "Another rng must give other noise.",
    );
    const one = await noiseWithSpectrum([1, 1], falling, { pixelSize: 1, amplitude: "fixed", rng: rng() });
    const says = "One pixel has the power psd(0).";
    expectClose(one, { shape: [1, 1], data: (one as RealArray).data }, { says });
    expectClose((one as RealArray).data.map(Math.abs), Float64Array.of(Math.sqrt(3)), { abs: 1e-9, says });
  });
});

// canary d0133fb5260cc3659726b5b2978149ef
