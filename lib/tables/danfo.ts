/**
 * @file The only file that knows danfojs, which takes half a second to load and is loaded with the first frame. Its arithmetic
 * is in single precision (0.1 + 0.2 of two columns is 0.30000001192…): frames hold, choose and order, numbers pass through.
 */

import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** What a cell of a frame holds. */
export type Cell = string | number;

/** The part of a danfojs data frame that the course uses; a frame has more, see danfo.jsdata.org. */
export interface DataFrame {
  /** rows and columns */
  readonly shape: [rows: number, columns: number];
  readonly columns: string[];
  /** row by row */
  readonly values: Cell[][];
  /** the first rows, 5 unless said */
  head(rows?: number): DataFrame;
  /** the rows in the order of a column, smallest first unless said; rows of one value keep their order */
  sortValues(column: string, options?: { readonly ascending?: boolean }): DataFrame;
  /** rows and columns by position: `{ rows: [2, 0], columns: ["1:3"] }` */
  iloc(choice: {
    readonly rows?: readonly (number | string)[];
    readonly columns?: readonly (number | string)[];
  }): DataFrame;
  /** columns by name */
  loc(choice: { readonly columns: readonly string[] }): DataFrame;
  /** the rows where the mask is true */
  query(mask: readonly boolean[]): DataFrame;
  toString(): string;
}

interface Danfo {
  readonly DataFrame: new (rows: Cell[][], options: { readonly columns: readonly string[] }) => DataFrame;
  readonly tensorflow: { env(): { set(flag: string, value: boolean): void } };
}

let loaded: Danfo | undefined;

/** danfojs, without its banner on stderr. */
export function danfo(): Danfo {
  if (loaded === undefined) {
    const danfojs: Danfo = require("danfojs-node");
    danfojs.tensorflow.env().set("PROD", true);
    loaded = danfojs;
  }
  return loaded;
}
