import type * as cryo from "@cryolab/lib";

/**
 * Principal components of samples: directions of largest variance, in order.
 *
 * C = (1/n) Σ (xᵢ − mean)(xᵢ − mean)ᵀ = Σ λ v vᵀ, score(i, c) = (xᵢ − mean)·v_c
 *
 * @param x - one sample a row, shape [n, d]
 * @param k - number of components, 1 to d
 * @returns mean [d], values [k] descending, vectors [k, d], scores [n, k]
 */
export function pca(
  x: cryo.Matrix,
  k: number,
): {
  mean: Float64Array;
  values: Float64Array;
  vectors: cryo.Matrix;
  scores: cryo.Matrix;
} {
  // TODO: the mean of every column, and the samples without it; everything else is made of these.
  throw new Error(`TODO: pca (shape [${x.shape}], ${k} components)`);
}
