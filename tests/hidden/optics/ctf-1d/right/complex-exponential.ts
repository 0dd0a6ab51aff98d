// sin γ as the imaginary part of a product of unit phasors, one for each term.
import { type Optics, optics as rooms } from "@cryolab/lib";

const phasor = (angle: number) => [Math.cos(angle), Math.sin(angle)] as const;

export function ctf1d(s: Float64Array, lens: Optics): Float64Array {
  const lambda = rooms.electronWavelength(lens.voltageKv);
  const curve = new Float64Array(s.length);
  s.forEach((k, i) => {
    const terms = [
      (Math.PI / 2) * lambda * lens.defocusU * k * k,
      (Math.PI / 2) * lambda * lens.defocusV * k * k,
      (-Math.PI / 2) * lens.csMm * 1e7 * (lambda * k) ** 3 * k,
      lens.phaseShift,
      Math.asin(lens.amplitudeContrast),
    ];
    let [re, im] = [1, 0];
    for (const [c, d] of terms.map(phasor)) [re, im] = [re * c - im * d, re * d + im * c];
    curve[i] = im * Math.exp(-0.25 * lens.bFactor * k * k);
  });
  return curve;
}

// canary b27c928aed8e838eaba6691d26be3687
