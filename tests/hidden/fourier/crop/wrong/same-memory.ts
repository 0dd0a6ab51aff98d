// Returns the image that came in when the side stays.
import { fourier, type Image } from "@cryolab/lib";

/** Image with fewer pixels and the same mean, by cutting its spectrum. */
export function fourierCrop(image: Image, n: number, pixelSize: number): { image: Image; pixelSize: number } {
  const [N] = image.shape;
  if (!(n <= N)) throw new RangeError(`fourierCrop: new side must be at most ${N}, got ${n}`);
  return resized(image, n, pixelSize);
}

/** Image with more pixels and the same mean, by zeros around its spectrum. */
export function fourierPad(image: Image, n: number, pixelSize: number): { image: Image; pixelSize: number } {
  const [N] = image.shape;
  if (!(n >= N)) throw new RangeError(`fourierPad: new side must be at least ${N}, got ${n}`);
  return resized(image, n, pixelSize);
}

function resized(image: Image, n: number, pixelSize: number): { image: Image; pixelSize: number } {
  const [N] = image.shape;
  if (n === N) return { image, pixelSize };
  const F = fourier.centredFft(image);
  const re = new Float64Array(n * n);
  const im = new Float64Array(n * n);
  const steps = axis(N, n);
  for (const y of steps)
    for (const x of steps) {
      re[y.to * n + x.to] += y.weight * x.weight * F.re[y.from * N + x.from];
      im[y.to * n + x.to] += y.weight * x.weight * F.im[y.from * N + x.from];
    }
  const ratio = (n / N) * (n / N);
  const shape: readonly [number, number] = [n, n];
  const data = fourier.centredIfft({ shape, re, im }).re.map((v) => v * ratio);
  return { image: { shape, data }, pixelSize: (pixelSize * N) / n };
}

/** Which entry of the old axis goes to which of the new one, and with what weight. */
function axis(N: number, n: number): { from: number; to: number; weight: number }[] {
  if (n === N) return Array.from({ length: n }, (_, k) => ({ from: k, to: k, weight: 1 }));
  const least = Math.min(N, n);
  const m = Math.floor(least / 2);
  return Array.from({ length: 2 * m + 1 }, (_, i) => {
    const k = i - m;
    const end = 2 * m === least && Math.abs(k) === m;
    // both ends of an even side are one entry, the first
    const place = (side: number) => (end && side === least ? 0 : k + Math.floor(side / 2));
    return { from: place(N), to: place(n), weight: end && n > N ? 0.5 : 1 };
  });
}

// canary 1e35e1b21a3a99957738257b343f8dab
