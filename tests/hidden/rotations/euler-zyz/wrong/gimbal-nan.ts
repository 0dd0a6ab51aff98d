// Divides by sin tilt: NaN at the poles.
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
  const tilt = Math.acos(R[8]);
  const s = Math.sqrt(1 - R[8] * R[8]);
  const rot = Math.sign(R[5] / s) * Math.acos(R[2] / s);
  const psi = Math.sign(R[7] / s) * Math.acos(-R[6] / s);
  return [rot, tilt, psi];
}

// canary bd8fe8c96de002db33fc16b0b2a7793d
