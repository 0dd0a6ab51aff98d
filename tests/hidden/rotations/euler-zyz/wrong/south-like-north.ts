// Treats tilt = π as tilt = 0.
import type { Rotation } from "@cryolab/lib";

export function rotationFromEuler(rot: number, tilt: number, psi: number): Rotation {
  const [ca, sa] = [Math.cos(rot), Math.sin(rot)];
  const [cb, sb] = [Math.cos(tilt), Math.sin(tilt)];
  const [cc, sc] = [Math.cos(psi), Math.sin(psi)];
  return Float64Array.of(
    ca * cb * cc - sa * sc,
    -ca * cb * sc - sa * cc,
    ca * sb,
    sa * cb * cc + ca * sc,
    -sa * cb * sc + ca * cc,
    sa * sb,
    -sb * cc,
    sb * sc,
    cb,
  );
}

export function eulerFromRotation(R: Rotation): [rot: number, tilt: number, psi: number] {
  const sinTilt = Math.sqrt(R[2] * R[2] + R[5] * R[5]);
  if (sinTilt < 1e-12) return [0, R[8] > 0 ? 0 : Math.PI, Math.atan2(R[3], R[0])];
  return [Math.atan2(R[5], R[2]), Math.atan2(sinTilt, R[8]), Math.atan2(R[7], -R[6])];
}

// canary b45bdd3fc9a7c3e6e8e84f116c41905d
