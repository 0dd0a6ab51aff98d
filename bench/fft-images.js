/**
 * @file `node bench/fft-images.js`: fftStack and rfftStack of one image and of many in single precision, one thread, beside
 * scipy.fft and FFTW (planned with MEASURE, into arrays that are there; its error is that of its own kernels).
 */

import * as cryo from "@cryolab/lib";
import { drawStack, errorOf, exactStack } from "./harness/inputs.js";
import { python } from "./harness/python.js";
import { here, race } from "./harness/race.js";
import { workload } from "./harness/report.js";

const { fftStack, rfftStack, setThreads } = cryo.kernels;
setThreads(1);

await workload("fft-images", "Images, single precision, one thread", async function* () {
  for (const [count, n] of [
    [1, 64],
    [1, 128],
    [1, 256],
    [64, 64],
    [16, 128],
    [4, 256],
  ]) {
    const z = drawStack([count, n, n]);
    const ours = here(() => fftStack(z), { error: errorOf(fftStack(z), exactStack(z, [1, 2])) });
    const options = { shape: [count, n, n], kind: "c32", axes: [1, 2] };
    yield {
      what: `c2c ${count} × ${n}²`,
      result: await race(ours, { scipy: await python("scipy", options), FFTW: await python("pyfftw", options) }),
      goals: { scipy: { goal: 2.5, floor: 2.1 } },
    };
  }
  for (const [count, n] of [
    [1, 64],
    [1, 128],
    [1, 256],
    [1, 512],
    [64, 64],
    [4, 256],
  ]) {
    const { shape, re } = drawStack([count, n, n]);
    const images = { shape, data: re };
    const full = exactStack({ shape, re, im: new Float32Array(re.length) }, [1, 2]);
    const h = n / 2 + 1;
    const half = (part) =>
      Float64Array.from({ length: count * n * h }, (_, i) => part[Math.floor(i / h) * n + (i % h)]);
    const ours = here(() => rfftStack(images), {
      error: errorOf(rfftStack(images), { re: half(full.re), im: half(full.im) }),
    });
    const options = { shape: [count, n, n], kind: "r32", axes: [1, 2] };
    yield {
      what: `r2c ${count} × ${n}²`,
      result: await race(ours, { scipy: await python("scipy", options), FFTW: await python("pyfftw", options) }),
      goals: { scipy: { goal: 2.5, floor: 1.5 }, FFTW: { goal: 1, floor: 0.93 } },
    };
  }
});
