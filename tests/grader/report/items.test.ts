/** @file Difficulty and discrimination against slow definitions: all orders of ties tried, 0/1 items by the other formula. */

import { cronbachAlpha, itemStatistics, tailWeights } from "@cryolab/grader/internal/report/items";
import { expect } from "chai";
import fc from "fast-check";

/** Every order of the indices 0 … n − 1. */
function* orders(n: number, chosen: number[] = []): Generator<number[]> {
  if (chosen.length === n) yield chosen;
  for (let i = 0; i < n; i++) if (!chosen.includes(i)) yield* orders(n, [...chosen, i]);
}

describe("itemStatistics", () => {
  const class5 = [
    [4, 0, 10],
    [4, 2, 7],
    [0, 2, 5],
    [4, 1, 0],
    [0, 0, 0],
  ];

  it("gives facility and shares as one counts them by hand", () => {
    const [a, b, c] = itemStatistics(class5, [4, 2, 10]);
    expect([a.facility, b.facility]).to.deep.equal([12 / 20, 5 / 10]);
    expect(c.facility).to.be.closeTo(22 / 50, 1e-15); // 4.4 / 10 is not 22 / 50 to the bit
    expect([a.full, a.zero]).to.deep.equal([3 / 5, 2 / 5]);
    expect([c.full, c.zero]).to.deep.equal([1 / 5, 2 / 5]);
  });

  it("of a 0/1 exercise is the point-biserial (M1 − M0)/s √(p q) with the rest score", () => {
    const column = fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 20 }));
    fc.assert(
      fc.property(fc.array(column, { minLength: 4, maxLength: 25 }), (rows) => {
        const right = rows.filter(([hit]) => hit).map(([, rest]) => rest);
        const wrong = rows.filter(([hit]) => !hit).map(([, rest]) => rest);
        const rest = rows.map(([, value]) => value);
        const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
        const sigma = Math.sqrt(average(rest.map((value) => (value - average(rest)) ** 2)));
        fc.pre(right.length > 0 && wrong.length > 0 && sigma > 0);
        const p = right.length / rows.length;
        const expected = ((average(right) - average(wrong)) / sigma) * Math.sqrt(p * (1 - p));
        const points = rows.map(([hit, value]) => [hit ? 1 : 0, value]);
        expect(itemStatistics(points, [1, 20])[0].itemRest).to.be.closeTo(expected, 1e-10);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it("takes the exercise out of the total: noise beside a constant has no correlation with itself", () => {
    const points = [1, 5, 2, 9].map((value) => [value, 3]);
    expect(itemStatistics(points, [10, 10])[0].itemRest).to.be.NaN;
  });

  it("finds the mean upper-lower index over every order of equal totals", () => {
    const totals = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(totals, fc.infiniteStream(fc.integer({ min: 0, max: 3 })), (sums, draw) => {
        const points = sums.map((total) => {
          const own = Math.min(total, draw.next().value);
          return [own, total - own];
        });
        const size = Math.max(1, Math.round(0.27 * sums.length));
        let [index, count] = [0, 0];
        for (const order of orders(sums.length)) {
          const sorted = order.every((i, k) => k === 0 || sums[order[k - 1]] <= sums[i]);
          if (!sorted) continue;
          for (let k = 0; k < size; k++) index += (points[order.at(-1 - k)!][0] - points[order[k]][0]) / size / 3;
          count++;
        }
        expect(itemStatistics(points, [3, 3])[0].upperLower).to.be.closeTo(index / count, 1e-12);
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it("weighs each tail as round(0.27 n)", () => {
    for (const n of [1, 2, 3, 5, 11, 100]) {
      const { upper, lower } = tailWeights(Array.from({ length: n }, (_, i) => i % 4));
      const size = Math.max(1, Math.round(0.27 * n));
      expect(upper.reduce((a, b) => a + b, 0)).to.be.closeTo(size, 1e-12);
      expect(lower.reduce((a, b) => a + b, 0)).to.be.closeTo(size, 1e-12);
    }
  });

  it("says NaN, not a number, of a class of nobody and of a set of one exercise", () => {
    expect(itemStatistics([], [4])[0].facility).to.be.NaN;
    expect(itemStatistics([[1], [3]], [4])[0].itemRest).to.be.NaN;
  });
});

describe("cronbachAlpha", () => {
  it("is the mean of all split-half coefficients (Rulon's), for four exercises", () => {
    const points = [
      [3, 1, 4, 2],
      [5, 2, 5, 3],
      [1, 1, 2, 1],
      [4, 0, 3, 3],
      [2, 2, 4, 0],
      [5, 3, 4, 4],
    ];
    const spread = (values: number[]) => {
      const m = values.reduce((a, b) => a + b, 0) / values.length;
      return values.reduce((a, b) => a + (b - m) ** 2, 0) / (values.length - 1);
    };
    const halves = [
      [0, 1],
      [0, 2],
      [0, 3],
    ].map(([i, j]) => {
      const one = points.map((row) => row[i] + row[j]);
      const two = points.map((row) => row.reduce((a, b) => a + b, 0) - row[i] - row[j]);
      const difference = spread(one.map((value, k) => value - two[k]));
      return 1 - difference / spread(one.map((value, k) => value + two[k]));
    });
    expect(cronbachAlpha(points)).to.be.closeTo(halves.reduce((a, b) => a + b, 0) / 3, 1e-12);
  });

  it("is 1 for copies and NaN where nothing varies", () => {
    expect(cronbachAlpha([1, 2, 5].map((value) => [value, value, value]))).to.be.closeTo(1, 1e-12);
    expect(cronbachAlpha([[1, 2]].concat([[1, 2]]))).to.be.NaN;
    expect(cronbachAlpha([[1], [2]])).to.be.NaN;
    expect(cronbachAlpha([])).to.be.NaN;
  });
});
