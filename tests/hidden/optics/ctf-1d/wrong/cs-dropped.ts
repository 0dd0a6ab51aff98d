// The spherical aberration is left out.
import * as cryo from "@cryolab/lib";

/** Contrast transfer function along a line. */
export function ctf1d(s: Float64Array, optics: cryo.Optics): Float64Array {
  const { defocusU, defocusV, amplitudeContrast, phaseShift, bFactor } = optics;
  const lambda = cryo.optics.electronWavelength(optics.voltageKv);
  const defocus = (defocusU + defocusV) / 2;
  const quadratic = Math.PI * lambda * defocus;
  const constant = phaseShift + Math.asin(amplitudeContrast);
  return s.map((frequency) => {
    const s2 = frequency * frequency;
    const gamma = quadratic * s2 + constant;
    return Math.exp((-bFactor * s2) / 4) * Math.sin(gamma);
  });
}

// canary c7a738091880476079b8f48f667727d9
