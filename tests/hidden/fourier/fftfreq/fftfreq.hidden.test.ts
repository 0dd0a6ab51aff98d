import { draws, expectClose, expectThat, submission } from "@cryolab/grader/testing";
import { random } from "@cryolab/lib";
import type * as answer from "./fftfreq.ts";

const { fftfreq } = await submission<typeof answer>("fourier/fftfreq");

/**
 * The same frequencies from the waves themselves: the wave of coefficient k is the one whose turn from sample to sample,
 * brought into (−½, ½) by whole turns, is f; exactly half a turn counts as −½.
 */
function reference(n: number, pixelSize: number): Float64Array {
  const s = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const turn = k / n;
    s[k] = (turn - Math.floor(turn + 0.5)) / pixelSize;
  }
  return s;
}

// Two divisions in another order differ by a few units in the last place; sums of n steps would drift n times as far.
const rel = 4e-14;

describe("fourier/fftfreq, hidden", () => {
  it("[1] has n entries and the right order for every n up to 300", async () => {
    for (let n = 1; n <= 300; n++) {
      const says =
        "For one of the lengths 1 to 300 with pixels of 1 Å the list differs from 0, 1, 2, …, −2, −1 over n.";
      expectClose(await fftfreq(n, 1), reference(n, 1), { rel, says });
    }
  });

  it("[1] is in 1/Å: a larger pixel makes every frequency smaller", async () => {
    const rng = draws("pixels");
    for (let i = 0; i < 20; i++) {
      const n = 2 + Math.floor(200 * random.uniform(rng));
      const pixelSize = 0.4 + 5 * random.uniform(rng);
      const says = "With a pixel other than 1 Å the frequencies are not k/(n · pixelSize).";
      expectClose(await fftfreq(n, pixelSize), reference(n, pixelSize), { rel, says });
    }
  });

  it("[1] has a zero that is exactly 0, and the Nyquist frequency of even n with its minus sign", async () => {
    for (const n of [2, 6, 8, 50, 98, 107]) {
      const s = (await fftfreq(n, 1.31)) as unknown;
      expectClose(s, reference(n, 1.31), { rel, says: "The list is not that of k/(n · pixelSize) at 1.31 Å." });
      const list = s as Float64Array;
      expectThat(list[0] === 0, "The first frequency must be exactly 0.");
      if (n % 2 === 0) expectThat(list[n / 2] < 0, "For even n the entry n/2 is the Nyquist frequency, and negative.");
    }
  });
});

// canary 61733916f0ac85a1f266e8d3aa0308f6
