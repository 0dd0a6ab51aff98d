/**
 * @file The Fourier shell correlation over spatial frequency: shell k at k/(n·pixelSize), its resolution in Å below,
 * with the thresholds that a reader looks for.
 */

import { check } from "../core/index.ts";
import { figureOf } from "./chart.ts";
import { formatNumber } from "./scale.ts";
import { chartOfSeries, valuesOf } from "./series.ts";
import type { ChartOptions, Figure, Series, Values } from "./types.ts";

/** One FSC, as `fourierShellCorrelation` gives it. */
export interface FscCurve {
  /** correlation of shells 0, 1, 2, … */
  readonly fsc: Values;
  /** values in each shell; not drawn */
  readonly count?: Values;
  readonly name?: string;
}

/** What an FSC chart takes. */
export interface FscOptions extends Omit<ChartOptions, "xLog" | "yLog" | "name"> {
  /** Å per voxel */
  readonly pixelSize: number;
  /** side of the box, voxels: shell k lies at k/(n·pixelSize) */
  readonly n: number;
  /** lines at these correlations; 0.143 and 0.5 if left out */
  readonly thresholds?: readonly (number | "0.143" | "0.5")[];
  /** further curves over the same shells, as thresholds that vary; `x` (1/Å) if they have other places */
  readonly curves?: readonly Series[];
}

/**
 * A chart of one or several Fourier shell correlations.
 *
 * @param fsc - one curve, or several with names
 * @param options - pixelSize in Å, n in voxels, thresholds, further curves
 * @throws RangeError if pixelSize or n is not positive
 * @example
 * plot.fsc(fourierShellCorrelation(half1, half2), { pixelSize: 1.06, n: 256 })
 */
export function fsc(fsc: FscCurve | readonly FscCurve[], options: FscOptions): Figure {
  const { pixelSize, n, thresholds = [0.143, 0.5], curves = [] } = options ?? {};
  check(
    pixelSize > 0 && pixelSize < Number.POSITIVE_INFINITY,
    () => `fsc: pixelSize must be positive and finite, got ${pixelSize}`,
  );
  check(Number.isInteger(n) && n >= 1, () => `fsc: n must be the side of the box, a whole number >= 1, got ${n}`);
  const frequency = (y: Float64Array): Float64Array => y.map((_, k) => k / (n * pixelSize));
  const list = Array.isArray(fsc) ? (fsc as readonly FscCurve[]) : [fsc as FscCurve];
  const several = list.length + curves.length > 1;
  const series: Series[] = list.map((one, i) => {
    const y = valuesOf(one.fsc, "fsc: fsc");
    const name = one.name ?? (several ? (list.length > 1 ? `FSC ${i + 1}` : "FSC") : "");
    return { x: frequency(y), y, name };
  });
  for (const curve of curves) series.push({ ...curve, x: curve.x ?? frequency(valuesOf(curve.y, "fsc: curve")) });
  const rules = thresholds.map((threshold) => {
    const y = Number(threshold);
    check(
      Number.isFinite(y),
      () => `fsc: a threshold must be a number, got ${threshold}; pass a curve of thresholds in curves`,
    );
    return { y, label: String(threshold) };
  });
  const least = series.flatMap(({ y }) => Array.from(valuesOf(y, "fsc: y"))).filter(Number.isFinite);
  const chart = chartOfSeries(
    "fsc",
    "Fourier shell correlation",
    series,
    {
      xLabel: "spatial frequency (1/Å), resolution (Å) below",
      yLabel: "Fourier shell correlation",
      yRange: [Math.min(-0.05, Math.min(...least, 0) - 0.05), 1.05],
      ...options,
      rules: [...rules, ...(options.rules ?? [])],
    },
    "line",
  );
  const below = (s: number): string => (s > 0 ? `${formatNumber(Number((1 / s).toPrecision(3)))} Å` : "∞");
  return figureOf({ ...chart, x: { ...chart.x, below } });
}
