import { draws, expectClose, expectThat, submission } from "@cryolab/grader/testing";
import { random } from "@cryolab/lib";
import type * as answer from "./ram-lak.ts";

const { ramLak } = await submission<typeof answer>("reconstruction/ram-lak");

/** The other textbook form: a rectangle less a triangle of frequencies, [2 sinc(j) − sinc²(j/2)]/(4Δ²). */
function reference(n: number, step: number): Float64Array {
  const sinc = (x: number) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
  return Float64Array.from(
    { length: 2 * n + 1 },
    (_, i) => (2 * sinc(i - n) - sinc((i - n) / 2) ** 2) / (4 * step * step),
  );
}

const rel = 1e-12; // of h(0), the largest value

describe("reconstruction/ram-lak, hidden", () => {
  it("[3] is the transform of the ramp at every offset from −n to n, for short and long kernels", async () => {
    for (const n of [1, 2, 3, 4, 5, 6, 7, 8, 17, 30, 101, 256]) {
      const says =
        "With a step of 1, element i must be h(i − n): 1/4, −1/(π² j²) for odd j of either sign, 0 for other even j.";
      expectClose(await ramLak(n, 1), reference(n, 1), { rel, says });
    }
  });

  it("[2] has the step squared below it", async () => {
    const rng = draws("steps");
    for (const scale of [1e-3, 0.1, 1, 10, 500]) {
      const n = 1 + Math.floor(20 * random.uniform(rng));
      const step = scale * (1 + random.uniform(rng));
      const says = "For a step other than 1 every value must be divided by its square, and by nothing else.";
      expectClose(await ramLak(n, step), reference(n, step), { rel, says });
      expectClose(
        await ramLak(n, 2 * step),
        reference(n, step).map((h) => h / 4),
        { rel, says },
      );
    }
  });

  it("[2] filters as |s| does: waves below Nyquist are multiplied by their frequency, a constant vanishes", async () => {
    const rng = draws("waves");
    const n = 400;
    const step = 0.3 + random.uniform(rng);
    const kernel = (await ramLak(n, step)) as Float64Array;
    expectClose(kernel, reference(n, step), { rel, says: "A long kernel must be right at every offset." });
    const frequencies = [0, ...Array.from({ length: 6 }, () => (0.9 * random.uniform(rng)) / (2 * step))];
    const nyquist = 1 / (2 * step);
    for (const s of frequencies) {
      const gain = kernel.reduce((sum, h, i) => sum + step * h * Math.cos(2 * Math.PI * s * (i - n) * step), 0);
      // what is cut off beyond offset n is 2/(π² n) of Nyquist at most: 5e-4
      expectThat(
        Math.abs(gain - s) < 2e-3 * nyquist,
        "Δ Σ h(j) cos(2π s jΔ) must be s for a frequency s below Nyquist, and 0 for s = 0.",
      );
    }
  });
});

// canary e9d5ba259dc2ffb41078cfc0507b2678
