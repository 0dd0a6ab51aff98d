/** @file Growth and ratios of time, by a clock that calls push on, and once with a real reference behind the wall. */

import { gradeFile } from "@cryolab/grader";
import { growth, timeRatio } from "@cryolab/grader/testing";
import { expect } from "chai";
import { course, hiddenTest, solution } from "../course.ts";

/** A clock that a call pushes on; every third call is held up by other work. */
function clock(): { now: () => number; call: (ms: number) => Promise<void> } {
  let at = 0;
  let calls = 0;
  return {
    now: () => at,
    async call(ms) {
      at += ++calls % 3 === 0 ? 10 * ms + 50 : ms;
    },
  };
}

describe("growth", () => {
  it("is the exponent, whatever the unit, and however often the machine is busy", async () => {
    for (const [power, unit] of [
      [1, 1e-3],
      [2, 1e-5],
      [3, 1e-8],
    ]) {
      const { now, call } = clock();
      const found = await growth((n) => call(unit * n ** power), [256, 512, 1024, 2048], { now });
      expect(found).to.be.closeTo(power, 1e-9);
    }
  });
  it("tells n log n from n²", async () => {
    const { now, call } = clock();
    expect(await growth((n) => call(n * Math.log2(n) * 1e-3), [256, 512, 1024, 2048], { now })).to.be.within(1.1, 1.2);
  });
});

describe("timeRatio", () => {
  it("is the ratio of medians, though single calls are held up", async () => {
    const { now, call } = clock();
    expect(
      await timeRatio(
        () => call(6),
        () => call(2),
        { now },
      ),
    ).to.be.closeTo(3, 1e-9);
  });
});

describe("reference", () => {
  it("is the solution, walled as the submission is, and known in a hidden test", async () => {
    const lab = course();
    try {
      const text = hiddenTest.replace("submission }", "submission, reference, timeRatio, expectThat }").concat(`
it("[0] takes about as long as the reference", async () => {
  const ref = await reference("fourier/tiny");
  const mine = await submission("fourier/tiny");
  const x = { shape: [256], re: new Float64Array(256).fill(1), im: new Float64Array(256) };
  const ratio = await timeRatio(() => mine.tiny(x), () => ref.tiny(x));
  expectThat(ratio > 0.05 && ratio < 20, "the times differ");
});
`);
      lab.write("tests/hidden/fourier/tiny/tiny.hidden.test.ts", text);
      const result = await gradeFile(lab.write("inbox/a.ts", solution), "fourier/tiny", {
        root: lab.root,
        hidden: true,
        visible: false,
        private: true,
      });
      const test = result.tests.find(({ title }) => title.startsWith("takes about"));
      expect(test?.status, result.message ?? test?.privateMessage).to.equal("pass");
    } finally {
      lab.remove();
    }
  }).timeout(60_000);
});
