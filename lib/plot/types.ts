/**
 * @file What goes into a figure and what comes out. A figure is data: a plotly figure and the same picture as an SVG,
 * with a text that says what it shows. Our own few types for plotly's JSON: plotly's name the DOM.
 */

import type { Line } from "../core/index.ts";

/** A value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | JsonRecord;

/** A JSON object. */
export interface JsonRecord {
  readonly [key: string]: Json;
}

/** A figure as plotly.js takes it: `Plotly.newPlot(div, figure)`. */
export interface PlotlyFigure {
  readonly data: readonly JsonRecord[];
  readonly layout: JsonRecord;
  readonly config: JsonRecord;
  readonly frames?: readonly JsonRecord[];
}

/**
 * A figure. A notebook shows it by its `Symbol.for("Jupyter.display")` method, which gives the plotly figure, the SVG
 * and a line of text; both pictures are drawn when they are first asked for.
 */
export interface Figure {
  readonly plotly: PlotlyFigure;
  readonly svg: string;
  readonly title: string;
  /** what the figure shows, for a reader who does not see it */
  readonly alt: string;
}

/** Numbers along a line: a typed array, a list, or a Line. NaN and ±∞ leave gaps. */
export type Values = ArrayLike<number> | Line;

/** One curve, or one set of points, stems or bars. */
export interface Series {
  /** positions; 0, 1, 2, … if left out */
  readonly x?: Values;
  readonly y: Values;
  /** what the legend calls it */
  readonly name?: string;
  /** how it is drawn; the function's own way if left out */
  readonly draw?: "line" | "points" | "stems" | "bars";
  /** a shaded band from low to high, as for one standard deviation */
  readonly band?: { readonly low: Values; readonly high: Values };
  /** which colour of the palette, counted from 0; by order if left out */
  readonly colour?: number;
}

/** A dashed line across the whole chart at one value. */
export interface Rule {
  /** position of a vertical line */
  readonly x?: number;
  /** position of a horizontal line */
  readonly y?: number;
  readonly label?: string;
}

/** A few words at a point of the chart. */
export interface Note {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** What every figure takes. */
export interface FigureOptions {
  readonly title?: string;
  /** width of the SVG, pixels */
  readonly width?: number;
  /** what the figure shows, for a reader who does not see it; written from the data if left out */
  readonly alt?: string;
}

/** What every chart with axes takes. Labels name the quantity and its unit: `"defocus (Å)"`. */
export interface ChartOptions extends FigureOptions {
  readonly xLabel?: string;
  readonly yLabel?: string;
  /** fixed range of the axis; from the data if left out */
  readonly xRange?: readonly [number, number];
  readonly yRange?: readonly [number, number];
  /** logarithmic axis; values that are not positive leave gaps */
  readonly xLog?: boolean;
  readonly yLog?: boolean;
  readonly rules?: readonly Rule[];
  readonly notes?: readonly Note[];
  /** name of a single curve in the legend */
  readonly name?: string;
  /** height, pixels */
  readonly height?: number;
}

/** Colours of values: grey from black to white; viridis for amounts; signed, blue to red, white at 0. */
export type ColourMap = "grey" | "viridis" | "signed";
