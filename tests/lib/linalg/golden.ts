/** @file Numbers of tests/golden/linalg/scipy.py, seen from tests/dist/lib/linalg. */

import { readFileSync } from "node:fs";

type Rows = number[][];

interface Golden {
  tall: Rows;
  wide: Rows;
  square: Rows;
  symmetric: Rows;
  positive: Rows;
  samples: Rows;
  eigenvalues: number[];
  cholesky: Rows;
  singular: Record<"tall" | "wide" | "square", number[]>;
  r: Record<"tall" | "wide", Rows>;
  pinv: Record<"tall" | "wide" | "square", Rows>;
  covariance: Rows;
  pca: { values: number[]; vectors: Rows };
  pcaWide: { values: number[]; vectors: Rows };
  polynomials: { coefficients: number[]; roots: [number, number][] }[];
  lgamma: [number, number][];
}

const path = new URL("../../../golden/linalg/scipy.json", import.meta.url);
export const golden: Golden = JSON.parse(readFileSync(path, "utf8"));
