import { draws, expectClose, expectUntouched, submission } from "@cryolab/grader/testing";
import { type Image, type Rng, random } from "@cryolab/lib";
import type * as answer from "./sinogram.ts";

const { sinogram } = await submission<typeof answer>("forward/sinogram");

/** e^(−½ (a² + b²)) with a, b the distances from (x, y) along its own axes, in units of its two widths. */
interface Oval {
  readonly x: number;
  readonly y: number;
  readonly widths: readonly [number, number];
  readonly tilt: number;
  readonly height: number;
}

function ovals(rng: Rng): Oval[] {
  return [0.9, -0.5, 0.7].map((height, i) => {
    const [r, a] = [3 + 2 * i + random.uniform(rng), 2 * i + 2 * Math.PI * random.uniform(rng)];
    const widths = [3 + random.uniform(rng), 3.2 + random.uniform(rng)] as const;
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

/** Shadows in closed form: that of an oval is a Gaussian of variance Σ widths² cos²(angle to the axis). */
function shadows(list: readonly Oval[], n: number, angles: Float64Array): Image {
  const c = Math.floor(n / 2);
  const data = new Float64Array(angles.length * n);
  for (const { x, y, widths, tilt, height } of list)
    for (const [i, theta] of angles.entries()) {
      const s = Math.hypot(widths[0] * Math.cos(theta - tilt), widths[1] * Math.sin(theta - tilt));
      const mass = 2 * Math.PI * widths[0] * widths[1] * height;
      const centre = x * Math.cos(theta) + y * Math.sin(theta);
      for (let j = 0; j < n; j++)
        data[i * n + j] += (mass / (s * Math.sqrt(2 * Math.PI))) * Math.exp(-((j - c - centre) ** 2) / (2 * s * s));
    }
  return { shape: [angles.length, n], data };
}

/** Normal numbers with a border of zeros. */
function bordered(n: number, rng: Rng): Image {
  const edge = (i: number) => i === 0 || i === n - 1;
  const data = Float64Array.from({ length: n * n }, (_, i) => {
    const value = 1 + random.normal(rng);
    return n > 2 && (edge(i % n) || edge(Math.floor(i / n))) ? 0 : value;
  });
  return { shape: [n, n], data };
}

describe("forward/sinogram, hidden", () => {
  it("[3] casts the shadows of ovals away from the origin, at any angle, odd and even", async () => {
    const rng = draws("ovals");
    for (const n of [51, 50, 52]) {
      const list = ovals(rng);
      const angles = Float64Array.from([-1, 8, ...Array.from({ length: 5 }, () => 14 * random.uniform(rng) - 7)]);
      const says =
        "Row i must be the shadow at angles[i]: an oval at (x, y) shows about t = x cos θ + y sin θ, t from floor(n/2).";
      // bilinear values of widths of 3 pixels are 1.2 % low
      const found = await expectUntouched(sinogram, picture(list, n), angles);
      expectClose(found, shadows(list, n, angles), { rel: 0.02, says });
    }
  });

  it("[2] only adds up pixels at quarter turns, about floor(n/2)", async () => {
    const rng = draws("quarters");
    for (const n of [1, 3, 6, 7, 8]) {
      const image = bordered(n, rng);
      const c = Math.floor(n / 2);
      const quarters = [0, 1, 2, 3, -1, 4, 0, 5];
      const due = new Float64Array(quarters.length * n);
      for (const [i, quarter] of quarters.entries())
        for (let k = 0; k < n * n; k++) {
          const [x, y] = [(k % n) - c, Math.floor(k / n) - c];
          const t = [x, y, -x, -y][((quarter % 4) + 4) % 4] + c;
          if (t >= 0 && t < n) due[i * n + t] += image.data[k];
        }
      const angles = Float64Array.from(quarters, (quarter) => (quarter * Math.PI) / 2);
      const says =
        "At quarter turns a row must be the plain sums of columns or rows, in the right order, without any factor.";
      expectClose(await sinogram(image, angles), { shape: [quarters.length, n], data: due }, { abs: 1e-9, says });
    }
  });

  it("[2] keeps the mass, and from the other side sees the same shadow turned round", async () => {
    const rng = draws("sides");
    for (const n of [45, 46]) {
      const list = ovals(rng).map((oval) => ({ ...oval, height: Math.abs(oval.height) }));
      const drawn = Array.from({ length: 5 }, () => 2 * Math.PI * random.uniform(rng));
      const angles = Float64Array.from([...drawn, ...drawn.map((a) => a + Math.PI)]);
      const image = picture(list, n);
      const found = (await sinogram(image, angles)) as Image;
      expectClose(found, shadows(list, n, angles), {
        rel: 0.02,
        says: "The rows must be the shadows at the angles given.",
      });
      const mass = image.data.reduce((sum, v) => sum + v, 0);
      const row = (i: number) => found.data.slice(i * n, i * n + n);
      for (let i = 0; i < angles.length; i++) {
        const says = "The sum of every row must be the sum of the image.";
        expectClose(
          row(i).reduce((sum, v) => sum + v, 0),
          mass,
          { rel: 0.01, says },
        );
      }
      const c = Math.floor(n / 2);
      for (let i = 0; i < drawn.length; i++) {
        const other = row(i + drawn.length);
        const turned = other.map((v, j) => (2 * c - j < n ? other[2 * c - j] : v));
        const says = "p(θ + π, t) must be p(θ, −t).";
        // t = −n/2 of an even side has no mate
        const from = n % 2 === 0 ? 1 : 0;
        expectClose(row(i).slice(from), turned.slice(from), { rel: 0.02, says });
      }
    }
  });
});

// canary 1ce790514f718f6aee29baef76d3090e
