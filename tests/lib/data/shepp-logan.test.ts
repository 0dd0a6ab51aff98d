import { readFileSync } from "node:fs";
import { data } from "@cryolab/lib";
import { expect } from "chai";

const { sheppLogan, sheppLoganSinogram } = data;
const golden: { rows: number[]; columns: number[]; values: number[] } = JSON.parse(
  readFileSync(new URL("../../../golden/data/shepp-logan.json", import.meta.url), "utf8"),
);

describe("sheppLogan", () => {
  it("is scikit-image's picture but for pixels at an edge, upright with row 0 on top", () => {
    // that picture spans −1 to 1 from its first pixel's edge to its last one's: half a pixel beside ours
    const image = sheppLogan(400);
    const { rows, columns, values } = golden;
    let other = 0;
    for (const [r, row] of rows.entries())
      for (const [c, column] of columns.entries())
        if (Math.abs(image.data[row * 400 + column] - values[r * columns.length + c] / 10) > 0.06) other++;
    expect(other).to.be.at.most(4); // of 441
    const mirrored = rows.flatMap((row) => columns.map((column) => image.data[(399 - row) * 400 + column]));
    expect(mirrored.filter((v, i) => Math.abs(v - values[i] / 10) > 0.06).length).to.be.greaterThan(20);
  });

  it("has the mass of its ellipses, Σ ρ π a b, in either contrast", () => {
    const n = 801;
    const mass = (contrast: "toft" | "original") =>
      sheppLogan(n, { contrast }).data.reduce((s, v) => s + v, 0) * (2 / n) ** 2;
    const areas = [
      0.69 * 0.92,
      0.6624 * 0.874,
      0.11 * 0.31,
      0.16 * 0.41,
      0.21 * 0.25,
      0.046 ** 2,
      0.046 ** 2,
      0.046 * 0.023,
      0.023 ** 2,
      0.023 * 0.046,
    ];
    const sum = (densities: number[]) => Math.PI * areas.reduce((s, area, i) => s + area * densities[i], 0);
    expect(mass("toft")).to.be.closeTo(sum([1, -0.8, -0.2, -0.2, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]), 1e-3); // pixels at edges
    expect(mass("original")).to.be.closeTo(sum([2, -0.98, -0.02, -0.02, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01]), 2e-3);
  });

  it("says what is out of range", () => {
    expect(() => sheppLogan(0)).to.throw(RangeError, "sheppLogan: n must be a whole number >= 1, got 0");
    expect(() => sheppLogan(8, { contrast: "loud" as "toft" })).to.throw(
      RangeError,
      "sheppLogan: contrast must be toft or original, got loud",
    );
  });
});

describe("sheppLoganSinogram", () => {
  it("is a sum along the rays of a fine picture", () => {
    const [n, fine] = [32, 1280];
    const image = sheppLogan(fine);
    const angles = Float64Array.of(0, 0.4, Math.PI / 2, 2.5, -1.1);
    const sinogram = sheppLoganSinogram(n, angles);
    const step = n / fine;
    for (const [i, theta] of angles.entries())
      for (let j = 0; j < n; j++) {
        // the ray x = t (cos θ, sin θ) + u (−sin θ, cos θ) in steps of a fine pixel
        const t = j - n / 2;
        let sum = 0;
        for (let k = -fine; k < fine; k++) {
          const u = (k + 0.5) * step;
          const x = Math.round((t * Math.cos(theta) - u * Math.sin(theta)) / step) + fine / 2;
          const y = Math.round((t * Math.sin(theta) + u * Math.cos(theta)) / step) + fine / 2;
          if (x >= 0 && x < fine && y >= 0 && y < fine) sum += image.data[y * fine + x] * step;
        }
        expect(sinogram.data[i * n + j], `θ ${theta}, t ${t}`).to.be.closeTo(sum, 0.15); // rays of peak 8; edges of fine pixels
      }
  });

  it("keeps the mass at every angle, and p(θ + π, t) = p(θ, −t)", () => {
    const n = 65; // odd: t and −t are both columns
    const angles = Float64Array.from({ length: 24 }, (_, i) => (i * Math.PI) / 12);
    const { data: p } = sheppLoganSinogram(n, angles);
    for (let i = 0; i < 12; i++)
      for (let j = 0; j < n; j++) expect(p[(i + 12) * n + j]).to.be.closeTo(p[i * n + n - 1 - j], 1e-12);
    const masses = Array.from(angles, (_, i) => p.subarray(i * n, (i + 1) * n).reduce((s, v) => s + v, 0));
    for (const mass of masses) expect(mass / masses[0]).to.be.closeTo(1, 0.02); // sampled at whole t
  });

  it("gives no row for no angle, and says which angle is none", () => {
    expect(sheppLoganSinogram(4, new Float64Array(0)).shape).to.deep.equal([0, 4]);
    expect(() => sheppLoganSinogram(4, Float64Array.of(0, Infinity))).to.throw(
      RangeError,
      "sheppLoganSinogram: angles must be finite, got Infinity at 1",
    );
  });
});
