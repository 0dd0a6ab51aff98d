import { draws, expectClose, expectUntouched, submission } from "@cryolab/grader/testing";
import { fourier, type ImageSpectrum, type LineSpectrum, type Rng, random } from "@cryolab/lib";
import type * as answer from "./central-line.ts";

const { centralLine } = await submission<typeof answer>("forward/central-line");

const signed = (i: number, n: number) => (2 * i < n ? i : i - n);

function spectrum(data: Float64Array, n: number): ImageSpectrum {
  return fourier.fft(fourier.ifftshift({ shape: [n, n] as const, data }));
}

interface Blob {
  readonly x: number;
  readonly y: number;
  readonly sigma: number;
  readonly height: number;
}

/** Three blobs to one side of the origin; their mean square distance from it is (n/15)². */
function blobs(n: number, rng: Rng): Blob[] {
  const start = 2 * Math.PI * random.uniform(rng);
  const list = [0, 1, 2].map((i) => {
    const a = start + 1.1 * i + 0.4 * random.uniform(rng);
    const r = 1 + i / 2 + 0.3 * random.uniform(rng);
    return { x: r * Math.cos(a), y: r * Math.sin(a), sigma: 1.3 + 0.2 * random.uniform(rng), height: 1 + i / 3 };
  });
  const mass = ({ sigma, height }: Blob) => height * sigma ** 2;
  const total = list.reduce((sum, b) => sum + mass(b), 0);
  const wide = list.reduce((sum, b) => sum + (mass(b) * 2 * b.sigma ** 2) / total, 0);
  const away = list.reduce((sum, b) => sum + (mass(b) * (b.x ** 2 + b.y ** 2)) / total, 0);
  const scale = Math.sqrt(((n / 15) ** 2 - wide) / away);
  return list.map((b) => ({ ...b, x: b.x * scale, y: b.y * scale }));
}

function picture(list: readonly Blob[], n: number): Float64Array {
  const c = Math.floor(n / 2);
  return Float64Array.from({ length: n * n }, (_, i) =>
    list.reduce((sum, { x, y, sigma, height }) => {
      const square = ((i % n) - c - x) ** 2 + (Math.floor(i / n) - c - y) ** 2;
      return sum + height * Math.exp(-square / (2 * sigma ** 2));
    }, 0),
  );
}

/** The transform of the blobs' shadow in closed form, by the mass and the place of each on the line. */
function shadow(list: readonly Blob[], n: number, angle: number): LineSpectrum {
  const line = { shape: [n] as const, re: new Float64Array(n), im: new Float64Array(n) };
  for (const { x, y, sigma, height } of list) {
    const t = x * Math.cos(angle) + y * Math.sin(angle);
    for (let i = 0; i < n; i++) {
      const s = signed(i, n) / n;
      const size = 2 * Math.PI * sigma ** 2 * height * Math.exp(-2 * (Math.PI * sigma * s) ** 2);
      line.re[i] += size * Math.cos(2 * Math.PI * s * t);
      line.im[i] -= size * Math.sin(2 * Math.PI * s * t);
    }
  }
  return line;
}

/** All but k = −n/2. */
function inner({ re, im }: LineSpectrum, n: number): { re: Float64Array; im: Float64Array } {
  const keep = (_: number, i: number) => 2 * i !== n;
  return { re: re.filter(keep), im: im.filter(keep) };
}

const normals = (n: number, rng: Rng) => Float64Array.from({ length: n * n }, () => 1 + random.normal(rng));

describe("forward/central-line, hidden", () => {
  it("[3] is a row or a column of F at quarter turns, either way round", async () => {
    const rng = draws("axes");
    for (const n of [1, 2, 3, 5, 6, 8, 9]) {
      const F = spectrum(normals(n, rng), n);
      for (const quarter of [0, 1, 2, 3, -1, 5]) {
        const [dx, dy] = [
          [1, 0],
          [0, 1],
          [-1, 0],
          [0, -1],
        ][(quarter + 4) % 4];
        const at = Array.from({ length: n }, (_, i) => {
          const k = signed(i, n);
          return ((k * dy + n) % n) * n + ((k * dx + n) % n);
        });
        const due = {
          shape: [n],
          re: Float64Array.from(at, (i) => F.re[i]),
          im: Float64Array.from(at, (i) => F.im[i]),
        };
        const says =
          "At multiples of 90° L must be entries of F: along kx at 0, along ky at 90°, and back at 180° and 270°.";
        const found = (await expectUntouched(centralLine, F, (quarter * Math.PI) / 2)) as LineSpectrum;
        // +n/2 is not on a grid that ends at −n/2
        const whole = quarter === 0 || quarter === 1;
        expectClose(found, due, { abs: Infinity, says: "L must have shape [n]." });
        expectClose(whole ? found : inner(found, n), whole ? due : inner({ ...due, shape: [n] }, n), {
          rel: 1e-9,
          says,
        });
      }
    }
  });

  it("[5] is the spectrum of the shadow at any angle, within 1 % of F(0)", async () => {
    const rng = draws("shadows");
    for (const n of [47, 48, 50]) {
      const list = blobs(n, rng);
      const F = spectrum(picture(list, n), n);
      const turns = Array.from({ length: 3 }, () => 14 * random.uniform(rng) - 7);
      for (const angle of [Math.PI / 4, 2, ...turns]) {
        const found = (await centralLine(F, angle)) as LineSpectrum;
        const due = shadow(list, n, angle);
        const says =
          "L must be the spectrum of the shadow in which a point at (x, y) shows at x cos θ + y sin θ; read between frequencies only from a padded picture.";
        expectClose(found, due, { abs: Infinity, says: "L must have shape [n]." });
        // twofold and linear 0.55 % at most, unpadded four times as much
        expectClose(inner(found, n), inner(due, n), { rel: 0.01, says });
      }
    }
  });

  it("[2] belongs to a real shadow whose sum is that of the picture", async () => {
    const rng = draws("hermitian");
    for (const n of [7, 10, 12]) {
      const F = spectrum(normals(n, rng), n);
      const found = (await centralLine(F, 6 * random.uniform(rng))) as LineSpectrum;
      const zeros = { shape: [n], re: new Float64Array(n), im: new Float64Array(n) };
      expectClose(found, zeros, { abs: 1e6, says: "L must have shape [n]." });
      expectClose([found.re[0], found.im[0]], [F.re[0], 0], { rel: 1e-9, says: "L(0) must be F(0)." });
      const mates = {
        re: found.re.map((_, i) => found.re[(n - i) % n]),
        im: found.im.map((_, i) => -found.im[(n - i) % n]),
      };
      const scale = Math.abs(F.re[0]);
      const says = "L(−k) must be the conjugate of L(k) for k below n/2.";
      const part = (values: { re: Float64Array; im: Float64Array }) => inner({ shape: [n], ...values }, n);
      expectClose(part({ re: found.re, im: found.im }), part(mates), { abs: 1e-9 * scale, says });
    }
  });
});

// canary ee1af0ab8b15ff2ad505f7d24b1a8631
