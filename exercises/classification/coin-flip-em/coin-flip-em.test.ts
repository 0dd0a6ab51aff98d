import { expectClose } from "@cryolab/grader/testing";
import { coinFlipEm } from "./coin-flip-em.js";

describe("classification/coin-flip-em", () => {
  it("[2] finds the coins of the paper: 0.797 and 0.520", async () => {
    const { p } = await coinFlipEm(Float64Array.of(5, 9, 8, 4, 7), new Float64Array(5).fill(10), [0.6, 0.5]);
    expectClose(p, [0.7967889, 0.5195839], { abs: 1e-6 });
  });

  it("[2] counts when there is nothing to doubt: rows of only heads and of only tails", async () => {
    const { p } = await coinFlipEm(Float64Array.of(40, 0, 60), Float64Array.of(40, 50, 60), [0.9, 0.1]);
    expectClose(p, [1, 0], { abs: 1e-9 });
  });
});
