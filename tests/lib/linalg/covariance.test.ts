import { core, linalg, type Matrix } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { drawReal, seeded } from "../../support/draw.ts";
import { golden } from "./golden.ts";

const { bulkEdge, covariance, matrix, pca, spikedEigenvalue } = linalg;

/** Two blobs on a grid of n², σ 3, at (∓8, 0): the images that share mass in lesson 64. */
function blobs(n: number): [Float64Array, Float64Array] {
  const blob = (cx: number): Float64Array =>
    Float64Array.from({ length: n * n }, (_, i) => {
      const [x, y] = [(i % n) - n / 2 - cx, Math.floor(i / n) - n / 2];
      return Math.exp(-(x * x + y * y) / 18);
    });
  return [blob(-8), blob(8)];
}

describe("covariance", () => {
  it("is NumPy's at a mean of 1e8, and symmetric to the bit", () => {
    const c = covariance(matrix(golden.samples), 1);
    expectClose(c.data, golden.covariance.flat(), 1e-6); // NumPy itself loses digits at this mean
    const shifted = covariance(matrix(golden.samples.map((row) => row.map((v) => v - 1e8))), 1);
    expectClose(c.data, shifted.data, 1e-13);
    for (let i = 0; i < 5; i++) for (let j = 0; j < 5; j++) expect(c.data[i * 5 + j]).to.equal(c.data[j * 5 + i]);
  });
  it("divides by n, or by n − 1 when asked", () => {
    const x = matrix([[0], [2], [4]]);
    expectClose(covariance(x).data, [8 / 3], 1e-15);
    expectClose(covariance(x, 1).data, [4], 1e-15);
    expectClose(covariance(matrix([[7, 8]])).data, [0, 0, 0, 0], 0);
  });
  it("names what it refuses", () => {
    expect(() => covariance(matrix([[1]]), 1)).to.throw(
      RangeError,
      "covariance: ddof 1 takes at least two samples, got 1",
    );
    expect(() => covariance(matrix([[1]]), 2 as 1)).to.throw("covariance: ddof must be 0 or 1, got 2");
    expect(() => covariance(matrix([]))).to.throw("covariance: x must be a matrix with rows and columns");
  });
});

describe("pca", () => {
  it("has the values and vectors of NumPy's SVD, more samples than dimensions and fewer", () => {
    const tall = pca(matrix(golden.samples), 5);
    expectClose(tall.values, golden.pca.values, 1e-6);
    expectClose(tall.vectors.data, golden.pca.vectors.flat(), 1e-6);
    const wide = pca(matrix(golden.wide), 2); // three samples: rank 2
    expectClose(wide.values, golden.pcaWide.values.slice(0, 2), 1e-13);
    expectClose(wide.vectors.data, golden.pcaWide.vectors.slice(0, 2).flat(), 1e-13);
  });
  it("has scores of mean 0 and mean square λ, and gives the samples back", () => {
    for (const [n, d] of [
      [40, 6],
      [6, 40],
      [5, 5],
    ]) {
      const x: Matrix = core.mapReal(drawReal([n, d], seeded(`pca-${n}`)), (v, i) => 1e8 + (1 + (i % d)) * v);
      const before = x.data.slice();
      const k = Math.min(n, d);
      const { mean, values, vectors, scores } = pca(x, k);
      expect([vectors.shape, scores.shape]).to.deep.equal([
        [k, d],
        [n, k],
      ]);
      for (let i = 0; i < k; i++) {
        const column = Float64Array.from({ length: n }, (_, j) => scores.data[j * k + i]);
        expectClose([column.reduce((a, v) => a + v, 0) / n], [0], 1e-7);
        expectClose([column.reduce((a, v) => a + v * v, 0) / n], [values[i]], 1e-9 * values[0]);
        const vector = vectors.data.subarray(i * d, (i + 1) * d);
        const largest = vector.reduce((a, v) => (Math.abs(v) > Math.abs(a) ? v : a), 0);
        expect(largest).to.be.above(-1e-300);
        if (i > 0) expect(values[i]).to.be.at.most(values[i - 1]);
      }
      const back = core.mapReal(x, (_, at) => {
        const [j, c] = [Math.floor(at / d), at % d];
        let sum = mean[c];
        for (let i = 0; i < k; i++) sum += scores.data[j * k + i] * vectors.data[i * d + c];
        return sum;
      });
      expectClose(back.data, x.data, 1e-6); // 1e8 has a last digit of 1.5e-8
      expect(x.data).to.deep.equal(before);
    }
  });
  it("gives 0 beyond the rank, finite vectors, one sample too", () => {
    const line = matrix([
      [0, 0, 1],
      [1, 2, 1],
      [2, 4, 1],
      [4, 8, 1],
    ]);
    const { values, vectors, scores } = pca(line, 3);
    expectClose(vectors.data.subarray(0, 3), [1 / Math.sqrt(5), 2 / Math.sqrt(5), 0], 1e-14);
    expectClose(values, [(5 * 35) / 16, 0, 0], 1e-14);
    for (let j = 0; j < 4; j++) expectClose(scores.data.subarray(j * 3 + 1, j * 3 + 3), [0, 0], 0);
    core.checkFinite(vectors.data, "vectors");
    const one = pca(matrix([[3, 1]]), 2);
    expect([...one.values, ...one.scores.data]).to.deep.equal([0, 0, 0, 0]);
    expect([...one.mean]).to.deep.equal([3, 1]);
    core.checkFinite(one.vectors.data, "vectors");
  });
  it("finds λ = Var(a) ‖g₁ − g₂‖² in images of two blobs that share mass", () => {
    const n = 32;
    const [g, h] = blobs(n);
    const distance = g.reduce((sum, v, i) => sum + (v - h[i]) ** 2, 0);
    expect(distance).to.be.closeTo(56.4966978, 1e-6);
    const a = Float64Array.from({ length: 20 }, (_, i) => ((7 * i) % 20) / 20);
    const mean = a.reduce((s, v) => s + v, 0) / 20;
    const variance = a.reduce((s, v) => s + (v - mean) ** 2, 0) / 20;
    const x = core.realArray(
      [20, n * n],
      Float64Array.from({ length: 20 * n * n }, (_, at) => {
        const [i, p] = [Math.floor(at / (n * n)), at % (n * n)];
        return a[i] * g[p] + (1 - a[i]) * h[p];
      }),
    );
    const { values } = pca(x, 3);
    expectClose(values, [variance * distance, 0, 0], 1e-12);
  });
  it("names what it refuses", () => {
    for (const k of [0, 3, 1.5])
      expect(() => pca(matrix([[1, 2]]), k)).to.throw(
        RangeError,
        `pca: k must be a whole number from 1 to 2, got ${k}`,
      );
  });
});

describe("spikedEigenvalue", () => {
  it("has the anchors of the course and is continuous at the threshold", () => {
    expect(spikedEigenvalue(4.695882, 0.01, 10.24)).to.be.closeTo(4.8085, 5e-6);
    expect(bulkEdge(0.01, 10.24)).to.be.closeTo(0.1764, 1e-15);
    for (const gamma of [0.1, 1, 10]) {
      const threshold = 0.3 * Math.sqrt(gamma);
      expectClose([spikedEigenvalue(threshold * (1 + 1e-9), 0.3, gamma)], [bulkEdge(0.3, gamma)], 1e-9);
      expect(spikedEigenvalue(threshold / 2, 0.3, gamma)).to.equal(bulkEdge(0.3, gamma));
      expect(spikedEigenvalue(3, 0, gamma)).to.equal(3);
    }
    expect(spikedEigenvalue(0, 0, 1)).to.equal(0);
  });
  it("is what a sample covariance shows", () => {
    const [n, d] = [150, 300]; // γ = 2
    const rows = drawReal([n, d], seeded("spiked"));
    for (let i = 0; i < n; i++) rows.data[i * d] *= Math.sqrt(1 + 8); // variance 8 and noise 1 along the first axis
    const { values } = pca(rows, 2);
    expect(values[0]).to.be.closeTo(spikedEigenvalue(8, 1, 2), 4 * 9 * Math.sqrt(2 / n)); // four standard errors
    expect(values[1]).to.be.closeTo(bulkEdge(1, 2), 0.35);
  });
  it("names what it refuses", () => {
    expect(() => spikedEigenvalue(-1, 1, 1)).to.throw(
      RangeError,
      "spikedEigenvalue: lambda must be finite and >= 0, got -1",
    );
    expect(() => bulkEdge(-1, 1)).to.throw(RangeError, "bulkEdge: noise must be finite and >= 0, got -1");
    expect(() => bulkEdge(1, 0)).to.throw(RangeError, "bulkEdge: gamma must be finite and above 0, got 0");
  });
});
