import { expectClose } from "@cryolab/grader/testing";
import { mStepCtf } from "./m-step-ctf.js";

const one = (re: number, im = 0) => ({ shape: [1, 1] as const, re: Float64Array.of(re), im: Float64Array.of(im) });
const lens = (...values: number[]) => {
  const n = Math.sqrt(values.length);
  return { shape: [n, n] as const, data: Float64Array.from(values) };
};
const none = Float64Array.of(Infinity);

describe("classification/m-step-ctf", () => {
  it("[2] undoes one lens where there is no prior", async () => {
    const options = { gamma: Float64Array.of(1), variance: Float64Array.of(2), prior: none };
    expectClose(await mStepCtf([one(3, -1)], [lens(0.5)], options), one(6, -2), { abs: 1e-12 });
  });

  it("[3] weighs images by γ and by their lens: (2·0.5·3 − 1·1·4)/(2·0.25 + 1·1 + 1/2)", async () => {
    const options = { gamma: Float64Array.of(2, 1), variance: Float64Array.of(1), prior: Float64Array.of(2) };
    expectClose(await mStepCtf([one(3), one(4)], [lens(0.5), lens(-1)], options), one(-0.5), { abs: 1e-12 });
  });

  it("[2] is 0 where no lens shows anything, and reads the prior by shell", async () => {
    const X = { shape: [2, 2] as const, re: Float64Array.of(4, 4, 4, 4), im: new Float64Array(4) };
    const options = { gamma: Float64Array.of(1), variance: Float64Array.of(1), prior: Float64Array.of(Infinity, 1) };
    const due = { shape: [2, 2], re: Float64Array.of(4, 2, 0, 2), im: new Float64Array(4) };
    expectClose(await mStepCtf([X], [lens(1, 1, 0, 1)], options), due, { abs: 1e-12 });
  });
});
