import { expectClose } from "@cryolab/grader/testing";
import { alignAndAverage } from "./align-and-average.js";

const traces = (...rows: number[][]) => ({
  shape: [rows.length, rows[0].length] as const,
  data: Float64Array.from(rows.flat()),
});

describe("classification/align-and-average", () => {
  it("[2] moves a peak back by two samples", async () => {
    const due = { average: Float64Array.of(5, 0, 0), lags: Int32Array.of(2) };
    expectClose(await alignAndAverage(traces([0, 0, 5]), Float64Array.of(1, 0, 0)), due, { abs: 1e-12 });
  });

  it("[2] averages two traces that hold one shape at −1 and +1", async () => {
    const x = traces([4, 7, 1, 0, 0], [0, 0, 4, 7, 1]);
    const due = { average: Float64Array.of(0, 4, 7, 1, 0), lags: Int32Array.of(-1, 1) };
    expectClose(await alignAndAverage(x, Float64Array.of(0, 4, 7, 1, 0)), due, { abs: 1e-12 });
  });

  it("[1] fills with zeros and divides by all traces", async () => {
    const x = traces([9, 1, 2], [1, 2, 9]);
    const due = { average: Float64Array.of(0.5, 1, 9), lags: Int32Array.of(-2, 0) };
    expectClose(await alignAndAverage(x, Float64Array.of(0, 0, 1)), due, { abs: 1e-12 });
  });
});
