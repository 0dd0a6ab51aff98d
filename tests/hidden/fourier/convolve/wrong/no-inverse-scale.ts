// The way back has no 1/N.
import { type ComplexArray, fourier, type Image } from "@cryolab/lib";

/** How much of the convolution is wanted, and what lies beyond the image. */
export type ConvolveMode = "full" | "same" | "wrap";

/** Convolution of an image with a kernel, as a product of spectra. */
export function convolve(image: Image, kernel: Image, options: { readonly mode: ConvolveMode }): Image {
  const [ny, nx] = image.shape;
  const [my, mx] = kernel.shape;
  const wrap = options.mode === "wrap";
  const cy = Math.floor(my / 2);
  const cx = Math.floor(mx / 2);
  const ly = wrap ? ny : ny + my - 1;
  const lx = wrap ? nx : nx + mx - 1;
  const F = fourier.fftn(placed(image, ly, lx, 0, 0));
  const G = fourier.fftn(placed(kernel, ly, lx, wrap ? -cy : 0, wrap ? -cx : 0));
  const re = F.re.map((f, k) => f * G.re[k] - F.im[k] * G.im[k]);
  const im = F.re.map((f, k) => f * G.im[k] + F.im[k] * G.re[k]);
  const whole = fourier.fftn({ shape: F.shape, re, im }, { inverse: true }).re.map((v) => v * ly * lx);
  if (options.mode !== "same") return { shape: [ly, lx], data: whole };
  const data = new Float64Array(ny * nx);
  for (let y = 0; y < ny; y++) for (let x = 0; x < nx; x++) data[y * nx + x] = whole[(y + cy) * lx + x + cx];
  return { shape: [ny, nx], data };
}

/** An image put into zeros of ly times lx, moved by (dy, dx); what leaves at one side comes in at the other, and adds up. */
function placed(a: Image, ly: number, lx: number, dy: number, dx: number): ComplexArray<readonly [number, number]> {
  const [ny, nx] = a.shape;
  const re = new Float64Array(ly * lx);
  const mod = (i: number, n: number) => ((i % n) + n) % n;
  for (let y = 0; y < ny; y++)
    for (let x = 0; x < nx; x++) re[mod(y + dy, ly) * lx + mod(x + dx, lx)] += a.data[y * nx + x];
  return { shape: [ly, lx], re, im: new Float64Array(ly * lx) };
}

// canary 3f715f218d8680eef198f35b24c6cbab
