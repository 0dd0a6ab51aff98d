import { linalg } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose, largest } from "../../support/close.ts";
import { normals, seeded } from "../../support/draw.ts";
import { golden } from "./golden.ts";

const { isAdjoint, lgamma, polynomialRoots } = linalg;

describe("polynomialRoots", () => {
  it("has NumPy's zeros, complex ones and ones at 0 too", () => {
    for (const { coefficients, roots } of golden.polynomials) {
      const { shape, re, im } = polynomialRoots(Float64Array.from(coefficients));
      expect(shape).to.deep.equal([roots.length]);
      const tolerance = 1e-13 * (1 + largest(roots.flat())); // relative to the largest
      // conjugate pairs may come in either order where their real parts differ by a rounding
      for (const [x, y] of roots) {
        const gaps = Array.from(re, (v, i) => Math.hypot(v - x, im[i] - y));
        expect(Math.min(...gaps), `${coefficients}: ${x} + ${y}i`).to.be.below(100 * tolerance);
      }
    }
  });
  it("finds zeros that are ten powers of ten apart to all their digits", () => {
    const { re } = polynomialRoots(Float64Array.of(1, -(1e5 + 1e-5), 1));
    expectClose([re[0] * 1e5, re[1] / 1e5], [1, 1], 1e-15);
  });
  it("has no zeros of a constant, and one of a line", () => {
    expect(polynomialRoots(Float64Array.of(3)).re.length).to.equal(0);
    expect(polynomialRoots(Float64Array.of(0, 2, -3))).to.deep.equal({
      shape: [1],
      re: Float64Array.of(1.5),
      im: Float64Array.of(0),
    });
  });
  it("reproduces the quartic of CTF aliasing at s = 0.25 Å⁻¹", () => {
    // B T⁴ + 4 B s T³ + (6 B s² − A) T² + (4 B s³ − 2 A s) T − 1 = 0 at 4 µm, Cs 2 mm, 300 kV, constants as in the audit
    const lambda = 12.398 / Math.sqrt(300 * (1022 + 300));
    const [A, B, s] = [0.5 * 4e4 * lambda, 0.25 * 2e7 * lambda ** 3, 0.25];
    const c = Float64Array.of(B, 4 * B * s, 6 * B * s * s - A, 4 * B * s ** 3 - 2 * A * s, -1);
    expectClose(polynomialRoots(c).re, [-3.45324476, -0.49480551, -0.00519449, 2.95324476], 1e-8);
  });
  it("names what it refuses", () => {
    expect(() => polynomialRoots(Float64Array.of(0, 0))).to.throw(
      RangeError,
      "polynomialRoots: a coefficient must differ from 0, got [0,0]",
    );
    expect(() => polynomialRoots(new Float64Array(0))).to.throw("got []");
    expect(() => polynomialRoots(Float64Array.of(1, Infinity))).to.throw("must be finite, got Infinity at index 1");
  });
});

describe("lgamma", () => {
  it("is SciPy's gammaln", () => {
    for (const [x, value] of golden.lgamma) {
      const error = Math.abs(lgamma(x) - value);
      expect(error, `x = ${x}`).to.be.at.most(2e-14 + 1e-15 * Math.abs(value));
    }
  });
  it("is ln n! at n + 1", () => {
    let sum = 0;
    for (let n = 1; n < 170; n++) {
      sum += Math.log(n);
      expect(Math.abs(lgamma(n + 1) - sum)).to.be.at.most(2e-14 + 1e-14 * sum); // n roundings of the sum
    }
    expect(lgamma(Infinity)).to.equal(Infinity);
    for (const pole of [0, -1, -7]) expect(lgamma(pole)).to.equal(Infinity);
    expect(() => lgamma(Number.NaN)).to.throw(RangeError, "lgamma: x must be a number above -Infinity, got NaN");
  });
});

describe("isAdjoint", () => {
  const matrix = [1, 2, 3, 4, 5, 6]; // 2 × 3
  const apply = (v: Float64Array): number[] =>
    [0, 1].map((i) => [0, 1, 2].reduce((s, j) => s + matrix[3 * i + j] * v[j], 0));
  const adjoint = (v: Float64Array): number[] =>
    [0, 1, 2].map((j) => [0, 1].reduce((s, i) => s + matrix[3 * i + j] * v[i], 0));
  const x = normals(3, seeded("adjoint x"));
  const y = normals(2, seeded("adjoint y"));
  it("tells a transpose from one wrong entry, a wrong sign, NaN", () => {
    expect(isAdjoint(apply, adjoint, { x, y })).to.equal(true);
    expect(isAdjoint(apply, (v) => adjoint(v).map((w, i) => (i === 1 ? 1.001 * w : w)), { x, y })).to.equal(false);
    expect(isAdjoint(apply, (v) => adjoint(v).map((w) => -w), { x, y })).to.equal(false);
    expect(isAdjoint(apply, () => [Number.NaN, 0, 0], { x, y })).to.equal(false);
    expect(isAdjoint(apply, (v) => adjoint(v).map((w) => 1.001 * w), { x, y, tolerance: 0.01 })).to.equal(true);
  });
  it("lends its vectors out as copies", () => {
    const [before, other] = [x.slice(), y.slice()];
    const spoil = (f: (v: Float64Array) => number[]) => (v: Float64Array) => {
      const result = f(v);
      v.fill(0);
      return result;
    };
    expect(isAdjoint(spoil(apply), spoil(adjoint), { x, y })).to.equal(true);
    expect([x, y]).to.deep.equal([before, other]);
  });
  it("refuses maps of other sizes", () => {
    expect(() => isAdjoint(adjoint, adjoint, { x: y, y })).to.throw(
      RangeError,
      "isAdjoint: A x must have 2 values as y, got 3",
    );
    expect(() => isAdjoint(apply, apply, { x, y })).to.throw("isAdjoint: the adjoint must return 3 values as x, got 2");
  });
});
