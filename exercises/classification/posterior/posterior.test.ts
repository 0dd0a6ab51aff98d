import { expectClose } from "@cryolab/grader/testing";
import { posterior } from "./posterior.js";

describe("classification/posterior", () => {
  it("[1] weighs ln 1, ln 3 as a quarter and three quarters, evidence ln 4", async () => {
    const due = { probabilities: Float64Array.of(0.25, 0.75), logEvidence: Math.log(4) };
    expectClose(await posterior(Float64Array.of(0, Math.log(3))), due, { abs: 1e-12 });
  });

  it("[1] does the same with 1000 added, where e^ℓ is too large for a number", async () => {
    const due = { probabilities: Float64Array.of(0.25, 0.75), logEvidence: 1000 + Math.log(4) };
    expectClose(await posterior(Float64Array.of(1000, 1000 + Math.log(3))), due, { abs: 1e-12 });
  });
});
