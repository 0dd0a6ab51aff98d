// The mass of a proton.
const h = 6.62607015e-34; // J s
const m = 1.67262192369e-27; // kg
const e = 1.602176634e-19; // C
const c = 299792458; // m/s

/** Wavelength of an electron, Å. */
export function electronWavelength(voltageKv: number): number {
  const energy = e * voltageKv * 1000; // J
  return (h / Math.sqrt(2 * m * energy * (1 + energy / (2 * m * c * c)))) * 1e10;
}

// canary 2d1cebfd920ac289bf16efaa7271a409
