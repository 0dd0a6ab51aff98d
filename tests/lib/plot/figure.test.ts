import { core, type Image, plot } from "@cryolab/lib";
import { expect } from "chai";
import { drawComplex, drawReal, normals, seeded } from "../../support/draw.ts";
import { all, parsed } from "./read-svg.ts";

const rng = seeded("plot-figure");
const noise = normals(200, rng);
const picture: Image = drawReal([9, 14], rng);
const withGap: Image = core.mapReal(picture, (v, i) => (i === 5 ? Number.NaN : v));
const box = drawReal([5, 6, 7], rng);
const spectrum = drawComplex([9, 14], rng);

/** One figure of each kind, made anew by each call. */
const figures: Record<string, () => plot.Figure> = {
  line: () => plot.line(noise, { title: "noise", xLabel: "sample", yLabel: "value (e⁻/Å²)" }),
  "line of several": () =>
    plot.line([
      { y: noise, name: "a", band: { low: noise.map((v) => v - 1), high: noise.map((v) => v + 1) } },
      { x: noise, y: noise, name: "b", draw: "points" },
      { y: noise, draw: "stems" },
      { y: noise, draw: "bars" },
    ]),
  "long line": () => plot.line(normals(20_000, seeded("long"))),
  "line with gaps": () => plot.line([1, Number.NaN, 3, Number.POSITIVE_INFINITY, 5]),
  "line of nothing": () => plot.line([]),
  "logarithmic line": () =>
    plot.line([1, 10, 100], [0, 1, 2], {
      xLog: true,
      yLog: true,
      rules: [{ x: 3, label: "3" }],
      notes: [{ x: 1, y: 1, text: "n" }],
    }),
  scatter: () => plot.scatter(noise, noise),
  stems: () => plot.stems(noise),
  bars: () => plot.bars(noise),
  histogram: () => plot.histogram(noise, { law: (x) => Math.exp((-x * x) / 2) }),
  heatmap: () => plot.heatmap(withGap),
  image: () => plot.image(picture, { pixelSize: 1.5, colourBar: true }),
  "image in pixels": () => plot.image(withGap, { notes: [{ x: 2, y: 2, text: "here" }] }),
  montage: () => plot.montage([picture, withGap, picture], { labels: ["a", "b", "c"], pixelSize: 2 }),
  spectrum: () => plot.spectrum(spectrum, { pixelSize: 1.5 }),
  "spectrum of a line": () => plot.spectrum({ shape: [14], re: noise.slice(0, 14), im: noise.slice(14, 28) }),
  fsc: () => plot.fsc({ fsc: [1, 0.9, 0.4, 0.1] }, { pixelSize: 1, n: 7 }),
  slices: () => plot.slices(box, { pixelSize: 1.5, title: "planes" }),
  volume: () => plot.volume(box, { levels: [0.5, 1], pixelSize: 1.5 }),
  sphere: () => plot.sphere({ shape: [60, 3], data: noise.slice(0, 180) }),
  "sphere in cells": () => plot.sphere({ shape: [60, 3], data: noise.slice(0, 180) }, { draw: "density" }),
  race: () => plot.race([{ name: "a", n: [1, 10, 100], times: [1, 20, 300] }]),
  slider: () => plot.slider([1, 2, 3], (f) => plot.line(noise.map((v) => f * v)), { name: "gain" }),
};

/** Fails where a value is not plain JSON: no typed array, undefined, NaN, function or class. */
function expectPlain(value: unknown, path: string): void {
  if (value === null || typeof value === "string" || typeof value === "boolean") return;
  if (typeof value === "number") {
    expect(Number.isFinite(value), path).to.equal(true);
    return;
  }
  expect(typeof value, path).to.equal("object");
  if (Array.isArray(value)) {
    value.forEach((item, i) => {
      expectPlain(item, `${path}[${i}]`);
    });
    return;
  }
  expect(Object.getPrototypeOf(value), path).to.equal(Object.prototype);
  for (const [key, item] of Object.entries(value as object)) expectPlain(item, `${path}.${key}`);
}

describe("Figure", () => {
  for (const [name, draw] of Object.entries(figures)) {
    it(`${name}: plotly's part is plain JSON, and comes back the same`, () => {
      const { plotly } = draw();
      expectPlain(plotly, name);
      expect(JSON.parse(JSON.stringify(plotly))).to.deep.equal(plotly);
      expect(plotly.data).to.be.an("array");
    });

    it(`${name}: the SVG is well-formed, stands alone and says what it shows`, () => {
      const { svg, alt, title } = draw();
      const root = parsed(svg);
      expect(root.attributes).to.include({ role: "img", xmlns: "http://www.w3.org/2000/svg" });
      expect(all(root, "title").map(({ text }) => text)).to.deep.equal([name === "slider" ? "gain = 2" : title]);
      expect(all(root, "desc").map(({ text }) => text)).to.deep.equal([alt]);
      expect(alt.length).to.be.greaterThan(30);
      expect(svg).not.to.match(/NaN|Infinity|undefined|url\(| id=|<script|http:\/\/(?!www\.w3\.org\/2000\/svg)|https:/);
      const { width, height, viewBox } = root.attributes;
      expect(viewBox).to.equal(`0 0 ${width} ${height}`);
    });

    it(`${name}: the same input gives the same bytes`, () => {
      expect(draw().svg).to.equal(draw().svg);
      expect(JSON.stringify(draw().plotly)).to.equal(JSON.stringify(draw().plotly));
    });
  }

  it("shows itself in a notebook by its Jupyter.display method, which no loop over its fields meets", () => {
    const figure = figures.line();
    const display = (figure as unknown as Record<symbol, () => Record<string, unknown>>)[Symbol.for("Jupyter.display")];
    expect(display()).to.deep.equal({
      "application/vnd.plotly.v1+json": figure.plotly,
      "image/svg+xml": figure.svg,
      "text/plain": "[chart: noise]",
    });
    expect(Object.keys(figure)).to.deep.equal(["plotly", "svg", "title", "alt"]);
    expect(Object.getOwnPropertyDescriptor(figure, Symbol.for("Jupyter.display"))!.enumerable).to.equal(false);
    expect(JSON.parse(JSON.stringify(figure))).to.deep.equal({ ...figure });
  });

  it("keeps the data of the moment it was made, and leaves them alone", () => {
    const y = Float64Array.of(1, 2, 3);
    const figure = plot.line(y);
    y.fill(9);
    expect(figure.plotly.data[0].y).to.deep.equal([1, 2, 3]);
    const image: Image = { shape: [1, 2], data: Float64Array.of(0, 1) };
    const shown = plot.image(image);
    image.data.fill(5);
    expect(shown.svg).to.equal(plot.image({ shape: [1, 2], data: Float64Array.of(0, 1) }).svg);
  });

  it("writes text as text, whatever it holds, in the SVG and for plotly", () => {
    const title = `a < b & "c" > 'd' </title><script> \u0000\u0007\ud800 Å 𝔽 %{x}`;
    const { svg, plotly } = plot.line([{ y: [1, 2], name: title }], {
      title,
      xLabel: title,
      yLabel: title,
      alt: title,
      rules: [{ y: 1, label: title }],
    });
    const clean = title.replaceAll("\u0000", "\ufffd").replaceAll("\u0007", "\ufffd").replace("\ud800 ", "\ufffd ");
    const root = parsed(svg);
    expect(all(root, "title")[0].text).to.equal(clean);
    expect(all(root, "desc")[0].text).to.equal(clean);
    const texts = all(root, "text").map(({ text }) => text);
    expect(texts.filter((text) => text === clean).length).to.be.at.least(3);
    const xTitle = ((plotly.layout.xaxis as plot.JsonRecord).title as plot.JsonRecord).text as string;
    expect(xTitle).to.include("a &lt; b &amp; ").and.to.include("&lt;script&gt;");
    expect(plotly.layout.meta).to.deep.equal({ alt: title }); // as it is: the front end sets it as an attribute
    expect(JSON.stringify({ ...plotly, layout: { ...plotly.layout, meta: {} } })).not.to.match(/<script|%\{x\}</);
  });

  it("has a ground of its own, white or dark, and colours with enough contrast on both", () => {
    const luminance = (hex: string): number => {
      const [r, g, b] = [1, 3, 5].map((i) => {
        const v = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
        return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (a: string, b: string): number => {
      const [p, q] = [luminance(a), luminance(b)].sort((s, t) => t - s);
      return (p + 0.05) / (q + 0.05);
    };
    const { svg, plotly } = plot.line(
      [
        [1, 2],
        [2, 1],
        [3, 1],
        [0, 2],
      ].map((y) => ({ y })),
    );
    expect(svg).to.include("prefers-color-scheme:dark").and.to.include('fill="#fff"');
    for (const colour of (plotly.layout.colorway as string[]).slice(0, 4)) {
      expect(contrast(colour, "#ffffff"), `${colour} on white`).to.be.at.least(3);
      expect(contrast(colour, "#111111"), `${colour} on dark`).to.be.at.least(3);
    }
    const ink = (plotly.layout.font as plot.JsonRecord).color as string;
    expect(Math.min(contrast(ink, "#ffffff"), contrast(ink, "#111111"))).to.be.at.least(4.3);
    expect(plotly.layout.paper_bgcolor).to.equal("rgba(0,0,0,0)");
  });
});
