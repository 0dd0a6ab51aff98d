import { expectClose, expectUntouched } from "@cryolab/grader/testing";
import { fft } from "./fft.js";

/** n complex samples from their real and imaginary parts. */
const line = (re: number[], im: number[] = re.map(() => 0)) => ({
  shape: [re.length] as const,
  re: Float64Array.from(re),
  im: Float64Array.from(im),
});

describe("fourier/fft", () => {
  it("[1] turns one wave into one number: e^(2πi j/4) gives 4 at k = 1", async () => {
    const wave = line([1, 0, -1, 0], [0, 1, 0, -1]);
    expectClose(await fft(wave), line([0, 4, 0, 0]), { abs: 1e-12 });
  });

  it("[1] puts a pulse at j = 3 of eight into e^(−2πi 3k/8)", async () => {
    const h = Math.SQRT1_2;
    const turned = line([1, -h, 0, h, -1, h, 0, -h], [0, -h, 1, -h, 0, h, -1, h]);
    expectClose(await fft(line([0, 0, 0, 1, 0, 0, 0, 0])), turned, { abs: 1e-12 });
  });

  it("[1] takes odd lengths: one sample stays itself, in new arrays; (1, 2, 3) gives 6 and −1.5 ± 0.866025i", async () => {
    expectClose(await expectUntouched(fft, line([2.5], [-1])), line([2.5], [-1]), {});
    const y = 0.8660254037844386;
    expectClose(await fft(line([1, 2, 3])), line([6, -1.5, -1.5], [0, y, -y]), { abs: 1e-12 });
  });

  it("[1] takes lengths between: (1, 1, 1, 0, 0, 0) gives 3, 1 − 1.732051i, 0, 1, 0, 1 + 1.732051i", async () => {
    const y = 1.7320508075688772;
    expectClose(await fft(line([1, 1, 1, 0, 0, 0])), line([3, 1, 0, 1, 0, 1], [0, -y, 0, 0, 0, y]), { abs: 1e-12 });
  });

  it("[1] takes long lines: e^(2πi 300 j/1000) gives 1000 at k = 300", async () => {
    const angles = Array.from({ length: 1000 }, (_, j) => 2 * Math.PI * 0.3 * (j % 10));
    const peak = angles.map((_, k) => (k === 300 ? 1000 : 0));
    expectClose(await fft(line(angles.map(Math.cos), angles.map(Math.sin))), line(peak), { abs: 1e-9 });
  });
});
