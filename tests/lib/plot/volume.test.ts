import { core, plot, type Volume } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { drawReal, normals, seeded } from "../../support/draw.ts";
import { all, area, numberOf, parsed, picture, texts } from "./read-svg.ts";

const { race, slices, sphere, volume } = plot;

/** The typed array in plotly's {dtype, bdata}. */
function unpacked(value: plot.Json | undefined): number[] {
  const { dtype, bdata } = value as { dtype: string; bdata: string };
  const bytes = Buffer.from(bdata, "base64");
  const size = { u1: 1, u2: 2, u4: 4, f4: 4 }[dtype]!;
  return Array.from({ length: bytes.length / size }, (_, i) =>
    dtype === "u1"
      ? bytes[i]
      : dtype === "u2"
        ? bytes.readUInt16LE(2 * i)
        : dtype === "u4"
          ? bytes.readUInt32LE(4 * i)
          : bytes.readFloatLE(4 * i),
  );
}

/** radius − distance from the middle of a cube, or from another place. */
function cone(n: number, radius: number, [cx, cy, cz] = [(n - 1) / 2, (n - 1) / 2, (n - 1) / 2]): Volume {
  const data = new Float64Array(n ** 3).map(
    (_, i) => radius - Math.hypot((i % n) - cx, (Math.floor(i / n) % n) - cy, Math.floor(i / n / n) - cz),
  );
  return { shape: [n, n, n], data };
}

/** The pixels of picture i that are drawn, as [column, row]. */
function inked(svg: string, i: number): [number, number][] {
  const { width, pixels } = picture(svg, i);
  return (pixels as number[][]).flatMap((p, at): [number, number][] =>
    p[3] > 0 ? [[at % width, Math.floor(at / width)]] : [],
  );
}

describe("volume", () => {
  it("hands plotly the surface of isosurface, in Å", () => {
    const map = cone(17, 6);
    const mesh = plot.isosurface(map, 1.5);
    const [trace] = volume(map, { levels: 1.5, pixelSize: 2 }).plotly.data;
    expect(trace.type).to.equal("mesh3d");
    const points = mesh.vertices.data;
    [trace.x, trace.y, trace.z].forEach((along, k) => {
      expectClose(
        unpacked(along),
        points.filter((_, i) => i % 3 === k).map((v) => 2 * v),
        1e-5,
      ); // single precision
    });
    [trace.i, trace.j, trace.k].forEach((corner, k) => {
      expect(unpacked(corner)).to.deep.equal(Array.from(mesh.triangles.filter((_, i) => i % 3 === k)));
    });
  });

  it("is 0.6 MB at most for a ball in 65³ voxels", () => {
    const { plotly, svg } = volume(cone(65, 25), { levels: 0.1 });
    expect(JSON.stringify(plotly).length).to.be.within(200_000, 600_000);
    expect(svg.length).to.be.below(150_000);
  });

  it("draws several levels, the inner one opaque and first, the outer ones clear", () => {
    const { plotly, alt } = volume(cone(16, 7), { levels: [5, 1, 3] });
    expect(plotly.data.map(({ name, opacity }) => [name, opacity])).to.deep.equal([
      ["5", 1],
      ["3", 0.3],
      ["1", 0.3],
    ]);
    expect(new Set(plotly.data.map(({ color }) => color)).size).to.equal(3);
    expect(alt).to.contain("at 1: ").and.to.contain("at 5: ");
  });

  it("chooses mean + 3 standard deviations, or half way to the greatest value where that is nothing", () => {
    const noise = drawReal([12, 12, 12], seeded("usual level"));
    noise.data[100] = 40; // so that half way to it is beyond
    const mean = noise.data.reduce((a, b) => a + b, 0) / noise.data.length;
    const deviation = Math.sqrt(noise.data.reduce((sum, v) => sum + (v - mean) ** 2, 0) / noise.data.length);
    expect(Number(volume(noise).plotly.data[0].name)).to.be.closeTo(mean + 3 * deviation, 0.001);
    const half = core.realArray(
      [4, 4, 4],
      new Float64Array(64).map((_, i) => (i % 2 ? 1 : 0)),
    );
    expect(volume(half).plotly.data[0].name).to.equal("0.75");
  });

  it("averages a finer volume until the triangles are few enough, and keeps its place", () => {
    const fine = volume(cone(48, 20), { levels: 0 });
    const coarse = volume(cone(48, 20), { levels: 0, most: 5000 });
    const triangles = (figure: plot.Figure): number => unpacked(figure.plotly.data[0].i).length;
    expect(triangles(fine)).to.be.greaterThan(10_000);
    expect(triangles(coarse)).to.be.within(1000, 5000);
    expect(coarse.alt).to.contain("averaged over 2 by 2 by 2");
    for (const axis of ["x", "y", "z"]) {
      const along = (figure: plot.Figure): number[] => unpacked(figure.plotly.data[0][axis]);
      const middle = (v: number[]): number => (Math.min(...v) + Math.max(...v)) / 2;
      expect(middle(along(coarse))).to.be.closeTo(23.5, 0.05);
      expect(Math.max(...along(coarse))).to.be.closeTo(Math.max(...along(fine)), 0.3);
    }
  });

  it("draws a ball as a disc of its radius, light on the side of the light", () => {
    const { svg } = volume(cone(33, 10), { levels: 0, eye: [0, 0, 1], width: 160 });
    const disc = inked(svg, 0);
    const { width } = picture(svg, 0);
    // the picture is as wide as the diagonal of the box / 0.95; small, since reading it is slow
    const scale = (0.95 * width) / (32 * Math.sqrt(3));
    expect(disc.length / (Math.PI * (10 * scale) ** 2)).to.be.within(0.98, 1.01);
    const mean = (k: 0 | 1): number => disc.reduce((sum, p) => sum + p[k], 0) / disc.length;
    expectClose([mean(0), mean(1)], [width / 2 - 0.5, width / 2 - 0.5], 1);
    const { pixels } = picture(svg, 0);
    const green = (dx: number, dy: number): number =>
      (pixels as number[][])[
        Math.round(width / 2 + dy * 7 * scale) * width + Math.round(width / 2 + dx * 7 * scale)
      ][1];
    expect(green(-0.7, -0.7)).to.be.greaterThan(green(0.7, 0.7) + 20);
  });

  it("looks from where it is told: x to the right and y up from above, z up from the side", () => {
    const off = cone(33, 4, [26, 20, 9]);
    const middle = (eye: readonly [number, number, number]): number[] => {
      const { svg } = volume(off, { levels: 0, eye, width: 160 });
      const { width } = picture(svg, 0);
      const scale = (0.95 * width) / (32 * Math.sqrt(3));
      const ink = inked(svg, 0);
      return [0, 1].map((k) => (ink.reduce((sum, p) => sum + p[k], 0) / ink.length - width / 2 + 0.5) / scale);
    };
    expectClose(middle([0, 0, 1]), [26 - 16, -(20 - 16)], 0.15);
    expectClose(middle([0, -1, 0]), [26 - 16, -(9 - 16)], 0.15);
    expectClose(middle([1, 0, 0]), [20 - 16, -(9 - 16)], 0.15);
  });

  it("hides what is behind: a small ball in front of a large one is seen, one behind it is not", () => {
    const n = 33;
    const two = (z: number): Volume => {
      const [large, small] = [cone(n, 9, [16, 16, 16]), cone(n, 3, [16, 16, z])];
      return { shape: large.shape, data: large.data.map((v, i) => Math.max(v, small.data[i])) };
    };
    const pixels = (volumeOf: Volume): number[][] =>
      picture(volume(volumeOf, { levels: 0, eye: [0, 0, 1], width: 160 }).svg, 0).pixels as number[][];
    const alone = pixels(cone(n, 9, [16, 16, 16]));
    const differs = (other: number[][]): number => other.filter((p, i) => Math.abs(p[1] - alone[i][1]) > 12).length;
    expect(differs(pixels(two(4)))).to.equal(0);
    expect(differs(pixels(two(28)))).to.be.greaterThan(100);
  });

  it("is empty where no value passes the level, and says so", () => {
    const { alt, svg, plotly } = volume(cone(8, 2), { levels: 50, width: 160 });
    expect(alt).to.contain("at 50: nothing");
    expect(inked(svg, 0)).to.have.length(0);
    expect(unpacked(plotly.data[0].x)).to.deep.equal([]);
    expect(() => volume(core.zeros([3, 3, 3])).svg).to.not.throw();
    expect(() => volume(core.zeros([1, 1, 1])).svg).to.not.throw();
  });

  it("names what it refuses", () => {
    const map = cone(4, 1);
    const bad: [() => unknown, string][] = [
      [() => volume(core.zeros([2, 2]) as never), "volume: the volume must have 3 axes, got shape [2,2]"],
      [
        () => volume({ ...map, data: map.data.map((v, i) => (i === 3 ? Number.NaN : v)) }),
        "volume: volume must be finite, got NaN at index 3",
      ],
      [() => volume(map, { levels: [] }), "volume: levels must be 1 to 5 values, got 0"],
      [() => volume(map, { levels: Number.NaN }), "isosurface: level must be finite, got NaN"],
      [() => volume(map, { pixelSize: 0 }), "volume: pixelSize must be positive and finite, got 0"],
      [() => volume(map, { eye: [0, 0, 0] }), "volume: eye must be a place other than the middle, got [0,0,0]"],
      [() => volume(map, { most: 10 }), "volume: most must be at least 1000 triangles, got 10"],
    ];
    for (const [call, message] of bad) expect(call).to.throw(RangeError, message);
  });
});

describe("slices", () => {
  const map: Volume = drawReal([5, 6, 9], seeded("slices"));
  const value = (x: number, y: number, z: number): number => map.data[(z * 6 + y) * 9 + x];
  const level = (v: number): number => {
    const [low, high] = [Math.min(...map.data), Math.max(...map.data)];
    return Math.round((254 * (v - low)) / (high - low));
  };
  const grid = (nx: number, ny: number, at: (x: number, y: number) => number): number[] =>
    Array.from({ length: nx * ny }, (_, i) => level(at(i % nx, Math.floor(i / nx))));

  it("shows xy, xz and zy through any point, x fastest, on one scale of grey", () => {
    for (const at of [
      [2, 1, 4],
      [8, 5, 0],
      [0, 0, 2],
    ] as const) {
      const { data } = slices(map, { at, slider: false }).plotly;
      const [xy, xz, zy] = data.slice(0, 3).map(({ z }) => unpacked(z));
      expectClose(
        xy,
        grid(9, 6, (x, y) => value(x, y, at[2])),
        1,
      );
      expectClose(
        xz,
        grid(9, 5, (x, z) => value(x, at[1], z)),
        1,
      );
      expectClose(
        zy,
        grid(5, 6, (z, y) => value(at[0], y, z)),
        1,
      );
      // the same x below one another, the same y beside one another
      expect([data[1].x0, data[2].y0]).to.deep.equal([data[0].x0, data[0].y0]);
    }
  });

  it("goes through floor(n/2) by itself, and marks where the planes cut each other", () => {
    const { data } = slices(map, { slider: false }).plotly;
    expectClose(
      unpacked(data[0].z),
      grid(9, 6, (x, y) => value(x, y, 2)),
      1,
    );
    const vertical = data.slice(3).filter(({ x }) => (x as number[])[0] === (x as number[])[1]);
    expect(vertical.map(({ x }) => (x as number[])[0]))
      .to.include(4)
      .and.to.include((data[2].x0 as number) + 2);
  });

  it("moves the xy plane and its two lines under a slider, one frame a plane", () => {
    const { frames, layout, data } = slices(map, { at: [2, 1, 4] }).plotly;
    expect(frames!.map(({ name }) => name)).to.deep.equal(["0", "1", "2", "3", "4"]);
    const [slider] = layout.sliders as plot.JsonRecord[];
    expect(slider.active).to.equal(4);
    frames!.forEach((frame, z) => {
      expect(frame.traces).to.deep.equal([0, 3, 4]);
      const [plane, low, right] = frame.data as plot.JsonRecord[];
      expectClose(
        unpacked(plane.z),
        grid(9, 6, (x, y) => value(x, y, z)),
        1,
      );
      expect((low.y as number[])[0]).to.equal((data[1].y0 as number) + z);
      expect((right.x as number[])[0]).to.equal((data[2].x0 as number) + z);
      expect(JSON.stringify(frame.layout)).to.contain(`xy, z = ${z}`);
    });
  });

  it("keeps a large volume small enough to save, the chosen plane among the frames", () => {
    const large = slices(core.zeros([200, 128, 128]), { at: [3, 5, 101] }).plotly;
    expect(JSON.stringify(large).length).to.be.below(2_000_000);
    expect(large.frames!.map(({ name }) => name)).to.include("101");
    expect(large.frames!.length).to.be.within(20, 64);
  });

  it("says where it is, in Å when it knows, and draws the planes in the SVG side by side", () => {
    const { svg, alt } = slices(map, { at: [2, 1, 4], pixelSize: 1.5, title: "Map" });
    expect(alt).to.equal(
      `Three planes of a volume: Map. 9 by 6 by 5 voxels of 1.5 Å; xy at z = 4 (6 Å), xz at y = 1 (1.5 Å), zy at x = 2 (3 Å); black is ${alt.match(/black is (\S+),/)![1]}, white ${alt.match(/white (\S+)\.$/)![1]}.`,
    );
    expect(texts(svg)).to.include.members(["xy, z = 4 (6 Å)", "xz, y = 1 (1.5 Å)", "zy, x = 2 (3 Å)"]);
    expect([0, 1, 2].map((i) => [picture(svg, i).width, picture(svg, i).height])).to.deep.equal([
      [9, 6],
      [9, 5],
      [5, 6],
    ]);
    const [xy, xz, zy] = all(area(svg).element, "image").map(({ attributes }) => attributes);
    expect(xz.x).to.equal(xy.x);
    expect(zy.y).to.equal(xy.y);
    expect(Number(xz.y)).to.be.greaterThan(Number(xy.y) + Number(xy.height));
  });

  it("names what it refuses", () => {
    expect(() => slices(core.zeros([2, 2]) as never)).to.throw(
      RangeError,
      "slices: the volume must have 3 axes, got shape [2,2]",
    );
    expect(() => slices(map, { at: [9, 0, 0] })).to.throw(
      RangeError,
      "slices: at must be a voxel, x from 0 to 8, got 9",
    );
    expect(() => slices(map, { at: [0, 0, 1.5] })).to.throw(
      RangeError,
      "slices: at must be a voxel, z from 0 to 4, got 1.5",
    );
    expect(() => slices(map, { pixelSize: -1 })).to.throw(
      RangeError,
      "slices: pixelSize must be positive and finite, got -1",
    );
  });
});

describe("sphere", () => {
  const dots = (figure: plot.Figure): plot.JsonRecord => figure.plotly.data.find(({ mode }) => mode === "markers")!;
  const points = (...rows: number[][]) => ({ shape: [rows.length, 3] as const, data: Float64Array.from(rows.flat()) });

  it("puts the poles in the middles, the equator on the edges, x to the right in front and to the left behind", () => {
    const { x, y } = dots(sphere(points([0, 0, 2], [0, 0, -1], [3, 0, 0], [0, 1, 0], [-1, 0, -1e-12])));
    const [left, right] = (x as number[]).slice(0, 2);
    expectClose(y as number[], [0, 0, 0, 1, 0], 1e-9);
    expectClose(x as number[], [left, right, left + 1, left, right + 1], 1e-9);
    expect(right - left).to.be.greaterThan(2);
  });

  it("keeps areas: the cap within 60° of the pole holds half a hemisphere, and half of the disc", () => {
    const { x, y } = dots(sphere(points([Math.sin(Math.PI / 3), 0, Math.cos(Math.PI / 3)], [0, 0, 1])));
    const r = Math.hypot((x as number[])[0] - (x as number[])[1], (y as number[])[0]);
    expect(r * r).to.be.closeTo(0.5, 1e-12);
  });

  it("takes rotations by the direction in which they look", () => {
    const turn = [0, 0, 1, 0, 1, 0, -1, 0, 0]; // (0, 0, 1) becomes (1, 0, 0)
    const byRotation = sphere({ shape: [1, 3, 3], data: Float64Array.from(turn) });
    expect(dots(byRotation).x).to.deep.equal(dots(sphere(points([1, 0, 0]))).x);
  });

  it("counts many directions in cells of equal area: even where they are even, at the edges too", () => {
    const n = 200_000;
    const figure = sphere({ shape: [n, 3], data: normals(3 * n, seeded("sphere")) });
    const raster = figure.plotly.data[0];
    expect(raster.type).to.equal("heatmap");
    const values = unpacked(raster.z).filter(Number.isFinite);
    const expected = (n / 2) * ((2 / 45) ** 2 / Math.PI);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean / expected).to.be.within(0.98, 1.02);
    const deviation = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
    expect(deviation / Math.sqrt(expected)).to.be.within(0.9, 1.2); // Poisson, a little more in cut cells
    expect(sphere(points([0, 0, 1]), { draw: "density" }).plotly.data[0].type).to.equal("heatmap");
  });

  it("says how many lie where", () => {
    expect(sphere(points([0, 0, 1], [0, 1, 1], [0, 0, -1])).alt).to.contain(
      "3 directions, 2 with z of at least 0 and 1 below",
    );
    expect(sphere({ shape: [0, 3], data: new Float64Array(0) }).alt).to.contain(". 0 directions.");
  });

  it("names what it refuses", () => {
    expect(() => sphere(points([0, 0, 0]))).to.throw(RangeError, "sphere: a direction must not be 0, got one at row 0");
    expect(() => sphere(core.zeros([2, 2]) as never)).to.throw(
      RangeError,
      "sphere: directions must have shape [n, 3], or [n, 3, 3] for rotations, got [2,2]",
    );
    expect(() => sphere(points([0, Number.NaN, 1]))).to.throw(
      RangeError,
      "sphere: directions must be finite, got NaN at index 1",
    );
    expect(() => sphere(points([0, 0, 1]), { draw: "mesh" as never })).to.throw(
      RangeError,
      'sphere: draw must be "dots" or "density", got mesh',
    );
  });
});

describe("race", () => {
  const n = [16, 32, 64, 128];

  it("fits the exponent of a power law, and draws its line through the first and the last size", () => {
    const { plotly, alt } = race([
      { name: "square", n, times: n.map((v) => 3e-7 * v * v) },
      { name: "three halves", n, times: n.map((v) => 1e-6 * v * Math.sqrt(v)) },
    ]);
    expect(plotly.data.filter(({ name }) => name).map(({ name }) => name)).to.deep.equal([
      "square, slope 2.00",
      "three halves, slope 1.50",
    ]);
    expect(alt).to.contain("Slopes: square 2.00, three halves 1.50.");
    const lines = plotly.data.filter(({ mode }) => mode === "lines");
    expectClose(lines[0].x as number[], [16, 128], 1e-10);
    expectClose(lines[0].y as number[], [3e-7 * 256, 3e-7 * 16384], 1e-12);
    expect((plotly.layout.xaxis as plot.JsonRecord).type).to.equal("log");
    expect((lines[0].line as plot.JsonRecord).color).to.equal((plotly.data[0].marker as plot.JsonRecord).color);
  });

  it("is the least-squares fit of the logarithms", () => {
    const times = [1, 3, 4, 20];
    const [u, v] = [n.map(Math.log), times.map(Math.log)];
    const [mu, mv] = [u, v].map((list) => list.reduce((a, b) => a + b, 0) / 4);
    const slope =
      u.reduce((sum, x, i) => sum + (x - mu) * (v[i] - mv), 0) / u.reduce((sum, x) => sum + (x - mu) ** 2, 0);
    expect(race([{ name: "a", n, times }]).plotly.data[0].name).to.equal(`a, slope ${slope.toFixed(2)}`);
  });

  it("leaves out what a logarithm cannot show, and draws no line through one size", () => {
    expect(race([{ name: "a", n: [0, 16, 32, 64], times: [1, 16, 32, Number.NaN] }]).plotly.data[0].name).to.equal(
      "a, slope 1.00",
    );
    const one = race([{ name: "one", n: [8, 8], times: [1, 2] }]).plotly.data;
    expect(one.map(({ name, mode }) => [name, mode])).to.deep.equal([["one", "markers"]]);
    expect(numberOf(texts(race([{ name: "none", n: [], times: [] }]).svg).find((t) => t === "10")!)).to.equal(10);
    expect(() => parsed(race([{ name: "a", n, times: n }]).svg)).to.not.throw();
  });

  it("names what it refuses", () => {
    expect(() => race([])).to.throw(RangeError, "race: there must be at least one runner, got none");
    expect(() => race([{ name: "a", n: [1, 2], times: [1] }])).to.throw(
      RangeError,
      "race: n and times must have one length, got 2 and 1",
    );
  });
});
