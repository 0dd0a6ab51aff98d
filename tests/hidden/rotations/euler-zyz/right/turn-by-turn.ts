// The image of e_z gives rot and tilt; e_x, turned back by both, lies at psi.
import type { Rotation } from "@cryolab/lib";

type Vector = [x: number, y: number, z: number];
const aboutZ = ([x, y, z]: Vector, t: number): Vector => [
  x * Math.cos(t) - y * Math.sin(t),
  x * Math.sin(t) + y * Math.cos(t),
  z,
];
const aboutY = ([x, y, z]: Vector, t: number): Vector => [
  z * Math.sin(t) + x * Math.cos(t),
  y,
  z * Math.cos(t) - x * Math.sin(t),
];

export function rotationFromEuler(rot: number, tilt: number, psi: number): Rotation {
  const axes: Vector[] = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  const images = axes.map((axis) => aboutZ(aboutY(aboutZ(axis, psi), tilt), rot));
  return Float64Array.from({ length: 9 }, (_, i) => images[i % 3][Math.floor(i / 3)]);
}

export function eulerFromRotation(R: Rotation): [rot: number, tilt: number, psi: number] {
  const rot = R[2] === 0 && R[5] === 0 ? 0 : Math.atan2(R[5], R[2]);
  const tilt = Math.atan2(Math.hypot(R[2], R[5]), R[8]);
  const [x, y] = aboutY(aboutZ([R[0], R[3], R[6]], -rot), -tilt);
  const psi = Math.atan2(y, x);
  return [rot, tilt, psi < 0 ? psi + 2 * Math.PI : psi];
}

// canary fced8d7b23f2f57dd0a6c37057d2280b
