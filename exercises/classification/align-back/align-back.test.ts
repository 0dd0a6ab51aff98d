import { expectClose } from "@cryolab/grader/testing";
import { alignBack } from "./align-back.js";

const shape = [3, 3] as const;
const L = { shape, data: Float64Array.of(1, 0, 0, 2, 5, 4, 0, 0, 0) };

describe("classification/align-back", () => {
  it("[2] undoes a shift, but for what has left the picture", async () => {
    const back = { shape, data: Float64Array.of(0, 0, 0, 0, 0, 0, 5, 4, 0) };
    expectClose(await alignBack(L, { angle: 0, shift: [1, -1] }), back, { abs: 1e-9 });
  });

  it("[2] undoes a quarter turn that came before a shift", async () => {
    // T brings (1, 0), right of the origin, to (0, 1) below it, then one pixel to the right
    const image = { shape, data: Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0, 7) };
    const back = { shape, data: Float64Array.of(0, 0, 0, 0, 0, 7, 0, 0, 0) };
    expectClose(await alignBack(image, { angle: Math.PI / 2, shift: [1, 0] }), back, { abs: 1e-9 });
  });

  it("[1] gives a pixel back to those it was read from, in the same parts", async () => {
    const image = { shape: [7, 7] as const, data: new Float64Array(49) };
    image.data[3 * 7 + 4] = 1; // p = (1, 0) asked (cos 0.3, −sin 0.3)
    const { data } = await alignBack(image, { angle: 0.3, shift: [0, 0] });
    const due = [(1 - Math.cos(0.3)) * (1 - Math.sin(0.3)), Math.cos(0.3) * (1 - Math.sin(0.3))];
    expectClose(data.slice(3 * 7 + 3, 3 * 7 + 5), Float64Array.from(due), { abs: 1e-9 });
    expectClose(data.slice(2 * 7 + 4, 2 * 7 + 5), Float64Array.of(Math.cos(0.3) * Math.sin(0.3)), { abs: 1e-9 });
  });
});
