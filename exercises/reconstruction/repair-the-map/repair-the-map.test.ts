import { expectThat } from "@cryolab/grader/testing";
import { type ImageStack, type Rotations, random, rotations as turns } from "@cryolab/lib";
import { reconstruct3d } from "./repair-the-map.js";

/** Layers of a ball, the same from all sides: the most forgiving object there is. */
const n = 24;
const layer = (x: number, y: number, z: number) => {
  const r = Math.hypot(x - n / 2, y - n / 2, z - n / 2);
  return r < 0.36 * n ? 1 + Math.cos((Math.PI * r) / 4) : 0;
};
const ball = Float64Array.from({ length: n ** 3 }, (_, i) =>
  layer(i % n, Math.floor(i / n) % n, Math.floor(i / n / n)),
);
const shadow = new Float32Array(n * n);
for (const [i, v] of ball.entries()) shadow[i % (n * n)] += v;
const views = 150;
const images: ImageStack = { shape: [views, n, n], data: new Float32Array(views * n * n) };
const rotations: Rotations = { shape: [views, 3, 3], data: new Float64Array(9 * views) };
const rng = random.rng("views of a ball");
for (let i = 0; i < views; i++) {
  const { data } = turns.randomQuaternions(1, rng);
  images.data.set(shadow, i * n * n);
  rotations.data.set(turns.rotationFromQuaternion(data), 9 * i);
}

describe("reconstruction/repair-the-map", () => {
  it("[0] makes a ball of a ball: the picture looks right, with the mistakes and without", async () => {
    const { data } = await reconstruct3d(images, rotations, { snr: 1000 });
    let [ab, aa, bb] = [0, 0, 0];
    for (const [i, v] of ball.entries()) {
      if (Math.hypot((i % n) - n / 2, (Math.floor(i / n) % n) - n / 2, Math.floor(i / n / n) - n / 2) > 0.4 * n)
        continue;
      ab += v * data[i];
      aa += v * v;
      bb += data[i] * data[i];
    }
    expectThat(ab / Math.sqrt(aa * bb) > 0.8, "Within 0.4 n the map of a ball must correlate with the ball by 0.8.");
  });

  it("[0] returns a new map of the size of the images", async () => {
    const { shape, data } = await reconstruct3d(images, rotations, { snr: 1000 });
    expectThat([...shape].join() === [n, n, n].join() && data.length === n ** 3, "The map must have shape [n, n, n].");
  });
});
