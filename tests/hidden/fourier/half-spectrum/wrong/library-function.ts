// Calls the library's own function instead of writing one.
import { type ComplexArray, fourier, type Shape } from "@cryolab/lib";

export function fullFromHalf<S extends Shape>(half: ComplexArray, shape: S): ComplexArray<S> {
  return fourier.fullFromHalf(half, shape) as ComplexArray<S>;
}

// canary 1f7ded8a978a8c54c9b1fa43451d1fc4
