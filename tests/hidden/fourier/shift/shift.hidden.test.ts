import { draws, expectClose, expectUntouched, submission } from "@cryolab/grader/testing";
import { fourier, type Image, type ImageSpectrum, type Rng, random } from "@cryolab/lib";
import type * as answer from "./shift.ts";

const { fourierShift } = await submission<typeof answer>("fourier/shift");

/** A real image of normal numbers. */
function image(ny: number, nx: number, rng: Rng): Image {
  return { shape: [ny, nx], data: Float64Array.from({ length: ny * nx }, () => random.normal(rng)) };
}

/** Content moved by whole pixels, around the borders. */
function rolled({ shape: [ny, nx], data }: Image, x: number, y: number): Image {
  const moved = new Float64Array(ny * nx);
  const mod = (i: number, n: number) => ((i % n) + n) % n;
  for (let j = 0; j < ny; j++)
    for (let i = 0; i < nx; i++) moved[mod(j + y, ny) * nx + mod(i + x, nx)] = data[j * nx + i];
  return { shape: [ny, nx], data: moved };
}

/**
 * The moved image by trigonometric interpolation in real space, no spectrum of the image at all: along an axis
 * g(j) = Σ f(i) D(j − t − i), D(u) = 1/n Σ cos(2π k u/n) over k of both signs, the two halves of Nyquist shared.
 */
function interpolated({ shape: [ny, nx], data }: Image, tx: number, ty: number): Image {
  const weights = (n: number, t: number) =>
    Array.from({ length: n }, (_, j) =>
      Array.from({ length: n }, (_, i) => {
        let sum = 0;
        for (let k = -Math.floor(n / 2); k <= Math.floor(n / 2); k++)
          sum += Math.cos((2 * Math.PI * k * (j - t - i)) / n) * (2 * Math.abs(k) === n ? 0.5 : 1);
        return sum / n;
      }),
    );
  const [wx, wy] = [weights(nx, tx), weights(ny, ty)];
  const moved = new Float64Array(ny * nx);
  for (let y = 0; y < ny; y++)
    for (let x = 0; x < nx; x++)
      for (let j = 0; j < ny; j++)
        for (let i = 0; i < nx; i++) moved[y * nx + x] += wy[y][j] * wx[x][i] * data[j * nx + i];
  return { shape: [ny, nx], data: moved };
}

const spectrum = (f: Image): ImageSpectrum => fourier.fft(f) as ImageSpectrum;
const shapes = [
  [6, 9],
  [7, 4],
  [8, 8],
  [5, 5],
  [1, 10],
  [10, 1],
  [2, 3],
  [1, 1],
] as const;

// Tolerance: angles of a few hundred radians, rounded to 1e-14 each, on spectra of size 1.
const rel = 1e-10;

describe("fourier/shift, hidden", () => {
  it("[2] rolls an image when the shift is whole, whatever its sides", async () => {
    const rng = draws("whole");
    for (const [ny, nx] of shapes) {
      const f = image(ny, nx, rng);
      const x = Math.floor(20 * random.uniform(rng)) - 10;
      const y = Math.floor(20 * random.uniform(rng)) - 10;
      const says =
        "A shift by whole pixels must be the spectrum of the rolled image: x moves columns, y moves rows, to larger indices.";
      expectClose(await fourierShift(spectrum(f), [x, y]), spectrum(rolled(f, x, y)), { rel, says });
    }
  });

  it("[2] moves by fractions of a pixel, and a real image stays real at Nyquist", async () => {
    const rng = draws("fractions");
    for (const [ny, nx] of shapes) {
      const f = image(ny, nx, rng);
      const [x, y] = [4 * random.uniform(rng) - 2, 4 * random.uniform(rng) - 2];
      const says =
        "A shift by a fraction must interpolate with the image's own waves, the coefficient at Nyquist shared by both signs.";
      expectClose(await fourierShift(spectrum(f), [x, y]), spectrum(interpolated(f, x, y)), { rel, says });
    }
  });

  it("[2] treats complex images alike, leaves its argument alone, and two shifts on odd sides are their sum", async () => {
    const rng = draws("complex");
    const F: ImageSpectrum = { shape: [5, 7], re: image(5, 7, rng).data, im: image(5, 7, rng).data };
    const [x, y] = [random.uniform(rng), 2 * random.uniform(rng)];
    const once = await expectUntouched(fourierShift, F, [x, y]);
    const says = "On odd sides two shifts after one another must be one shift by their sum.";
    expectClose(await fourierShift(once, [1 - x, -2 - y]), await fourierShift(F, [1, -2]), { rel, says });
    const complex: ImageSpectrum = fourier.ifft(F) as ImageSpectrum;
    const moved = {
      shape: F.shape,
      re: rolled({ shape: F.shape, data: complex.re }, 1, -2).data,
      im: rolled({ shape: F.shape, data: complex.im }, 1, -2).data,
    };
    expectClose(await fourierShift(F, [1, -2]), fourier.fft(moved), {
      rel,
      says: "A complex image must be moved as a real one.",
    });
  });
});

// canary ea6ef4cbbc8f2310aafd6942f3725cf7
