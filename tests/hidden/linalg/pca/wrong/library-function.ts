// Calls the library's own function instead of writing one.
import * as cryo from "@cryolab/lib";

export function pca(
  x: cryo.Matrix,
  k: number,
): {
  mean: Float64Array;
  values: Float64Array;
  vectors: cryo.Matrix;
  scores: cryo.Matrix;
} {
  return cryo.linalg.pca(x, k);
}

// canary 0679039c66995226dae690d4a0ee43c6
