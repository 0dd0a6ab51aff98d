/**
 * @file `node bench/fft-arrays.js`: cryo.fourier.fft of images and volumes in double precision, one thread, beside scipy.fft
 * and the plain twin.
 */

import * as cryo from "@cryolab/lib";
import { byTwin, drawComplex, errorOf } from "./harness/inputs.js";
import { python } from "./harness/python.js";
import { here, race } from "./harness/race.js";
import { workload } from "./harness/report.js";

const { fourier, kernels } = cryo;
kernels.setThreads(1);
const { kind } = kernels.engine();

await workload("fft-arrays", "Images and volumes, complex, double precision, one thread", async function* () {
  for (const shape of [
    [64, 64],
    [128, 128],
    [256, 256],
    [512, 512],
    [64, 64, 64],
    [128, 128, 128],
  ]) {
    const z = drawComplex(shape);
    kernels.setEngine(kind); // the twin ran last
    const work = () => fourier.fft(z);
    yield {
      what: shape.join(" × "),
      result: await race(here(work, { error: errorOf(work(), byTwin(work)), set: () => kernels.setEngine(kind) }), {
        scipy: await python("scipy", { shape, kind: "c64", axes: shape.map((_, axis) => axis) }),
        "plain twin": here(work, { set: () => kernels.setEngine("plain") }),
      }),
      goals: { scipy: { goal: 1.7, floor: 1.2 } },
    };
  }
});
