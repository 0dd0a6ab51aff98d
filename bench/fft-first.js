/**
 * @file `node bench/fft-first.js`: from the import of the library to the end of the first transform, each in a process of its
 * own. The goal is 15 ms for the transform; the ratio is 15 ms / the time of it.
 */

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { quantile } from "./harness/race.js";
import { workload } from "./harness/report.js";

const library = JSON.stringify(new URL("../lib/dist/index.js", import.meta.url).href);
const program = (call) => `
  const cryo = await import(${library});
  const x = { shape: [256], re: new Float64Array(256), im: new Float64Array(256) };
  const begin = performance.now();
  ${call};
  console.log(performance.now() - begin);`;
const once = (call) =>
  Number(
    execFileSync(process.execPath, ["--input-type=module", "--eval", program(call)], {
      encoding: "utf8",
      cwd: fileURLToPath(new URL("..", import.meta.url)),
    }),
  );

await workload("fft-first", "The first transform after the import", async function* () {
  const rounds = process.argv.includes("--quick") ? 3 : 9;
  for (const [what, call] of [["fft of 256", "cryo.fourier.fft(x)"]]) {
    const times = Array.from({ length: rounds }, () => once(call));
    const ratios = times.map((ms) => 15 / ms);
    const peer = {
      name: "15 ms",
      ms: 15,
      ratio: 15 / quantile(times, 0.5),
      spread: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
    };
    yield { what, result: { ms: quantile(times, 0.5), peers: [peer] }, goals: { "15 ms": { goal: 1, floor: 1 } } };
  }
});
