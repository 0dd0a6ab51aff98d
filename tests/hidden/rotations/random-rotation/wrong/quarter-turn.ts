// Shoemake's angles run to π/2 only.
import { type Quaternions, type Rng, type Rotation, random } from "@cryolab/lib";

export function randomQuaternions(n: number, rng: Rng): Quaternions {
  const data = new Float64Array(4 * n);
  for (let i = 0; i < 4 * n; i += 4) {
    const u = random.uniform(rng);
    const [a, b] = [(random.uniform(rng) * Math.PI) / 2, (random.uniform(rng) * Math.PI) / 2];
    const q = [
      Math.sqrt(1 - u) * Math.sin(a),
      Math.sqrt(1 - u) * Math.cos(a),
      Math.sqrt(u) * Math.sin(b),
      Math.sqrt(u) * Math.cos(b),
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

// canary ad4659779b20ac88f3c0dc8c8fb03b78
