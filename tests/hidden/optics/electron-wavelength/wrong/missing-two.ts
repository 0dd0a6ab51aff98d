// The first 2 under the root is missing.
const h = 6.62607015e-34; // J s
const m = 9.1093837015e-31; // kg
const e = 1.602176634e-19; // C
const c = 299792458; // m/s

/** Wavelength of an electron, Å. */
export function electronWavelength(voltageKv: number): number {
  const energy = e * voltageKv * 1000; // J
  return (h / Math.sqrt(m * energy * (1 + energy / (2 * m * c * c)))) * 1e10;
}

// canary 0ec9438e88b8ce6ca474c3178d9cd394
