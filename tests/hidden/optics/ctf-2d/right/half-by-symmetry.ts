// Works out one of k and −k and copies it to the other, where both are on the grid.
import * as cryo from "@cryolab/lib";

export function ctf2d(shape: readonly [ny: number, nx: number], pixelSize: number, optics: cryo.Optics): cryo.Image {
  const [ny, nx] = shape;
  const { defocusU: U, defocusV: V, astigmatismAngle: a, phaseShift, amplitudeContrast, bFactor: B } = optics;
  const L = cryo.optics.electronWavelength(optics.voltageKv);
  const fx = cryo.fourier.fftfreq(nx, pixelSize);
  const fy = cryo.fourier.fftfreq(ny, pixelSize);
  const value = (sx: number, sy: number): number => {
    const s = Math.sqrt(sx ** 2 + sy ** 2);
    const d = (U + V) / 2 + ((U - V) / 2) * Math.cos(2 * a - 2 * Math.atan2(sy, sx));
    const phase = Math.PI * L * s ** 2 * (d - (optics.csMm * 1e7 * L ** 2 * s ** 2) / 2);
    return Math.exp(-B * (s / 2) ** 2) * Math.sin(phase + phaseShift + Math.asin(amplitudeContrast));
  };
  const data = new Float64Array(ny * nx);
  for (let y = 0; y < ny; y++)
    for (let x = 0; x < nx; x++) {
      const nyquist = 2 * x === nx || 2 * y === ny;
      const mate = ((ny - y) % ny) * nx + ((nx - x) % nx);
      const i = y * nx + x;
      data[i] = !nyquist && mate < i ? data[mate] : value(fx[x], fy[y]);
    }
  return { shape: [ny, nx], data };
}

// canary 5bcff2bed1b2e3a097d467776d2624cb
