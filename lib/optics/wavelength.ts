/**
 * @file The wavelength of a relativistic electron, with CODATA 2018 constants.
 * Source: Reimer & Kohl (2008), Transmission Electron Microscopy, section 2.1.
 */

import { check, constants } from "../core/index.ts";

/**
 * De Broglie wavelength of an electron behind an accelerating voltage.
 *
 * λ = h c / √(eV (2 m c² + eV))
 *
 * @param voltageKv - accelerating voltage, kV
 * @returns wavelength, Å
 * @throws RangeError if the voltage is not a finite number above 0
 * @example
 * electronWavelength(300) // 0.0196874890068488
 * @see Reimer & Kohl (2008), Transmission Electron Microscopy
 */
export function electronWavelength(voltageKv: number): number {
  check(
    voltageKv > 0 && voltageKv < Infinity,
    () => `electronWavelength: voltageKv must be finite and above 0, got ${voltageKv}`,
  );
  const { planck, lightSpeed, charge, electronMass } = constants;
  const energy = charge * voltageKv * 1e3; // kV to J
  const restEnergy = electronMass * lightSpeed * lightSpeed; // J
  return (planck * lightSpeed * 1e10) / Math.sqrt(energy * (2 * restEnergy + energy)); // m to Å
}
