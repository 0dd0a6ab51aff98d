// Centred spectra, and one pass a shell with the radius from floor(n/2): slow, and every sum is in sight.
import * as cryo from "@cryolab/lib";

export function fourierShellCorrelation<S extends cryo.Shape>(
  a: cryo.RealArray<S>,
  b: cryo.RealArray<S>,
): { fsc: Float64Array; count: Float64Array } {
  const n = a.shape[0];
  const centre = Math.floor(n / 2);
  const A = cryo.fourier.centredFft(a);
  const B = cryo.fourier.centredFft(b);
  const nz = a.shape.length > 2 ? n : 1;
  const ny = a.shape.length > 1 ? n : 1;
  const fsc: number[] = [];
  const count: number[] = [];
  for (let shell = 0; shell <= centre; shell++) {
    let [voxels, cross, powerA, powerB] = [0, 0, 0, 0];
    for (let z = 0; z < nz; z++) {
      for (let y = 0; y < ny; y++) {
        for (let x = 0; x < n; x++) {
          const radius = Math.hypot(nz > 1 ? z - centre : 0, ny > 1 ? y - centre : 0, x - centre);
          if (radius < shell - 0.5 || radius >= shell + 0.5) continue;
          const i = (z * ny + y) * n + x;
          voxels += 1;
          cross += A.re[i] * B.re[i] + A.im[i] * B.im[i];
          powerA += A.re[i] ** 2 + A.im[i] ** 2;
          powerB += B.re[i] ** 2 + B.im[i] ** 2;
        }
      }
    }
    const norm = Math.sqrt(powerA * powerB);
    fsc.push(norm > 0 ? cross / norm : 0);
    count.push(voxels);
  }
  return { fsc: new Float64Array(fsc), count: new Float64Array(count) };
}

// canary 3a4131c263bab858cb02c21e270379f5
