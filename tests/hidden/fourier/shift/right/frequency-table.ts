// With the library's frequencies, and a small class of complex numbers.
import { fourier, type ImageSpectrum } from "@cryolab/lib";

class Complex {
  readonly re: number;
  readonly im: number;
  constructor(re: number, im: number) {
    this.re = re;
    this.im = im;
  }
  times(other: Complex): Complex {
    return new Complex(this.re * other.re - this.im * other.im, this.re * other.im + this.im * other.re);
  }
}

const wave = (cyclesPerPixel: number, pixels: number): Complex =>
  cyclesPerPixel === -0.5
    ? new Complex(Math.cos(Math.PI * pixels), 0)
    : new Complex(Math.cos(2 * Math.PI * cyclesPerPixel * pixels), -Math.sin(2 * Math.PI * cyclesPerPixel * pixels));

export const fourierShift = (F: ImageSpectrum, shift: readonly [x: number, y: number]): ImageSpectrum => {
  const [ny, nx] = F.shape;
  const columns = Array.from(fourier.fftfreq(nx, 1), (s) => wave(s, shift[0]));
  const rows = Array.from(fourier.fftfreq(ny, 1), (s) => wave(s, shift[1]));
  const values = Array.from(F.re, (re, i) =>
    new Complex(re, F.im[i]).times(columns[i % nx]).times(rows[Math.floor(i / nx)]),
  );
  return { shape: F.shape, re: Float64Array.from(values, (v) => v.re), im: Float64Array.from(values, (v) => v.im) };
};

// canary c821002fdc76a187f8f7d315b4d5cd9f
