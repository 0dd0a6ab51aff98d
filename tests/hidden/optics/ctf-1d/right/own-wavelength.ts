// Works in metres with a wavelength of its own: h over the relativistic momentum.
import type { Optics } from "@cryolab/lib";

export function ctf1d(s: Float64Array, optics: Optics): Float64Array {
  const [h, c, e, m] = [6.62607015e-34, 299792458, 1.602176634e-19, 9.1093837015e-31];
  const volts = optics.voltageKv * 1e3;
  const lambda = h / Math.sqrt(2 * m * e * volts * (1 + (e * volts) / (2 * m * c * c)));
  const defocus = ((optics.defocusU + optics.defocusV) / 2) * 1e-10;
  const phases = Array.from(s, (perAngstrom) => {
    const k = perAngstrom * 1e10;
    const path = (defocus * lambda * k * k) / 2 - (optics.csMm * 1e-3 * lambda ** 3 * k ** 4) / 4;
    return 2 * Math.PI * path + optics.phaseShift + Math.asin(optics.amplitudeContrast);
  });
  return Float64Array.from(phases, (gamma, i) => Math.sin(gamma) / Math.exp((optics.bFactor * s[i] * s[i]) / 4));
}

// canary 0fc148744b0851409677e16da3f48e49
