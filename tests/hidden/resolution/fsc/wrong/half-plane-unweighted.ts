// A half spectrum in which every column counts once: the mates that it leaves out are forgotten.
import * as cryo from "@cryolab/lib";

/** Correlation of two maps shell by shell in Fourier space; the maps are lines, squares or cubes of side n. */
export function fourierShellCorrelation<S extends cryo.Shape>(
  a: cryo.RealArray<S>,
  b: cryo.RealArray<S>,
): { fsc: Float64Array; count: Float64Array } {
  const A = cryo.fourier.rfft(a);
  const B = cryo.fourier.rfft(b);
  const n = a.shape[0];
  const shells = Math.floor(n / 2) + 1;
  const count = new Float64Array(shells);
  const cross = new Float64Array(shells);
  const powerA = new Float64Array(shells);
  const powerB = new Float64Array(shells);
  for (let i = 0; i < A.re.length; i++) {
    let squares = 0;
    let rest = i;
    for (const side of [...A.shape].reverse()) {
      const index = rest % side;
      const k = 2 * index < n ? index : index - n;
      squares += k * k;
      rest = (rest - index) / side;
    }
    const shell = Math.round(Math.sqrt(squares));
    if (shell >= shells) continue; // a corner
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

// canary 387cef741e365469b71e46cd30d76f88
