import { expectClose } from "@cryolab/grader/testing";
import { rotateImage } from "./rotate-image.js";

describe("sampling/rotate-image", () => {
  it("[2] brings what was right of the origin below it by a quarter turn", async () => {
    const L = { shape: [3, 3] as const, data: Float64Array.of(1, 0, 0, 2, 5, 4, 0, 0, 0) };
    const turned = { shape: [3, 3] as const, data: Float64Array.of(0, 2, 1, 0, 5, 0, 0, 4, 0) };
    expectClose(await rotateImage(L, Math.PI / 2), turned, { abs: 1e-9 });
    expectClose(await rotateImage(turned, -Math.PI / 2, { order: 3 }), L, { abs: 1e-9 });
  });

  it("[2] leaves row 0 without a source where a side is even", async () => {
    const image = { shape: [2, 2] as const, data: Float64Array.of(1, 2, 3, 4) };
    const turned = { shape: [2, 2] as const, data: Float64Array.of(0, 0, 2, 4) };
    expectClose((await rotateImage(image, Math.PI)).data, Float64Array.of(0, 0, 0, 4), { abs: 1e-9 });
    expectClose((await rotateImage(image, -Math.PI / 2)).data, turned.data, { abs: 1e-9 });
  });

  it("[1] reads between pixels by orders 1 and 0", async () => {
    const image = { shape: [3, 3] as const, data: Float64Array.of(0, 0, 0, 0, 1, 0, 0, 0, 0) };
    const a = 0.1;
    const bilinear = (1 - Math.cos(a)) * (1 - Math.sin(a)); // source of (1, 0): (cos a, −sin a)
    const { data } = await rotateImage(image, a);
    expectClose(data[5], bilinear, { abs: 1e-12 });
    expectClose((await rotateImage(image, a, { order: 0 })).data, image.data, { abs: 1e-12 });
  });
});
