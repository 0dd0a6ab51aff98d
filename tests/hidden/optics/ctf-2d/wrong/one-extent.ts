// Both axes have the extent of x.
import * as cryo from "@cryolab/lib";

export function ctf2d(shape: readonly [ny: number, nx: number], pixelSize: number, optics: cryo.Optics): cryo.Image {
  const [ny, nx] = shape;
  const { defocusU, defocusV, astigmatismAngle, amplitudeContrast, phaseShift, bFactor } = optics;
  const lambda = cryo.optics.electronWavelength(optics.voltageKv);
  const cs = optics.csMm * 1e7; // mm to Å
  const data = new Float64Array(ny * nx);
  for (let y = 0; y < ny; y++) {
    const sy = (2 * y < ny ? y : y - ny) / (nx * pixelSize);
    for (let x = 0; x < nx; x++) {
      const sx = (2 * x < nx ? x : x - nx) / (nx * pixelSize);
      const s2 = sx * sx + sy * sy;
      const alpha = Math.atan2(sy, sx);
      const defocus = (defocusU + defocusV + (defocusU - defocusV) * Math.cos(2 * (alpha - astigmatismAngle))) / 2;
      const gamma =
        Math.PI * lambda * defocus * s2 -
        (Math.PI / 2) * cs * lambda ** 3 * s2 * s2 +
        phaseShift +
        Math.asin(amplitudeContrast);
      data[y * nx + x] = Math.exp((-bFactor * s2) / 4) * Math.sin(gamma);
    }
  }
  return { shape: [ny, nx], data };
}

// canary 9b3eda4475c79d7ff6e1d6a1972d7bc2
