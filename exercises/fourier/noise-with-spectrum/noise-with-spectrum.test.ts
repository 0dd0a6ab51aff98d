import { expectClose, expectThat } from "@cryolab/grader/testing";
import { random } from "@cryolab/lib";
import { noiseWithSpectrum } from "./noise-with-spectrum.js";

const power = (values: Float64Array) => values.reduce((sum, v) => sum + v * v, 0) / values.length;

describe("fourier/noise-with-spectrum", () => {
  it("[2] gives white noise of variance 4 for psd = 4, a different one for another rng", async () => {
    const one = await noiseWithSpectrum([64, 65], () => 4, { pixelSize: 1.5, rng: random.rng("one") });
    const two = await noiseWithSpectrum([64, 65], () => 4, { pixelSize: 1.5, rng: random.rng("two") });
    expectClose(one.shape, [64, 65], {});
    expectThat(Math.abs(power(one.data) - 4) < 0.6, "The mean square must be near 4.");
    expectThat(Math.abs(one.data[7] - two.data[7]) > 1e-9, "Another rng must give other numbers.");
  });

  it("[2] has no mean and no step where psd is 0 at s = 0, and nothing at all where it is 0", async () => {
    const options = { pixelSize: 2, rng: random.rng("three") };
    const noise = await noiseWithSpectrum([25], (s) => (s > 0 ? 1 : 0), options);
    expectClose(
      noise.data.reduce((sum, v) => sum + v, 0),
      0,
      { abs: 1e-10 },
    );
    const none = await noiseWithSpectrum([3, 4], () => 0, options);
    expectClose(none, { shape: [3, 4], data: new Float64Array(12) }, { abs: 1e-12 });
  });

  it("[1] has exactly the power of white noise in every draw if the amplitude is fixed", async () => {
    const options = { pixelSize: 1, amplitude: "fixed", rng: random.rng("four") } as const;
    const noise = await noiseWithSpectrum([6, 7], () => 9, options);
    expectClose(power(noise.data), 9, { abs: 1e-9 });
  });
});
