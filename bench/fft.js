/**
 * @file `npm run bench`: cryo.fourier.fft of complex arrays against its peer, a plain row-column loop over fft.js, in one
 * process, taking turns, so that what disturbs the machine disturbs both. Lengths that fft.js cannot do are shown with
 * their own error alone. `npm run bench -- --quick` for a short run.
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, loadavg, totalmem } from "node:os";
import * as cryo from "@cryolab/lib";

const require = createRequire(new URL("../lib/package.json", import.meta.url)); // where fft.js is a dependency
const FFT = require("fft.js");
const version = (path) => JSON.parse(readFileSync(path, "utf8")).version;

const quick = process.argv.includes("--quick");
const seconds = quick ? 0.3 : 2; // for one case
const rounds = quick ? [3, 9] : [7, 41]; // at least and at most

const against = [[256], [1024], [4096], [16384], [65536], [64, 64], [128, 128], [256, 256], [512, 512], [64, 64, 64]];
if (!quick) against.push([128, 128, 128]);
const alone = [[243], [1001], [4095], [10007], [63, 63], [255, 255], [63, 63, 63]];

/** Complex normal numbers, the same in every run. */
function draw(shape) {
  const n = cryo.core.product(shape);
  const rng = cryo.random.stream(cryo.random.rng(1), shape.join("×"));
  const numbers = () => Float64Array.from({ length: n }, () => cryo.random.normal(rng));
  return { shape, re: numbers(), im: numbers() };
}

const plans = new Map();
function planOf(n) {
  if (!plans.has(n)) plans.set(n, { fft: new FFT(n), line: new Float64Array(2 * n), out: new Float64Array(2 * n) });
  return plans.get(n);
}

/** The peer: every line of every axis gathered, transformed by fft.js, and put back. */
function rowColumn({ shape, re, im }) {
  const F = { shape, re: re.slice(), im: im.slice() };
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const n = shape[axis];
    const { fft, line, out } = planOf(n);
    for (let block = 0; block < re.length; block += n * stride)
      for (let start = block; start < block + stride; start++) {
        for (let k = 0; k < n; k++) {
          line[2 * k] = F.re[start + k * stride];
          line[2 * k + 1] = F.im[start + k * stride];
        }
        fft.transform(out, line);
        for (let k = 0; k < n; k++) {
          F.re[start + k * stride] = out[2 * k];
          F.im[start + k * stride] = out[2 * k + 1];
        }
      }
    stride *= n;
  }
  return F;
}

/** Σ of terms that come one by one, to the last bit or nearly: what rounding cuts off is kept (Neumaier). */
function exactSum() {
  let sum = 0;
  let rest = 0;
  return {
    add(term) {
      const next = sum + term;
      rest += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
      sum = next;
    },
    value: () => sum + rest,
  };
}

/** Largest error of a spectrum at some frequencies, against the sum that defines it, in units of its root mean square. */
function errorOf(a, F) {
  const { shape } = a;
  const n = a.re.length;
  const rng = cryo.random.rng(2);
  let worst = 0;
  for (let trial = 0; trial < 6; trial++) {
    const k = shape.map((length) => Math.floor(length * cryo.random.uniform(rng)));
    const waves = shape.map((length, axis) =>
      Array.from({ length }, (_, x) => {
        const angle = (-2 * Math.PI * ((k[axis] * x) % length)) / length;
        return [Math.cos(angle), Math.sin(angle)];
      }),
    );
    const re = exactSum();
    const im = exactSum();
    const index = shape.map(() => 0);
    for (let i = 0; i < n; i++) {
      let [c, s] = [1, 0];
      for (let axis = 0; axis < shape.length; axis++) {
        const [wc, ws] = waves[axis][index[axis]];
        [c, s] = [c * wc - s * ws, c * ws + s * wc];
      }
      re.add(c * a.re[i]);
      re.add(-s * a.im[i]);
      im.add(c * a.im[i]);
      im.add(s * a.re[i]);
      for (let axis = shape.length - 1; axis >= 0 && ++index[axis] === shape[axis]; axis--) index[axis] = 0;
    }
    const at = k.reduce((sum, value, axis) => sum * shape[axis] + value, 0);
    worst = Math.max(worst, Math.hypot(F.re[at] - re.value(), F.im[at] - im.value()));
  }
  let power = 0;
  for (let i = 0; i < n; i++) power += F.re[i] ** 2 + F.im[i] ** 2;
  return worst / Math.sqrt(power / n);
}

/** Milliseconds of one call, from as many calls as make a sample of about 5 ms. */
function timer(work) {
  for (const start = performance.now(); performance.now() - start < 250; ) work(); // compiled, and its tables made
  const start = performance.now();
  work();
  const calls = Math.max(1, Math.round(5 / (performance.now() - start)));
  return () => {
    const begin = performance.now();
    for (let i = 0; i < calls; i++) work();
    return (performance.now() - begin) / calls;
  };
}

const quantile = (values, q) => values.toSorted((a, b) => a - b)[Math.round(q * (values.length - 1))];

/** Times of the works in turn, for as long as the case may take. */
function turns(...works) {
  const timers = works.map(timer);
  const times = works.map(() => []);
  const end = performance.now() + 1000 * seconds;
  for (let round = 0; round < rounds[0] || (round < rounds[1] && performance.now() < end); round++)
    timers.forEach((time, i) => {
      times[i].push(time());
    });
  return times;
}

const powers = ["", "", "²", "³"];
const name = (shape) => `${shape[0]}${powers[shape.length]}`;
const widths = [8, 11, 11, 11, 16, 11, 11];
const row = (first, ...cells) =>
  console.log(first.padEnd(widths[0]) + cells.map((cell, i) => cell.padStart(widths[i + 1])).join(""));
const ms = (times) => quantile(times, 0.5).toPrecision(3);

console.log(`cryo.fourier.fft ${version(new URL("../lib/package.json", import.meta.url))}, complex, float64`);
console.log(`peer: rows and columns by fft.js ${version(require.resolve("fft.js/package.json"))}`);
console.log(`Node ${process.version} (V8 ${process.versions.v8}) on ${process.platform} ${process.arch}`);
console.log(
  `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB, load ${loadavg()[0].toFixed(1)}`,
);
console.log(
  "ratio: time of the peer / ours, median and middle half of the rounds; error: largest of 6, of the spectrum's rms\n",
);

row("size", "ours ms", "peer ms", "ratio", "middle half", "error", "peer's");
for (const shape of against) {
  const a = draw(shape);
  const [ours, peers] = turns(
    () => cryo.fourier.fft(a),
    () => rowColumn(a),
  );
  const ratios = peers.map((time, i) => time / ours[i]);
  const [low, middle, high] = [0.25, 0.5, 0.75].map((q) => quantile(ratios, q).toFixed(2));
  const errors = [cryo.fourier.fft(a), rowColumn(a)].map((F) => errorOf(a, F).toExponential(1));
  row(name(shape), ms(ours), ms(peers), middle, `${low} – ${high}`, ...errors);
}
for (const shape of alone) {
  const a = draw(shape);
  const [ours] = turns(() => cryo.fourier.fft(a));
  row(name(shape), ms(ours), "", "", "", errorOf(a, cryo.fourier.fft(a)).toExponential(1));
}
