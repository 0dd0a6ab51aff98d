/** @file Rotations in space: active, on column vectors (x, y, z); matrices, Euler angles, quaternions. */

export { eulerFromRotation, rotationFromEuler } from "./euler.ts";
export { quaternionFromRotation, quaternionMultiply, randomQuaternions, rotationFromQuaternion } from "./quaternion.ts";
export { rotationDistance, rotationFromAxisAngle } from "./rotation.ts";
