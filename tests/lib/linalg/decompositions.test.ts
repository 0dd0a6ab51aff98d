import { core, linalg, type Matrix } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { drawReal, seeded } from "../../support/draw.ts";
import { golden } from "./golden.ts";

const { cholesky, eigh, matmul, matrix, pinv, qr, svd } = linalg;

/** The product by its definition. */
function product(a: Matrix, b: Matrix): Matrix {
  return core.mapReal(core.zeros([a.shape[0], b.shape[1]]), (_, at) => {
    const [i, j] = [Math.floor(at / b.shape[1]), at % b.shape[1]];
    let sum = 0;
    for (let k = 0; k < a.shape[1]; k++) sum += a.data[i * a.shape[1] + k] * b.data[k * b.shape[1] + j];
    return sum;
  });
}

const turned = (a: Matrix): Matrix =>
  core.mapReal(core.zeros([a.shape[1], a.shape[0]]), (_, at) => {
    const [i, j] = [Math.floor(at / a.shape[0]), at % a.shape[0]];
    return a.data[j * a.shape[1] + i];
  });
const unit = (n: number): Matrix => core.mapReal(core.zeros([n, n]), (_, at) => (at % (n + 1) === 0 ? 1 : 0));
const scaled = (a: Matrix, s: ArrayLike<number>): Matrix =>
  core.mapReal(a, (v, at) => v * s[Math.floor(at / a.shape[1])]);
/** Lines, tall, wide, square of rank 4, and one number. */
const shapes = (): Matrix[] => [
  matrix(golden.tall),
  matrix(golden.wide),
  matrix(golden.square),
  matrix([[-3]]),
  matrix([[1, -2, 2]]),
  matrix([[2], [0], [-1]]),
];

describe("matrix", () => {
  it("writes rows one after the other and shares no memory", () => {
    const row = Float64Array.of(3, 4, 5);
    const a = matrix([[0, 1, 2], row]);
    expect(a).to.deep.equal({ shape: [2, 3], data: Float64Array.of(0, 1, 2, 3, 4, 5) });
    row[0] = 9;
    expect(a.data[3]).to.equal(3);
    expect(matrix([])).to.deep.equal({ shape: [0, 0], data: new Float64Array(0) });
  });
  it("refuses ragged rows", () => {
    expect(() => matrix([[1, 2], [3]])).to.throw(RangeError, "matrix: every row must have 2 values, got 1 in row 1");
  });
});

describe("matmul", () => {
  it("is the sum of products, oblong too", () => {
    for (const [m, k, n] of [
      [3, 4, 2],
      [1, 5, 1],
      [5, 1, 3],
    ]) {
      const a = drawReal([m, k], seeded(`matmul-a-${m}`));
      const b = drawReal([k, n], seeded(`matmul-b-${m}`));
      const c = matmul(a, b);
      expect(c.shape).to.deep.equal([m, n]);
      expectClose(c.data, product(a, b).data, 1e-14);
    }
  });
  it("refuses matrices that do not follow each other", () => {
    expect(() => matmul(core.zeros([2, 3]), core.zeros([2, 3]))).to.throw(
      RangeError,
      "matmul: columns of a must be as many as rows of b, got shapes [2,3] and [2,3]",
    );
  });
});

describe("eigh", () => {
  it("has NumPy's values, and rows that A stretches by them", () => {
    const a = matrix(golden.symmetric);
    const before = a.data.slice();
    const { values, vectors } = eigh(a);
    expectClose(values, golden.eigenvalues, 1e-13);
    expectClose(product(vectors, a).data, scaled(vectors, values).data, 1e-12);
    expectClose(product(vectors, turned(vectors)).data, unit(6).data, 1e-13);
    expect(a.data).to.deep.equal(before);
    expect(eigh(matrix([[5]])).values).to.deep.equal(Float64Array.of(5));
  });
  it("refuses what is not symmetric", () => {
    expect(() =>
      eigh(
        matrix([
          [1, 2],
          [3, 4],
        ]),
      ),
    ).to.throw(RangeError, "eigh: a must be symmetric, got mirrored entries that differ by 1");
    expect(() => eigh(core.zeros([2, 3]))).to.throw("eigh: a must be square, got shape [2,3]");
    expect(() => eigh(matrix([[Number.NaN]]))).to.throw("eigh: a must be finite, got NaN at index 0");
    expect(() => eigh(core.zeros([0, 0]))).to.throw("eigh: a must be a matrix with rows and columns, got shape [0,0]");
  });
});

describe("svd", () => {
  it("has NumPy's values and gives the matrix back", () => {
    for (const name of ["tall", "wide", "square"] as const)
      expectClose(svd(matrix(golden[name])).s, golden.singular[name], 1e-13);
    for (const a of shapes()) {
      const { u, s, v } = svd(a);
      const r = Math.min(...a.shape);
      expect([u.shape, v.shape]).to.deep.equal([
        [a.shape[0], r],
        [r, a.shape[1]],
      ]);
      expectClose(product(u, scaled(v, s)).data, a.data, 1e-13);
      expectClose(product(turned(u), u).data, unit(r).data, 1e-13);
      expectClose(product(v, turned(v)).data, unit(r).data, 1e-13);
      for (let i = 1; i < r; i++) expect(s[i]).to.be.at.most(s[i - 1]);
    }
  });
});

describe("qr", () => {
  it("has NumPy's factor but for signs, a diagonal >= 0, and gives the matrix back", () => {
    for (const name of ["tall", "wide"] as const)
      expectClose(qr(matrix(golden[name])).r.data.map(Math.abs), golden.r[name].flat(), 1e-13);
    for (const a of [...shapes(), core.zeros([3, 2])]) {
      const { q, r } = qr(a);
      const k = Math.min(...a.shape);
      expect([q.shape, r.shape]).to.deep.equal([
        [a.shape[0], k],
        [k, a.shape[1]],
      ]);
      expectClose(product(q, r).data, a.data, 1e-13);
      expectClose(product(turned(q), q).data, unit(k).data, 1e-13);
      for (let i = 0; i < k; i++) {
        expect(r.data[i * a.shape[1] + i]).to.be.at.least(0);
        for (let j = 0; j < i; j++) expect(r.data[i * a.shape[1] + j]).to.equal(0);
      }
    }
  });
});

describe("cholesky", () => {
  it("has NumPy's factor", () => {
    expectClose(cholesky(matrix(golden.positive)).data, golden.cholesky.flat(), 1e-13);
    expect(cholesky(matrix([[9]])).data).to.deep.equal(Float64Array.of(3));
  });
  it("refuses what is not positive definite", () => {
    for (const rows of [
      [
        [1, 2],
        [2, 1],
      ],
      [[0]],
      [[-1]],
    ])
      expect(() => cholesky(matrix(rows))).to.throw(RangeError, "cholesky: a must be positive definite");
  });
});

describe("pinv", () => {
  it("is NumPy's, also below full rank", () => {
    for (const name of ["tall", "wide", "square"] as const)
      expectClose(pinv(matrix(golden[name]), 1e-12).data, golden.pinv[name].flat(), 1e-12);
  });
  it("obeys the four laws of Penrose", () => {
    for (const a of [...shapes(), core.zeros([2, 3])]) {
      const b = pinv(a, 1e-12);
      expect(b.shape).to.deep.equal([a.shape[1], a.shape[0]]);
      expectClose(product(product(a, b), a).data, a.data, 1e-12);
      expectClose(product(product(b, a), b).data, b.data, 1e-12);
      expectClose(product(a, b).data, turned(product(a, b)).data, 1e-12);
      expectClose(product(b, a).data, turned(product(b, a)).data, 1e-12);
    }
  });
});
