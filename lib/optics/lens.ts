/**
 * @file What the CTF functions share: the checks of an Optics record and its numbers in one unit, Å and radians.
 */

import { check, type Optics } from "../core/index.ts";
import { electronWavelength } from "./wavelength.ts";

/** Which contrast is positive: "+" has +A at s = 0 (RELION, white protein), "-" is the physical contrast. */
export type CtfSign = "+" | "-";

/** The coefficients of γ = defocus · (Δz s²) − spherical · s⁴ + offset and of the envelope e^(−decay · s²). */
export interface Lens {
  /** π λ, Å */
  readonly defocus: number;
  /** (π/2) Cs λ³, Å⁴ */
  readonly spherical: number;
  /** phaseShift + asin(amplitudeContrast), radians */
  readonly offset: number;
  /** B/4, Å² */
  readonly decay: number;
}

/** Checks an Optics record and brings it to Å and radians; `name` is the function that asks. */
export function lensOf(optics: Optics, name: string): Lens {
  for (const field of ["csMm", "defocusU", "defocusV", "astigmatismAngle", "phaseShift", "bFactor"] as const)
    check(Number.isFinite(optics[field]), () => `${name}: optics.${field} must be finite, got ${optics[field]}`);
  const { amplitudeContrast } = optics;
  check(
    amplitudeContrast >= 0 && amplitudeContrast <= 1,
    () => `${name}: optics.amplitudeContrast must be between 0 and 1, got ${amplitudeContrast}`,
  );
  const lambda = electronWavelength(optics.voltageKv);
  const cs = optics.csMm * 1e7; // mm to Å
  return {
    defocus: Math.PI * lambda,
    spherical: (Math.PI / 2) * cs * lambda * lambda * lambda,
    offset: optics.phaseShift + Math.asin(amplitudeContrast),
    decay: optics.bFactor / 4,
  };
}

/** +1 or −1 for a sign option; `name` is the function that asks. */
export function signOf(sign: CtfSign, name: string): number {
  check(sign === "+" || sign === "-", () => `${name}: sign must be "+" or "-", got ${JSON.stringify(sign)}`);
  return sign === "+" ? 1 : -1;
}
