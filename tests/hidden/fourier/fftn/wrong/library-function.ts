// Calls the library's own transform instead of writing one.
import { type ComplexArray, fourier, type Shape } from "@cryolab/lib";

export type Norm = "backward" | "ortho";

export function fftn<S extends Shape>(
  a: ComplexArray<S>,
  options: { readonly axes?: readonly number[]; readonly inverse?: boolean; readonly norm?: Norm } = {},
): ComplexArray<S> {
  return fourier.fftn(a, options);
}

// canary a675682fcef2b8e01ba5a15b1d847b56
