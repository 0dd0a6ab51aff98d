/**
 * @file The contrast transfer function: what a lens with defocus Δz and spherical aberration Cs does to the spectrum of
 * an image. CTF = +sin γ, so +A at s = 0 as in RELION; s in 1/Å, defocus in Å and positive for underfocus.
 * Sources: Rohou & Grigorieff (2015), J. Struct. Biol. 192, 216, doi:10.1016/j.jsb.2015.08.008; Mindell & Grigorieff
 * (2003), J. Struct. Biol. 142, 334, doi:10.1016/S1047-8477(03)00069-8 (astigmatism).
 */

import { check, type Image, type Optics } from "../core/index.ts";
import { type CtfSign, lensOf, signOf } from "./lens.ts";

/** What may be asked of a CTF. */
export interface CtfOptions {
  /** "+" (default): +A at s = 0, as in RELION, white protein; "-": the physical contrast, −A at s = 0 */
  readonly sign?: CtfSign;
}

/**
 * Phase of the lens along a line, without the terms of contrast.
 *
 * χ(s) = −π λ Δz s² + (π/2) Cs λ³ s⁴, Δz = (defocusU + defocusV)/2
 *
 * @param s - spatial frequencies, 1/Å
 * @param optics - lens and defocus; contrast, phase plate and B factor play no part
 * @returns χ, radians, as many values as s
 * @throws RangeError if a field of optics is not finite
 * @example
 * chi(Float64Array.of(0), optics) // Float64Array [0]
 * @see Rohou & Grigorieff (2015), doi:10.1016/j.jsb.2015.08.008
 */
export function chi(s: Float64Array, optics: Optics): Float64Array {
  const lens = lensOf(optics, "chi");
  const defocus = (lens.defocus * (optics.defocusU + optics.defocusV)) / 2;
  const phase = new Float64Array(s.length);
  for (let i = 0; i < s.length; i++) {
    const s2 = s[i] * s[i];
    phase[i] = s2 * (lens.spherical * s2 - defocus);
  }
  return phase;
}

/**
 * Contrast transfer function along a line.
 *
 * CTF(s) = sin γ(s) · e^(−B s²/4), γ(s) = π λ Δz s² − (π/2) Cs λ³ s⁴ + phaseShift + asin A, Δz = (defocusU + defocusV)/2
 *
 * @param s - spatial frequencies, 1/Å; the curve is even in s
 * @param optics - lens and defocus; of the two defoci the mean counts
 * @param options - sign of the contrast
 * @returns CTF, as many values as s
 * @throws RangeError if a field of optics is not finite or amplitudeContrast is outside [0, 1]
 * @example
 * ctf1d(Float64Array.of(0), optics) // Float64Array [0.1]
 * @see Rohou & Grigorieff (2015), doi:10.1016/j.jsb.2015.08.008 (their sign is "-")
 */
export function ctf1d(s: Float64Array, optics: Optics, options: CtfOptions = {}): Float64Array {
  const lens = lensOf(optics, "ctf1d");
  const sign = signOf(options.sign ?? "+", "ctf1d");
  const defocus = (lens.defocus * (optics.defocusU + optics.defocusV)) / 2;
  const ctf = new Float64Array(s.length);
  for (let i = 0; i < s.length; i++) {
    const s2 = s[i] * s[i];
    const gamma = s2 * (defocus - lens.spherical * s2) + lens.offset;
    ctf[i] = sign * Math.sin(gamma) * Math.exp(-lens.decay * s2);
  }
  return ctf;
}

/**
 * Contrast transfer function on the grid of an image's spectrum, zero frequency first, with astigmatism.
 *
 * The curve of ctf1d with Δz(a) = (U + V)/2 + (U − V)/2 · cos 2(a − astigmatismAngle), a the direction of (sx, sy);
 * s = k/(n · pixelSize) on each axis with its own n, and −1/2 cycles a pixel at Nyquist of an even n.
 *
 * @param shape - rows and columns, any numbers ≥ 1
 * @param pixelSize - side of a pixel, Å
 * @param optics - lens and the two defoci; the angle turns from +x towards +y to the U axis
 * @param options - sign of the contrast
 * @returns CTF at every frequency, shape [ny, nx], not centred
 * @throws RangeError if shape, pixelSize or a field of optics is out of range
 * @example
 * ctf2d([4, 4], 1.5, optics).data[0] // 0.1
 * @see Mindell & Grigorieff (2003), doi:10.1016/S1047-8477(03)00069-8
 */
export function ctf2d(
  shape: readonly [ny: number, nx: number],
  pixelSize: number,
  optics: Optics,
  options: CtfOptions = {},
): Image {
  const [ny, nx] = shape;
  check(
    Number.isInteger(ny) && Number.isInteger(nx) && ny >= 1 && nx >= 1,
    () => `ctf2d: shape must be two whole numbers >= 1, got [${shape}]`,
  );
  check(pixelSize > 0 && pixelSize < Infinity, () => `ctf2d: pixelSize must be finite and above 0, got ${pixelSize}`);
  const lens = lensOf(optics, "ctf2d");
  const sign = signOf(options.sign ?? "+", "ctf2d");

  // cos 2(a − α) s² = (sx² − sy²) cos 2α + 2 sx sy sin 2α: no arctangent, and no direction needed at s = 0
  const mean = (lens.defocus * (optics.defocusU + optics.defocusV)) / 2;
  const half = (lens.defocus * (optics.defocusU - optics.defocusV)) / 2;
  const cosine = half * Math.cos(2 * optics.astigmatismAngle);
  const sine = half * Math.sin(2 * optics.astigmatismAngle);

  const data = new Float64Array(ny * nx);
  for (let y = 0; y < ny; y++) {
    const sy = (2 * y < ny ? y : y - ny) / (ny * pixelSize);
    for (let x = 0; x < nx; x++) {
      const sx = (2 * x < nx ? x : x - nx) / (nx * pixelSize);
      const s2 = sx * sx + sy * sy;
      const focus = mean * s2 + cosine * (sx * sx - sy * sy) + 2 * sine * sx * sy;
      const gamma = focus - lens.spherical * s2 * s2 + lens.offset;
      data[y * nx + x] = sign * Math.sin(gamma) * Math.exp(-lens.decay * s2);
    }
  }
  return { shape: [ny, nx], data };
}

/**
 * Frequencies above 0 where the CTF along a line is zero, in closed form: γ(s) = m π is a quadratic equation in s².
 *
 * ½ Cs λ³ s⁴ − λ Δz s² + m − (phaseShift + asin A)/π = 0 for every whole m, Δz = (defocusU + defocusV)/2
 *
 * @param optics - lens and defocus; the B factor plays no part
 * @param maxFrequency - highest frequency looked at, 1/Å
 * @returns zeros in (0, maxFrequency], 1/Å, ascending; a zero that the curve only touches appears once
 * @throws RangeError if a field of optics is out of range or maxFrequency is not finite and above 0
 * @example
 * (1 / ctfZeros(optics, 0.1)[0]).toFixed(3) // "17.458"
 * @see Rohou & Grigorieff (2015), doi:10.1016/j.jsb.2015.08.008
 */
export function ctfZeros(optics: Optics, maxFrequency: number): Float64Array {
  const lens = lensOf(optics, "ctfZeros");
  check(
    maxFrequency > 0 && maxFrequency < Infinity,
    () => `ctfZeros: maxFrequency must be finite and above 0, got ${maxFrequency}`,
  );
  // γ/π = offset + b x − a x² with x = s²
  const a = lens.spherical / Math.PI;
  const b = (lens.defocus * (optics.defocusU + optics.defocusV)) / (2 * Math.PI);
  const offset = lens.offset / Math.PI;
  const end = maxFrequency * maxFrequency;
  const turn = a === 0 ? 0 : Math.min(Math.max(b / (2 * a), 0), end); // where γ turns, if inside
  const values = [0, turn, end].map((x) => offset + x * (b - a * x));

  const squares = new Set<number>();
  const slack = 1e-12 * (1 + Math.max(...values.map(Math.abs))); // a maximum at m π may round to less
  const last = Math.floor(Math.max(...values) + slack);
  for (let m = Math.ceil(Math.min(...values) - slack); m <= last; m++) {
    const c = m - offset;
    const root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
    const q = (b + (b < 0 ? -root : root)) / 2; // the two roots are c/q and q/a, neither by a difference
    const touches = root < 1e-7 * Math.abs(b); // as near as rounding of b² − 4ac can tell
    for (const x of touches ? [b / (2 * a)] : [c / q, q / a]) if (x > 0 && x <= end) squares.add(x);
  }
  return Float64Array.from(squares, Math.sqrt).sort();
}
