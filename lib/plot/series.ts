/** @file What a learner passes to a chart, made into marks: lists, typed arrays, Lines, several curves, options. */

import { check } from "../core/index.ts";
import { type Axis, type Chart, figureOf, type Mark } from "./chart.ts";
import { extentOf, formatNumber, isNarrow, type Range, rangeOf } from "./scale.ts";
import type { ChartOptions, Figure, Series, Values } from "./types.ts";

/** How a function draws what does not say. */
export type Draw = NonNullable<Series["draw"]>;

/** Numbers of a list, a typed array or a Line, copied. */
export function valuesOf(values: Values, who: string): Float64Array {
  if (!isValues(values)) throw new TypeError(`${who} must be a list of numbers or a Line, got ${kindOf(values)}`);
  if ("data" in values) {
    check(values.shape.length === 1, () => `${who} must have one axis, got shape [${values.shape}]; use plot.image`);
    return Float64Array.from(values.data);
  }
  const list = Array.from(values);
  const odd = list.findIndex((value) => typeof value !== "number");
  if (odd >= 0) throw new TypeError(`${who} must hold numbers, got ${kindOf(list[odd])} at index ${odd}`);
  return Float64Array.from(list);
}

function kindOf(value: unknown): string {
  if (value !== null && typeof value === "object" && "re" in value) return "complex values; take re, im or the modulus";
  return value === null ? "null" : Array.isArray(value) ? "a list" : typeof value;
}

/** Whether an argument holds values, rather than options or curves. */
export function isValues(value: unknown): value is Values {
  if (value === null || typeof value !== "object") return false;
  if ("data" in value && "shape" in value) return true;
  return typeof (value as { length?: unknown }).length === "number";
}

/** The arguments of a chart: `(y)`, `(x, y)`, or a list of curves; then options. */
export type ChartArguments = [first: unknown, second?: unknown, third?: unknown];

/** The curves and the options among the arguments of a chart. */
function argumentsOf(who: string, [first, second, third]: ChartArguments): [Series[], ChartOptions] {
  const several = Array.isArray(first) && first.some((item) => typeof item === "object" && item !== null);
  if (several) {
    const series = first.map((item) => (isValues(item) ? { y: item } : (item as Series)));
    return [series, optionsOf(who, second)];
  }
  if (!isValues(first)) {
    if (first !== null && typeof first === "object" && "y" in first) return [[first as Series], optionsOf(who, second)];
    throw new TypeError(`${who}: the first argument must be values or a list of curves, got ${kindOf(first)}`);
  }
  if (!isValues(second)) {
    const options = optionsOf(who, second);
    return [[{ y: first, ...(options.name === undefined ? {} : { name: options.name }) }], options];
  }
  const options = optionsOf(who, third);
  return [[{ x: first, y: second, ...(options.name === undefined ? {} : { name: options.name }) }], options];
}

function optionsOf(who: string, options: unknown): ChartOptions {
  if (options === undefined) return {};
  if (options === null || typeof options !== "object" || isValues(options))
    throw new TypeError(`${who}: options must be a record such as { title, xLabel }, got ${kindOf(options)}`);
  return options;
}

/** Marks of curves, and where their values lie. */
interface Drawn {
  readonly marks: readonly Mark[];
  readonly xs: readonly ArrayLike<number>[];
  readonly ys: readonly ArrayLike<number>[];
}

function drawn(who: string, series: readonly Series[], draw: Draw): Drawn {
  const marks: Mark[] = [];
  const [xs, ys]: ArrayLike<number>[][] = [[], []];
  series.forEach((one, i) => {
    const y = valuesOf(one.y, `${who}: y`);
    const x = one.x === undefined ? y.map((_, k) => k) : valuesOf(one.x, `${who}: x`);
    check(x.length === y.length, () => `${who}: x and y must have one length, got ${x.length} and ${y.length}`);
    const colour = one.colour ?? i;
    const name = one.name ?? "";
    if (one.band !== undefined) {
      const low = valuesOf(one.band.low, `${who}: band.low`);
      const high = valuesOf(one.band.high, `${who}: band.high`);
      check(
        low.length === y.length && high.length === y.length,
        () => `${who}: the band must have the length of y, ${y.length}, got ${low.length} and ${high.length}`,
      );
      marks.push({ kind: "band", x, low, high, colour });
      ys.push(low, high);
    }
    xs.push(x);
    ys.push(y);
    const kind = one.draw ?? draw;
    if (kind === "line") marks.push({ kind: "curve", x, y, name, colour });
    else if (kind === "bars") {
      const width = 0.8 * spacingOf(x);
      marks.push({ kind: "bars", x, y, width, name, colour });
      xs.push(
        x.map((v) => v - width / 2 - width / 8),
        x.map((v) => v + width / 2 + width / 8),
      );
      ys.push([0]);
    } else {
      marks.push({ kind, x, y, name, colour });
      if (kind === "stems") ys.push([0]);
    }
  });
  return { marks, xs, ys };
}

/** Least distance between neighbours, 1 if there are none. */
function spacingOf(x: Float64Array): number {
  const sorted = x.filter(Number.isFinite).sort();
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < sorted.length; i++)
    if (sorted[i] > sorted[i - 1]) least = Math.min(least, sorted[i] - sorted[i - 1]);
  return Number.isFinite(least) ? least : 1;
}

/**
 * The chart of some curves.
 *
 * @param who - the function's name, for messages
 * @param what - what the chart is, for its alternative text
 * @param series - curves
 * @param options - as the learner gave them
 * @param draw - how a curve is drawn that does not say
 */
export function chartOfSeries(
  who: string,
  what: string,
  series: readonly Series[],
  options: ChartOptions,
  draw: Draw,
): Chart {
  const { title = "", xLabel, yLabel = "value", rules = [], notes = [] } = options;
  const [xLog, yLog] = [options.xLog ?? false, options.yLog ?? false];
  const { marks, xs, ys } = drawn(who, series, draw);
  const label = xLabel ?? (series.every(({ x }) => x === undefined) ? "index" : "x");
  const tight = marks.every((mark) => mark.kind === "curve" || mark.kind === "band" || mark.kind === "bars");
  const rulesAt = (axis: "x" | "y"): number[] => rules.map((rule) => rule[axis]).filter((v) => v !== undefined);
  const x = axisOf(`${who}: xRange`, label, options.xRange, [...xs, rulesAt("x")], tight ? 0 : 0.03, xLog);
  const free = axisOf(`${who}: yRange`, yLabel, options.yRange, [...ys, rulesAt("y")], 0.05, yLog);
  const y = grounded(free, ys, options);
  const chart: Chart = {
    what,
    title,
    alt: options.alt ?? altOf(what, title, x, y, series, rules.map(({ label }) => label ?? "").filter(Boolean)),
    x,
    y,
    axes: true,
    marks: [
      ...marks,
      ...rules.flatMap((rule) => ruleMarks(who, rule)),
      ...notes.map((n) => ({ kind: "note" as const, over: false, ...n })),
    ],
    ...(options.width === undefined ? {} : { width: options.width }),
    ...(options.height === undefined ? {} : { height: options.height }),
  };
  checkSize(who, options);
  return chart;
}

/** The size of a figure, checked. */
export function checkSize(who: string, { width = 640, height = 400 }: { width?: number; height?: number }): void {
  check(width >= 160 && width <= 4000, () => `${who}: width must be from 160 to 4000 pixels, got ${width}`);
  check(height >= 120 && height <= 4000, () => `${who}: height must be from 120 to 4000 pixels, got ${height}`);
}

/** An axis that starts at 0 where stems and bars do and nothing lies below. */
function grounded(axis: Axis, values: readonly ArrayLike<number>[], options: ChartOptions): Axis {
  const extent = extentOf(values, axis.log);
  const onGround = values.some((list) => list.length === 1 && list[0] === 0);
  if (options.yRange !== undefined || axis.log || !onGround || extent === undefined || extent[0] < 0) return axis;
  return { ...axis, range: [0, axis.range[1]] };
}

function ruleMarks(who: string, { x, y, label = "" }: { x?: number; y?: number; label?: string }): Mark[] {
  check(
    x !== undefined || y !== undefined,
    () => `${who}: a rule must have an x or a y, got ${JSON.stringify({ label })}`,
  );
  const marks: Mark[] = [];
  if (x !== undefined) marks.push({ kind: "rule", axis: "x", at: x, label });
  if (y !== undefined) marks.push({ kind: "rule", axis: "y", at: y, label });
  return marks;
}

/** An axis with a fixed range, or one from its values. */
function axisOf(
  who: string,
  label: string,
  fixed: Range | undefined,
  values: readonly ArrayLike<number>[],
  share: number,
  log: boolean,
): Axis {
  if (fixed === undefined) return { label, range: rangeOf(extentOf(values, log), share, log), log };
  const [start, end] = fixed;
  check(
    Math.abs(start) <= 1e300 && Math.abs(end) <= 1e300 && !isNarrow(fixed),
    () => `${who} must be two different finite numbers, got [${fixed}]`,
  );
  check(!log || (start > 0 && end > 0), () => `${who} must be positive on a logarithmic axis, got [${fixed}]`);
  return { label, range: [start, end], log };
}

function altOf(
  what: string,
  title: string,
  x: Axis,
  y: Axis,
  series: readonly Series[],
  rules: readonly string[],
): string {
  const names = series.map(({ name }) => name ?? "").filter(Boolean);
  const along = ({ label, range: [start, end], log }: Axis): string =>
    `${label} from ${formatNumber(start)} to ${formatNumber(end)}${log ? ", logarithmic" : ""}`;
  return [
    `${what}${title === "" ? "" : `: ${title}`}.`,
    `Across: ${along(x)}. Up: ${along(y)}.`,
    names.length > 0 ? `Shown: ${names.join(", ")}.` : "",
    rules.length > 0 ? `Marked: ${rules.join(", ")}.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/** The figure of some curves; see `chartOfSeries`. */
export function seriesFigure(who: string, what: string, args: ChartArguments, draw: Draw): Figure {
  const [series, options] = argumentsOf(who, args);
  return figureOf(chartOfSeries(who, what, series, options, draw));
}
