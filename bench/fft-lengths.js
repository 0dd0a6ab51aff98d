/** @file `node bench/fft-lengths.js`: cryo.fourier.fft of one complex line whose length is no power of two, beside scipy.fft and the plain twin. */

import * as cryo from "@cryolab/lib";
import { byTwin, drawComplex, errorOf } from "./harness/inputs.js";
import { python } from "./harness/python.js";
import { here, race } from "./harness/race.js";
import { workload } from "./harness/report.js";

const { fourier, kernels } = cryo;
const { kind } = kernels.engine();

await workload("fft-lengths", "One line of another length, complex, double precision", async function* () {
  for (const n of [96, 100, 200, 360, 97, 127, 1009]) {
    const x = drawComplex([n]);
    kernels.setEngine(kind); // the twin ran last
    const work = () => fourier.fft(x);
    yield {
      what: `n = ${n}`,
      result: await race(here(work, { error: errorOf(work(), byTwin(work)), set: () => kernels.setEngine(kind) }), {
        scipy: await python("scipy", { shape: [n], kind: "c64", axes: [0] }),
        "plain twin": here(work, { set: () => kernels.setEngine("plain") }),
      }),
      goals: { scipy: { goal: 1.5, floor: [97, 127, 1009].includes(n) ? 0.4 : 0.9 } },
    };
  }
});
