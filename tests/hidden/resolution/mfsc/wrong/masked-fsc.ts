// Returns the FSC of the masked maps.
import * as cryo from "@cryolab/lib";

export function modifiedFsc(
  a: cryo.Volume,
  b: cryo.Volume,
  options: { readonly mask: cryo.Volume; readonly sigma: number },
): Float64Array {
  const cut = ({ shape, data }: cryo.Volume): cryo.Volume => ({
    shape,
    data: data.map((v, i) => v * options.mask.data[i]),
  });
  const [A, B] = [cryo.fourier.fft(cut(a)), cryo.fourier.fft(cut(b))];
  const sums = Array.from({ length: Math.floor(a.shape[0] / 2) + 1 }, () => [0, 0, 0]);
  cryo.fourier.shellIndex(a.shape).forEach((s, k) => {
    if (s >= sums.length) return;
    sums[s][0] += A.re[k] * B.re[k] + A.im[k] * B.im[k];
    sums[s][1] += A.re[k] ** 2 + A.im[k] ** 2;
    sums[s][2] += B.re[k] ** 2 + B.im[k] ** 2;
  });
  return Float64Array.from(sums, ([ab, aa, bb]) => (aa * bb > 0 ? ab / Math.sqrt(aa * bb) : 0));
}

// canary 495fef1f510e19a301714b23deed483b
