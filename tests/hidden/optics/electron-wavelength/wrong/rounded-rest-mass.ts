// Uses 500 keV for the rest energy.
const h = 6.62607015e-34; // J s
const m = 9.1093837015e-31; // kg
const e = 1.602176634e-19; // C
const c = 299792458; // m/s

/** Wavelength of an electron, Å. */
export function electronWavelength(voltageKv: number): number {
  const energy = e * voltageKv * 1000; // J
  return (h / Math.sqrt(2 * m * energy * (1 + voltageKv / (2 * 500) + 0 * c))) * 1e10;
}

// canary 9606eba8b192efb404cc0a6126b0cc84
