import { draws, expectClose, expectUntouched, submission } from "@cryolab/grader/testing";
import { type Image, type Rng, random } from "@cryolab/lib";
import type * as answer from "./filtered-back-projection.ts";

const { filteredBackProjection } = await submission<typeof answer>("reconstruction/filtered-back-projection");

/** An oval Gaussian, lengths in steps. */
interface Oval {
  readonly x: number;
  readonly y: number;
  readonly widths: readonly [number, number];
  readonly tilt: number;
  readonly height: number;
}

function ovals(rng: Rng): Oval[] {
  return [1, -0.5, 0.7].map((height, i) => {
    const [r, a] = [2.5 * i + 1.5 * random.uniform(rng), 2 * i + 2 * Math.PI * random.uniform(rng)];
    const widths = [5 + 0.6 * random.uniform(rng), 5 + 1.2 * random.uniform(rng)] as const;
    return { x: r * Math.cos(a), y: r * Math.sin(a), widths, tilt: Math.PI * random.uniform(rng), height };
  });
}

function picture(list: readonly Oval[], n: number): Image {
  const c = Math.floor(n / 2);
  const data = Float64Array.from({ length: n * n }, (_, i) =>
    list.reduce((sum, { x, y, widths, tilt, height }) => {
      const [dx, dy] = [(i % n) - c - x, Math.floor(i / n) - c - y];
      const a = (dx * Math.cos(tilt) + dy * Math.sin(tilt)) / widths[0];
      const b = (dy * Math.cos(tilt) - dx * Math.sin(tilt)) / widths[1];
      return sum + height * Math.exp(-(a * a + b * b) / 2);
    }, 0),
  );
  return { shape: [n, n], data };
}

/** Line integrals in closed form, times the step. */
function shadows(list: readonly Oval[], n: number, angles: Float64Array, step: number): Image {
  const c = Math.floor(n / 2);
  const data = new Float64Array(angles.length * n);
  for (const { x, y, widths, tilt, height } of list)
    for (const [i, theta] of angles.entries()) {
      const s = Math.hypot(widths[0] * Math.cos(theta - tilt), widths[1] * Math.sin(theta - tilt));
      const peak = (Math.sqrt(2 * Math.PI) * widths[0] * widths[1] * height * step) / s;
      const centre = x * Math.cos(theta) + y * Math.sin(theta);
      for (let j = 0; j < n; j++) data[i * n + j] += peak * Math.exp(-((j - c - centre) ** 2) / (2 * s * s));
    }
  return { shape: [angles.length, n], data };
}

/** N directions at even distances over a range, from anywhere, in any order. */
function directions(N: number, range: number, rng: Rng): Float64Array {
  const first = 7 * random.uniform(rng) - 3;
  const stride = [7, 11, 13].find((s) => N % s !== 0) as number; // no divisor of N: all are met
  return Float64Array.from({ length: N }, (_, i) => first + (range * ((i * stride) % N)) / N);
}

/** The values of pixels that are compared: nearer to the origin than n/2 − 1 pixels, or than a given distance to a point. */
function within(image: Image, radius: number, x = 0, y = 0): Float64Array {
  const n = image.shape[1];
  const c = Math.floor(n / 2);
  return image.data.filter((_, i) => Math.hypot((i % n) - c - x, Math.floor(i / n) - c - y) < radius);
}

/** Compares shapes first, then what is compared of the pixels. */
function expectPicture(
  found: unknown,
  due: Image,
  part: (image: Image) => Float64Array,
  rel: number,
  says: string,
): void {
  expectClose(found, due, { abs: Infinity, says: "The picture must have shape [n, n], n the number of columns." });
  expectClose(part(found as Image), part(due), { rel, says });
}

const steps = [0.04, 1, 3.5];

describe("reconstruction/filtered-back-projection, hidden", () => {
  it("[4] has at quarter turns the filtered samples themselves, about floor(n/2), times π/N", async () => {
    const rng = draws("quarters");
    for (const [run, n] of [1, 3, 5, 6, 8, 10, 11].entries()) {
      const quarters = [[0], [1], [2, 3], [5, 0, 1], [-1, 2, 4, 4]][run % 5];
      const N = quarters.length;
      const step = steps[run % 3] * (1 + random.uniform(rng));
      const p = { shape: [N, n] as const, data: Float64Array.from({ length: N * n }, () => random.normal(rng)) };
      const c = Math.floor(n / 2);
      // the kernel by its other form, [2 sinc(j) − sinc²(j/2)]/(4Δ²), and the sum taken literally
      const sinc = (v: number) => (v === 0 ? 1 : Math.sin(Math.PI * v) / (Math.PI * v));
      const h = (j: number) => (2 * sinc(j) - sinc(j / 2) ** 2) / (4 * step * step);
      const q = (row: number, t: number) => {
        let sum = 0;
        for (let j = 0; j < n; j++) sum += step * h(t + c - j) * p.data[row * n + j];
        return sum;
      };
      const data = Float64Array.from({ length: n * n }, (_, i) => {
        const [x, y] = [(i % n) - c, Math.floor(i / n) - c];
        return quarters.reduce((sum, k, row) => sum + q(row, [x, y, -x, -y][(k + 8) % 4]) * (Math.PI / N), 0);
      });
      const angles = Float64Array.from(quarters, (k) => (k * Math.PI) / 2);
      const says =
        "At quarter turns pixel (x, y) must be π/N times the sum of the filtered values at t = x, y, −x or −y, with zeros beyond the row.";
      const part = (image: Image) => within(image, Math.max(0.5, n / 2 - 1));
      expectPicture(await filteredBackProjection(p, angles, step), { shape: [n, n], data }, part, 1e-9, says);
      if (n === 6) await expectUntouched(filteredBackProjection, p, angles, step);
    }
  });

  it("[4] gives ovals back where they were, upright and of their height, for any step", async () => {
    const rng = draws("ovals");
    for (const [run, n] of [61, 64, 62].entries()) {
      const list = ovals(rng);
      const step = steps[run] * (1 + random.uniform(rng));
      const angles = directions(60 + Math.floor(30 * random.uniform(rng)), Math.PI, rng);
      const says = "From the shadows of ovals over half a turn the ovals must come back, in place, turn and height.";
      // linear reading of filtered rows of widths of 5 steps: 0.7 %
      const found = await filteredBackProjection(shadows(list, n, angles, step), angles, step);
      expectPicture(found, picture(list, n), (image) => within(image, n / 2 - 1), 0.015, says);
    }
  });

  it("[3] gives discs back as 1 inside, a disc too that fills the detector", async () => {
    const rng = draws("discs");
    for (const [run, n] of [63, 66, 64].entries()) {
      const step = steps[run] * (1 + random.uniform(rng));
      const c = Math.floor(n / 2);
      const full = run > 0;
      const a = full ? 0.985 * c : (0.3 + 0.05 * random.uniform(rng)) * n;
      const [r, turn] = [full ? 0 : c - 1 - a, 2 * Math.PI * random.uniform(rng)];
      const [x, y] = [r * Math.cos(turn), r * Math.sin(turn)];
      const angles = directions(90, Math.PI, rng);
      const data = new Float64Array(90 * n);
      for (let i = 0; i < data.length; i++) {
        const theta = angles[Math.floor(i / n)];
        const t = (i % n) - c - x * Math.cos(theta) - y * Math.sin(theta);
        data[i] = 2 * step * Math.sqrt(Math.max(0, a * a - t * t));
      }
      const due: Image = { shape: [n, n], data: new Float64Array(n * n).fill(1) };
      const says = full
        ? "A disc as wide as the detector must be 1 inside: a row ends at its ends, and does not go round."
        : "A disc away from the origin must be 1 inside.";
      // corners of the shadow at ±a make ripples within 0.8 a: 1 % if q is linear, 10 % if it is band limited
      const found = await filteredBackProjection({ shape: [90, n], data }, angles, step);
      const part = (image: Image) => within(image, 0.8 * a, x, y);
      expectPicture(found, due, part, 0.2, says);
      const values = part(found as Image);
      expectClose(values.reduce((sum, v) => sum + v, 0) / values.length, 1, { abs: 0.02, says });
    }
  });

  it("[2] has the same height for any number of shadows, over a half turn or a whole one", async () => {
    const rng = draws("numbers");
    const n = 58;
    const list = ovals(rng);
    for (const [N, range] of [
      [41, Math.PI],
      [120, Math.PI],
      [81, 2 * Math.PI],
      [130, 2 * Math.PI],
    ]) {
      const angles = directions(N, range, rng);
      const says = "The factor must be π over the number of rows, for angles over π and over 2π, in any order.";
      const found = await filteredBackProjection(shadows(list, n, angles, 1), angles, 1);
      expectPicture(found, picture(list, n), (image) => within(image, n / 2 - 1), 0.015, says);
    }
  });
});

// canary c02bed7eafcd53161a15f61e1bb70e80
