// Three uniform Euler angles crowd the poles.
import { type Quaternions, type Rng, type Rotation, random } from "@cryolab/lib";

export function randomQuaternions(n: number, rng: Rng): Quaternions {
  const data = new Float64Array(4 * n);
  for (let i = 0; i < 4 * n; i += 4) {
    const [rot, tilt, psi] = [2 * Math.PI, Math.PI, 2 * Math.PI].map((range) => range * random.uniform(rng));
    const [plus, minus, half] = [(rot + psi) / 2, (rot - psi) / 2, tilt / 2];
    const q = [
      Math.cos(half) * Math.cos(plus),
      -Math.sin(half) * Math.sin(minus),
      Math.sin(half) * Math.cos(minus),
      Math.cos(half) * Math.sin(plus),
    ];
    const sign = q[0] < 0 ? -1 : 1;
    for (let j = 0; j < 4; j++) data[i + j] = sign * q[j];
  }
  return { shape: [n, 4], data };
}

export function rotationFromQuaternion(q: Float64Array): Rotation {
  const length = Math.hypot(q[0], q[1], q[2], q[3]);
  const [w, x, y, z] = [q[0] / length, q[1] / length, q[2] / length, q[3] / length];
  return Float64Array.of(
    1 - 2 * (y * y + z * z),
    2 * (x * y - w * z),
    2 * (x * z + w * y),
    2 * (x * y + w * z),
    1 - 2 * (x * x + z * z),
    2 * (y * z - w * x),
    2 * (x * z - w * y),
    2 * (y * z + w * x),
    1 - 2 * (x * x + y * y),
  );
}

// canary deafa8c30508a2073e7e092be819b462
