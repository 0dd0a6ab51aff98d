// A uniform axis and an angle t of density (1 − cos t)/π, by rejection; the matrix by Rodrigues.
import { type Quaternions, type Rng, type Rotation, random } from "@cryolab/lib";

export function randomQuaternions(n: number, rng: Rng): Quaternions {
  const data = new Float64Array(4 * n);
  for (let i = 0; i < n; i++) {
    let t: number;
    do t = Math.PI * random.uniform(rng);
    while (2 * random.uniform(rng) > 1 - Math.cos(t));
    const z = 2 * random.uniform(rng) - 1;
    const phi = 2 * Math.PI * random.uniform(rng);
    const r = Math.sqrt(1 - z * z);
    data.set(
      [r * Math.cos(phi), r * Math.sin(phi), z].map((v) => v * Math.sin(t / 2)),
      4 * i + 1,
    );
    data[4 * i] = Math.cos(t / 2);
  }
  return { shape: [n, 4], data };
}

export function rotationFromQuaternion(q: Float64Array): Rotation {
  const sine = Math.hypot(q[1], q[2], q[3]);
  if (sine === 0) return Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
  const t = 2 * Math.atan2(sine, q[0]);
  const u = [q[1] / sine, q[2] / sine, q[3] / sine];
  const [c, s] = [Math.cos(t), Math.sin(t)];
  const cross = [0, -u[2], u[1], u[2], 0, -u[0], -u[1], u[0], 0];
  return Float64Array.from(cross, (v, i) => {
    const [row, column] = [Math.floor(i / 3), i % 3];
    return (row === column ? c : 0) + (1 - c) * u[row] * u[column] + s * v;
  });
}

// canary be76c512c25b71107141d3089459735d
