// One sign of the six is wrong.
import { type Quaternions, type Rng, type Rotation, random } from "@cryolab/lib";

export function randomQuaternions(n: number, rng: Rng): Quaternions {
  const data = new Float64Array(4 * n);
  for (let i = 0; i < 4 * n; i += 4) {
    const [a, b] = pointInDisc(rng);
    const [c, d] = pointInDisc(rng);
    const r = Math.sqrt((1 - a * a - b * b) / (c * c + d * d));
    const sign = a < 0 ? -1 : 1;
    data[i] = sign * a;
    data[i + 1] = sign * b;
    data[i + 2] = sign * c * r;
    data[i + 3] = sign * d * r;
  }
  return { shape: [n, 4], data };
}

/** A point uniform in the unit disc without its centre. */
function pointInDisc(rng: Rng): [x: number, y: number] {
  for (;;) {
    const x = 2 * random.uniform(rng) - 1;
    const y = 2 * random.uniform(rng) - 1;
    const s = x * x + y * y;
    if (s > 0 && s < 1) return [x, y];
  }
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
    2 * (x * z + w * y),
    2 * (y * z + w * x),
    1 - 2 * (x * x + y * y),
  );
}

// canary 06376ef269ae307f745b9089b3b7ac6a
