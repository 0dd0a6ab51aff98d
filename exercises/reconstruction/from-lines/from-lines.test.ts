import { expectClose, expectThat } from "@cryolab/grader/testing";
import { fourier } from "@cryolab/lib";
import { reconstructFromLines } from "./from-lines.js";

const n = 24;
const half = n / 2;
const blobs = [
  [0, 0],
  [5, 1],
  [-2, 4],
];

/** The line of three blobs with σ = 1.3: each turns the phase by its place on the shadow. */
function line(angle: number) {
  const s = fourier.fftfreq(n, 1);
  const part = (wave: (phase: number) => number) =>
    s.map((v) => {
      const size = 2 * Math.PI * 1.69 * Math.exp(-2 * (1.3 * Math.PI * v) ** 2);
      const waves = blobs.map(([x, y]) => wave(-2 * Math.PI * v * (x * Math.cos(angle) + y * Math.sin(angle))));
      return size * waves.reduce((a, b) => a + b);
    });
  return { shape: [n] as const, re: part(Math.cos), im: part(Math.sin) };
}

describe("reconstruction/from-lines", () => {
  it("[5] finds three blobs, all of height 1, from 180 lines", async () => {
    const angles = Float64Array.from({ length: 180 }, (_, i) => (Math.PI * i) / 180);
    const image = await reconstructFromLines(Array.from(angles, line), angles, n);
    expectClose(image.shape, [n, n], { says: "The image must have shape [n, n]." });
    const heights = blobs.map(([x, y]) => image.data[(y + half) * n + x + half]);
    expectClose(heights, [1, 1, 1], { abs: 0.12 });
    expectThat(Math.max(...image.data) < 1.15, "Nothing may be higher than the blobs.");
  });

  it("[2] takes the mean of two lines at one angle", async () => {
    const [a, b] = [line(0.4), line(1.7)];
    const add = (p: Float64Array, q: Float64Array) => p.map((v, i) => (v + q[i]) / 2);
    const mean = { shape: [n] as const, re: add(a.re, b.re), im: add(a.im, b.im) };
    const both = await reconstructFromLines([a, b], Float64Array.of(0.4, 0.4), n);
    const twice = await reconstructFromLines([mean, mean], Float64Array.of(0.4, 0.4), n);
    expectThat(
      both.data.some((v) => v !== 0),
      "Lines must leave something in the image.",
    );
    expectClose(both, twice, { rel: 1e-9 });
  });
});
