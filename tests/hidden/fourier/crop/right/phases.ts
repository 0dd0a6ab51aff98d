// Spectra with zero first; the origins are put right by phases, not by rolling.
import { fourier, type Image } from "@cryolab/lib";

export function fourierCrop(image: Image, n: number, pixelSize: number): { image: Image; pixelSize: number } {
  if (image.shape[0] < n) throw new RangeError(`got n = ${n}`);
  return changed(image, n, pixelSize);
}

export function fourierPad(image: Image, n: number, pixelSize: number): { image: Image; pixelSize: number } {
  if (image.shape[0] > n) throw new RangeError(`got n = ${n}`);
  return changed(image, n, pixelSize);
}

function changed(image: Image, n: number, pixelSize: number): { image: Image; pixelSize: number } {
  const N = image.shape[0];
  if (N === n) return { image: { shape: image.shape, data: image.data.slice() }, pixelSize };
  const F = fourier.fft(image);
  const re = new Float64Array(n * n);
  const im = new Float64Array(n * n);
  const half = Math.min(N, n) / 2;
  const ratio = (n * n) / (N * N);
  for (let ky = Math.ceil(-half); ky <= half; ky++)
    for (let kx = Math.ceil(-half); kx <= half; kx++) {
      let w = ratio;
      if (n > N && Math.abs(ky) === half) w /= 2;
      if (n > N && Math.abs(kx) === half) w /= 2;
      const from = ((ky + N) % N) * N + ((kx + N) % N);
      // about floor(N/2) before, about floor(n/2) after
      const turn = 2 * Math.PI * (ky + kx) * (Math.floor(N / 2) / N - Math.floor(n / 2) / n);
      const to = ((ky + n) % n) * n + ((kx + n) % n);
      re[to] += w * (F.re[from] * Math.cos(turn) - F.im[from] * Math.sin(turn));
      im[to] += w * (F.re[from] * Math.sin(turn) + F.im[from] * Math.cos(turn));
    }
  const data = fourier.ifft({ shape: [n, n] as const, re, im }).re.slice();
  return { image: { shape: [n, n], data }, pixelSize: (N / n) * pixelSize };
}

// canary 20432023aa34197ee739d1408dc7eba4
