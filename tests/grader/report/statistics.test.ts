/** @file The report's statistics against Python's own (`python3 -c "import statistics"`, 3.11) and against slow loops. */

import {
  binCounts,
  correlation,
  mean,
  quantile,
  standardDeviation,
  variance,
} from "@cryolab/grader/internal/report/statistics";
import { expect } from "chai";
import fc from "fast-check";

// x and y by hand; the numbers by Python 3.11: statistics.fmean, stdev, correlation, quantiles(method="inclusive")
const x = [3, 7.5, 0, 10, 6.25, 7.5, 1];
const y = [2, 9, 1, 8.5, 4, 10, 0.5];

describe("statistics of a report", () => {
  it("agree with Python's statistics module", () => {
    expect(mean(x)).to.be.closeTo(5.035714285714286, 1e-14);
    expect(standardDeviation(x)).to.be.closeTo(3.7428503271475564, 1e-14);
    expect(correlation(x, y)).to.be.closeTo(0.9048537204955265, 1e-14);
    expect([0.25, 0.5, 0.75].map((q) => quantile(x, q))).to.deep.equal([2, 6.25, 7.5]);
  });

  it("find the same spread as the mean over all pairs: s² = Σ (xi − xj)² / (2 n (n − 1))", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 30 }), (values) => {
        let sum = 0;
        for (const a of values) for (const b of values) sum += (a - b) * (a - b);
        expect(variance(values)).to.be.closeTo(sum / (2 * values.length * (values.length - 1)), 1e-6);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it("have no value where there is none: nothing, one value, a constant", () => {
    expect(mean([])).to.be.NaN;
    expect(quantile([], 0.5)).to.be.NaN;
    expect(standardDeviation([4])).to.be.NaN;
    expect(quantile([4], 0.27)).to.equal(4);
    expect(correlation([0.1, 0.1, 0.1], [1, 2, 3])).to.be.NaN;
    expect(correlation([0.3, 0.1 + 0.2, 0.3], [1, 2, 3])).to.be.NaN; // 0.30000000000000004 is rounding, not a spread
  });

  it("count bins with the last one closed and nothing lost", () => {
    expect(binCounts([0, 0.9, 1, 5, 9.99, 10, 11, -1], 0, 10, 10)).to.deep.equal([3, 1, 0, 0, 0, 1, 0, 0, 0, 3]);
  });
});
