import { compare, roughly } from "@cryolab/grader/internal/testing/compare";
import { expect } from "chai";

const near = { abs: 1e-9 };

/** Class, words for the learner, words for the instructor. */
function judged(actual: unknown, expected: unknown, tolerance: { abs?: number; rel?: number } = near): unknown {
  const found = compare(actual, expected, tolerance);
  return found === undefined ? "close" : [found.class, found.summary, found.details];
}

describe("compare", () => {
  it("accepts what is close: numbers, typed arrays, records, lists, extra fields, −0", () => {
    expect(judged(1 + 1e-10, 1)).to.equal("close");
    expect(judged(-0, 0)).to.equal("close");
    expect(judged(Float64Array.of(-0, 1), Float64Array.of(0, 1))).to.equal("close");
    const record = { shape: [2, 1], re: Float64Array.of(1, 2), im: Float64Array.of(3, 4) };
    expect(judged({ ...record, note: "mine" }, record)).to.equal("close");
    expect(judged({ ...record, shape: Int32Array.of(2, 1) }, record)).to.equal("close");
    expect(judged([record, { a: 1 }, "x", null, true], [record, { a: 1 }, "x", null, true])).to.equal("close");
    expect(judged(Number.NaN, Number.NaN)).to.equal("close");
    expect(judged(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)).to.equal("close");
    expect(judged(Float64Array.of(Number.NEGATIVE_INFINITY, 1), Float64Array.of(Number.NEGATIVE_INFINITY, 1))).to.equal(
      "close",
    );
  });
  it("judges the kind first", () => {
    expect(judged(Float32Array.of(1), Float64Array.of(1))).to.deep.equal([
      "wrong-kind",
      "a Float64Array is due, got a Float32Array",
      "",
    ]);
    expect(judged([1], Float64Array.of(1))).to.include("a Float64Array is due, got an array");
    expect(judged(undefined, 1)).to.include("a number is due, got undefined");
    expect(judged(null, { a: 1 })).to.include("a record is due, got null");
    expect(judged("1", 1)).to.include("a number is due, got a string");
    expect(judged([1, "2"], [1, 2])).to.include("`[1]`: a number is due, got a string");
    expect(judged({ data: [Number.NaN] }, { data: Float64Array.of(1) })).to.include(
      "`data`: a Float64Array is due, got an array",
    );
  });
  it("then shapes and keys", () => {
    expect(judged(Float64Array.of(1), Float64Array.of(1, 2))).to.deep.equal([
      "wrong-shape",
      "too few values",
      "expected 2 values, got 1",
    ]);
    const data = new Float64Array(6);
    expect(judged({ shape: [3, 2], data }, { shape: [2, 3], data })).to.deep.equal([
      "wrong-shape",
      "wrong shape: the axes are in the opposite order",
      "expected shape [2, 3], got [3, 2]",
    ]);
    expect(judged({ shape: [6], data }, { shape: [2, 3], data })).to.include("wrong shape");
    expect(judged({ shape: "2,3", data }, { shape: [2, 3], data })).to.include(
      "`shape`: a list of numbers is due, got a string",
    );
    expect(judged({ re: data }, { re: data, im: data })).to.include("the field `im` is missing");
    expect(judged({ a: 1, b: 2 }, { a: 1, b: undefined })).to.include("the field `b` should be left out here");
    expect(judged(Object.defineProperty({}, "a", { get: () => 1 }), { a: 1 })).to.include("the field `a` is missing");
    expect(judged(Object.create({ a: 1 }), { a: 1 })).to.include("the field `a` is missing");
  });
  it("then NaN and infinities, anywhere, before any closeness", () => {
    const found = judged({ a: 5, b: Float64Array.of(1, Number.NaN) }, { a: 1, b: Float64Array.of(1, 2) });
    expect(found).to.deep.equal([
      "not-finite",
      "`b`: NaN where a number is due",
      "`b`: expected 2, got NaN at index 1",
    ]);
    expect(judged(Number.POSITIVE_INFINITY, 1)).to.include("an infinite value");
    expect(judged(1, Number.POSITIVE_INFINITY)).to.include("wrong value");
    expect(judged(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)).to.include("an infinite value");
  });
  it("then |a − e| ≤ abs + rel·max|e|", () => {
    const e = Float64Array.of(1, 100);
    expect(judged(Float64Array.of(1.5, 100), e, { rel: 0.01 })).to.equal("close");
    expect(judged(Float64Array.of(2.1, 100), e, { rel: 0.01 })).to.be.an("array");
    expect(judged(Float64Array.of(2.1, 100), e, { rel: 0.01, abs: 0.2 })).to.equal("close");
    expect(
      judged(
        { re: Float64Array.of(3), im: Float64Array.of(4) },
        { re: Float64Array.of(0), im: Float64Array.of(0) },
        { abs: 4.9 },
      ),
    ).to.be.an("array");
  });
  it("says the worst place and both values to the instructor, and a rough size to the learner", () => {
    const expected = { shape: [2, 2], data: Float64Array.of(1, 2, 3, 4) };
    expect(judged({ shape: [2, 2], data: Float64Array.of(1, 2, 3.5, 4.7) }, expected)).to.deep.equal([
      "wrong-value",
      "`data`: wrong values, off by about 20 %",
      "`data`: differs most at index [1, 1]: expected 4, got 4.7 (tolerance 1e-9)",
    ]);
    expect(judged(2, 1)).to.deep.equal([
      "wrong-value",
      "wrong value, off by about 100 %",
      "differs: expected 1, got 2 (tolerance 1e-9)",
    ]);
    expect(judged("no", "yes")).to.deep.equal(["wrong-value", "is not the right string", 'expected "yes", got "no"']);
    expect(judged(BigInt64Array.of(1n), BigInt64Array.of(2n))).to.include("differs at index 0: expected 2, got 1");
  });
  it("adds the diagnosis", () => {
    const re = Float64Array.of(1, 2, 3, 4, 5);
    const im = Float64Array.of(5, 3, 1, 7, 9);
    const [, summary] = judged({ re, im: im.map((v) => -v) }, { re, im }) as string[];
    expect(summary).to.match(/^wrong values, off by about 200 %; the values are conjugated/);
  });
  it("never says an expected value to the learner", () => {
    const hidden = 0.8561234;
    for (const actual of [0, 1, "x", null, Number.NaN, Number.POSITIVE_INFINITY, [], {}])
      for (const expected of [hidden, Float64Array.of(hidden), [hidden], { a: hidden }, { shape: [hidden], data: 1 }]) {
        const found = compare(actual, expected, near);
        expect(found?.summary).to.be.a("string").and.not.include("0.85");
      }
  });
});

describe("roughly", () => {
  it("has one digit and wide steps", () => {
    expect([1e6, 3, 1, 0.49, 0.2, 0.012, 0.0004, 3e-9].map(roughly)).to.deep.equal([
      "off by more than ten times the largest value",
      "off by about 200 %",
      "off by about 100 %",
      "off by about 50 %",
      "off by about 20 %",
      "off by about 1 %",
      "off by about 1e-3 of the largest value",
      "off by about 1e-9 of the largest value",
    ]);
  });
});
