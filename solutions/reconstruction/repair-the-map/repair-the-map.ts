/** A map from projections in known views, by direct Fourier inversion. */
import * as cryo from "@cryolab/lib";

export function reconstruct3d(
  images: cryo.ImageStack,
  rotations: cryo.Rotations,
  options: { readonly ctfs?: readonly cryo.Image[]; readonly snr: number },
): cryo.Volume {
  const [count, side] = images.shape;
  const area = side * side;
  const reach = Math.floor(side / 2) + 1e-9; // cos 90° is 6e-17: Nyquist stays inside
  const frequencies = cryo.fourier.fftfreq(side, 1 / side);
  const sumRe = new Float64Array(area * side);
  const sumIm = new Float64Array(area * side);
  const squares = new Float64Array(area * side);
  for (let view = 0; view < count; view++) {
    const picture = new Float64Array(area);
    picture.set(images.data.subarray(view * area, view * area + area));
    const slice = cryo.fourier.fft(cryo.fourier.ifftshift({ shape: [side, side], data: picture }));
    const [xx, xy, , yx, yy, , zx, zy] = rotations.data.subarray(9 * view);
    const lens = options.ctfs?.[view].data;
    frequencies.forEach((v, row) => {
      frequencies.forEach((u, column) => {
        const x = xx * u + xy * v;
        const y = yx * u + yy * v;
        const z = zx * u + zy * v;
        if (Math.max(Math.abs(x), Math.abs(y), Math.abs(z)) > reach) return;
        const from = row * side + column;
        const c = lens?.[from] ?? 1;
        for (const [iz, wz] of neighbours(z, side))
          for (const [iy, wy] of neighbours(y, side))
            for (const [ix, wx] of neighbours(x, side)) {
              const voxel = iz * area + iy * side + ix;
              const share = wx * wy * wz * c;
              sumRe[voxel] += share * slice.re[from];
              sumIm[voxel] += share * slice.im[from];
              squares[voxel] += share * c;
            }
      });
    });
  }
  for (const [voxel, square] of squares.entries()) {
    const divisor = square + 1 / options.snr;
    sumRe[voxel] /= divisor;
    sumIm[voxel] /= divisor;
  }
  const shape = [side, side, side] as const;
  const map = cryo.fourier.fftshift({ shape, data: cryo.fourier.ifft({ shape, re: sumRe, im: sumIm }).re });
  const middle = Math.floor(side / 2);
  const gain = Array.from({ length: side }, (_, j) => {
    const angle = (Math.PI * (j - middle)) / side;
    return j === middle ? 1 : (angle / Math.sin(angle)) ** 2;
  });
  let voxel = 0;
  for (const gz of gain) for (const gy of gain) for (const gx of gain) map.data[voxel++] *= gz * gy * gx;
  return map;
}

/** The two grid points beside a frequency, wrapped into the grid, each with its weight. */
function neighbours(place: number, side: number): [index: number, weight: number][] {
  const below = Math.floor(place);
  const part = place - below;
  return [
    [(below + side) % side, 1 - part],
    [(below + 1 + side) % side, part],
  ];
}

// canary a030ebdadacae246fec28131fc00c46f
