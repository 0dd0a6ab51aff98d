// Every image is moved by its own phases and padded before; the map of all particles is made anew.
import * as cryo from "@cryolab/lib";

/** The stations between particles and a report, each in its own function. */
type Stack = cryo.reconstruction.ParticleStack;
type Report = cryo.reconstruction.MapReport;

export function firstMap(stack: Stack, options: { pixelSize: number; rng: cryo.Rng }): Report {
  const { pixelSize, rng } = options;
  const [count, n] = stack.images.shape;
  const half = new Uint8Array(count);
  for (const particle of cryo.random.shuffle(rng, count).subarray(0, Math.floor(count / 2))) half[particle] = 1;
  const members = (which: number): number[] => [...half.keys()].filter((i) => half[i] === which);
  const halves: [cryo.Volume, cryo.Volume] = [mapOf(stack, members(0), pixelSize), mapOf(stack, members(1), pixelSize)];
  const fsc = trusted(halves, rng);
  const resolution = claim(fsc, n * pixelSize);
  const both = mapOf(stack, [...half.keys()], pixelSize);
  if (resolution === Infinity) return { map: both, halves, half, fsc, resolution, B: 0 };
  return { ...sharpened(both, { fsc, resolution, pixelSize }), halves, half, fsc, resolution };
}

/** The map of some of the particles. */
function mapOf({ images, poses, optics }: Stack, chosen: readonly number[], pixelSize: number): cryo.Volume {
  const n = images.shape[1];
  const area = n * n;
  const pixels = new Float32Array(chosen.length * area);
  const turns = new Float64Array(chosen.length * 9);
  const ctfs: cryo.Image[] = [];
  for (const [place, particle] of chosen.entries()) {
    const raw = Float64Array.from(images.data.subarray(particle * area, (particle + 1) * area), (v) => v / pixelSize);
    const back = poses[particle].origin.map((angstroms) => angstroms / pixelSize) as [number, number];
    const F = cryo.fourier.fft({ shape: [n, n], data: raw });
    const s = cryo.fourier.fftfreq(n, 1);
    for (let k = 0; k < area; k++) {
      const [u, v] = [s[k % n], s[Math.floor(k / n)]];
      const nyquist = 2 * Math.max(Math.abs(u), Math.abs(v)) >= 1 - 1e-9;
      const turn = nyquist ? 0 : -2 * Math.PI * (u * back[0] + v * back[1]);
      const [c, d] = [Math.cos(turn), Math.sin(turn)];
      [F.re[k], F.im[k]] = [F.re[k] * c - F.im[k] * d, F.re[k] * d + F.im[k] * c];
    }
    pixels.set(cryo.fourier.ifft(F).re, place * area);
    turns.set(poses[particle].rotation, place * 9);
    ctfs.push(cryo.optics.ctf2d([2 * n, 2 * n], pixelSize, optics[particle]));
  }
  const stack = { shape: [chosen.length, n, n] as const, data: pixels };
  const views = { shape: [chosen.length, 3, 3] as const, data: turns };
  return cryo.reconstruction.reconstruct3d(stack, views, { snr: 5, ctfs, padding: 2 });
}

/** FSC of the halves in a soft ball, freed of what the ball brings. */
function trusted([a, b]: readonly [cryo.Volume, cryo.Volume], rng: cryo.Rng): Float64Array {
  const n = a.shape[0];
  const mask = cryo.sampling.sphereMask(n, 0.36 * n, { edge: 0.1 * n });
  const bare = cryo.resolution.fourierShellCorrelation(a, b).fsc;
  const fall = bare.findIndex((value, shell) => shell > 0 && value < 0.8);
  const from = fall === -1 ? bare.length : fall;
  return cryo.resolution.maskedFscCorrected(a, b, { mask, from, rng }).corrected;
}

/** Å of the first crossing, if it is beyond the shells that noise reaches by chance. */
function claim(fsc: Float64Array, side: number): number {
  const found = cryo.resolution.resolutionAt(fsc.map((_, k) => k / side).slice(1), fsc.slice(1), 0.143);
  return side / found > 3 ? found : Infinity;
}

/** The mean map, each shell weighted by what it is worth, and its fall-off taken out. */
function sharpened(
  mean: cryo.Volume,
  { fsc, resolution, pixelSize }: { fsc: Float64Array; resolution: number; pixelSize: number },
): { map: cryo.Volume; B: number } {
  const n = mean.shape[0];
  const last = (n * pixelSize) / resolution;
  const worth = cryo.resolution.cref(fsc);
  const spectrum = cryo.fourier.fft(cryo.fourier.ifftshift(mean));
  const index = cryo.fourier.shellIndex(spectrum.shape);
  const weigh = (values: Float64Array): Float64Array =>
    values.map((value, k) => (index[k] === 0 ? value : index[k] <= last ? value * worth[index[k]] : 0));
  const F = { shape: spectrum.shape, re: weigh(spectrum.re), im: weigh(spectrum.im) };
  const power = cryo.fourier.radialAverage(cryo.fourier.fftshift(cryo.fourier.powerSpectrum(F))).value;
  const range = [resolution, Math.max(10, 3 * resolution)] as const;
  const usable = [...power.keys()].filter((k) => k > 0 && k <= last && (n * pixelSize) / k <= range[1] && power[k] > 0);
  const B = usable.length > 1 ? cryo.resolution.guinierFit(power, pixelSize, { n, range }).B : 0;
  const { re } = cryo.fourier.ifft(cryo.resolution.sharpen(F, -B, pixelSize));
  return { map: cryo.fourier.fftshift({ shape: mean.shape, data: re }), B };
}

// canary 214dc73cdbefbcc48df67444a44cab1f
