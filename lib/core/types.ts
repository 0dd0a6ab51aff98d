/**
 * @file The records that carry data through the library: arrays with a shape, and the few names of the field.
 * Row-major, x fastest: an Image is [ny, nx], a Volume [nz, ny, nx]; see CONVENTIONS.md.
 */

/** Extents, slowest axis first. */
export type Shape = readonly number[];

/** Real values on a grid, row-major: voxel (z, y, x) is data[(z * ny + y) * nx + x]. */
export interface RealArray<S extends Shape = Shape> {
  readonly shape: S;
  readonly data: Float64Array;
}

/** Complex values on a grid: value k is re[k] + i·im[k]. */
export interface ComplexArray<S extends Shape = Shape> {
  readonly shape: S;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** A line of real samples. */
export type Line = RealArray<readonly [n: number]>;
/** A real image; row y, column x is data[y * nx + x]. */
export type Image = RealArray<readonly [ny: number, nx: number]>;
/** A real volume. */
export type Volume = RealArray<readonly [nz: number, ny: number, nx: number]>;
/** The spectrum of a line, zero frequency first unless a function says "centred". */
export type LineSpectrum = ComplexArray<readonly [n: number]>;
/** The spectrum of an image, zero frequency first unless a function says "centred". */
export type ImageSpectrum = ComplexArray<readonly [ny: number, nx: number]>;
/** The spectrum of a volume, zero frequency first unless a function says "centred". */
export type VolumeSpectrum = ComplexArray<readonly [nz: number, ny: number, nx: number]>;
/** A real matrix, row by row. */
export type Matrix = RealArray<readonly [rows: number, columns: number]>;
/** n points, one row (x, y, z) or (x, y) each. */
export type Points = RealArray<readonly [n: number, dimension: number]>;

/** Particle images in single precision: image i starts at i * ny * nx. */
export interface ImageStack {
  readonly shape: readonly [n: number, ny: number, nx: number];
  readonly data: Float32Array;
}

/** Spectra of images in single precision: value k of image i is re[i * ny * nx + k] + i·im[…]; zero frequency first. */
export interface SpectrumStack {
  readonly shape: readonly [n: number, ny: number, nx: number];
  readonly re: Float32Array;
  readonly im: Float32Array;
}

/** A 3 × 3 rotation matrix of nine numbers, row by row; it acts on column vectors (x, y, z). */
export type Rotation = Float64Array;
/** n rotation matrices. */
export type Rotations = RealArray<readonly [n: number, rows: 3, columns: 3]>;
/** n unit quaternions (w, x, y, z), w >= 0. */
export type Quaternions = RealArray<readonly [n: number, wxyz: 4]>;

/** A lens and its setting; every field is present. */
export interface Optics {
  /** accelerating voltage, kV */
  readonly voltageKv: number;
  /** spherical aberration, mm */
  readonly csMm: number;
  /** fraction of amplitude contrast, 0 to 1 */
  readonly amplitudeContrast: number;
  /** defocus along the U axis, Å, positive is underfocus */
  readonly defocusU: number;
  /** defocus along the V axis, Å, positive is underfocus */
  readonly defocusV: number;
  /** angle from +x towards +y to the U axis, radians */
  readonly astigmatismAngle: number;
  /** phase shift of a phase plate, radians */
  readonly phaseShift: number;
  /** fall-off e^(−B s²/4), Å² */
  readonly bFactor: number;
}

/** How a particle was seen: a rotation, and where its centre was drawn away from, (x, y) in Å. */
export interface Pose {
  readonly rotation: Rotation;
  readonly origin: readonly [x: number, y: number];
}

/** A random generator is its state: four 32-bit words that every draw advances (`random` defines how). */
export interface Rng {
  readonly state: Uint32Array;
}
