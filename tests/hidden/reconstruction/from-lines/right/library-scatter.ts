// Twofold, all samples in one call of scatterTrilinear, no correction for the gridding, 90° not tidied.
import { fourier, type Image, type LineSpectrum, sampling } from "@cryolab/lib";

export function reconstructFromLines(lines: readonly LineSpectrum[], angles: Float64Array, n: number): Image {
  const side = 2 * n;
  const k = fourier.fftfreq(side, 1 / side);
  const [re, im, places]: [number[], number[], number[]] = [[], [], []];
  lines.forEach((line, i) => {
    const shadow = fourier.ifft(line).re;
    const fine = fourier.fft(
      fourier.ifftshift(sampling.pad(fourier.fftshift({ shape: [n] as const, data: shadow }), [side])),
    );
    re.push(...fine.re);
    im.push(...fine.im);
    for (const v of k) places.push(v * Math.cos(angles[i]), v * Math.sin(angles[i]), 0);
  });
  const points = { shape: [re.length, 3] as const, data: Float64Array.from(places) };
  const a = sampling.scatterTrilinear(Float64Array.from(re), points, [1, side, side]);
  const b = sampling.scatterTrilinear(Float64Array.from(im), points, [1, side, side]);
  const mean = (sum: Float64Array) => sum.map((v, at) => (a.weight.data[at] ? v / a.weight.data[at] : 0));
  const shape = [side, side] as const;
  const F = fourier.ifftshift({ shape, re: mean(a.sum.data), im: mean(b.sum.data) });
  return sampling.crop(fourier.fftshift({ shape, data: fourier.ifft(F).re }), [n, n]);
}

// canary 0b2b68e00b729fb20c1baa7b83a353fb
