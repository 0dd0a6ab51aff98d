// The sum in two steps, first along rows, then over them, with phasors stepped by multiplication; half of it by symmetry.
import { fourier, type ImageSpectrum, type LineSpectrum } from "@cryolab/lib";

export function centralLine(F: ImageSpectrum, angle: number): LineSpectrum {
  const n = F.shape[1];
  const f = fourier.fftshift({ shape: F.shape, data: fourier.ifft(F).re }).data;
  const c = n >> 1;
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  for (let k = 0; 2 * k <= n; k++) {
    const [a, b] = [(-2 * Math.PI * k * Math.cos(angle)) / n, (-2 * Math.PI * k * Math.sin(angle)) / n];
    let [sumRe, sumIm] = [0, 0];
    for (let y = 0; y < n; y++) {
      let [u, v] = [Math.cos(b * (y - c) - a * c), Math.sin(b * (y - c) - a * c)];
      for (let x = 0; x < n; x++) {
        sumRe += f[y * n + x] * u;
        sumIm += f[y * n + x] * v;
        [u, v] = [u * Math.cos(a) - v * Math.sin(a), u * Math.sin(a) + v * Math.cos(a)];
      }
    }
    // k = n/2 of even n is −n/2 in this order
    [re[k], im[k]] = [sumRe, 2 * k === n ? -sumIm : sumIm];
    if (k > 0 && 2 * k < n) [re[n - k], im[n - k]] = [sumRe, -sumIm];
  }
  return { shape: [n], re, im };
}

// canary 010d6d8e775adcbf507a2f7615f6b3b3
