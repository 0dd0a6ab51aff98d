import { plot } from "@cryolab/lib";
import { expect } from "chai";

/** Red, green and blue of a colour, linear in light. */
const linear = (hex: string): number[] =>
  [1, 3, 5].map((i) => {
    const v = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  });

/** How a colour looks to eyes of each kind: matrices of Machado, Oliveira & Fernandes (2009), severity 1. */
const eyes: Readonly<Record<string, readonly (readonly number[])[]>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopic: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopic: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

/** CIE L*a*b*, white of D65. */
function lab([r, g, b]: readonly number[]): number[] {
  const f = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const seen = (hex: string, eye: string): number[] => {
  const rgb = linear(hex);
  return lab(
    eyes[eye].map((row) =>
      Math.min(
        1,
        Math.max(
          0,
          row.reduce((sum, v, k) => sum + v * rgb[k], 0),
        ),
      ),
    ),
  );
};

/** Least distance of two colours, and which they are; 2.3 is just to be noticed side by side. */
function nearest(colours: readonly string[], eye: string): { distance: number; pair: string } {
  let least = { distance: Number.POSITIVE_INFINITY, pair: "" };
  colours.forEach((a, i) => {
    for (const b of colours.slice(0, i)) {
      const [p, q] = [seen(a, eye), seen(b, eye)];
      const distance = Math.hypot(...p.map((v, k) => v - q[k]));
      if (distance < least.distance) least = { distance, pair: `${a} ${b}` };
    }
  });
  return least;
}

describe("palette", () => {
  const curves = Array.from({ length: 7 }, (_, i) => ({ y: [i, i + 1] }));
  const colours = plot.line(curves).plotly.layout.colorway as string[];

  it("has seven colours that eyes of every kind tell apart, six times what is just noticed", () => {
    expect(new Set(colours).size).to.equal(7);
    for (const eye of Object.keys(eyes)) {
      const { distance, pair } = nearest(colours, eye);
      expect(distance, `${eye}: ${pair}`).to.be.above(15);
    }
  });

  it("is refused by this measure when it is red and green alike", () => {
    expect(nearest(["#009e73", "#7f7f7f"], "deuteranopic").distance).to.be.below(10);
    expect(nearest(["#d62728", "#2ca02c"], "usual").distance).to.be.above(100);
    expect(nearest(["#a05a00", "#4d7d00"], "deuteranopic").distance).to.be.below(15);
  });

  it("has signed colours whose two ends differ for every eye", () => {
    const grid = { shape: [1, 2] as const, data: Float64Array.of(-1, 1) };
    const scale = plot.heatmap(grid, { colours: "signed" }).plotly.data[0].colorscale as [number, string][];
    for (const eye of Object.keys(eyes))
      expect(nearest([scale[0][1], scale.at(-1)![1]], eye).distance, eye).to.be.above(40);
  });
});
