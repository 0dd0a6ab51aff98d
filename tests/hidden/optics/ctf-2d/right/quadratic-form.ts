// A quadratic form in (sx, sy) for the defocus, and sines and cosines of the parts.
import * as cryo from "@cryolab/lib";

export function ctf2d(shape: readonly [ny: number, nx: number], pixelSize: number, optics: cryo.Optics): cryo.Image {
  const [ny, nx] = shape;
  const x = cryo.optics.electronWavelength(optics.voltageKv);
  const mean = 0.5 * (optics.defocusU + optics.defocusV);
  const half = 0.5 * (optics.defocusU - optics.defocusV);
  const c2 = half * Math.cos(2 * optics.astigmatismAngle);
  const s2 = half * Math.sin(2 * optics.astigmatismAngle);
  const A = optics.amplitudeContrast;
  const image = new Float64Array(nx * ny);
  for (let i = 0; i < image.length; i++) {
    const column = i % nx;
    const row = (i - column) / nx;
    const p = (column >= nx / 2 ? column - nx : column) / nx / pixelSize;
    const q = (row >= ny / 2 ? row - ny : row) / ny / pixelSize;
    const r = p * p + q * q;
    const chi =
      Math.PI * x * (mean * r + c2 * (p * p - q * q) + 2 * s2 * p * q) -
      0.5 * Math.PI * optics.csMm * 1e7 * x * x * x * r * r +
      optics.phaseShift;
    image[i] = (Math.sqrt(1 - A * A) * Math.sin(chi) + A * Math.cos(chi)) / Math.exp(0.25 * optics.bFactor * r);
  }
  return { shape: [ny, nx], data: image };
}

// canary 65984327c3dc56ef9a3fa95e1e6a2819
