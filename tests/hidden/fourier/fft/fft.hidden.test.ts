import { draws, expectClose, expectThat, expectUntouched, submission } from "@cryolab/grader/testing";
import { type LineSpectrum, type Rng, random } from "@cryolab/lib";
import type * as answer from "./fft.ts";

const { fft } = await submission<typeof answer>("fourier/fft");

/** n complex samples of normal numbers. */
function samples(n: number, rng: Rng): LineSpectrum {
  const normals = () => Float64Array.from({ length: n }, () => random.normal(rng));
  return { shape: [n], re: normals(), im: normals() };
}

/** The sum as a polynomial in w = e^(−2πi k/n), by Horner's rule: no halves, no table, no product k·j. */
function horner(x: LineSpectrum): LineSpectrum {
  const n = x.re.length;
  const X = { shape: x.shape, re: new Float64Array(n), im: new Float64Array(n) };
  for (let k = 0; k < n; k++) {
    const c = Math.cos((2 * Math.PI * k) / n);
    const s = -Math.sin((2 * Math.PI * k) / n);
    let [re, im] = [0, 0];
    for (let j = n - 1; j >= 0; j--) [re, im] = [re * c - im * s + x.re[j], re * s + im * c + x.im[j]];
    X.re[k] = re;
    X.im[k] = im;
  }
  return X;
}

const whole = (low: number, high: number, rng: Rng) => low + Math.floor((high - low + 1) * random.uniform(rng));

/** The wave e^(2πi k j/n) and its transform: n at k, 0 elsewhere. */
function wave(n: number, k: number): { x: LineSpectrum; X: LineSpectrum } {
  const angles = Float64Array.from({ length: n }, (_, j) => (2 * Math.PI * ((k * j) % n)) / n);
  const X = { shape: [n] as const, re: new Float64Array(n), im: new Float64Array(n) };
  X.re[k] = n;
  return { x: { shape: [n], re: angles.map(Math.cos), im: angles.map(Math.sin) }, X };
}

// 1e-9 of the largest value: Horner itself is good to 1e-12 at n = 1009, unreduced angles of a plain sum to 1e-11.
const rel = 1e-9;

async function expectSum(lengths: readonly number[], rng: Rng, says: string): Promise<void> {
  for (const n of lengths) {
    const x = samples(n, rng);
    expectClose(await fft(x), horner(x), { rel, says });
  }
}

/** One call of at most 60 s, and how long it took, in ms. */
async function timed(x: LineSpectrum): Promise<{ X: LineSpectrum; ms: number }> {
  const start = performance.now();
  const X = await fft.within(60_000)(x);
  return { X, ms: performance.now() - start };
}

/** The shortest of several calls, in ms: what else the machine does only adds. */
async function shortest(x: LineSpectrum, calls: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < calls; i++) least = Math.min(least, (await timed(x)).ms);
  return least;
}

/**
 * The mean of as many short calls as fill a time, in ms. A busy machine gives time in slices: a short call slips through
 * whole, a long one is cut. So many short ones meet the same cuts.
 */
async function meanWithin(x: LineSpectrum, ms: number): Promise<number> {
  const start = performance.now();
  let calls = 0;
  while (calls === 0 || performance.now() - start < ms) {
    await timed(x);
    calls++;
  }
  return (performance.now() - start) / calls;
}

describe("fourier/fft, hidden", () => {
  it("[1] agrees with the sum for powers of two", async () => {
    const powers = Array.from({ length: 10 }, (_, i) => 2 ** i);
    await expectSum(powers, draws("powers"), "For a power of two the transform differs from Σⱼ x(j) e^(−2πi k j / n).");
  });

  it("[1] agrees with the sum for every other n up to 64", async () => {
    const others = Array.from({ length: 64 }, (_, i) => i + 1).filter((n) => !Number.isInteger(Math.log2(n)));
    await expectSum(
      others,
      draws("others"),
      "For a length that is no power of two the transform differs from the sum.",
    );
  });

  it("[1] agrees with the sum for 97, 100, 1000 and 1009", async () => {
    const says = "For a longer line, prime or with a prime factor, the transform differs from the sum.";
    await expectSum([97, 100, 1000, 1009], draws("long"), says);
  });

  it("[5] takes time as n log n for powers of two up to 2¹⁷", async () => {
    const rng = draws("growth");
    const steps = (power: number) => 2 ** power * power;
    let unit = 0; // ms for one of the n log n steps, measured at 2⁹
    let short = samples(1, rng);
    for (let power = 9; power <= 17; power++) {
      const n = 2 ** power;
      const { x, X } = wave(n, whole(1, n - 1, rng));
      const first = await timed(x);
      expectClose(first.X, X, { rel, says: `One wave of 2^${power} samples does not become one number.` });
      if (power === 9) {
        short = x;
        unit = (await shortest(x, 20)) / steps(power);
      }
      // Eight times what n log n allows: objects and garbage make honest answers up to twice as slow at 2¹⁷, while n²
      // passes 10 at 2¹³ and reaches 128 at 2¹⁷. A slow call is made again before it counts.
      const allowed = 8 * unit * steps(power);
      const says = `From 2^9 to 2^${power} samples the time grows far faster than n log n.`;
      if (first.ms <= allowed) continue;
      const again = await shortest(x, 3);
      const busy = again > allowed ? (await meanWithin(short, Math.min(again, 2000))) / steps(9) : unit;
      expectThat(again <= 8 * Math.max(unit, busy) * steps(power), says);
    }
  });

  it("[1] takes the prime 46349, whose k² leaves 32 bits, in a minute", async () => {
    const n = 46349;
    const { x, X } = wave(n, whole(1, n - 1, draws("prime")));
    const says =
      "One wave of 46349 samples does not become one number. If shorter lengths are right, a k·k or k·j leaves 32 bits.";
    expectClose(await fft.within(60_000)(x), X, { rel: 1e-8, says });
  });

  it("[1] returns new arrays and leaves its argument alone, at n = 1 too", async () => {
    const rng = draws("untouched");
    for (const n of [1, 8, 5]) {
      const x = samples(n, rng);
      await expectUntouched(fft, x);
      expectClose(await fft(x), horner(x), { rel, says: "The transform differs from the sum." });
    }
  });
});

// canary 05c77a576749e570819ac0b0d9d3cebe
