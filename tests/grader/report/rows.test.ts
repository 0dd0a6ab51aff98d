/** @file Small pure parts of a report: mistakes, times, the rule of risk, visible text. */

import { clipped, visible } from "@cryolab/grader/internal/desk/page/visible";
import { escaped, html } from "@cryolab/grader/internal/report/html";
import { slips, testRates } from "@cryolab/grader/internal/report/mistakes";
import { riskReasons, usualRisk } from "@cryolab/grader/internal/report/risk";
import { pointsThatCount, type TestRow } from "@cryolab/grader/internal/report/rows";
import { handIns, lateness } from "@cryolab/grader/internal/report/timing";
import { expect } from "chai";

const test = (learner: string, title: string, status: string, diagnosis: string | null = null): TestRow => ({
  learner,
  exercise: "fourier/dft",
  title,
  position: title === "first" ? 0 : 1,
  hidden: true,
  status,
  diagnosis,
  points: status === "pass" ? 1 : 0,
  max: 1,
});

describe("slips", () => {
  it("count a learner's mistake once and leave a bare 'wrong' out where a cause is named", () => {
    const tests = [
      test("ada", "first", "fail", "conjugated"),
      test("ada", "second", "fail", "conjugated"),
      test("ada", "third", "fail"),
      test("bob", "first", "fail"),
      test("bob", "second", "timeout"),
      test("cy", "first", "pass"),
    ];
    expect(slips({ tests, grades: [] }).map(({ learner, mistake }) => `${learner}: ${mistake}`)).to.deep.equal([
      "ada: conjugated",
      "bob: wrong, no simple cause found",
      "bob: ran out of time",
    ]);
  });
});

describe("testRates", () => {
  it("leave out who skipped and keep the order of the tests", () => {
    const tests = [
      test("ada", "second", "skipped"),
      test("ada", "first", "fail"),
      test("bob", "first", "pass"),
      test("bob", "second", "pass"),
    ];
    const rates = testRates({ exercises: [{ id: "fourier/dft", points: 2 }], tests });
    expect(rates.map(({ title, ran, passed }) => [title, ran, passed])).to.deep.equal([
      ["first", 2, 1],
      ["second", 1, 1],
    ]);
  });
});

describe("handIns", () => {
  const submission = (attempt: number, submittedAt: number, lateSeconds: number) => ({
    learner: "ada",
    attempt,
    submittedAt,
    lateSeconds,
  });
  it("take the time of the attempt that counts, and all attempts", () => {
    const submissions = [submission(1, 1000, 0), submission(2, 2000, 5), submission(3, 3000, 6)];
    const grade = { learner: "ada", submittedAt: 2000 } as never;
    expect(handIns({ submissions, grades: [grade] })).to.deep.equal([
      { learner: "ada", at: 2000, attempts: 3, lateSeconds: 5 },
    ]);
    expect(handIns({ submissions, grades: [] })[0]).to.deep.equal({
      learner: "ada",
      at: 3000,
      attempts: 3,
      lateSeconds: 6,
    });
  });

  it("are late in one band each", () => {
    const all = [0, 1, 3600, 3601, 86_400, 200_000, 1e7].map((lateSeconds) => ({ lateSeconds }) as never);
    expect(lateness(all).map(({ learners }) => learners)).to.deep.equal([1, 2, 2, 0, 1, 1]);
  });
});

describe("riskReasons", () => {
  const fine = { handedIn: true, share: 0.8, ungraded: false, before: 0.9 };
  it("say nothing of who is fine, not yet due or not yet graded", () => {
    expect(riskReasons(fine, usualRisk, true)).to.deep.equal([]);
    expect(riskReasons({ ...fine, handedIn: false }, usualRisk, false)).to.deep.equal([]);
    expect(riskReasons({ ...fine, share: 0, ungraded: true }, usualRisk, true)).to.deep.equal([]);
  });

  it("say why, by a rule that can be changed", () => {
    expect(riskReasons({ ...fine, handedIn: false }, usualRisk, true)).to.deep.equal(["nothing handed in"]);
    expect(riskReasons({ ...fine, share: 0.4 }, usualRisk, true)).to.deep.equal([
      "40 % of the points, below 50 %",
      "40 % after 90 % in the sets before",
    ]);
    expect(riskReasons({ ...fine, share: 0.65 }, usualRisk, true)).to.have.lengthOf(1); // 0.9 − 0.65 is 0.25 but for rounding
    expect(riskReasons({ ...fine, share: 0.4 }, { share: 0.3, drop: 0.6 }, true)).to.deep.equal([]);
  });
});

describe("pointsThatCount", () => {
  it("are those by hand, untouched by lateness, else those of the tests times what lateness leaves", () => {
    expect(pointsThatCount({ manual: 7, auto: 10, lateFactor: 0.5 })).to.equal(7);
    expect(pointsThatCount({ manual: null, auto: 10, lateFactor: 0.5 })).to.equal(5);
    expect(pointsThatCount({ manual: null, auto: null, lateFactor: 0.5 })).to.equal(0);
    expect(pointsThatCount({ manual: 0, auto: 10, lateFactor: 1 })).to.equal(0);
  });
});

describe("visible", () => {
  it("writes out what would not be seen and leaves the rest", () => {
    expect(visible("a\u202eb\u001b[31mc\u0000\u200b\u2066")).to.equal(
      "a\\u{202e}b\\u{1b}[31mc\\u{0}\\u{200b}\\u{2066}",
    );
    expect(visible("Ångström\t𝑥\r\n日本 é")).to.equal("Ångström\t𝑥\n日本 é");
    expect(visible("\ud800x\u{e0041}\u2028\r")).to.equal("\\u{d800}x\\u{e0041}\\u{2028}\\u{d}");
  });

  it("is short of a long text", () => {
    expect(clipped("x".repeat(1e6), 10)).to.equal(`${"x".repeat(10)}\n… 999,990 characters more`);
    expect(clipped("x", 10)).to.equal("x");
  });
});

describe("html", () => {
  it("escapes what is put in, also in quotes, and nothing twice", () => {
    const name = `<script>alert("1")</script>'&`;
    expect(escaped(name)).to.equal("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;");
    expect(html`<p title="${name}">${[html`<b>${1}</b>`, undefined, "&"]}</p>`.html).to.equal(
      `<p title="${escaped(name)}"><b>1</b>&amp;</p>`,
    );
  });
});
