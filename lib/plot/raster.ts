/** @file Grids of values as pictures: fewer cells where there are more than a picture shows, and levels of colour. */

import type { Raster } from "./chart.ts";
import { colourTable } from "./colour.ts";
import { encodePng } from "./png.ts";

/** Levels of colour; one of 256 is left for cells without a value. */
export const levels = 255;
/** The level of a cell without a value. */
export const clear = 255;

/**
 * A grid with at most `side` cells along each axis: the mean over blocks of f × f cells, f whole; a block at the edge
 * may be cut. Cells without a finite value do not count; a block of only these is NaN.
 */
export function reduced(raster: Raster, side: number): Raster {
  const { nx, ny, values, x0, dx, y0, dy } = raster;
  const f = Math.max(1, Math.ceil(Math.max(nx, ny) / side));
  if (f === 1) return raster;
  const [mx, my] = [Math.ceil(nx / f), Math.ceil(ny / f)];
  const means = new Float64Array(mx * my);
  for (let y = 0; y < my; y++)
    for (let x = 0; x < mx; x++) {
      let [sum, n] = [0, 0];
      for (let v = f * y; v < Math.min(ny, f * (y + 1)); v++)
        for (let u = f * x; u < Math.min(nx, f * (x + 1)); u++) {
          const value = values[v * nx + u];
          if (Number.isFinite(value)) {
            sum += value;
            n++;
          }
        }
      means[y * mx + x] = n === 0 ? Number.NaN : sum / n;
    }
  const shift = (f - 1) / 2;
  return { ...raster, nx: mx, ny: my, values: means, x0: x0 + shift * dx, dx: f * dx, y0: y0 + shift * dy, dy: f * dy };
}

/**
 * Levels of colour: 0 for `low` and below, 254 for `high` and above, 255 for no value; the middle where the two are
 * equal.
 */
export function levelsOf({ values, low, high }: Raster): Uint8Array {
  const bytes = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!Number.isFinite(value)) bytes[i] = clear;
    else if (low === high) bytes[i] = (levels - 1) / 2;
    else {
      // halves, since the difference of two doubles may overflow
      const place = (value / 2 - low / 2) / (high / 2 - low / 2);
      bytes[i] = Math.round(Math.min(1, Math.max(0, place)) * (levels - 1));
    }
  }
  return bytes;
}

/** A grid as a PNG file: grey where the map is grey and no value is missing, else by a table of colours. */
export function rasterPng(raster: Raster): Uint8Array {
  const { nx, ny, colours } = raster;
  const bytes = levelsOf(raster);
  const gaps = bytes.includes(clear);
  if (colours === "grey" && !gaps)
    return encodePng({ width: nx, height: ny, bytes: bytes.map((level) => Math.round((level * 255) / (levels - 1))) });
  const table = colourTable(colours, levels);
  if (!gaps) return encodePng({ width: nx, height: ny, bytes, colours: table });
  const withClear = new Uint8Array(3 * 256);
  withClear.set(table);
  return encodePng({ width: nx, height: ny, bytes, colours: withClear, clear });
}
