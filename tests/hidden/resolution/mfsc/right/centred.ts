// Centred spectra; voxels outside the mask are never visited.
import * as cryo from "@cryolab/lib";

export function modifiedFsc(
  a: cryo.Volume,
  b: cryo.Volume,
  options: { readonly mask: cryo.Volume; readonly sigma: number },
): Float64Array {
  const { mask, sigma } = options;
  const n = a.shape[0];
  const c = Math.floor(n / 2);
  const inside = [...mask.data.keys()].filter((i) => mask.data[i] !== 0);
  const F = cryo.fourier.centredFft(a);
  const G = cryo.fourier.centredFft(b);
  const distance = Float64Array.from(F.re, (_, i) =>
    Math.hypot((i % n) - c, (Math.floor(i / n) % n) - c, Math.floor(i / (n * n)) - c),
  );
  const part = (H: cryo.ComplexArray<cryo.Volume["shape"]>, s: number) => {
    const gain = distance.map((r) =>
      sigma > 0 ? Math.exp(-((r - s) ** 2) / (2 * sigma * sigma)) : +(Math.round(r) === s),
    );
    return cryo.fourier.centredIfft({
      shape: H.shape,
      re: H.re.map((v, i) => v * gain[i]),
      im: H.im.map((v, i) => v * gain[i]),
    }).re;
  };
  return Float64Array.from({ length: c + 1 }, (_, s) => {
    const [u, v] = [part(F, s), part(G, s)];
    const sums = [0, 0, 0];
    for (const i of inside) {
      sums[0] += mask.data[i] * u[i] * v[i];
      sums[1] += mask.data[i] * u[i] ** 2;
      sums[2] += mask.data[i] * v[i] ** 2;
    }
    return inside.length === 0 ? 0 : sums[0] / Math.sqrt(sums[1]) / Math.sqrt(sums[2]);
  });
}

// canary 496ac79a29a94529c4ab241c13c4da7c
