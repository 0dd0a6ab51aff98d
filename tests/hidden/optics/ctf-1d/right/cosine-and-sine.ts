// The textbook form with A cos χ − √(1 − A²) sin χ; every s on its own in a plain loop.
import * as cryo from "@cryolab/lib";

export function ctf1d(s: Float64Array, optics: cryo.Optics): Float64Array {
  const l = cryo.optics.electronWavelength(optics.voltageKv);
  const a = optics.amplitudeContrast;
  const dz = 0.5 * optics.defocusU + 0.5 * optics.defocusV;
  const out = new Float64Array(s.length);
  for (let i = s.length - 1; i >= 0; i--) {
    const chi =
      -Math.PI * l * dz * s[i] ** 2 + 0.5 * Math.PI * (optics.csMm * 10000000) * l ** 3 * s[i] ** 4 - optics.phaseShift;
    const value = a * Math.cos(chi) - Math.sqrt(1 - a ** 2) * Math.sin(chi);
    out[i] = value * Math.exp(-optics.bFactor * (s[i] / 2) ** 2);
  }
  return out;
}

// canary 413960c6b18e79015597bcb9d4d0bc0b
