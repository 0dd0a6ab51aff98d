// Returns picometres.
const h = 6.62607015e-34; // J s
const m = 9.1093837015e-31; // kg
const e = 1.602176634e-19; // C
const c = 299792458; // m/s

/** Wavelength of an electron, Å. */
export function electronWavelength(voltageKv: number): number {
  const energy = e * voltageKv * 1000; // J
  return (h / Math.sqrt(2 * m * energy * (1 + energy / (2 * m * c * c)))) * 1e12;
}

// canary c30329df7509be4ce6b12cc693f2dc36
