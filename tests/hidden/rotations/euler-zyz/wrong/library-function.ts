// Calls the library's own functions instead of writing them.
import { type Rotation, rotations } from "@cryolab/lib";

export function rotationFromEuler(rot: number, tilt: number, psi: number): Rotation {
  return rotations.rotationFromEuler(rot, tilt, psi);
}

export function eulerFromRotation(R: Rotation): [rot: number, tilt: number, psi: number] {
  return rotations.eulerFromRotation(R);
}

// canary 87c99feac933773da4c3629a4d176dce
