import { expectClose } from "@cryolab/grader/testing";
import type { VolumeSpectrum } from "@cryolab/lib";
import { centralSlice } from "./central-slice.js";

/** F = 1 + i (2kx + 10ky + 100kz), which is F(−k) conjugated, as the spectrum of a real cube is. */
function plain(n: number): VolumeSpectrum {
  const k = (i: number) => (2 * i < n ? i : i - n);
  const im = Float64Array.from({ length: n ** 3 }, (_, i) => {
    return 2 * k(i % n) + 10 * k(Math.floor(i / n) % n) + 100 * k(Math.floor(i / n / n));
  });
  return { shape: [n, n, n], re: new Float64Array(n ** 3).fill(1), im };
}

const ones = new Float64Array(9).fill(1);

describe("forward/central-slice", () => {
  it("[2] is the plane kz = 0 when R is 1", async () => {
    const im = Float64Array.of(0, 2, -2, 10, 12, 8, -10, -8, -12);
    const one = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
    expectClose(await centralSlice(plain(3), one), { shape: [3, 3], re: ones, im }, { abs: 1e-9 });
  });

  it("[2] looks along R (kx, ky, 0): x to y, y to z", async () => {
    const im = Float64Array.of(0, 10, -10, 100, 110, 90, -100, -90, -110);
    const R = Float64Array.of(0, 0, 1, 1, 0, 0, 0, 1, 0);
    expectClose(await centralSlice(plain(3), R), { shape: [3, 3], re: ones, im }, { abs: 1e-9 });
  });

  it("[3] reads between frequencies, and 0 beyond floor(n/2)", async () => {
    const h = Math.SQRT1_2;
    const eighth = Float64Array.of(h, -h, 0, h, h, 0, 0, 0, 1); // 45° about z
    const re = Float64Array.of(1, 1, 1, 1, 0, 0, 1, 0, 0);
    const im = Float64Array.of(0, 12 * h, -12 * h, 8 * h, 0, 0, -8 * h, 0, 0);
    expectClose(await centralSlice(plain(3), eighth), { shape: [3, 3], re, im }, { abs: 1e-9 });
  });
});
