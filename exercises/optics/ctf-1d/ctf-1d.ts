import type * as cryo from "@cryolab/lib";

/**
 * Contrast transfer function along a line.
 *
 * CTF(s) = e^(−B s²/4) · sin γ(s), γ(s) = π λ Δz s² − (π/2) Cs λ³ s⁴ + φ + asin(A), Δz the mean defocus
 *
 * @param s - spatial frequencies, 1/Å
 * @param optics - lens and defocus
 * @returns CTF at every s
 */
export function ctf1d(s: Float64Array, optics: cryo.Optics): Float64Array {
  // TODO: the wavelength, and Cs in Å (1 mm is 10⁷ Å); then γ for every s; then its sine times the envelope.
  throw new Error(`TODO: ctf1d (${s.length} frequencies at ${optics.voltageKv} kV)`);
}
