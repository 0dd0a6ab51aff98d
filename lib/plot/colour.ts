/**
 * @file Colours that readers with any colour vision can tell apart, on white and on black.
 * Source: Okabe & Ito (2008), https://jfly.uni-koeln.de/color/, in the order of their contrast, without black (lost on
 * a dark page) and yellow (lost on a white one), and with a grey that the colour-blind do not take for the green; viridis
 * by van der Walt & Smith (2015), eleven of its colours; the signed map runs through RdBu of ColorBrewer.
 */

import type { ColourMap } from "./types.ts";

/** Colours of curves, in order. The first four have a contrast of 3 or more on white and on #111. */
export const palette: readonly string[] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#646464"];

/** Dashes of the first, second, … seven curves, so that the eighth is not the first again: SVG and plotly. */
const dashes: readonly string[] = ["", "7 3", "2 3", "9 3 2 3"];

/** Colour of curve i. */
export function colourOf(i: number): string {
  return palette[i % palette.length];
}

/** Dash of curve i, empty for a solid line. */
export function dashOf(i: number): string {
  return dashes[Math.floor(i / palette.length) % dashes.length];
}

const anchors: Record<ColourMap, readonly string[]> = {
  grey: ["#000000", "#ffffff"],
  viridis: [
    "#440154",
    "#482475",
    "#414487",
    "#355f8d",
    "#2a788e",
    "#21918c",
    "#22a884",
    "#44bf70",
    "#7ad151",
    "#bddf26",
    "#fde725",
  ],
  signed: ["#2166ac", "#4393c3", "#92c5de", "#d1e5f0", "#f7f7f7", "#fddbc7", "#f4a582", "#d6604d", "#b2182b"],
};

/** A map as plotly's list of places and colours, from 0 to `end`. */
export function colourScale(map: ColourMap, end: number): [number, string][] {
  const colours = anchors[map];
  return colours.map((colour, i) => [(end * i) / (colours.length - 1), colour]);
}

/** n colours of a map, three bytes each. */
export function colourTable(map: ColourMap, n: number): Uint8Array {
  const colours = anchors[map].map((hex) => [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)));
  const table = new Uint8Array(3 * n);
  for (let i = 0; i < n; i++) {
    const place = (i / (n - 1)) * (colours.length - 1);
    const left = Math.min(Math.floor(place), colours.length - 2);
    for (let c = 0; c < 3; c++)
      table[3 * i + c] = Math.round(colours[left][c] + (place - left) * (colours[left + 1][c] - colours[left][c]));
  }
  return table;
}
