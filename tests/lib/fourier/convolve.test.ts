import { core, fourier, type Image } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { drawReal, normals, seeded } from "../../support/draw.ts";

const { convolve, crossCorrelate, crossCorrelate2d, gaussianBlur, gaussianKernel } = fourier;

const at = (a: Image, y: number, x: number): number =>
  y >= 0 && y < a.shape[0] && x >= 0 && x < a.shape[1] ? a.data[y * a.shape[1] + x] : 0;
const draw = (shape: readonly [number, number], rule: (y: number, x: number) => number): Image => {
  const data = new Float64Array(shape[0] * shape[1]);
  for (let y = 0; y < shape[0]; y++) for (let x = 0; x < shape[1]; x++) data[y * shape[1] + x] = rule(y, x);
  return { shape, data };
};

/** The double sum of the definition. */
function direct(f: Image, g: Image, mode: "full" | "same" | "wrap"): Image {
  const [ny, nx] = f.shape;
  const [my, mx] = g.shape;
  const shape = mode === "full" ? ([ny + my - 1, nx + mx - 1] as const) : f.shape;
  const [oy, ox] = mode === "full" ? [0, 0] : [Math.floor(my / 2), Math.floor(mx / 2)];
  return draw(shape, (y, x) => {
    let sum = 0;
    for (let b = 0; b < my; b++)
      for (let a = 0; a < mx; a++) {
        const [v, u] = [y + oy - b, x + ox - a];
        const value = mode === "wrap" ? at(f, ((v % ny) + ny) % ny, ((u % nx) + nx) % nx) : at(f, v, u);
        sum += value * at(g, b, a);
      }
    return sum;
  });
}

const cases: [readonly [number, number], readonly [number, number]][] = [
  [
    [7, 10],
    [3, 4],
  ],
  [
    [6, 5],
    [4, 2],
  ],
  [
    [1, 1],
    [1, 1],
  ],
  [
    [1, 9],
    [1, 4],
  ],
  [
    [3, 2],
    [8, 7],
  ], // the kernel folds more than once
  [
    [10, 10],
    [10, 9],
  ],
];

describe("convolve", () => {
  for (const mode of ["full", "same", "wrap"] as const)
    it(`is the sum of products, ${mode}, odd and even, kernels larger than the image`, () => {
      for (const [n, m] of cases) {
        const f = drawReal(n, seeded(`convolve-f-${n}`));
        const g = drawReal(m, seeded(`convolve-g-${m}`));
        const before = f.data.slice();
        const result = convolve(f, g, { mode });
        const expected = direct(f, g, mode);
        expect(result.shape).to.deep.equal(expected.shape);
        expectClose(result.data, expected.data, 1e-12);
        expect(f.data).to.deep.equal(before);
      }
    });
  it("does nothing with a point at floor(m/2), and moves with a point elsewhere", () => {
    const f = drawReal([5, 6], seeded("convolve-point"));
    for (const m of [1, 2, 3, 4]) {
      const point = draw([m, m], (y, x) => (y === Math.floor(m / 2) && x === Math.floor(m / 2) ? 1 : 0));
      expectClose(convolve(f, point, { mode: "same" }).data, f.data, 1e-14);
      expectClose(convolve(f, point, { mode: "wrap" }).data, f.data, 1e-14);
    }
    const right = draw([3, 3], (y, x) => (y === 1 && x === 2 ? 1 : 0));
    expectClose(convolve(f, right, { mode: "same" }).data, draw([5, 6], (y, x) => at(f, y, x - 1)).data, 1e-14);
  });
  it("names what it refuses", () => {
    const f = core.zeros([2, 2]);
    expect(() => convolve(f, f, { mode: "valid" as "same" })).to.throw(
      RangeError,
      'convolve: mode must be "full", "same" or "wrap", got valid',
    );
    expect(() => convolve(f, core.realArray([1, 1], [Number.NaN]), { mode: "same" })).to.throw(
      "convolve: kernel must be finite, got NaN at index 0",
    );
    expect(() => convolve(core.zeros([0, 2]), f, { mode: "same" })).to.throw("every extent must be at least 1");
  });
});

describe("crossCorrelate", () => {
  it("is the sum of products at every lag, lengths unequal, odd and even", () => {
    for (const [n, m] of [
      [8, 8],
      [9, 4],
      [3, 10],
      [1, 1],
      [1, 6],
    ]) {
      const x = normals(n, seeded(`correlate-x-${n}`));
      const a = normals(m, seeded(`correlate-a-${m}`));
      const { lags, c } = crossCorrelate(x, a);
      expect(lags).to.be.instanceOf(Int32Array);
      expect([...lags]).to.deep.equal(Array.from({ length: n + m - 1 }, (_, i) => i - (m - 1)));
      const expected = Array.from(lags, (q) => a.reduce((sum, v, i) => sum + v * (x[i + q] ?? 0), 0));
      expectClose(c, expected, 1e-13);
    }
  });
  it("is largest at the planted shift", () => {
    const a = normals(20, seeded("planted"));
    for (const q of [-7, 0, 3]) {
      const x = Float64Array.from({ length: 33 }, (_, i) => a[i - q] ?? 0);
      const { lags, c } = crossCorrelate(x, a);
      expect(lags[c.indexOf(Math.max(...c))]).to.equal(q);
    }
  });
  it("refuses nothing to correlate", () => {
    expect(() => crossCorrelate(new Float64Array(0), Float64Array.of(1))).to.throw(
      RangeError,
      "crossCorrelate: x: every extent must be at least 1",
    );
  });
});

describe("crossCorrelate2d", () => {
  it("is the sum of products at every shift, oblong images of unequal sizes", () => {
    for (const [n, m] of cases) {
      const x = drawReal(n, seeded(`map-x-${n}`));
      const a = drawReal(m, seeded(`map-a-${m}`));
      const { lagsY, lagsX, c } = crossCorrelate2d(x, a);
      expect(c.shape).to.deep.equal([n[0] + m[0] - 1, n[1] + m[1] - 1]);
      const expected = draw(c.shape, (i, j) => {
        let sum = 0;
        for (let y = 0; y < m[0]; y++)
          for (let u = 0; u < m[1]; u++) sum += at(a, y, u) * at(x, y + lagsY[i], u + lagsX[j]);
        return sum;
      });
      expectClose(c.data, expected.data, 1e-12);
    }
  });
});

describe("gaussianKernel", () => {
  it("has sum 1, its top at floor(n/2), its values where e^(−t²/2σ²) says", () => {
    for (const n of [1, 2, 7, 10]) {
      const g = gaussianKernel(n, 1.7);
      expectClose([g.reduce((s, v) => s + v, 0)], [1], 1e-15);
      const c = Math.floor(n / 2);
      for (let j = 0; j < n; j++) expect(g[j] / g[c]).to.be.closeTo(Math.exp(-((j - c) ** 2) / (2 * 1.7 ** 2)), 1e-15);
    }
    const g = gaussianKernel(61, 3);
    expect(g.reduce((s, v, j) => s + v * (j - 30) ** 2, 0)).to.be.closeTo(9, 1e-9);
    expect([...gaussianKernel(4, 0)]).to.deep.equal([0, 0, 1, 0]);
    expect(() => gaussianKernel(3, -1)).to.throw(RangeError, "gaussianKernel: sigma must be finite and >= 0, got -1");
  });
});

describe("gaussianBlur", () => {
  it("is the convolution with the product of two kernels, the border darkened", () => {
    const f = drawReal([9, 12], seeded("blur"));
    const g = gaussianKernel(15, 1.4);
    const kernel = draw([15, 15], (y, x) => g[y] * g[x]);
    expectClose(gaussianBlur(f, 1.4).data, direct(f, kernel, "same").data, 1e-13);
  });
  it("blurs lines and volumes, keeps constants inside, and copies at 0", () => {
    const ones = core.realArray([31], new Float64Array(31).fill(2));
    const line = gaussianBlur(ones, 2).data;
    expectClose(line.subarray(10, 21), new Float64Array(11).fill(2), 1e-14);
    expect(line[0]).to.be.within(1, 1.25);
    const point = core.zeros([7, 9, 11]);
    point.data[(3 * 9 + 4) * 11 + 5] = 1;
    const g = gaussianKernel(11, 1);
    const blob = gaussianBlur(point, 1);
    expect(blob.data[(2 * 9 + 6) * 11 + 4]).to.be.closeTo(g[4] * g[7] * g[4], 1e-17);
    expect(gaussianBlur(point, 0).data).to.deep.equal(point.data);
    expect(gaussianBlur(point, 0).data.buffer).to.not.equal(point.data.buffer);
    expect(() => gaussianBlur(point, Number.NaN)).to.throw(
      RangeError,
      "gaussianBlur: sigma must be finite and >= 0, got NaN",
    );
  });
});
