/**
 * @file Physical constants, CODATA 2018, in SI units unless the name says otherwise; and degrees.
 * Source: Tiesinga et al. (2021), Rev. Mod. Phys. 93, 025010, doi:10.1103/RevModPhys.93.025010.
 */

/** Constants of nature that cryo-EM needs. */
export const constants: {
  /** Planck constant, J s (exact) */
  readonly planck: number;
  /** speed of light, m/s (exact) */
  readonly lightSpeed: number;
  /** elementary charge, C (exact) */
  readonly charge: number;
  /** electron mass, kg */
  readonly electronMass: number;
  /** Bohr radius, Å */
  readonly bohrRadius: number;
  /** from a scattering factor in Å to a potential, h²/(2π m e), V Å² */
  readonly potentialFactor: number;
} = {
  planck: 6.62607015e-34,
  lightSpeed: 299792458,
  charge: 1.602176634e-19,
  electronMass: 9.1093837015e-31,
  bohrRadius: 0.529177210903,
  potentialFactor: 47.8776,
};

/**
 * Radians to degrees.
 *
 * @example
 * degrees(Math.PI) // 180
 */
export function degrees(angle: number): number {
  return (angle * 180) / Math.PI;
}

/**
 * Degrees to radians.
 *
 * @example
 * radians(180) // 3.141592653589793
 */
export function radians(angle: number): number {
  return (angle * Math.PI) / 180;
}
