// Rolls by index arithmetic while copying in and out; fftshift of the library is not used.
import { type ComplexArray, fourier, type RealArray, type Shape } from "@cryolab/lib";

export function centredFft<S extends Shape>(a: RealArray<S>): ComplexArray<S> {
  const { shape } = a;
  const N = a.data.length;
  const map = new Int32Array(N);
  for (let i = 0; i < N; i++) {
    let to = 0;
    let size = N;
    let rest = i;
    for (const n of shape) {
      size /= n;
      const k = Math.floor(rest / size);
      rest -= k * size;
      to = to * n + ((k + n - Math.floor(n / 2)) % n);
    }
    map[i] = to;
  }
  const re = new Float64Array(N);
  for (let i = 0; i < N; i++) re[map[i]] = a.data[i];
  const F = fourier.fftn({ shape, re, im: new Float64Array(N) });
  return { shape, re: Float64Array.from(map, (m) => F.re[m]), im: Float64Array.from(map, (m) => F.im[m]) };
}

// canary 0fa21041789c61e0687d7009c7718c1e
