// Shoemake's three uniform numbers; the matrix by a product of two 4 × 4 matrices.
import { type Quaternions, type Rng, type Rotation, random } from "@cryolab/lib";

export function randomQuaternions(n: number, rng: Rng): Quaternions {
  const rows: number[] = [];
  for (let i = 0; i < n; i++) {
    const u = random.uniform(rng);
    const a = 2 * Math.PI * random.uniform(rng);
    const b = 2 * Math.PI * random.uniform(rng);
    const q = [
      Math.sqrt(u) * Math.cos(b),
      Math.sqrt(1 - u) * Math.sin(a),
      Math.sqrt(1 - u) * Math.cos(a),
      Math.sqrt(u) * Math.sin(b),
    ];
    rows.push(...(q[0] < 0 ? q.map((v) => -v) : q));
  }
  return { shape: [n, 4], data: Float64Array.from(rows) };
}

export function rotationFromQuaternion(q: Float64Array): Rotation {
  const [w, x, y, z] = q;
  const left = [w, -x, -y, -z, x, w, -z, y, y, z, w, -x, z, -y, x, w]; // p → q p
  const right = [w, x, y, z, -x, w, -z, y, -y, z, w, -x, -z, -y, x, w]; // p → p conj(q)
  const R = new Float64Array(9);
  const square = w * w + x * x + y * y + z * z;
  for (let row = 0; row < 3; row++)
    for (let column = 0; column < 3; column++)
      for (let k = 0; k < 4; k++) R[3 * row + column] += (left[4 * (row + 1) + k] * right[4 * k + column + 1]) / square;
  return R;
}

// canary b924268a715ead997c45d6004cdff67b
