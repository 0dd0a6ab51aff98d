/** @file `node bench/fft-volumes.js`: fftStack of volumes and of many images with two threads beside scipy.fft with two workers and FFTW with two threads. */

import * as cryo from "@cryolab/lib";
import { drawStack, errorOf, exactStack } from "./harness/inputs.js";
import { python } from "./harness/python.js";
import { here, race } from "./harness/race.js";
import { workload } from "./harness/report.js";

const { fftStack, setThreads } = cryo.kernels;
setThreads(2);

await workload("fft-volumes", "Volumes and stacks, complex, single precision, two threads", async function* () {
  for (const [shape, dimensions] of [
    [[64, 64, 64], 3],
    [[128, 128, 128], 3],
    [[256, 64, 64], 2],
    [[64, 128, 128], 2],
  ]) {
    const z = drawStack(shape);
    const axes = dimensions === 3 ? [0, 1, 2] : [1, 2];
    const work = () => fftStack(z, { dimensions });
    const options = { shape, kind: "c32", axes, workers: 2 };
    yield {
      what: `${shape.join(" × ")} in ${dimensions}`,
      result: await race(here(work, { error: errorOf(work(), exactStack(z, axes)) }), {
        "scipy, 2 workers": await python("scipy", options),
        "FFTW, 2 threads": await python("pyfftw", options),
      }),
      goals: dimensions === 3 ? { "scipy, 2 workers": { goal: 2.5, floor: 1.7 } } : {},
    };
  }
});
