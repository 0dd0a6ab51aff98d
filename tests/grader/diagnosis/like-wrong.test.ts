/** @file An answer that behaves like a known mistake is told so, and no other is. */

import { gradeFile, openPool, type Pool } from "@cryolab/grader";
import { agree, variety } from "@cryolab/grader/internal/diagnosis/agree";
import { headOf } from "@cryolab/grader/internal/diagnosis/like-wrong";
import { expect } from "chai";
import { type Course, course, solution, withBody, wrong } from "../course.ts";

const ID = "fourier/tiny";

describe("likeWrong", function () {
  this.timeout(60_000);
  let lab: Course;
  let pool: Pool;
  let counter = 0;
  before(() => {
    lab = course();
    pool = openPool({ workers: 1 });
  });
  after(async () => {
    await pool.close();
    lab.remove();
  });
  async function said(text: string, options: object = {}): Promise<string> {
    const path = lab.write(`inbox/${++counter}/answer.ts`, text);
    const { tests } = await gradeFile(path, ID, { root: lab.root, hidden: true, visible: false, pool, ...options });
    return tests.map((test) => test.publicMessage).join("\n");
  }

  it("says the sentence at the head of the file, and none of its code or of the numbers", async () => {
    // the mistake of wrong/one-off.ts in other words
    const other = withBody(`const n = x.shape[0];
      if (n === 0) throw new RangeError("tiny: at least one sample is needed, got 0");
      const turn = (k: number, j: number) => (-2 * Math.PI * (((k + 1) * j) % n)) / n;
      const sum = (k: number, of: (a: number, j: number) => number) =>
        x.re.reduce((s, _, j) => s + of(turn(k, j), j), 0);
      return {
        shape: [n],
        re: x.re.map((_, k) => sum(k, (a, j) => x.re[j] * Math.cos(a) - x.im[j] * Math.sin(a))),
        im: x.re.map((_, k) => sum(k, (a, j) => x.re[j] * Math.sin(a) + x.im[j] * Math.cos(a))),
      };`);
    const words = await said(other);
    expect(words).to.include("; it behaves like a known mistake: Frequencies begin at 1.");
    expect(words).not.to.match(/\d\.\d|function|Math\./);
    expect(await said(other, { explain: false })).not.to.include("known mistake");
  });
  it("is quiet about answers that are right, and about numbers that mean nothing", async () => {
    expect(await said(solution)).not.to.include("known mistake");
    const n = "const n = x.shape[0];";
    const garbage = [
      `${n} return { shape: [n], re: x.re.map(() => Math.random()), im: x.re.map(() => Math.random()) };`,
      `${n} return { shape: [n], re: new Float64Array(n), im: new Float64Array(n) };`,
      `${n} return { shape: [n], re: x.re.slice(), im: x.im.slice() };`,
      `${n} return { shape: [n], re: new Float64Array(n).fill(NaN), im: new Float64Array(n).fill(NaN) };`,
      `${n} return { shape: [n], re: x.re.map((v) => v * v), im: x.im.map((v) => Math.exp(v)) };`,
    ];
    for (const body of garbage) expect(await said(withBody(body)), body).not.to.include("known mistake");
  });
  it("is quiet where an answer has two mistakes at once", async () => {
    const both = wrong.conjugated
      .replace("re[k] = sum", "re[k] = sum * sum")
      .replace("im[k] = imag", "im[k] = 3 * imag");
    expect(await said(both)).not.to.include("known mistake");
  });
});

describe("headOf", () => {
  it("is the sentence without its marks", () => {
    const lab = course();
    try {
      for (const head of ["// One.", "/** @file One. */", "/* One. */", "//One."])
        expect(headOf(lab.write("inbox/a.ts", `${head}\nexport {};\n`)), head).to.equal("One.");
    } finally {
      lab.remove();
    }
  });
});

describe("agree", () => {
  it("holds for equal kinds, keys, lengths, NaN, and numbers to rounding", () => {
    const of = (...numbers: number[]) => Float64Array.from(numbers);
    expect(agree({ a: [1, { b: of(1, Number.NaN) }] }, { a: [1, { b: of(1 + 1e-12, Number.NaN) }] })).to.equal(true);
    for (const [a, b] of [
      [of(1, 2), of(1, 2.001)],
      [of(1, 2), of(1)],
      [of(1), Float32Array.of(1)],
      [of(1), [1]],
      [of(Number.NaN), of(1)],
      [of(Number.POSITIVE_INFINITY), of(1)],
      [{ a: 1 }, { b: 1 }],
      [{ a: 1 }, { a: 1, b: 1 }],
      [1, "1"],
      [null, undefined],
      ["a", "b"],
    ])
      expect(agree(a, b)).to.equal(false);
  });
});

describe("variety", () => {
  it("counts numbers of different size, zeros and what is not finite aside", () => {
    expect(variety({ a: Float64Array.of(0, 1, -1, 1.0001, 2), b: [Number.NaN, 3, "4"] })).to.equal(3);
  });
});
