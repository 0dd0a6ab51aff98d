// Calls the library's own function instead of writing one.
import { type ComplexArray, fourier, type RealArray, type Shape } from "@cryolab/lib";

export function centredFft<S extends Shape>(a: RealArray<S>): ComplexArray<S> {
  return fourier.centredFft(a);
}

// canary aba92fa872af065e2c8e1faf7059b4db
