// Half spectra, which know that the maps are real.
import * as cryo from "@cryolab/lib";

export function modifiedFsc(
  a: cryo.Volume,
  b: cryo.Volume,
  options: { readonly mask: cryo.Volume; readonly sigma: number },
): Float64Array {
  const { mask, sigma } = options;
  const side = a.shape[0];
  const half = Math.floor(side / 2) + 1;
  const spectra = [a, b].map((map) => cryo.fourier.rfft(map));
  const r = spectra[0].re.map((_, i) => {
    const [x, y, z] = [i % half, Math.floor(i / half) % side, Math.floor(i / half / side)];
    return Math.sqrt(x ** 2 + Math.min(y, side - y) ** 2 + Math.min(z, side - z) ** 2);
  });
  const result: number[] = [];
  while (result.length < half) {
    const s = result.length;
    const weight = r.map((radius) => {
      const far = Math.abs(radius - s);
      if (sigma !== 0) return Math.exp(-(far * far) / sigma / sigma / 2);
      return radius >= s - 0.5 && radius < s + 0.5 ? 1 : 0;
    });
    const [u, v] = spectra.map(
      (F) =>
        cryo.fourier.irfft(
          { shape: F.shape, re: F.re.map((c, i) => c * weight[i]), im: F.im.map((c, i) => c * weight[i]) },
          a.shape,
        ).data,
    );
    const cross = u.map((value, i) => mask.data[i] * value * v[i]).reduce((p, q) => p + q, 0);
    const power = [u, v].map((w) => w.reduce((sum, value, i) => sum + mask.data[i] * value ** 2, 0));
    result.push(power[0] * power[1] === 0 ? 0 : cross / Math.sqrt(power[0] * power[1]));
  }
  return Float64Array.from(result);
}

// canary 137d446cddbe9e97cfb45da41c58f905
