// Leaves the bracket out: the mass of a slow electron.
const h = 6.62607015e-34; // J s
const m = 9.1093837015e-31; // kg
const e = 1.602176634e-19; // C
const c = 299792458; // m/s

/** Wavelength of an electron, Å. */
export function electronWavelength(voltageKv: number): number {
  const energy = e * voltageKv * 1000; // J
  return (h / Math.sqrt(2 * m * energy)) * 1e10 + 0 * c;
}

// canary b7be5b3591f8ffa2c42b0744ceb1a2c7
