import { expectNumber } from "@cryolab/grader/testing";
import { fourier } from "@cryolab/lib";
import { logLikelihoodCtf } from "./log-likelihood-ctf.js";

const image = (n: number, values: number[]) => ({ shape: [n, n] as const, data: Float64Array.from(values) });
const one = { shape: [1, 1] as const, re: Float64Array.of(5), im: Float64Array.of(0) };
const half = { shape: [1, 1] as const, re: Float64Array.of(4), im: Float64Array.of(0) };

describe("classification/log-likelihood-ctf", () => {
  it("[2] is −½ (9/4 + ln 8π) for one pixel of 5, a model of 4, a lens of ½ and a variance of 4", async () => {
    const got = await logLikelihoodCtf(one, half, { ctf: image(1, [0.5]), variance: Float64Array.of(4) });
    expectNumber(got, -0.5 * (9 / 4 + Math.log(8 * Math.PI)), { abs: 1e-9 });
  });

  it("[3] is the likelihood of the pixels with a lens of 1 and white noise", async () => {
    const [x, a] = [image(2, [1, 4, 2, 0]), image(2, [1, 3, 0, 1])];
    const options = { ctf: image(2, [1, 1, 1, 1]), variance: Float64Array.of(1.5) };
    const got = await logLikelihoodCtf(fourier.fft(x), fourier.fft(a), options);
    expectNumber(got, -0.5 * (6 / 1.5 + 4 * Math.log(3 * Math.PI)), { abs: 1e-9 });
  });

  it("[2] reads the variance by shell, and the last entry beyond its end", async () => {
    const x = fourier.fft(image(3, [9, 0, 0, 0, 0, 0, 0, 0, 0])); // 9 at every frequency
    const nothing = fourier.fft(image(3, [0, 0, 0, 0, 0, 0, 0, 0, 0]));
    const options = { ctf: image(3, [1, 1, 1, 1, 1, 1, 1, 1, 1]), variance: Float64Array.of(1, 3) };
    const due = -0.5 * (9 / 1 + Math.log(2 * Math.PI) + 8 * (9 / 3 + Math.log(6 * Math.PI)));
    expectNumber(await logLikelihoodCtf(x, nothing, options), due, { abs: 1e-9 });
  });
});
