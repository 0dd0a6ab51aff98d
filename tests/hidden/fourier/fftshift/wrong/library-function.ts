// Calls the library's own functions instead of writing them.
import { fourier, type RealArray, type Shape } from "@cryolab/lib";

export function fftshift<S extends Shape>(a: RealArray<S>, axes?: readonly number[]): RealArray<S> {
  return axes === undefined ? fourier.fftshift(a) : fourier.fftshift(a, axes);
}

export function ifftshift<S extends Shape>(a: RealArray<S>, axes?: readonly number[]): RealArray<S> {
  return axes === undefined ? fourier.ifftshift(a) : fourier.ifftshift(a, axes);
}

// canary 276dbce4d43b76a99362cea3646613d9
