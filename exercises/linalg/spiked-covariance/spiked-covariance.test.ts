import { expectNumber } from "@cryolab/grader/testing";
import { bulkEdge, spikedEigenvalue } from "./spiked-covariance.js";

describe("linalg/spiked-covariance", () => {
  it("[2] has the edge of 1024 pixels and 100 samples at 17.64 s²", async () => {
    expectNumber(await bulkEdge(0.01, 10.24), 0.1764, { abs: 1e-12 });
    expectNumber(await bulkEdge(1, 0.25), 2.25, { abs: 1e-12 });
  });

  it("[2] raises a strong spike a little", async () => {
    expectNumber(await spikedEigenvalue(4.695882, 0.01, 10.24), 4.8085, { abs: 1e-5 });
    expectNumber(await spikedEigenvalue(2, 1, 1), 4.5, { abs: 1e-12 });
  });

  it("[1] loses a weak spike in the noise", async () => {
    expectNumber(await spikedEigenvalue(0.5, 1, 4), 9, { abs: 1e-12 });
  });
});
