// The curve of one dimension at every pixel, with the defocus of its direction.
import * as cryo from "@cryolab/lib";

export function ctf2d(shape: readonly [ny: number, nx: number], pixelSize: number, optics: cryo.Optics): cryo.Image {
  const [ny, nx] = shape;
  const [U, V] = [optics.defocusU, optics.defocusV];
  const xs = cryo.fourier.fftfreq(nx, pixelSize);
  const data = Float64Array.from(cryo.fourier.fftfreq(ny, pixelSize), (sy) => sy).reduce<number[]>((all, sy) => {
    for (const sx of xs) {
      const direction = Math.atan2(sy, sx) - optics.astigmatismAngle;
      const defocus = U * Math.cos(direction) ** 2 + V * Math.sin(direction) ** 2;
      const s = Float64Array.of(Math.hypot(sx, sy));
      all.push(cryo.optics.ctf1d(s, { ...optics, defocusU: defocus, defocusV: defocus })[0]);
    }
    return all;
  }, []);
  return { shape: [ny, nx], data: Float64Array.from(data) };
}

// canary 7e235bb375f077e1c6df38209c1ce78f
