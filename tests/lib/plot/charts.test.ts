import { core, type Image, plot } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { normals, seeded } from "../../support/draw.ts";
import { all, area, curve, numberOf, parsed, texts, tickLabels } from "./read-svg.ts";

const { fsc, histogram, slider } = plot;

describe("fsc", () => {
  const values = Float64Array.of(1, 0.98, 0.9, 0.6, 0.3, 0.1, -0.02);

  it("draws shell k at k/(n·pixelSize), for odd and even n", () => {
    for (const n of [12, 13]) {
      const { plotly } = fsc({ fsc: values, count: values }, { pixelSize: 1.5, n });
      expectClose(
        plotly.data[0].x as number[],
        [0, 1, 2, 3, 4, 5, 6].map((k) => k / (n * 1.5)),
        1e-15,
      );
      expect(plotly.data[0].y).to.deep.equal(Array.from(values));
    }
  });

  it("has the resolution in Å below each frequency", () => {
    const { svg, plotly } = fsc({ fsc: values }, { pixelSize: 1.5, n: 12 });
    const { y, height } = area(svg);
    const ticks = tickLabels(svg).x;
    expect(ticks.length).to.be.within(4, 9);
    for (const [at, label] of ticks) {
      const below = all(parsed(svg), "text").find(
        ({ attributes }) =>
          Math.abs(Number(attributes.y) - (y + height + 33)) < 0.11 &&
          Math.abs(Number(attributes.x) - area(svg).x - at) < 0.11,
      )!.text;
      const s = numberOf(label);
      if (s === 0) expect(below).to.equal("∞");
      else expect(numberOf(below.replace(" Å", "")) * s).to.be.within(0.995, 1.005);
    }
    const axis = plotly.layout.xaxis as { tickvals: number[]; ticktext: string[] };
    expect(axis.ticktext[0]).to.equal("0.00<br>∞");
    expect(axis.tickvals.length).to.equal(axis.ticktext.length);
  });

  it("draws thresholds as dashed lines where they say, 0.143 and 0.5 unless told", () => {
    const { svg } = fsc({ fsc: values }, { pixelSize: 1, n: 12 });
    const dashed = all(area(svg).element, "path").filter(({ attributes }) => attributes["stroke-dasharray"] === "5 4");
    const ticks = tickLabels(svg).y.map(([at, label]): [number, number] => [at, numberOf(label)]);
    const value = (p: number): number => {
      const [[p0, v0], [p1, v1]] = [ticks[0], ticks[ticks.length - 1]];
      return v0 + ((p - p0) / (p1 - p0)) * (v1 - v0);
    };
    expectClose(
      dashed.map(({ attributes }) => value(Number(/M0 ([\d.]+)/.exec(attributes.d)![1]))),
      [0.143, 0.5],
      1e-3,
    );
    expect(texts(svg)).to.include.members(["0.143", "0.5"]);
    expect(fsc({ fsc: values }, { pixelSize: 1, n: 12, thresholds: ["0.143"] }).plotly.layout.shapes).to.have.length(1);
  });

  it("takes several curves and further ones, as thresholds that vary", () => {
    const halfBit = values.map((v) => v / 2);
    const { plotly, svg } = fsc([{ fsc: values, name: "masked" }, { fsc: values }], {
      pixelSize: 1,
      n: 12,
      curves: [{ y: halfBit, name: "half-bit" }],
    });
    expect(plotly.data.map(({ name }) => name)).to.deep.equal(["masked", "FSC 2", "half-bit"]);
    expect(plotly.data[2].x).to.deep.equal(plotly.data[0].x);
    expect(texts(svg)).to.include("half-bit");
  });

  it("shows 0 and 1 whatever the curve, and as far down as it goes", () => {
    const range = (y: number[]): number[] =>
      (fsc({ fsc: y }, { pixelSize: 1, n: 12 }).plotly.layout.yaxis as { range: number[] }).range;
    expectClose(range([0.5, 0.5]), [-0.05, 1.05], 1e-12);
    expectClose(range([1, -0.8]), [-0.85, 1.05], 1e-12);
    expect(range([]).length).to.equal(2);
  });

  it("names what it refuses", () => {
    expect(() => fsc({ fsc: values }, { pixelSize: 0, n: 12 })).to.throw(
      RangeError,
      "fsc: pixelSize must be positive and finite, got 0",
    );
    expect(() => fsc({ fsc: values }, undefined as never)).to.throw(
      RangeError,
      "fsc: pixelSize must be positive and finite, got undefined",
    );
    expect(() => fsc({ fsc: values }, { pixelSize: 1, n: 6.5 })).to.throw(
      RangeError,
      "fsc: n must be the side of the box, a whole number >= 1, got 6.5",
    );
    expect(() => fsc({ fsc: values }, { pixelSize: 1, n: 12, thresholds: ["half-bit" as never] })).to.throw(
      RangeError,
      "fsc: a threshold must be a number, got half-bit; pass a curve of thresholds in curves",
    );
    expect(() => fsc(values as never, { pixelSize: 1, n: 12 })).to.throw(
      TypeError,
      "fsc: fsc must be a list of numbers or a Line, got undefined",
    );
  });
});

describe("histogram", () => {
  it("counts each value once, in bins whose edges are multiples of a round width", () => {
    const values = normals(3000, seeded("histogram"));
    const trace = histogram(values).plotly.data[0];
    const x = trace.x as number[];
    const y = trace.y as number[];
    const width = x[1] - x[0];
    expect(y.reduce((a, b) => a + b)).to.equal(3000);
    expect(x.length).to.be.within(15, 60);
    const m = width / 10 ** Math.floor(Math.log10(width) + 1e-9);
    expect(Math.min(...[1, 2, 5].map((nice) => Math.abs(m - nice)))).to.be.lessThan(1e-9);
    x.forEach((centre, i) => {
      const slow = values.filter((v) => v >= centre - width / 2 && v < centre + width / 2).length;
      expect(Math.abs(slow - y[i]), `bin at ${centre}`).to.equal(0);
      expect(Math.abs(centre / width - 0.5 - Math.round(centre / width - 0.5))).to.be.lessThan(1e-6);
    });
  });

  it("becomes a density of area 1 beside a law, and shows the law", () => {
    const values = normals(2000, seeded("law"));
    const law = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
    const { plotly, svg } = histogram(values, { law, lawName: "normal", bins: 20 });
    const x = plotly.data[0].x as number[];
    const y = plotly.data[0].y as number[];
    expect(y.reduce((a, b) => a + b) * (x[1] - x[0])).to.be.closeTo(1, 1e-12);
    expectClose(y, x.map(law), 0.06); // four standard errors of the fullest bin
    expect(plotly.data[1].name).to.equal("normal");
    expect(texts(svg)).to.include.members(["normal", "density"]);
    const curveX = plotly.data[1].x as number[];
    expectClose(plotly.data[1].y as number[], curveX.map(law), 1e-15);
  });

  it("leaves out what is not finite and says so", () => {
    const { alt, plotly } = histogram([1, 2, Number.NaN, 3, Number.POSITIVE_INFINITY]);
    expect(alt).to.include("2 values that are NaN or infinite are left out.");
    expect((plotly.data[0].y as number[]).reduce((a, b) => a + b)).to.equal(3);
  });

  it("has bins for constants, nothing, two values far apart, and an image", () => {
    for (const values of [[5, 5, 5], [0], [], [-1e300, 1e300], [1e-300, 2e-300], [1e15, 1e15 + 1]]) {
      const { plotly, svg } = histogram(values);
      expect((plotly.data[0].y as number[]).reduce((a, b) => a + b, 0)).to.equal(values.length);
      expect(svg).not.to.match(/NaN|Infinity/);
    }
    const image: Image = core.zeros([3, 4]);
    expect((histogram(image).plotly.data[0].y as number[]).reduce((a, b) => a + b, 0)).to.equal(12);
  });

  it("names what it refuses", () => {
    expect(() => histogram([1], { bins: 0 })).to.throw(RangeError, "histogram: bins must be from 1 to 1000, got 0");
    expect(() => histogram("abc" as never)).to.throw(
      TypeError,
      "histogram: values must be a list of numbers or a Line, got string",
    );
  });
});

describe("slider", () => {
  const gains = [1, 2, 5];
  const draw = (gain: number): plot.Figure => plot.line([0, gain, -gain], { title: "Wave", yLabel: "u (V)" });

  it("has one frame a value, and a step that goes to it", () => {
    const { plotly } = slider(gains, draw, { name: "gain", unit: "V" });
    expect(plotly.frames!.map(({ data }) => (data as plot.JsonRecord[])[0].y)).to.deep.equal(
      gains.map((g) => [0, g, -g]),
    );
    const [control] = plotly.layout.sliders as unknown as {
      active: number;
      steps: { label: string; args: [string[], unknown] }[];
      currentvalue: { prefix: string };
    }[];
    expect(control.steps.map(({ label }) => label)).to.deep.equal(["1 V", "2 V", "5 V"]);
    expect(control.steps.map(({ args }) => args[0][0])).to.deep.equal(plotly.frames!.map(({ name }) => name));
    expect(control.currentvalue.prefix).to.equal("gain = ");
    expect(control.active).to.equal(1);
    expect(plotly.data[0].y).to.deep.equal([0, 2, -2]);
  });

  it("keeps the axes still, so that they hold every frame; each its own when asked", () => {
    const still = slider(gains, draw).plotly.layout.yaxis as { range: number[] };
    expectClose(still.range, [-5.5, 5.5], 1e-12);
    const own = slider(gains, draw, { ownAxes: true, start: 0 }).plotly.layout.yaxis as { range: number[] };
    expectClose(own.range, [-1.1, 1.1], 1e-12);
  });

  it("shares black and white among pictures", () => {
    const figure = slider([1, 3], (f) => plot.image({ shape: [1, 2], data: Float64Array.of(0, f) }));
    for (const { data } of figure.plotly.frames!)
      expect((data as plot.JsonRecord[])[0]).to.include({ zmin: 0, zmax: 3 });
  });

  it("shows one frame in the SVG and says which", () => {
    const figure = slider(gains, draw, { name: "gain", unit: "V", start: 2 });
    expect(all(parsed(figure.svg), "title")[0].text).to.equal("Wave, gain = 5 V");
    expect(figure.alt).to.include("A slider changes gain from 1 V to 5 V in 3 steps; shown: gain = 5 V.");
    expect(curve(figure.svg)[0].length).to.equal(3);
    expect(figure.title).to.equal("Wave");
  });

  it("takes one value, and a slider of any kind of figure", () => {
    expect(slider([7], draw).plotly.frames).to.have.length(1);
    const montage = slider([1, 2], () => plot.montage([core.zeros([2, 2])]));
    expect(montage.plotly.frames).to.have.length(2);
  });

  it("names what it refuses", () => {
    expect(() => slider([], draw)).to.throw(RangeError, "slider: there must be at least one value, got none");
    expect(() => slider(gains, draw, { start: 3 })).to.throw(
      RangeError,
      "slider: start must be an index from 0 to 2, got 3",
    );
    expect(() => slider(gains, () => ({}) as never)).to.throw(TypeError, "slider: draw must return a figure of plot");
    const uneven = (n: number): plot.Figure => plot.line(Array.from({ length: n }, () => [1, 2]));
    expect(() => slider([1, 2], uneven, { start: 0 }).plotly).to.throw(
      RangeError,
      "slider: every figure must have as many marks as the first, 1, got 2",
    );
  });
});
