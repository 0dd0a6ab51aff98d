import { core, type Image, type ImageSpectrum, plot, random } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { drawComplex, drawReal, seeded } from "../../support/draw.ts";
import { all, area, numberOf, parsed, picture, texts, tickLabels } from "./read-svg.ts";

const nan = Number.NaN;

/** The typed array in plotly's {dtype, bdata, shape}. */
function unpacked(value: plot.Json | undefined): { shape: string; values: number[] } {
  const { dtype, bdata, shape } = value as { dtype: string; bdata: string; shape: string };
  const bytes = Buffer.from(bdata, "base64");
  const values =
    dtype === "u1" ? Array.from(bytes) : Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i));
  return { shape, values };
}

describe("image", () => {
  it("embeds a PNG of grey values between the least (black) and the greatest (white), row 0 at the top", () => {
    const image: Image = drawReal([7, 10], seeded("image"));
    const png = picture(plot.image(image, { pixelSize: 1 }).svg);
    expect([png.width, png.height, png.kind]).to.deep.equal([10, 7, "grey"]);
    const low = Math.min(...image.data);
    const high = Math.max(...image.data);
    // 255 levels of grey, so half a level and a rounding to 256
    expectClose(
      png.pixels as number[],
      image.data.map((v) => ((v - low) / (high - low)) * 255),
      1.01,
    );
    expect(Math.min(...(png.pixels as number[]))).to.equal(0);
    expect(Math.max(...(png.pixels as number[]))).to.equal(255);
  });

  it("writes noise and smooth pictures through the filters without a loss", () => {
    for (const f of [
      (x: number, y: number) => x + 3 * y,
      (x: number, y: number) => (x * y) % 7,
      () => random.uniform(rng),
    ]) {
      const data = Float64Array.from({ length: 40 * 33 }, (_, i) => f(i % 33, Math.floor(i / 33)));
      const png = picture(plot.image({ shape: [40, 33], data }).svg);
      const low = Math.min(...data);
      const high = Math.max(...data);
      expectClose(
        png.pixels as number[],
        data.map((v) => ((v - low) / (high - low)) * 255),
        1.01,
      );
    }
  });
  const rng = seeded("filters");

  it("leaves NaN and infinity clear", () => {
    const png = picture(plot.image({ shape: [1, 4], data: Float64Array.of(0, nan, Number.POSITIVE_INFINITY, 1) }).svg);
    expect(png.pixels).to.deep.equal([
      [0, 0, 0, 255],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [255, 255, 255, 255],
    ]);
  });

  it("draws a constant in middle grey, and nothing finite as clear", () => {
    expect(picture(plot.image({ shape: [2, 2], data: new Float64Array(4).fill(-3) }).svg).pixels).to.deep.equal([
      128, 128, 128, 128,
    ]);
    const empty = picture(plot.image({ shape: [1, 2], data: Float64Array.of(nan, nan) }).svg);
    expect(empty.pixels).to.deep.equal([
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
  });

  it("clips to a range, and to three standard deviations when asked for a robust one", () => {
    const data = Float64Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 1 : -1));
    data[0] = 1000;
    const fixed = picture(plot.image({ shape: [10, 10], data }, { range: [-1, 1] }).svg).pixels as number[];
    expect([fixed[0], fixed[1], fixed[2]]).to.deep.equal([255, 0, 255]);
    // mean 9.99, deviation 99.5: white at 308.5
    const robust = plot.image({ shape: [10, 10], data }, { range: "robust" }).plotly.data[0];
    expect(robust.zmin).to.equal(-1);
    expect(robust.zmax as number).to.be.closeTo(308.5, 0.2);
  });

  it("draws square pixels", () => {
    for (const shape of [
      [7, 20],
      [20, 7],
      [1, 1],
    ] as const) {
      const { width, height } = area(plot.image(drawReal(shape, rng)).svg);
      expect(width / height / (shape[1] / shape[0])).to.be.within(0.97, 1.03);
    }
  });

  it("has a scale bar of a round number of ångström, as long as it says", () => {
    for (const [n, pixelSize] of [
      [64, 1.06],
      [100, 2],
      [360, 0.83],
      [33, 11.4],
    ]) {
      const { svg } = plot.image({ shape: [n, n], data: new Float64Array(n * n) }, { pixelSize });
      const bar = all(area(svg).element, "rect")[0];
      const label = texts(svg).find((text) => text.endsWith(" Å"))!;
      const said = numberOf(label.replace(" Å", ""));
      const { width } = area(svg);
      expect((Number(bar.attributes.width) / width) * n * pixelSize).to.be.closeTo(said, 0.01 * said);
      expect(said / (n * pixelSize)).to.be.within(0.09, 0.5);
      expect(tickLabels(svg).x).to.deep.equal([]);
    }
  });

  it("has axes in pixels when there is no pixel size", () => {
    const { svg } = plot.image(drawReal([8, 12], rng));
    expect(texts(svg)).to.include.members(["x (pixels)", "y (pixels)"]);
    const { x, y } = tickLabels(svg);
    const { width, height } = area(svg);
    for (const [at, label] of x) expect(at).to.be.closeTo(((numberOf(label) + 0.5) / 12) * width, 0.2);
    for (const [at, label] of y) expect(at).to.be.closeTo(((numberOf(label) + 0.5) / 8) * height, 0.2);
  });

  it("averages blocks of a large image, and keeps its place", () => {
    const n = 1000;
    const data = Float64Array.from(
      { length: n * n },
      (_, i) => Math.sin((i % n) / 50) + Math.cos(Math.floor(i / n) / 70),
    );
    const { svg, plotly } = plot.image({ shape: [n, n], data });
    const png = picture(svg);
    expect([png.width, png.height]).to.deep.equal([334, 334]); // blocks of 3
    const [low, high] = [data.reduce((a, b) => Math.min(a, b)), data.reduce((a, b) => Math.max(a, b))];
    let sum = 0;
    for (let v = 300; v < 303; v++) for (let u = 600; u < 603; u++) sum += data[v * n + u];
    expect(png.pixels[100 * 334 + 200] as number).to.be.closeTo(((sum / 9 - low) / (high - low)) * 255, 1.01);
    const trace = plotly.data[0];
    expect([trace.x0, trace.dx, trace.y0, trace.dy]).to.deep.equal([0.5, 2, 0.5, 2]);
    const { shape, values } = unpacked(trace.z);
    expect(shape).to.equal("500, 500");
    expect(values[0]).to.be.closeTo((data[0] + data[1] + data[n] + data[n + 1]) / 4, 1e-6);
  });

  it("gives plotly the values in single precision, for a look under the mouse", () => {
    const image: Image = drawReal([3, 4], rng);
    const { shape, values } = unpacked(plot.image(image).plotly.data[0].z);
    expect(shape).to.equal("3, 4");
    expect(values).to.deep.equal(Array.from(Float32Array.from(image.data)));
  });

  it("names what it refuses", () => {
    const image: Image = core.zeros([2, 2]);
    const messages: [() => unknown, string][] = [
      [() => plot.image(core.zeros([4]) as never), "image: the image must have 2 axes, got shape [4]"],
      [() => plot.image({ shape: [0, 3], data: new Float64Array(0) }), "image: shape [0,3] does not fit 0 values"],
      [() => plot.image({ shape: [2, 3], data: new Float64Array(5) }), "image: shape [2,3] does not fit 5 values"],
      [() => plot.image(image, { pixelSize: 0 }), "image: pixelSize must be positive and finite, got 0"],
      [() => plot.image(image, { range: [2, 1] }), "image: range must be two rising finite numbers, got [2,1]"],
    ];
    for (const [call, message] of messages) expect(call).to.throw(RangeError, message);
  });
});

describe("heatmap", () => {
  it("puts columns and rows at the values they stand for, and reads colours by a bar", () => {
    const grid: Image = drawReal([6, 11], seeded("heatmap"));
    const { svg, plotly } = plot.heatmap(grid, {
      x: [-5, 5],
      y: [0, 100],
      xLabel: "shift (pixels)",
      yLabel: "angle (degrees)",
      label: "log L",
    });
    const { x, y } = tickLabels(svg);
    const { width, height } = area(svg);
    for (const [at, label] of x) expect(at).to.be.closeTo(((numberOf(label) + 5.5) / 11) * width, 0.2);
    for (const [at, label] of y) expect(at).to.be.closeTo(((numberOf(label) + 10) / 120) * height, 0.2);
    expect(texts(svg)).to.include.members(["shift (pixels)", "angle (degrees)", "log L"]);
    expect(plotly.data[0]).to.include({ x0: -5, dx: 1, y0: 0, dy: 20, showscale: true });
    const first = picture(svg, 0);
    const bar = picture(svg, 1);
    expect(first.kind).to.equal("colour");
    // the bar's top is the greatest value's colour, its bottom the least value's
    const greatest = grid.data.indexOf(Math.max(...grid.data));
    const least = grid.data.indexOf(Math.min(...grid.data));
    expect(bar.pixels[0]).to.deep.equal(first.pixels[greatest]);
    expect(bar.pixels.at(-1)).to.deep.equal(first.pixels[least]);
  });

  it("draws row 0 at the bottom when asked to", () => {
    const grid: Image = { shape: [3, 1], data: Float64Array.of(0, 1, 2) };
    const up = tickLabels(plot.heatmap(grid, { firstRow: "bottom" }).svg).y.map(([at, label]) => [numberOf(label), at]);
    expect(up.find(([v]) => v === 0)![1]).to.be.greaterThan(up.find(([v]) => v === 2)![1]);
    const image = all(area(plot.heatmap(grid, { firstRow: "bottom" }).svg).element, "image")[0];
    expect(image.attributes.transform).to.match(/^matrix\(1 0 0 -1 0 /);
    expect(all(area(plot.heatmap(grid).svg).element, "image")[0].attributes).not.to.have.property("transform");
  });

  it("is white at 0 with signed colours", () => {
    const png = picture(plot.heatmap({ shape: [1, 3], data: Float64Array.of(-1, 0, 4) }, { colours: "signed" }).svg);
    expect(png.pixels[1]).to.deep.equal([247, 247, 247, 255]);
    const [r, , b] = png.pixels[0] as number[];
    expect(b).to.be.greaterThan(r);
  });

  it("has colours that rise in lightness, so that grey print keeps their order", () => {
    const values = Float64Array.from({ length: 64 }, (_, i) => i);
    const { pixels } = picture(plot.heatmap({ shape: [1, 64], data: values }).svg);
    const lightness = (pixels as number[][]).map(
      ([r, g, b]) => 0.2126 * r ** 2.2 + 0.7152 * g ** 2.2 + 0.0722 * b ** 2.2,
    );
    for (let i = 1; i < 64; i++) expect(lightness[i]).to.be.greaterThan(lightness[i - 1]);
  });

  it("names what it refuses", () => {
    const grid: Image = core.zeros([2, 2]);
    expect(() => plot.heatmap(grid, { x: [1, 1] })).to.throw(
      RangeError,
      "heatmap: x must have two different ends, got [1,1]",
    );
    expect(() => plot.heatmap(grid, { y: [0, nan] })).to.throw(RangeError, "heatmap: y must be finite, got [0,NaN]");
    expect(() => plot.heatmap(core.zeros([2]) as never)).to.throw(RangeError, "heatmap: the image must have 2 axes");
  });
});

describe("spectrum", () => {
  const shapes = [
    [8, 8],
    [9, 9],
    [6, 10],
    [7, 12],
    [1, 5],
    [1, 1],
  ] as const;

  it("is log(1 + |F|) with zero frequency at floor(n/2), for odd and even sides", () => {
    for (const [ny, nx] of shapes) {
      const F: ImageSpectrum = drawComplex([ny, nx], seeded(`spectrum-${ny}-${nx}`));
      const { values } = unpacked(plot.spectrum(F).plotly.data[0].z);
      for (let ky = -Math.floor(ny / 2); ky < Math.ceil(ny / 2); ky++)
        for (let kx = -Math.floor(nx / 2); kx < Math.ceil(nx / 2); kx++) {
          const i = ((ky + ny) % ny) * nx + ((kx + nx) % nx);
          const at = (ky + Math.floor(ny / 2)) * nx + kx + Math.floor(nx / 2);
          expect(values[at]).to.be.closeTo(Math.log(1 + Math.sqrt(F.re[i] ** 2 + F.im[i] ** 2)), 1e-6);
        }
    }
  });

  it("has frequencies k/(n·pixelSize) along its edges, in cycles per pixel without a pixel size", () => {
    for (const [ny, nx] of [
      [8, 8],
      [9, 13],
    ]) {
      const F: ImageSpectrum = drawComplex([ny, nx], seeded("axes"));
      const { svg, plotly } = plot.spectrum(F, { pixelSize: 2 });
      const { x0, dx, y0, dy } = plotly.data[0] as unknown as Record<string, number>;
      expectClose(
        [x0, dx, y0, dy],
        [-Math.floor(nx / 2) / (nx * 2), 1 / (nx * 2), -Math.floor(ny / 2) / (ny * 2), 1 / (ny * 2)],
        1e-15,
      );
      const { width } = area(svg);
      for (const [at, label] of tickLabels(svg).x)
        expect(at).to.be.closeTo(((numberOf(label) * nx * 2 + Math.floor(nx / 2) + 0.5) / nx) * width, 0.3);
      expect(texts(svg)).to.include("kx (1/Å)");
      expect(texts(plot.spectrum(F).svg)).to.include("kx (cycles per pixel)");
    }
  });

  it("takes a spectrum that is centred already", () => {
    const F: ImageSpectrum = { shape: [1, 4], re: Float64Array.of(0, 1, 2, 3), im: new Float64Array(4) };
    const { values } = unpacked(plot.spectrum(F, { centred: true }).plotly.data[0].z);
    expectClose(values, [0, 1, 2, 3].map(Math.log1p), 1e-6);
  });

  it("draws the spectrum of a line as stems, zero in the middle", () => {
    const F = { shape: [5] as const, re: Float64Array.of(4, 0, 3, 0, 1), im: Float64Array.of(3, 0, 0, 0, 0) };
    const trace = plot.spectrum(F, { pixelSize: 2 }).plotly.data[1];
    expectClose(trace.x as number[], [-0.2, -0.1, 0, 0.1, 0.2], 1e-15);
    expectClose(trace.y as number[], [0, 1, 5, 0, 3].map(Math.log1p), 1e-15);
  });

  it("names what it refuses", () => {
    expect(() => plot.spectrum(drawComplex([2, 2, 2], seeded("3d")) as never)).to.throw(
      RangeError,
      "spectrum: F must have 1 or 2 axes, got shape [2,2,2]; take a slice of it first",
    );
    expect(() => plot.spectrum(core.zeros([2, 2]) as never)).to.throw(
      RangeError,
      "spectrum: shape [2,2] does not fit undefined real and undefined imaginary parts",
    );
    expect(() => plot.spectrum(drawComplex([2, 2], seeded("s")), { pixelSize: -1 })).to.throw(
      RangeError,
      "spectrum: pixelSize must be positive and finite, got -1",
    );
  });
});

describe("montage", () => {
  it("puts images side by side, each between its own black and white", () => {
    const images: Image[] = [1, 10, 100].map((f) => ({
      shape: [2, 3],
      data: Float64Array.of(0, 1, 2, 3, 4, 5).map((v) => f * v),
    }));
    const png = picture(plot.montage(images, { columns: 2 }).svg);
    // cells of 3 × 2 with a gap of 1
    expect([png.width, png.height]).to.deep.equal([7, 5]);
    const at = (x: number, y: number): readonly number[] => png.pixels[y * 7 + x] as number[];
    const grey = [0, 51, 102, 153, 204, 255];
    for (const [left, top] of [
      [0, 0],
      [4, 0],
      [0, 3],
    ])
      for (let i = 0; i < 6; i++) {
        const [r, g, b, a] = at(left + (i % 3), top + Math.floor(i / 3));
        expect(r).to.be.closeTo(grey[i], 1.01);
        expect([g, b, a]).to.deep.equal([r, r, 255]);
      }
    expect(at(3, 0)[3]).to.equal(0); // the gap is clear
    expect(at(4, 3)[3]).to.equal(0); // so is the place without an image
  });

  it("shares one range when asked to, or takes a fixed one", () => {
    const images: Image[] = [
      { shape: [1, 2], data: Float64Array.of(0, 1) },
      { shape: [1, 2], data: Float64Array.of(0, 4) },
    ];
    const reds = (options: plot.MontageOptions): number[] =>
      (picture(plot.montage(images, options).svg).pixels as number[][]).filter((p) => p[3] === 255).map(([r]) => r);
    expectClose(reds({ range: "all" }), [0, 64, 0, 255], 1.01);
    expectClose(reds({ range: [0, 2] }), [0, 128, 0, 255], 1.01);
  });

  it("shows a stack, the first of many, and images of different sizes", () => {
    const stack = core.imageStack(
      [50, 4, 4],
      Float32Array.from({ length: 800 }, (_, i) => i % 16),
    );
    const figure = plot.montage(stack, { most: 6, title: "Stack" });
    expect(figure.alt).to.equal("Montage: Stack. The first 6 of 50 images of 4 by 4 pixels in 2 rows of 3.");
    expect(picture(figure.svg).width).to.equal(3 * 5 - 1);
    const mixed = plot.montage([core.zeros([2, 2]), core.zeros([4, 6])]);
    expect(picture(mixed.svg).height).to.equal(4);
  });

  it("writes a label above each image", () => {
    const images = [1, 2, 3, 4].map(() => drawReal([20, 20], seeded("labels")));
    const { svg, alt } = plot.montage(images, { labels: ["a", "b", "c", "d"], columns: 2 });
    const labels = all(parsed(svg), "text").map(({ attributes, text }) => [
      text,
      Number(attributes.x),
      Number(attributes.y),
    ]);
    expect(labels.map(([text]) => text)).to.deep.equal(["a", "b", "c", "d"]);
    expect(labels[0][2]).to.equal(labels[1][2]);
    expect(labels[2][2] as number).to.be.greaterThan(labels[0][2] as number);
    expect(alt).to.include("Labels: a, b, c, d.");
  });

  it("names what it refuses", () => {
    expect(() => plot.montage([])).to.throw(RangeError, "montage: there must be at least one image, got 0");
    expect(() => plot.montage([core.zeros([2, 2])], { columns: 0 })).to.throw(
      RangeError,
      "montage: columns must be a whole number of at least 1, got 0",
    );
    expect(() => plot.montage([core.zeros([2, 2])], { most: 0 })).to.throw(
      RangeError,
      "montage: most must be a whole number of at least 1, got 0",
    );
  });
});
