// The corners beyond floor(n/2) are thrown into the last shell.
import * as cryo from "@cryolab/lib";

/** Correlation of two maps shell by shell in Fourier space; the maps are lines, squares or cubes of side n. */
export function fourierShellCorrelation<S extends cryo.Shape>(
  a: cryo.RealArray<S>,
  b: cryo.RealArray<S>,
): { fsc: Float64Array; count: Float64Array } {
  const A = cryo.fourier.fft(a);
  const B = cryo.fourier.fft(b);
  const n = a.shape[0];
  const shells = Math.floor(n / 2) + 1;
  const count = new Float64Array(shells);
  const cross = new Float64Array(shells);
  const powerA = new Float64Array(shells);
  const powerB = new Float64Array(shells);
  for (let i = 0; i < A.re.length; i++) {
    let squares = 0;
    let rest = i;
    for (const _ of a.shape) {
      const index = rest % n;
      const k = 2 * index < n ? index : index - n;
      squares += k * k;
      rest = (rest - index) / n;
    }
    const shell = Math.min(Math.round(Math.sqrt(squares)), shells - 1);
    count[shell]++;
    cross[shell] += A.re[i] * B.re[i] + A.im[i] * B.im[i]; // Re A conj B
    powerA[shell] += A.re[i] ** 2 + A.im[i] ** 2;
    powerB[shell] += B.re[i] ** 2 + B.im[i] ** 2;
  }
  const fsc = cross.map((sum, shell) => {
    const power = powerA[shell] * powerB[shell];
    return power > 0 ? sum / Math.sqrt(power) : 0;
  });
  return { fsc, count };
}

// canary 5211ca45b8cf1a25612aee3c4b0dfcff
