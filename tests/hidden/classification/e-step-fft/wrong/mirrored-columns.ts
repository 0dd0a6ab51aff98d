// Norms are mirrored along x only.
import * as cryo from "@cryolab/lib";

type Image = cryo.Image;
type RealArray = cryo.RealArray;

interface PoseGrid {
  readonly angles: Float64Array;
  readonly maxShift: number;
}
interface PoseModel {
  readonly sigma: number;
  readonly shiftSigma: number;
}

export function eStepFft(
  image: Image,
  template: Image,
  options: { readonly grid: PoseGrid; readonly model: PoseModel },
): RealArray {
  const { angles, maxShift } = options.grid;
  const { sigma, shiftSigma } = options.model;
  const [ny, nx] = image.shape;
  const width = 2 * maxShift + 1;
  const logs = new Float64Array(angles.length * width * width);
  const X = cryo.fourier.fft(wide(image));
  let at = 0;
  for (const angle of angles) {
    const turned = cryo.sampling.rotateImage(template, angle);
    const B = cryo.fourier.fft(wide(turned));
    const re = X.re.map((v, k) => v * B.re[k] + X.im[k] * B.im[k]);
    const im = X.im.map((v, k) => v * B.re[k] - X.re[k] * B.im[k]);
    const product = cryo.fourier.ifft({ shape: X.shape, re, im }).re;
    const table = runningSums(turned);
    for (let ty = -maxShift; ty <= maxShift; ty++)
      for (let tx = -maxShift; tx <= maxShift; tx++) {
        let change = 0;
        if (Math.abs(ty) < ny && Math.abs(tx) < nx) {
          const c = product[((ty + 2 * ny) % (2 * ny)) * 2 * nx + ((tx + 2 * nx) % (2 * nx))];
          const [top, bottom] = [Math.max(0, -ty), Math.min(ny, ny - ty)];
          const [left, right] = [Math.max(0, tx), Math.min(nx, nx + tx)];
          change = table[bottom][right] - table[top][right] - table[bottom][left] + table[top][left] - 2 * c;
        }
        logs[at++] = -change / (2 * sigma ** 2) - (tx ** 2 + ty ** 2) / (2 * shiftSigma ** 2);
      }
  }
  const largest = logs.reduce((a, b) => Math.max(a, b));
  const sum = logs.reduce((total, l) => total + Math.exp(l - largest), 0);
  return { shape: [angles.length, width, width], data: logs.map((l) => l - largest - Math.log(sum)) };
}

/** The picture in the corner of zeros, twice as high and wide. */
function wide({ shape: [ny, nx], data }: Image): Image {
  const out = new Float64Array(4 * ny * nx);
  for (let y = 0; y < ny; y++) out.set(data.subarray(y * nx, (y + 1) * nx), y * 2 * nx);
  return { shape: [2 * ny, 2 * nx], data: out };
}

/** table[y][x] = Σ of squares over rows < y and columns < x. */
function runningSums({ shape: [ny, nx], data }: Image): Float64Array[] {
  const table = Array.from({ length: ny + 1 }, () => new Float64Array(nx + 1));
  for (let y = 0; y < ny; y++) {
    let row = 0;
    for (let x = 0; x < nx; x++) {
      row += data[y * nx + x] ** 2;
      table[y + 1][x + 1] = table[y][x + 1] + row;
    }
  }
  return table;
}

// canary 77e17ee33be35d9771b5c6db8ded6996
