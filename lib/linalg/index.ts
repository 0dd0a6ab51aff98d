/** @file Layer 2: small dense algebra on records of rows, and special functions. ml-matrix does the decompositions. */

export { covariance, pca } from "./covariance.ts";
export { cholesky, eigh, pinv, qr, svd } from "./decompositions.ts";
export { isAdjoint, type Linear } from "./is-adjoint.ts";
export { lgamma } from "./lgamma.ts";
export { matmul, matrix } from "./matrix.ts";
export { polynomialRoots } from "./polynomial-roots.ts";
export { bulkEdge, spikedEigenvalue } from "./spiked.ts";
