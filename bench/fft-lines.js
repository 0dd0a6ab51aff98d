/**
 * @file `node bench/fft-lines.js`: cryo.fourier.fft of one complex line in double precision beside fft.js. "same job": split
 * parts in, new split parts out, as ours. "bare": its transform alone, from and to interleaved arrays that are there.
 */

import { createRequire } from "node:module";
import * as cryo from "@cryolab/lib";
import { byTwin, drawComplex, errorOf } from "./harness/inputs.js";
import { python } from "./harness/python.js";
import { here, race } from "./harness/race.js";
import { workload } from "./harness/report.js";

const FFT = createRequire(new URL("../lib/package.json", import.meta.url))("fft.js"); // where it is a dependency

/** fft.js as it is, and fft.js with our kind of arrays around it. */
function fftJs({ re, im }) {
  const n = re.length;
  const fft = new FFT(n);
  const input = new Float64Array(2 * n);
  const output = new Float64Array(2 * n);
  const job = () => {
    for (let k = 0; k < n; k++) {
      input[2 * k] = re[k];
      input[2 * k + 1] = im[k];
    }
    fft.transform(output, input);
    const F = { re: new Float64Array(n), im: new Float64Array(n) };
    for (let k = 0; k < n; k++) {
      F.re[k] = output[2 * k];
      F.im[k] = output[2 * k + 1];
    }
    return F;
  };
  job();
  return { job, bare: () => fft.transform(output, input) };
}

await workload("fft-lines", "One line, complex, double precision", async function* () {
  for (const n of [256, 1024, 4096, 16384, 65536]) {
    const x = drawComplex([n]);
    const { job, bare } = fftJs(x);
    const ours = here(() => cryo.fourier.fft(x), {
      error: errorOf(
        cryo.fourier.fft(x),
        byTwin(() => cryo.fourier.fft(x)),
      ),
    });
    const goal = { goal: 3.5, floor: 2.8 };
    yield {
      what: `n = ${n}`,
      result: await race(ours, {
        "fft.js, same job": here(job),
        "fft.js, bare": here(bare),
        scipy: await python("scipy", { shape: [n], kind: "c64", axes: [0] }),
      }),
      goals: { "fft.js, same job": goal },
    };
  }
});
