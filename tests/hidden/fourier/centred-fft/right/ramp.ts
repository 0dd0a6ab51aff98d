// Never rolls the object: multiplies the spectrum by e^(+2πi k floor(n/2) / n), then rolls that.
import { type ComplexArray, fourier, type RealArray, type Shape } from "@cryolab/lib";

export function centredFft<S extends Shape>(a: RealArray<S>): ComplexArray<S> {
  const F = fourier.fftn({ shape: a.shape, re: Float64Array.from(a.data), im: a.data.map(() => 0) });
  for (let i = 0; i < F.re.length; i++) {
    let angle = 0;
    let rest = i;
    for (let axis = a.shape.length - 1; axis >= 0; axis--) {
      const n = a.shape[axis];
      const k = rest % n;
      rest = (rest - k) / n;
      angle += (2 * Math.PI * ((k * Math.floor(n / 2)) % n)) / n;
    }
    const [re, im] = [F.re[i], F.im[i]];
    F.re[i] = re * Math.cos(angle) - im * Math.sin(angle);
    F.im[i] = re * Math.sin(angle) + im * Math.cos(angle);
  }
  return fourier.fftshift(F);
}

// canary 983390a2eec88a85d0172815fc76be88
