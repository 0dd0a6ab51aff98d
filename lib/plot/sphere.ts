/**
 * @file Directions on a sphere as two discs, the half with z ≥ 0 and the half with z < 0, each by Lambert's azimuthal
 * equal-area projection: equal areas of the sphere are equal areas of the picture, so how dense the dots are is how
 * dense the directions are. Both halves are seen from outside.
 */

import { check, checkFinite, type Points, type Rotations } from "../core/index.ts";
import { figureOf, type Mark } from "./chart.ts";
import { formatNumber } from "./scale.ts";
import { checkSize } from "./series.ts";
import type { Figure, FigureOptions } from "./types.ts";

/** What a sphere takes. */
export interface SphereOptions extends FigureOptions {
  /** "dots" one a direction, "density" counts per cell of equal area; dots up to 2000 directions if left out */
  readonly draw?: "dots" | "density";
}

/** Cells across a disc. */
const cells = 45;
/** Cells between the discs. */
const between = 8;
/** Place of the middle of each disc, in radii: the cells of one raster fit both. */
const middles = [-1 - between / cells, 1 + between / cells] as const;

/**
 * Directions on a sphere, as two discs of equal area.
 *
 * A direction d = (x, y, z)/|d| of the upper half lies at (x, y)/√(1 + z) from the middle of the left disc, one of the
 * lower half at (−x, y)/√(1 − z) from the middle of the right one: the edge is the equator.
 *
 * @param directions - one a row (x, y, z), of any length but 0; or rotations, of which the view R (0, 0, 1) is drawn
 * @param options - dots or density, title
 * @throws RangeError for a direction of length 0 or values that are not finite
 * @example
 * plot.sphere({ shape: [2, 3], data: Float64Array.of(0, 0, 1, 1, 0, -1) }, { title: "Views" })
 * @see Lambert (1772); Snyder (1987), Map Projections, US Geological Survey Professional Paper 1395, p. 182
 */
export function sphere(directions: Points | Rotations, options: SphereOptions = {}): Figure {
  const { title = "" } = options;
  checkSize("sphere", options);
  const list = directionsOf(directions);
  const n = list.length / 3;
  const draw = options.draw ?? (n > 2000 ? "density" : "dots");
  check(draw === "dots" || draw === "density", () => `sphere: draw must be "dots" or "density", got ${draw}`);
  const [x, y] = [new Float64Array(n), new Float64Array(n)];
  let upper = 0;
  for (let i = 0; i < n; i++) {
    const [u, v, w] = list.subarray(3 * i, 3 * i + 3);
    const half = w >= 0 ? 0 : 1;
    const stretch = 1 / Math.sqrt(1 + Math.abs(w));
    if (half === 0) upper++;
    x[i] = middles[half] + (half === 0 ? u : -u) * stretch;
    y[i] = v * stretch;
  }
  const marks: Mark[] = [
    ...(draw === "density" ? [density(x, y)] : []),
    ...graticule(),
    ...(draw === "dots" ? [{ kind: "points" as const, x, y, name: "", colour: 0 }] : []),
    { kind: "note", over: false, x: middles[0], y: 1.06, text: "z ≥ 0" },
    { kind: "note", over: false, x: middles[1], y: 1.06, text: "z < 0, from behind" },
    ...[0, 1].flatMap((half): Mark[] => [
      { kind: "note", over: false, x: middles[half] + (half === 0 ? 1.04 : -1.05), y: -0.03, text: "x" },
      { kind: "note", over: false, x: middles[half] + 0.06, y: 0.88, text: "y" },
    ]),
  ];
  return figureOf({
    what: "Sphere",
    title,
    alt:
      options.alt ??
      `Directions on a sphere${title === "" ? "" : `: ${title}`}. ${n} directions${n === 0 ? "" : `, ${upper} with z of at least 0 and ${n - upper} below; their mean is ${meanOf(list)}`}. Two discs of equal area, ${draw === "dots" ? "one dot a direction" : "coloured by the number of directions in a cell"}.`,
    x: { label: "x", range: [-2.28, 2.28], log: false },
    y: { label: "y", range: [-1.12, 1.2], log: false },
    axes: false,
    equal: 560,
    marks,
    ...(options.width === undefined ? {} : { width: options.width }),
  });
}

/** Unit vectors, three numbers each. */
function directionsOf({ shape, data }: Points | Rotations): Float64Array {
  const rank = shape?.length;
  const fits = (rank === 2 && shape[1] === 3) || (rank === 3 && shape[1] === 3 && shape[2] === 3);
  check(fits, () => `sphere: directions must have shape [n, 3], or [n, 3, 3] for rotations, got [${shape}]`);
  const n = shape[0];
  check(
    data?.length === (rank === 2 ? 3 : 9) * n,
    () => `sphere: shape [${shape}] does not fit ${data?.length} values`,
  );
  checkFinite(data, "sphere: directions");
  const list = new Float64Array(3 * n);
  for (let i = 0; i < n; i++) {
    // the third column of a matrix is where it turns (0, 0, 1)
    const d = [0, 1, 2].map((k) => data[rank === 2 ? 3 * i + k : 9 * i + 3 * k + 2]);
    const length = Math.hypot(...d);
    check(length > 0, () => `sphere: a direction must not be 0, got one at row ${i}`);
    d.forEach((v, k) => {
      list[3 * i + k] = v / length;
    });
  }
  return list;
}

function meanOf(list: Float64Array): string {
  const mean = [0, 0, 0];
  for (let i = 0; i < list.length; i++) mean[i % 3] += (3 * list[i]) / list.length;
  return `(${mean.map((v) => formatNumber(Number(v.toFixed(3)))).join(", ")})`;
}

/**
 * Directions in cells of both discs. A cell at the edge counts by the part of it that is in the disc; one with less than
 * a third of itself there is left clear.
 */
function density(x: Float64Array, y: Float64Array): Mark {
  const step = 2 / cells;
  const [nx, ny] = [2 * cells + between, cells];
  const counts = new Float64Array(nx * ny);
  const cell = (place: number): number => Math.min(cells - 1, Math.max(0, Math.floor((place + 1) / step)));
  for (let i = 0; i < x.length; i++) {
    const half = x[i] < 0 ? 0 : 1;
    counts[cell(y[i]) * nx + cell(x[i] - middles[half]) + half * (cells + between)]++;
  }
  const values = counts.map((count, i) => {
    const column = i % nx;
    const u = column < cells ? column : column - cells - between;
    const share = u < 0 ? 0 : shareInDisc(u, Math.floor(i / nx));
    return share < 1 / 3 ? Number.NaN : count / share;
  });
  const most = values.reduce((a, b) => (b > a ? b : a), 1);
  return {
    ...{ kind: "raster", nx, ny, values, x0: middles[0] - 1 + step / 2, dx: step, y0: -1 + step / 2, dy: step },
    ...{ low: 0, high: most, colours: "viridis", label: "directions in a cell", bar: true, coarse: false },
  };
}

/** How much of a cell lies in the disc, from 8 × 8 points. */
function shareInDisc(u: number, v: number): number {
  let inside = 0;
  for (let i = 0; i < 64; i++) {
    const [x, y] = [u + ((i % 8) + 0.5) / 8, v + (Math.floor(i / 8) + 0.5) / 8];
    if (Math.hypot(x - cells / 2, y - cells / 2) <= cells / 2) inside++;
  }
  return inside / 64;
}

/** The equator, the circles 30° and 60° from it, and the meridians through x and y, on both discs. */
function graticule(): Mark[] {
  const turn = Float64Array.from({ length: 121 }, (_, i) => (Math.PI * i) / 60);
  return middles.flatMap((middle) => {
    const circles = [0, 30, 60].map((latitude): Mark => {
      const r = Math.SQRT2 * Math.sin(((90 - latitude) * Math.PI) / 360);
      const [x, y] = [turn.map((a) => middle + r * Math.cos(a)), turn.map((a) => r * Math.sin(a))];
      return { kind: "curve", x, y, name: "", colour: 0, thin: "grey" };
    });
    const x = Float64Array.of(middle - 1, middle + 1, Number.NaN, middle, middle);
    const y = Float64Array.of(0, 0, Number.NaN, -1, 1);
    return [...circles, { kind: "curve", x, y, name: "", colour: 0, thin: "grey" }];
  });
}
