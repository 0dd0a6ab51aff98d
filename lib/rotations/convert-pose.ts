/**
 * @file What other programs mean by a pose. In this library R is active, P_R(x, y) = ∫ V(R (x, y, z)) dz, and the stored
 * particle is the centred projection moved by −origin, in Å (CONVENTIONS.md).
 * Sources: Heymann, Chagoyen & Belnap (2005), J. Struct. Biol. 151, 196, doi:10.1016/j.jsb.2005.06.001 (RELION's angles);
 * Tang et al. (2007), J. Struct. Biol. 157, 38, doi:10.1016/j.jsb.2006.05.009 (EMAN2); Grant, Rohou & Grigorieff (2018),
 * eLife 7, e35383, doi:10.7554/eLife.35383 (cisTEM); Punjani et al. (2017), Nat. Methods 14, 290, doi:10.1038/nmeth.4169.
 */

import { check, degrees, type Pose, radians } from "../core/index.ts";
import { eulerFromRotation, rotationFromEuler } from "./euler.ts";
import { expSO3, logSO3 } from "./exp-log.ts";

/** RELION, columns rlnAngleRot, rlnAngleTilt, rlnAnglePsi (degrees), rlnOriginXAngst and rlnOriginYAngst (Å). */
export interface RelionPose {
  readonly program: "relion";
  readonly rotDeg: number;
  readonly tiltDeg: number;
  readonly psiDeg: number;
  readonly originX: number;
  readonly originY: number;
}

/** EMAN2, a Transform of type "eman": az, alt, phi (degrees), tx and ty (pixels). */
export interface EmanPose {
  readonly program: "eman";
  readonly azDeg: number;
  readonly altDeg: number;
  readonly phiDeg: number;
  readonly txPixels: number;
  readonly tyPixels: number;
}

/** cryoSPARC, fields alignments3D/pose (a rotation vector, radians) and alignments3D/shift (pixels). */
export interface CryosparcPose {
  readonly program: "cryosparc";
  readonly pose: readonly [x: number, y: number, z: number];
  readonly shiftPixels: readonly [x: number, y: number];
}

/** cisTEM, columns cisTEMAnglePsi, cisTEMAngleTheta, cisTEMAnglePhi (degrees), cisTEMXShift and cisTEMYShift (Å). */
export interface CistemPose {
  readonly program: "cistem";
  readonly psiDeg: number;
  readonly thetaDeg: number;
  readonly phiDeg: number;
  readonly xShift: number;
  readonly yShift: number;
}

/** A pose as one of the programs writes it. */
export type ProgramPose = RelionPose | EmanPose | CryosparcPose | CistemPose;

/** Whose convention. */
export type Program = ProgramPose["program"];

/** What a program means by its numbers, in words and in the terms of this library. */
export interface PoseConvention {
  readonly program: Program;
  /** the angles or the vector, and their unit */
  readonly angles: string;
  /** R of this library from them */
  readonly rotation: string;
  /** the shift, its unit, and its relation to the origin of this library */
  readonly shift: string;
}

const CONVENTIONS: Readonly<Record<Program, PoseConvention>> = {
  relion: {
    program: "relion",
    angles: "rot, tilt, psi in degrees; the program's own matrix turns the frame and is the transpose of R",
    rotation: "R = Rz(rot) Ry(tilt) Rz(psi)",
    shift: "originX, originY in Å: the origin; adding it re-centres the particle",
  },
  eman: {
    program: "eman",
    angles:
      "az, alt, phi in degrees, turns about z, x, z; the program's own matrix turns the frame and is the transpose of R",
    rotation: "R = Rz(az) Rx(alt) Rz(phi) = Rz(az − 90°) Ry(alt) Rz(phi + 90°)",
    shift: "tx, ty in pixels: where the particle has moved to; the origin is −t · pixelSize",
  },
  cryosparc: {
    program: "cryosparc",
    angles: "a rotation vector in radians, axis times angle",
    rotation: "R = exp [w]×",
    shift: "shift x, y in pixels; the origin is shift · pixelSize",
  },
  cistem: {
    program: "cistem",
    angles: "psi, theta, phi in degrees, the names of rot and psi exchanged: phi is the first angle; its matrix is R",
    rotation: "R = Rz(phi) Ry(theta) Rz(psi)",
    shift: "x, y in Å: where the particle has moved to; the origin is −shift",
  },
};

/**
 * What a program means by a pose.
 *
 * @param program - "relion", "eman", "cryosparc" or "cistem"
 * @returns its angles, its rotation in the terms of this library, its shift
 * @throws RangeError if the program is unknown
 * @example
 * poseConvention("cistem").rotation // "R = Rz(phi) Ry(theta) Rz(psi)"
 */
export function poseConvention(program: Program): PoseConvention {
  checkProgram(program, "poseConvention: program");
  return { ...CONVENTIONS[program] };
}

function checkProgram(program: Program, name: string): void {
  check(
    Object.hasOwn(CONVENTIONS, program),
    () => `${name} must be one of ${Object.keys(CONVENTIONS).join(", ")}, got ${program}`,
  );
}

/** A pose of each program. */
export interface ByProgram {
  relion: RelionPose;
  eman: EmanPose;
  cryosparc: CryosparcPose;
  cistem: CistemPose;
}

/**
 * A pose of this library as another program writes it, or one of a program as this library has it.
 *
 * `poseConvention` says what each program means. From one program to another goes by way of a Pose.
 *
 * @param pose - a Pose, or what a program wrote
 * @param options - `to`: whose convention, when a Pose is given; `pixelSize`, Å: EMAN and cryoSPARC count pixels
 * @returns the same pose in the other convention; angles as eulerFromRotation gives them, at tilt 0 and 180° rot is 0
 * @throws RangeError if the program is unknown, pixelSize is not above 0, or a number is not finite
 * @example
 * const pose = { rotation: rotationFromEuler(0, 0, 0), origin: [3, -6] };
 * convertPose(pose, { to: "cryosparc", pixelSize: 1.5 }).shiftPixels // [2, -4]
 */
export function convertPose<P extends Program>(
  pose: Pose,
  options: { readonly to: P; readonly pixelSize: number },
): ByProgram[P];
export function convertPose(pose: ProgramPose, options: { readonly pixelSize: number }): Pose;
export function convertPose(
  pose: Pose | ProgramPose,
  options: { readonly to?: Program; readonly pixelSize: number },
): ProgramPose | Pose {
  const { to, pixelSize } = options;
  check(
    pixelSize > 0 && pixelSize < Infinity,
    () => `convertPose: pixelSize must be finite and above 0, got ${pixelSize}`,
  );
  if ("program" in pose) return fromProgram(pose, pixelSize);
  check(to !== undefined, () => "convertPose: `to` must name a program, got undefined");
  checkProgram(to, "convertPose: `to`");
  return toProgram(pose, to, pixelSize);
}

function fromProgram(pose: ProgramPose, pixelSize: number): Pose {
  checkProgram(pose.program, "convertPose: pose.program");
  const euler = (rot: number, tilt: number, psi: number): Float64Array =>
    rotationFromEuler(radians(rot), radians(tilt), radians(psi));
  const origin = (x: number, y: number, factor: number): readonly [number, number] => {
    check(Number.isFinite(x) && Number.isFinite(y), () => `convertPose: the shift must be finite, got [${x}, ${y}]`);
    return [factor * x + 0, factor * y + 0];
  };
  switch (pose.program) {
    case "relion":
      return { rotation: euler(pose.rotDeg, pose.tiltDeg, pose.psiDeg), origin: origin(pose.originX, pose.originY, 1) };
    case "eman":
      return {
        rotation: euler(pose.azDeg - 90, pose.altDeg, pose.phiDeg + 90),
        origin: origin(pose.txPixels, pose.tyPixels, -pixelSize),
      };
    case "cryosparc":
      return {
        rotation: expSO3(Float64Array.from(pose.pose)),
        origin: origin(pose.shiftPixels[0], pose.shiftPixels[1], pixelSize),
      };
    case "cistem":
      return { rotation: euler(pose.phiDeg, pose.thetaDeg, pose.psiDeg), origin: origin(pose.xShift, pose.yShift, -1) };
  }
}

function toProgram({ rotation, origin: [x, y] }: Pose, program: Program, pixelSize: number): ProgramPose {
  check(Number.isFinite(x) && Number.isFinite(y), () => `convertPose: origin must be finite, got [${x}, ${y}]`);
  const [rot, tilt, psi] = eulerFromRotation(rotation).map(degrees);
  switch (program) {
    case "relion":
      return { program, rotDeg: rot, tiltDeg: tilt, psiDeg: psi, originX: x, originY: y };
    case "eman":
      return {
        program,
        azDeg: rot + 90,
        altDeg: tilt,
        phiDeg: psi - 90,
        txPixels: -x / pixelSize + 0,
        tyPixels: -y / pixelSize + 0,
      };
    case "cryosparc": {
      const [a, b, c] = logSO3(rotation);
      return { program, pose: [a, b, c], shiftPixels: [x / pixelSize, y / pixelSize] };
    }
    case "cistem":
      return { program, psiDeg: psi, thetaDeg: tilt, phiDeg: rot, xShift: -x + 0, yShift: -y + 0 };
  }
}
