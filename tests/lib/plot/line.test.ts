import { core, plot, random } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { normals, seeded } from "../../support/draw.ts";
import { all, area, curve, numberOf, parsed, texts, tickLabels } from "./read-svg.ts";

const { line, scatter, stems, bars } = plot;
const nan = Number.NaN;

/** A value at a pixel of the y axis, by its tick labels alone. */
function valueAt(svg: string, axis: "x" | "y", log = false): (pixel: number) => number {
  const ticks = tickLabels(svg)[axis].map(([at, label]): [number, number] => [at, numberOf(label)]);
  const [[p0, v0], [p1, v1]] = [ticks[0], ticks[ticks.length - 1]];
  if (log) return (p) => v0 * (v1 / v0) ** ((p - p0) / (p1 - p0));
  return (p) => v0 + ((p - p0) / (p1 - p0)) * (v1 - v0);
}

describe("line", () => {
  it("draws every point where the tick labels say it is", () => {
    const x = Float64Array.from({ length: 30 }, (_, i) => 0.2 + 0.01 * i * i);
    const y = normals(30, seeded("line"));
    const { svg } = line(x, y, { xLabel: "s (1/Å)" });
    const [points] = curve(svg);
    expect(curve(svg).length).to.equal(1);
    const { height } = area(svg);
    // a tenth of a pixel of some 300 pixels for the axis, twice: the point and the label
    expectClose(
      points.map(([px]) => valueAt(svg, "x")(px)),
      x,
      0.01 * 8.5 * 0.3,
    );
    expectClose(
      points.map(([, py]) => valueAt(svg, "y")(py)),
      y,
      0.2 * (6 / height) * 3,
    );
  });

  it("takes (y), (x, y), a Line, one curve and several, with options last", () => {
    const y = [3, 1, 2];
    const of = (figure: plot.Figure): unknown => figure.plotly.data.map((trace) => [trace.x, trace.y, trace.name]);
    const plain = [[[0, 1, 2], y, undefined]];
    expect(of(line(y))).to.deep.equal(plain);
    expect(of(line(Float32Array.from(y)))).to.deep.equal(plain);
    expect(of(line(core.realArray([3], y), { title: "t" }))).to.deep.equal(plain);
    expect(of(line([4, 5, 6], y))).to.deep.equal([[[4, 5, 6], y, undefined]]);
    expect(of(line([4, 5, 6], y, { name: "n" }))).to.deep.equal([[[4, 5, 6], y, "n"]]);
    expect(
      of(
        line([
          { y, name: "a" },
          { x: y, y },
        ]),
      ),
    ).to.deep.equal([
      [[0, 1, 2], y, "a"],
      [y, y, undefined],
    ]);
    expect(of(line([y, Float64Array.from(y)]))).to.deep.equal([...plain, ...plain]);
    expect(line(y, { title: "T" }).title).to.equal("T");
    expect(line(y).title).to.equal("Line chart");
  });

  it("breaks at NaN and infinity, and dots a point that stands alone", () => {
    const { svg, plotly } = line([1, 2, nan, 3, Number.POSITIVE_INFINITY, 1, 2, 2]);
    expect(curve(svg).map((run) => run.length)).to.deep.equal([2, 2, 3]); // the dot is a line of no length
    expect(plotly.data[0].y).to.deep.equal([1, 2, null, 3, null, 1, 2, 2]);
    expect(plotly.data[0].connectgaps).to.equal(false);
  });

  it("has axes for no data, all NaN, and a range about a constant", () => {
    for (const y of [[], [nan, nan]]) {
      const { svg } = line(y, { xLabel: "x (Å)" });
      expect(all(area(svg).element, "path")).to.deep.equal([]);
      expect(tickLabels(svg).y.map(([, label]) => label)).to.deep.equal(["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
      expect(texts(svg)).to.include("x (Å)");
    }
    for (const value of [7, 0, -3e-9, 1e300]) {
      const { svg } = line([value, value, value]);
      const { height } = area(svg);
      const [[, y]] = curve(svg)[0];
      expect(y).to.be.within(0.4 * height, 0.6 * height);
    }
  });

  it("stays finite for the largest and the smallest numbers", () => {
    const { MAX_VALUE, MIN_VALUE } = Number;
    for (const y of [
      [-MAX_VALUE, MAX_VALUE],
      [MAX_VALUE, MAX_VALUE],
      [0, MIN_VALUE],
      [MIN_VALUE, MIN_VALUE],
      [1e16, 1e16 + 2],
      [1, 1 + 2e-16],
      [-MAX_VALUE, MIN_VALUE],
    ])
      for (const yLog of [false, true]) {
        const { svg, plotly } = line(y, { yLog });
        expect(svg).not.to.match(/NaN|Infinity/);
        expect(JSON.stringify(plotly)).not.to.include("[null,null]");
        expect(parsed(svg).tag).to.equal("svg");
      }
  });

  it("goes up by powers of ten on a logarithmic axis, with gaps where a value is not positive", () => {
    const x = [1, 10, 100, 1000, 10_000];
    const { svg, plotly } = line(x, [1e-3, 1e-1, 0, 1e3, 1e5], { xLog: true, yLog: true });
    const all = curve(svg);
    expect(all.map((run) => run.length)).to.deep.equal([2, 2]);
    const { x: across, y: up } = tickLabels(svg);
    expect(across.map(([, label]) => label)).to.deep.equal(["1", "10", "100", "1000", "10⁴"]);
    for (const [, label] of up) expect(Math.log10(numberOf(label)) % 1).to.equal(0);
    const value = valueAt(svg, "y", true);
    expect(value(all[0][1][1]) / 1e-1).to.be.within(0.98, 1.02);
    expect(value(all[1][0][1]) / 1e3).to.be.within(0.98, 1.02);
    const { xaxis } = plotly.layout as unknown as { xaxis: { type: string; range: number[] } };
    expect(xaxis.type).to.equal("log");
    expectClose(xaxis.range, [0, 4], 1e-12);
  });

  it("labels a logarithmic axis of less than a decade by 1, 2, 5, and a shorter one evenly", () => {
    const labels = (range: [number, number]): number[] =>
      tickLabels(line([1], { yLog: true, yRange: range }).svg).y.map(([, label]) => numberOf(label));
    expect(labels([0.15, 1.2])).to.deep.equal([0.2, 0.5, 1]);
    expect(labels([3.1, 3.9]).length).to.be.at.least(2);
    expect(labels([1e-12, 1e12]).length).to.be.within(3, 10);
  });

  it("cuts a line at the edge of a fixed range without bending it", () => {
    // from (−1000, −1000) to (1000, 1000) through the window [0, 1] × [0, 2]: slope 1 in data
    const { svg } = line([-1000, 1000], [-1000, 1000], { xRange: [0, 1], yRange: [0, 2] });
    const [points] = curve(svg);
    const { width, height } = area(svg);
    expect(points.length).to.equal(2);
    const slope = (points[1][1] - points[0][1]) / (points[1][0] - points[0][0]);
    expect(-slope / (height / 2 / width)).to.be.within(0.999, 1.001);
    for (const [x, y] of points) {
      expect(x).to.be.within(-9, width + 9);
      expect(y).to.be.within(-9, height + 9);
    }
    expect(all(area(line([5, 6], [5, 6], { xRange: [0, 1], yRange: [0, 1] }).svg).element, "path")).to.deep.equal([]);
  });

  it("stays under 20 kB for a million samples and for five curves, and keeps the lowest and highest of each column", () => {
    const y = normals(1_000_000, seeded("million"));
    y[345_678] = 40; // one spike among a million
    const { svg, plotly } = line(y);
    expect(svg.length).to.be.lessThan(20_000);
    const points = curve(svg).flat();
    const { width } = area(svg);
    const top = points.reduce((a, b) => (b[1] < a[1] ? b : a));
    expect(top[0] / width).to.be.closeTo(0.345678, 2e-3);
    expect(valueAt(svg, "y")(top[1])).to.be.closeTo(40, 0.4);
    const lowest = y.reduce((a, b) => Math.min(a, b));
    expect(valueAt(svg, "y")(Math.max(...points.map(([, py]) => py)))).to.be.closeTo(lowest, 0.4);
    expect(plotly.data[0].y).to.have.property("dtype", "f8"); // all of them are there to zoom into
    expect(plotly.data[0]).to.include({ x0: 0, dx: 1 });
    const five = line([1, 2, 3, 4, 5].map((i) => ({ y: normals(5000, seeded(`five-${i}`)), name: `curve ${i}` })));
    expect(five.svg.length).to.be.lessThan(20_000);
    expect(line(normals(500, seeded("usual"))).svg.length).to.be.lessThan(8_000);
  });

  it("thins a curve that turns back only where points share a pixel", () => {
    const n = 20_000;
    const t = Float64Array.from({ length: n }, (_, i) => (i / n) * 6 * Math.PI);
    const { svg } = line(
      t.map((v) => v * Math.cos(v)),
      t.map((v) => v * Math.sin(v)),
    );
    const points = curve(svg).flat();
    expect(points.length).to.be.within(1000, 4000);
    for (let i = 1; i < points.length; i++)
      expect(Math.hypot(points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1])).to.be.lessThan(3);
  });

  it("packs long lists into base64 of little-endian doubles, NaN for gaps", () => {
    const y = normals(5000, seeded("packed"));
    y[17] = Number.NEGATIVE_INFINITY;
    const packed = line(
      y.map((v) => v + 100),
      y,
    ).plotly.data[0];
    const bytes = Buffer.from((packed.y as { bdata: string }).bdata, "base64");
    const back = Float64Array.from({ length: 5000 }, (_, i) => bytes.readDoubleLE(8 * i));
    expect(back[17]).to.be.NaN;
    back[17] = y[17];
    expect(back).to.deep.equal(y);
    expect(packed.x).to.have.property("bdata");
  });

  it("draws rules, notes and the legend with their words", () => {
    const figure = line(
      [
        { y: [1, 2], name: "first" },
        { y: [2, 1], name: "second" },
      ],
      {
        rules: [
          { x: 0.5, label: "Nyquist" },
          { y: 5, label: "five" },
        ],
        notes: [{ x: 0.25, y: 1.5, text: "here" }],
      },
    );
    expect(texts(figure.svg)).to.include.members(["first", "second", "Nyquist", "five", "here"]);
    expect(figure.alt).to.include("Shown: first, second.").and.to.include("Marked: Nyquist, five.");
    // the rule at 5 lies within the axis, which reaches for it
    expect(numberOf(tickLabels(figure.svg).y.at(-1)![1])).to.be.at.least(4);
    expect(figure.plotly.layout.shapes).to.have.length(2);
    expect(figure.plotly.layout.showlegend).to.equal(true);
  });

  it("repeats a colour only with another dash", () => {
    const { svg, plotly } = line(Array.from({ length: 10 }, (_, i) => ({ y: [i, i + 1] })));
    const looks = all(area(svg).element, "path").map(({ attributes: a }) => `${a.stroke} ${a["stroke-dasharray"]}`);
    expect(new Set(looks).size).to.equal(10);
    const lines = plotly.data.map((trace) => JSON.stringify(trace.line));
    expect(new Set(lines).size).to.equal(10);
  });

  it("names what it refuses", () => {
    const messages: [() => unknown, typeof Error, string][] = [
      [() => line([1, 2], [1]), RangeError, "line: x and y must have one length, got 2 and 1"],
      [() => line(5 as never), TypeError, "line: the first argument must be values or a list of curves, got number"],
      [() => line(["a"] as never), TypeError, "line: y must hold numbers, got string at index 0"],
      [
        () => line([{ y: { re: [1], im: [1] } }] as never),
        TypeError,
        "line: y must be a list of numbers or a Line, got complex values; take re, im or the modulus",
      ],
      [() => line({ re: [1], im: [1] } as never), TypeError, "got complex values"],
      [
        () => line(core.zeros([2, 2]) as never),
        RangeError,
        "line: y must have one axis, got shape [2,2]; use plot.image",
      ],
      [
        () => line([1], [2], 3 as never),
        TypeError,
        "line: options must be a record such as { title, xLabel }, got number",
      ],
      [() => line([1], { xRange: [2, 2] }), RangeError, "line: xRange must be two different finite numbers, got [2,2]"],
      [
        () => line([1], { yRange: [0, 2], yLog: true }),
        RangeError,
        "line: yRange must be positive on a logarithmic axis, got [0,2]",
      ],
      [() => line([1], { rules: [{ label: "r" }] }), RangeError, "line: a rule must have an x or a y"],
      [() => line([1], { width: 10 }), RangeError, "line: width must be from 160 to 4000 pixels, got 10"],
      [() => line([1], { height: nan }), RangeError, "line: height must be from 120 to 4000 pixels, got NaN"],
      [
        () => line([{ y: [1, 2], band: { low: [1], high: [2, 3] } }]),
        RangeError,
        "line: the band must have the length of y, 2, got 1 and 2",
      ],
    ];
    for (const [call, kind, message] of messages) expect(call).to.throw(kind, message);
  });
});

describe("the ticks of an axis", () => {
  it("are even, within the axis, at 1, 2 or 5 times a power of ten, and two to fourteen, for any range", () => {
    const rng = seeded("ticks");
    for (let round = 0; round < 300; round++) {
      const centre = random.normal(rng) * Math.exp(6 * random.normal(rng));
      const span = Math.exp(5 * random.normal(rng)) * Math.max(Math.abs(centre) / 50, 1e-9);
      const range: [number, number] = [centre - span, centre + span];
      const { svg } = line([0], { yRange: range });
      const ticks = tickLabels(svg).y;
      const { height } = area(svg);
      const values = ticks.map(([, label]) => numberOf(label));
      expect(ticks.length, `ticks of [${range}]: ${ticks.map(([, l]) => l)}`).to.be.within(2, 14);
      const step = (values[values.length - 1] - values[0]) / (values.length - 1);
      const m = step / 10 ** Math.floor(Math.log10(step) + 1e-9);
      expect(Math.min(...[1, 2, 5].map((nice) => Math.abs(m - nice))), `step ${step}`).to.be.lessThan(1e-6);
      for (let i = 0; i < values.length; i++) {
        expect(values[i]).to.be.within(range[0] - 1e-6 * step, range[1] + 1e-6 * step);
        expect(Math.abs(values[i] - values[0] - i * step)).to.be.lessThan(1e-6 * step);
        expect(ticks[i][0]).to.be.closeTo((1 - (values[i] - range[0]) / (2 * span)) * height, 0.2);
      }
    }
  });

  it("have a true minus sign, no -0, and powers of ten where numbers grow long", () => {
    const labels = (range: [number, number]): string[] =>
      tickLabels(line([0], { yRange: range }).svg).y.map(([, l]) => l);
    expect(labels([-1, 1])).to.deep.equal(["\u22121.0", "\u22120.5", "0.0", "0.5", "1.0"]);
    expect(labels([-1e-7, 1e-7])).to.deep.equal(["\u22121.0×10⁻⁷", "\u22120.5×10⁻⁷", "0", "0.5×10⁻⁷", "1.0×10⁻⁷"]);
    expect(labels([0, 5e7]).at(-1)).to.equal("5×10⁷");
    expect(labels([0, 30_000]).at(-1)).to.equal("30000");
    for (const range of [
      [-0.3, 0.1],
      [-30, 10],
    ] as [number, number][])
      expect(labels(range).join()).not.to.match(/\u22120(,|\.0,|$)/);
  });

  it("can run backwards", () => {
    const { svg } = line([0, 1], { xRange: [1, 0] });
    const ticks = tickLabels(svg)
      .x.map(([at, label]) => [at, numberOf(label)])
      .sort((a, b) => a[0] - b[0]);
    expect(ticks[0][1]).to.be.greaterThan(ticks.at(-1)![1]);
  });

  it("keep their labels apart along the bottom", () => {
    for (const xRange of [
      [1e-5, 3.3e-5],
      [123_456, 123_999],
      [-1e9, 1e9],
      [0.001, 0.00123],
    ] as [number, number][]) {
      const ticks = tickLabels(line([0, 1], { xRange }).svg).x;
      for (let i = 1; i < ticks.length; i++)
        expect(ticks[i][0] - ticks[i - 1][0]).to.be.greaterThan(6.5 * Math.max(ticks[i][1].length, 3));
    }
  });
});

describe("scatter", () => {
  it("draws every dot once, at its place", () => {
    const x = normals(50, seeded("scatter-x"));
    const y = normals(50, seeded("scatter-y"));
    const { svg } = scatter(x, y);
    const dots = curve(svg).map(([dot]) => dot);
    expect(dots.length).to.equal(50);
    expectClose(
      dots.map(([px]) => valueAt(svg, "x")(px)),
      x,
      0.02,
    );
    expectClose(
      dots.map(([, py]) => valueAt(svg, "y")(py)),
      y,
      0.03,
    );
  });

  it("stays under 50 kB for a hundred thousand dots and loses no far one", () => {
    const x = normals(100_000, seeded("cloud-x"));
    const y = normals(100_000, seeded("cloud-y"));
    x[5] = 30;
    const { svg } = scatter(x, y);
    expect(svg.length).to.be.lessThan(50_000);
    const far = Math.max(...curve(svg).map(([[px]]) => px));
    expect(valueAt(svg, "x")(far)).to.be.closeTo(30, 0.3);
  });
});

describe("stems", () => {
  it("stand on 0 and end at the value", () => {
    const { svg } = stems([3, -2, 1]);
    const zero = tickLabels(svg).y.find(([, label]) => numberOf(label) === 0)![0];
    const ends = curve(svg, 0).map((run) => run.map(([, y]) => y));
    for (const [from] of ends) expect(from).to.be.closeTo(zero, 0.11);
    expectClose(
      ends.map(([, to]) => valueAt(svg, "y")(to)),
      [3, -2, 1],
      0.02,
    );
  });

  it("begin at the bottom of the chart when nothing is negative", () => {
    const { svg } = stems([3, 2, 1]);
    expect(tickLabels(svg).y[0][1]).to.equal("0.0");
    expect(tickLabels(svg).y[0][0]).to.be.closeTo(area(svg).height, 0.11);
  });
});

describe("bars", () => {
  it("are as high as their values and 0.8 of their distance wide", () => {
    const { svg, plotly } = bars([10, 20, 40], [1, 3, 2], { xLabel: "dose (e⁻/Å²)" });
    const boxes = curve(svg);
    expect(boxes.length).to.equal(3);
    const x = valueAt(svg, "x");
    boxes.forEach((box, i) => {
      const xs = box.map(([px]) => x(px));
      expect(Math.max(...xs) - Math.min(...xs)).to.be.closeTo(8, 0.1);
      expect(valueAt(svg, "y")(Math.min(...box.map(([, py]) => py)))).to.be.closeTo([1, 3, 2][i], 0.02);
    });
    expect(plotly.data[0]).to.include({ type: "bar", width: 8 });
  });
});
