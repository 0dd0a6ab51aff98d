import type * as cryo from "@cryolab/lib";

/**
 * Frequency up to which a box can hold the CTF.
 *
 * Smallest s in (0, 1/(2·pixelSize)] with |λ Δz s − Cs λ³ s³| ≥ n·pixelSize/2
 *
 * @param optics - lens and defocus
 * @param n - pixels along the box
 * @param pixelSize - Å
 * @returns s, 1/Å; Infinity if the box is large enough up to Nyquist
 */
export function ctfAliasingLimit(optics: cryo.Optics, n: number, pixelSize: number): number {
  // TODO: λ and Cs in Å; then where d(s) = λ Δz s − Cs λ³ s³ first leaves the band of ± half a box.
  throw new Error(`TODO: ctfAliasingLimit (${optics.voltageKv} kV, ${n} pixels of ${pixelSize} Å)`);
}
