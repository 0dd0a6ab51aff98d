import { draws, expectClose, expectRejects, expectUntouched, submission } from "@cryolab/grader/testing";
import { type Image, type Rng, random } from "@cryolab/lib";
import type * as answer from "./crop.ts";

const { fourierCrop, fourierPad } = await submission<typeof answer>("fourier/crop");

/** A square of normal numbers about 1. */
function values(N: number, rng: Rng): Image {
  return { shape: [N, N], data: Float64Array.from({ length: N * N }, () => 1 + random.normal(rng)) };
}

/**
 * Both ways without a spectrum of the image: a matrix in real space, M[j][i] = (1/N) Σ w cos 2π k (x_j − x_i) over the
 * frequencies that both sides hold, x from floor(n/2) in units of the box. k = ±half of the smaller, even side: padding
 * halves each, so they are one cosine; cropping adds both onto −n/2, so they are e^(iπ…) of the new and the old place.
 */
function matrix(N: number, n: number): number[][] {
  const m = Math.min(N, n);
  const place = (side: number, j: number) => (j - Math.floor(side / 2)) / side;
  return Array.from({ length: n }, (_, j) =>
    Array.from({ length: N }, (_, i) => {
      if (n === N) return i === j ? 1 : 0;
      let sum = 1;
      const t = place(n, j) - place(N, i);
      for (let k = 1; 2 * k < m; k++) sum += 2 * Math.cos(2 * Math.PI * k * t);
      if (m % 2 === 0) {
        const half = Math.PI * m;
        // on the smaller side the wave of Nyquist is ±1, its sine 0: cos(a − b) = cos a cos b
        sum += (n < N ? 2 : 1) * Math.cos(half * place(n, j)) * Math.cos(half * place(N, i));
      }
      return sum / N;
    }),
  );
}

function reference(a: Image, n: number, pixelSize: number): { image: Image; pixelSize: number } {
  const [N] = a.shape;
  const M = matrix(N, n);
  const rows = new Float64Array(n * N);
  for (let y = 0; y < N; y++)
    for (let x = 0; x < n; x++) for (let i = 0; i < N; i++) rows[y * n + x] += M[x][i] * a.data[y * N + i];
  const data = new Float64Array(n * n);
  for (let y = 0; y < n; y++)
    for (let x = 0; x < n; x++) for (let i = 0; i < N; i++) data[y * n + x] += M[y][i] * rows[i * n + x];
  return { image: { shape: [n, n], data }, pixelSize: (pixelSize * N) / n };
}

/** A wave of whole periods across the box, about floor(n/2), with a height and a phase of its own. */
function wave(n: number, kx: number, ky: number, phase: number): Image {
  const c = Math.floor(n / 2);
  const at = (i: number) => (2 * Math.PI * (kx * ((i % n) - c) + ky * (Math.floor(i / n) - c))) / n;
  return { shape: [n, n], data: Float64Array.from({ length: n * n }, (_, i) => 0.5 + Math.cos(at(i) + phase)) };
}

// Tolerance: transforms of a few thousand values lose some 1e-15 of the largest; 1e-10 leaves room for direct sums.
const rel = 1e-10;

describe("fourier/crop, hidden", () => {
  it("[3] crops to every parity: constants, means and waves below the new limit stay exactly", async () => {
    const rng = draws("waves");
    for (const [N, n] of [
      [64, 30],
      [65, 32],
      [10, 5],
      [33, 17],
      [12, 8],
      [9, 6],
    ]) {
      const most = Math.ceil(n / 2) - 1;
      const draw = () => Math.floor((2 * most + 1) * random.uniform(rng)) - most;
      const [kx, ky, phase] = [draw(), draw(), 6 * random.uniform(rng)];
      const pixelSize = 0.5 + random.uniform(rng);
      const says =
        "A wave below half of the new side must keep its height and its place about floor(n/2), for odd and even sides.";
      const due = { image: wave(n, kx, ky, phase), pixelSize: (pixelSize * N) / n };
      expectClose(await fourierCrop(wave(N, kx, ky, phase), n, pixelSize), due, { rel, says });
    }
  });

  it("[3] crops any image, with F(−n/2) + F(+n/2) where the new side is even", async () => {
    const rng = draws("crop");
    const drawn = Array.from({ length: 4 }, () => [12, 5].map((least) => least + Math.floor(7 * random.uniform(rng))));
    for (const [N, n] of [
      ...drawn,
      [10, 5],
      [11, 6],
      [9, 4],
      [8, 6],
      [7, 5],
      [6, 2],
      [5, 1],
      [2, 1],
      [6, 6],
      [5, 5],
      [1, 1],
    ]) {
      const a = values(N, rng);
      const says =
        "Cropping random images: look at the lone frequency −n/2 of an even new side, on both axes, and at the scale.";
      expectClose(await fourierCrop(a, n, 1.5), reference(a, n, 1.5), { rel, says });
    }
  });

  it("[3] pads any image, with one half of F(−N/2) at each end where the old side is even; a crop undoes it", async () => {
    const rng = draws("pad");
    const drawn = Array.from({ length: 4 }, () => [4, 11].map((least) => least + Math.floor(7 * random.uniform(rng))));
    for (const [N, n] of [
      ...drawn,
      [5, 10],
      [6, 11],
      [4, 9],
      [6, 8],
      [5, 7],
      [2, 6],
      [1, 5],
      [1, 2],
      [6, 6],
      [5, 5],
      [1, 1],
    ]) {
      const a = values(N, rng);
      const says =
        "Padding random images: look at the lone frequency −N/2 of an even old side, on both axes, and at the scale.";
      const padded = reference(a, n, 1.5);
      expectClose(await fourierPad(a, n, 1.5), padded, { rel, says });
      const undone = "A crop of the padded image must give the image and its pixel size back.";
      expectClose(
        await fourierCrop(padded.image, N, padded.pixelSize),
        { image: a, pixelSize: 1.5 },
        { rel, says: undone },
      );
    }
  });

  it("[1] refuses sizes on the wrong side, and leaves its argument alone", async () => {
    const a = values(6, draws("untouched"));
    expectClose(await expectUntouched(fourierCrop, a, 4, 2), reference(a, 4, 2), { rel });
    expectClose(await expectUntouched(fourierPad, a, 9, 2), reference(a, 9, 2), { rel });
    const copy = "The same side must give a copy, and the same pixel size.";
    expectClose(await expectUntouched(fourierCrop, a, 6, 2), { image: a, pixelSize: 2 }, { rel, says: copy });
    expectClose(await expectUntouched(fourierPad, a, 6, 2), { image: a, pixelSize: 2 }, { rel, says: copy });
    const says = "A crop to a larger side, or a pad to a smaller one, is a RangeError.";
    await expectRejects(fourierCrop, [a, 7, 2], { name: "RangeError", says });
    await expectRejects(fourierPad, [a, 5, 2], { name: "RangeError", says });
  });
});

// canary 80714b74c8a29d2c7feb30477e974e9c
