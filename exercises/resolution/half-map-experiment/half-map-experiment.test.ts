import { expectClose, expectThat } from "@cryolab/grader/testing";
import { random } from "@cryolab/lib";
import { halfMapExperiment } from "./half-map-experiment.js";

const rng = random.rng("a map");
const volume = { shape: [16, 16, 16] as const, data: Float64Array.from({ length: 4096 }, () => random.normal(rng)) };

describe("resolution/half-map-experiment", () => {
  it("[2] has both curves at 1 where there is next to no noise", async () => {
    const got = await halfMapExperiment(volume, new Float64Array(9).fill(1e12), random.rng(1));
    expectClose(got, { halves: new Float64Array(9).fill(1), truth: new Float64Array(9).fill(1) }, { abs: 1e-5 });
  });

  it("[3] has halves about 0.5 and truth about 0.71 in shells 3 to 8 where S is 1", async () => {
    const { halves, truth } = await halfMapExperiment(volume, new Float64Array(9).fill(1), random.rng(2));
    const mean = (curve: Float64Array) => curve.slice(3).reduce((a, b) => a + b, 0) / 6;
    expectThat(
      Math.abs(mean(halves) - 0.5) < 0.1,
      "With S = 1 the mean of halves over shells 3 to 8 must be about 0.5.",
    );
    expectThat(
      Math.abs(mean(truth) - Math.sqrt(0.5)) < 0.08,
      "With S = 1 the mean of truth over shells 3 to 8 must be about 0.71.",
    );
  });
});
