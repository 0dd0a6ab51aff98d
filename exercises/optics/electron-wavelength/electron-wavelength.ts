/**
 * Wavelength of an electron.
 *
 * λ = h / √(2 m eV (1 + eV/(2mc²)))
 *
 * @param voltageKv - accelerating voltage, kV
 * @returns wavelength, Å
 */
export function electronWavelength(voltageKv: number): number {
  // TODO: volts from kilovolts, the energy eV in joules, metres to ångströms.
  throw new Error(`TODO: electronWavelength (${voltageKv} kV)`);
}
