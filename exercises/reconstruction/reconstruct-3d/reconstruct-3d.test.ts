import { expectClose, expectThat } from "@cryolab/grader/testing";
import { type Rotation, rotations } from "@cryolab/lib";
import { reconstruct3d } from "./reconstruct-3d.js";

const n = 24;
const half = n / 2;
const sigma = 1.2;
const blobs = [
  [0, 0, 0],
  [7, 1, 0],
  [-2, 6, -3],
  [1, -3, -6],
];

/** A blob's value at a distance. */
const bell = (square: number) => Math.exp(-square / (2 * sigma * sigma));

/** 150 views spread over the sphere; their images in closed form: a blob at p shows at Rᵀp. */
function views(): { images: Float32Array; turns: Float64Array } {
  const [images, turns] = [new Float32Array(150 * n * n), new Float64Array(150 * 9)];
  for (let i = 0; i < 150; i++) {
    const R: Rotation = rotations.rotationFromEuler(2.4 * i, Math.acos(1 - (2 * i + 1) / 150), 1.3 * i);
    turns.set(R, 9 * i);
    for (const [x, y, z] of blobs) {
      const [u, v] = [half + x * R[0] + y * R[3] + z * R[6], half + x * R[1] + y * R[4] + z * R[7]];
      for (let at = 0; at < n * n; at++)
        images[i * n * n + at] += 2.5066 * sigma * bell(((at % n) - u) ** 2 + (Math.floor(at / n) - v) ** 2);
    }
  }
  return { images, turns };
}

describe("reconstruction/reconstruct-3d", () => {
  it("[6] finds four blobs, all of one height, from 150 views", async () => {
    const { images, turns } = views();
    const map = await reconstruct3d(
      { shape: [150, n, n], data: images },
      { shape: [150, 3, 3], data: turns },
      { snr: 1e4 },
    );
    expectClose(map.shape, [n, n, n], { says: "The map must have shape [n, n, n]." });
    const heights = blobs.map(([x, y, z]) => map.data[((z + half) * n + y + half) * n + x + half]);
    expectClose(heights, [1, 1, 1, 1], { abs: 0.25 });
    expectThat(Math.max(...map.data) < 1.4, "Nothing may be higher than the blobs, at the border neither.");
  });

  it("[4] halves one image at snr 1", async () => {
    const image = Float32Array.from({ length: 36 }, (_, i) => Math.sin(i));
    const once = { shape: [1, 3, 3] as const, data: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1) };
    const full = await reconstruct3d({ shape: [1, 6, 6], data: image }, once, { snr: 1e9 });
    const low = await reconstruct3d({ shape: [1, 6, 6], data: image }, once, { snr: 1 });
    expectThat(
      full.data.some((v) => v !== 0),
      "One image must leave something in the map.",
    );
    expectClose(
      low.data,
      full.data.map((v) => v / 2),
      { rel: 1e-6 },
    );
  });
});
