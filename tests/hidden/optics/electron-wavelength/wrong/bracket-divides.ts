// Divides by the bracket under the root where it multiplies.
const h = 6.62607015e-34; // J s
const m = 9.1093837015e-31; // kg
const e = 1.602176634e-19; // C
const c = 299792458; // m/s

/** Wavelength of an electron, Å. */
export function electronWavelength(voltageKv: number): number {
  const energy = e * voltageKv * 1000; // J
  return (h / Math.sqrt((2 * m * energy) / (1 + energy / (2 * m * c * c)))) * 1e10;
}

// canary 93f81992dd34077b13333c516f3ec756
