import { expectClose } from "@cryolab/grader/testing";
import { fourierShellCorrelation } from "./fsc.js";

const map = <const S extends readonly number[]>(shape: S, values: number[]) => ({
  shape,
  data: Float64Array.from(values),
});
const curve = (fsc: number[], count: number[]) => ({ fsc: Float64Array.from(fsc), count: Float64Array.from(count) });

describe("resolution/fsc", () => {
  it("[1] keeps the sign: of a pulse and the same one step on, a line of 4 has 1, 0, −1", async () => {
    const result = await fourierShellCorrelation(map([4], [1, 0, 0, 0]), map([4], [0, 1, 0, 0]));
    expectClose(result, curve([1, 0, -1], [1, 2, 1]), { abs: 1e-12 });
  });

  it("[1] counts 1, 8 and 6 frequencies on a square of 4, and leaves one in the corner", async () => {
    const a = map([4, 4], [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3]);
    const b = map([4, 4], [2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4, 5, 9, 0, 4, 5]);
    const result = await fourierShellCorrelation(a, b);
    expectClose(result, curve([1, -0.334932, 0.269376], [1, 8, 6]), { abs: 1e-6 });
  });

  it("[1] counts 1 and 18 on a cube of 3; a map against −2 times itself gives −1", async () => {
    const values = Array.from({ length: 27 }, (_, i) => (i * i) % 7);
    const result = await fourierShellCorrelation(
      map([3, 3, 3], values),
      map(
        [3, 3, 3],
        values.map((v) => -2 * v),
      ),
    );
    expectClose(result, curve([-1, -1], [1, 18]), { abs: 1e-12 });
  });
});
