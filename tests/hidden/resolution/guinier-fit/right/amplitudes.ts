// The line of ln amplitude against s²/4, centred at its first point.
import type { VolumeSpectrum } from "@cryolab/lib";

export function guinierFit(
  power: Float64Array,
  pixelSize: number,
  options: { readonly n: number; readonly range: readonly [number, number] },
): { B: number; lnF0: number } {
  const { n, range } = options;
  const lengths = [...range].sort((a, b) => a - b);
  const shells = Array.from(power.keys()).filter((k) => {
    const d = k === 0 ? Infinity : (n * pixelSize) / k;
    return k > 0 && power[k] > 0 && d - lengths[0] >= -1e-9 && (d <= lengths[1] || d - lengths[1] <= 1e-9);
  });
  const points = shells.map((k) => [(k / (2 * n * pixelSize)) ** 2, Math.log(Math.sqrt(power[k]))] as const);
  const [x0, y0] = points[0];
  const count = points.length;
  const a = points.reduce((s, p) => s + p[0] - x0, 0) / count;
  const b = points.reduce((s, p) => s + p[1] - y0, 0) / count;
  const up = points.reduce((s, p) => s + (p[0] - x0 - a) * (p[1] - y0), 0);
  const down = points.reduce((s, p) => s + (p[0] - x0 - a) * (p[0] - x0), 0);
  const B = -up / down;
  return { B, lnF0: y0 + b + B * (x0 + a) };
}

export function sharpen(F: VolumeSpectrum, B: number, pixelSize: number): VolumeSpectrum {
  const [nz, ny, nx] = F.shape;
  const near = (i: number, n: number): number => ((i > n / 2 ? n - i : i) / n) ** 2;
  const out = { shape: F.shape, re: new Float64Array(F.re.length), im: new Float64Array(F.im.length) };
  for (let i = F.re.length - 1; i >= 0; i--) {
    const x = i % nx;
    const y = ((i - x) / nx) % ny;
    const z = (i - x - nx * y) / (nx * ny);
    const gain = Math.exp((-B / (4 * pixelSize ** 2)) * (near(x, nx) + near(y, ny) + near(z, nz)));
    out.re[i] = gain * F.re[i];
    out.im[i] = gain * F.im[i];
  }
  return out;
}

// canary f506db85853a1f6ecf8d9df98acdef59
