// Fourfold padding, where the nearest frequency is near enough; samples of both halves, complex sums kept in one array.
import { fourier, type Image, type LineSpectrum, sampling } from "@cryolab/lib";

export function reconstructFromLines(lines: readonly LineSpectrum[], angles: Float64Array, n: number): Image {
  const side = 4 * n;
  const shape = [side, side] as const;
  const F = { shape, re: new Float64Array(side * side), im: new Float64Array(side * side) };
  const hits = new Uint32Array(side * side);
  for (let i = 0; i < lines.length; i++) {
    const thin = fourier.ifft(lines[i]).re;
    const wide = new Float64Array(side);
    // index 0 is the middle: what lies left of it goes to the end
    const right = Math.ceil(n / 2);
    wide.set(thin.subarray(0, right), 0);
    wide.set(thin.subarray(right), side - (n - right));
    const fine = fourier.fft({ shape: [side] as const, data: wide });
    for (let j = 0; j < side; j++) {
      const k = 2 * j < side ? j : j - side;
      const [x, y] = [Math.round(k * Math.cos(angles[i])), Math.round(k * Math.sin(angles[i]))];
      if (Math.abs(x) >= side / 2 || Math.abs(y) >= side / 2) continue;
      const at = ((y + side) % side) * side + ((x + side) % side);
      F.re[at] += fine.re[j];
      F.im[at] += fine.im[j];
      hits[at]++;
    }
  }
  hits.forEach((count, at) => {
    if (count < 2) return;
    F.re[at] /= count;
    F.im[at] /= count;
  });
  return sampling.crop(fourier.fftshift({ shape, data: fourier.ifft(F).re }), [n, n]);
}

// canary 23162875811f1e363eceec30d76268f4
