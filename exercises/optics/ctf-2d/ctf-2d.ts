import type * as cryo from "@cryolab/lib";

/**
 * Contrast transfer function on the grid of an image's spectrum.
 *
 * CTF(k) = e^(−B s²/4) · sin γ(k), γ(k) = π λ Δz(α) s² − (π/2) Cs λ³ s⁴ + φ + asin(A)
 *
 * @param shape - [ny, nx]
 * @param pixelSize - Å
 * @param optics - lens and defocus along two axes
 * @returns CTF, zero frequency first
 */
export function ctf2d(shape: readonly [ny: number, nx: number], pixelSize: number, optics: cryo.Optics): cryo.Image {
  // TODO: sx and sy of every column and row in 1/Å; s and α from them; the defocus at α; then γ.
  throw new Error(`TODO: ctf2d (shape [${shape}], pixel ${pixelSize} Å, ${optics.voltageKv} kV)`);
}
