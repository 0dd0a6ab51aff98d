// Four normal numbers over their length, w made positive; the matrix as 1 + 2w[v]× + 2[v]×².
import { type Quaternions, type Rng, type Rotation, random } from "@cryolab/lib";

export const randomQuaternions = (n: number, rng: Rng): Quaternions => {
  const data = new Float64Array(4 * n).map(() => random.normal(rng));
  for (let i = 0; i < n; i++) {
    const row = data.subarray(4 * i, 4 * i + 4);
    const length = Math.hypot(...row);
    row.forEach((v, j) => {
      row[j] = v / length;
    });
    row[0] = Math.abs(row[0]); // uniform too: w is as often positive as negative, whatever the others are
  }
  return { shape: [n, 4], data };
};

export const rotationFromQuaternion = (q: Float64Array): Rotation => {
  const length = Math.sqrt(q.reduce((sum, v) => sum + v * v, 0));
  const [w, x, y, z] = Array.from(q, (v) => v / length);
  const cross = [0, -z, y, z, 0, -x, -y, x, 0];
  return Float64Array.from({ length: 9 }, (_, i) => {
    const [row, column] = [Math.floor(i / 3), i % 3];
    let square = 0;
    for (let k = 0; k < 3; k++) square += cross[3 * row + k] * cross[3 * k + column];
    return (row === column ? 1 : 0) + 2 * w * cross[i] + 2 * square;
  });
};

// canary 3ac41218d518fa066bfbb8206c6a483b
