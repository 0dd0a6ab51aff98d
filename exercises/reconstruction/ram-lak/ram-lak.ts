/**
 * The kernel of the ramp |s| below Nyquist.
 *
 * h(0) = 1/(4 Δ²), −1/(π² j² Δ²) for odd j, 0 for other even j
 *
 * @param n - largest offset
 * @param step - Δ, distance of samples
 * @returns 2n + 1 values, element i belongs to offset i − n
 */
export function ramLak(n: number, step: number): Float64Array {
  // TODO: 2n + 1 elements; which offset has element 0, and is it odd?
  throw new Error(`TODO: ramLak (offsets up to ${n}, step ${step})`);
}
