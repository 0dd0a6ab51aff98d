// Uses ħ = h/2π for h.
const h = 6.62607015e-34; // J s
const m = 9.1093837015e-31; // kg
const e = 1.602176634e-19; // C
const c = 299792458; // m/s

/** Wavelength of an electron, Å. */
export function electronWavelength(voltageKv: number): number {
  const energy = e * voltageKv * 1000; // J
  return (h / (2 * Math.PI) / Math.sqrt(2 * m * energy * (1 + energy / (2 * m * c * c)))) * 1e10;
}

// canary f307d606bde77b10527a3b427227699a
