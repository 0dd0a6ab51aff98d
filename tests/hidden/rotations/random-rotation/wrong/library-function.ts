// Calls the library's own functions instead of writing them.
import { type Quaternions, type Rng, type Rotation, rotations } from "@cryolab/lib";

export function randomQuaternions(n: number, rng: Rng): Quaternions {
  return rotations.randomQuaternions(n, rng);
}

export function rotationFromQuaternion(q: Float64Array): Rotation {
  return rotations.rotationFromQuaternion(q);
}

// canary 2fe294761d52a4913df47ed363b6d15e
