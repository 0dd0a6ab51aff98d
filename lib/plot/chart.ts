/**
 * @file What is drawn, before it is drawn: axes with their ranges, and marks in the data's own units. Every function of
 * this room makes one of these; svg.ts and plotly.ts turn it into pictures, so that the two always show the same.
 */

import { plotlyOf } from "./plotly.ts";
import type { Range } from "./scale.ts";
import { svgOf } from "./svg.ts";
import type { ColourMap, Figure } from "./types.ts";

/** One axis. */
export interface Axis {
  readonly label: string;
  readonly range: Range;
  readonly log: boolean;
  /** second line below a tick's label */
  readonly below?: (value: number) => string;
}

/** Points joined by a line. */
export interface Curve {
  readonly kind: "curve";
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly name: string;
  readonly colour: number;
  /** a line that helps the eye: thin, without values under the mouse; "grey" in the colour of a grid */
  readonly thin?: boolean | "grey";
}

/** Dots, each on a stem from 0 or alone. */
export interface Dots {
  readonly kind: "points" | "stems";
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly name: string;
  readonly colour: number;
}

/** Bars from 0, each about its x. */
export interface Bars {
  readonly kind: "bars";
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly width: number;
  readonly name: string;
  readonly colour: number;
}

/** The space between two curves. */
interface Band {
  readonly kind: "band";
  readonly x: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly colour: number;
}

/** A grid of coloured cells; column 0 is centred at x0, row 0 at y0. */
export interface Raster {
  readonly kind: "raster";
  readonly nx: number;
  readonly ny: number;
  readonly values: Float64Array;
  readonly x0: number;
  readonly dx: number;
  readonly y0: number;
  readonly dy: number;
  /** values of the first and the last colour */
  readonly low: number;
  readonly high: number;
  readonly colours: ColourMap;
  /** what a value is, with its unit; also the label of the colour bar */
  readonly label: string;
  readonly bar: boolean;
  /** 256 levels are enough: no values under the mouse */
  readonly coarse: boolean;
  /** a thin edge, where there are no axes: a dark picture has none of its own on a dark page */
  readonly framed?: boolean;
}

/** A dashed line across the chart. */
interface RuleMark {
  readonly kind: "rule";
  readonly axis: "x" | "y";
  readonly at: number;
  readonly label: string;
}

/** Words at a point. */
interface NoteMark {
  readonly kind: "note";
  /** on a picture: white with a dark edge */
  readonly over: boolean;
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** A white bar with a dark edge on a picture, from x, of a length along x, its label above. */
interface ScaleBar {
  readonly kind: "scaleBar";
  readonly x: number;
  readonly y: number;
  readonly length: number;
  readonly label: string;
}

export type Mark = Curve | Dots | Bars | Band | Raster | RuleMark | NoteMark | ScaleBar;

/** A whole chart. */
export interface Chart {
  /** "Line chart", in alternative texts and where there is no title */
  readonly what: string;
  readonly title: string;
  readonly alt: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly marks: readonly Mark[];
  /** whether ticks and labels are drawn */
  readonly axes: boolean;
  /** equal lengths along x and y in the picture, the longer side as given in pixels */
  readonly equal?: number;
  readonly width?: number;
  readonly height?: number;
}

const charts: WeakMap<Figure, Chart> = new WeakMap();

/** The chart of a figure that this room made. */
export function chartOf(figure: Figure): Chart | undefined {
  return charts.get(figure);
}

/** The figure of a chart. */
export function figureOf(chart: Chart): Figure {
  const figure = lazyFigure(
    chart.title || chart.what,
    chart.alt,
    () => plotlyOf(chart),
    () => svgOf(chart),
  );
  charts.set(figure, chart);
  return figure;
}

/**
 * A figure whose pictures are drawn when they are first asked for, and which a notebook can show.
 *
 * @param title - of the figure
 * @param alt - what it shows
 * @param plotly - draws the plotly figure
 * @param svg - draws the SVG
 */
export function lazyFigure(title: string, alt: string, plotly: () => Figure["plotly"], svg: () => string): Figure {
  const drawn: { plotly?: Figure["plotly"]; svg?: string } = {};
  const figure: Figure = {
    get plotly() {
      drawn.plotly ??= plotly();
      return drawn.plotly;
    },
    get svg() {
      drawn.svg ??= svg();
      return drawn.svg;
    },
    title,
    alt,
  };
  const display = (): Record<string, unknown> => ({
    "application/vnd.plotly.v1+json": figure.plotly,
    "image/svg+xml": figure.svg,
    "text/plain": `[chart: ${title}]`,
  });
  Object.defineProperty(figure, Symbol.for("Jupyter.display"), { value: display });
  return figure;
}
