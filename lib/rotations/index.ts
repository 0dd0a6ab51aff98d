/** @file Rotations in space: active, on column vectors (x, y, z); matrices, Euler angles, quaternions, vectors, and what others mean. */

export {
  type ByProgram,
  type CistemPose,
  type CryosparcPose,
  convertPose,
  type EmanPose,
  type PoseConvention,
  type Program,
  type ProgramPose,
  poseConvention,
  type RelionPose,
} from "./convert-pose.ts";
export { eulerFromRotation, rotationFromEuler } from "./euler.ts";
export { chordalDistance, expSO3, logSO3, slerp } from "./exp-log.ts";
export { quaternionFromRotation, quaternionMultiply, randomQuaternions, rotationFromQuaternion } from "./quaternion.ts";
export { rotationDistance, rotationFromAxisAngle } from "./rotation.ts";
