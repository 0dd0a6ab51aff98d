/**
 * @file Names the slip that turns the expected numbers into those found: conjugated, a factor, shifted, transposed, …
 * A wrong diagnosis is worse than none, so a slip is named only if it explains every number to a tight tolerance, if
 * what it predicts differs clearly from the right answer, if the data could tell it from other slips (not constant,
 * not a lone spike), and if no slip of another family explains the numbers too. The words hold no value of the data.
 */

/** Real numbers, or complex ones by their parts. */
export interface Complex {
  readonly re: ArrayLike<number>;
  readonly im?: ArrayLike<number>;
}

/** What is known beside the numbers. */
interface Setting {
  readonly shape: readonly number[];
  /** the largest difference that the test allows */
  readonly tolerance: number;
}

/** One slip: what it would have made of the expected numbers. Slips of one family have one cause. */
interface Slip {
  readonly family: string;
  readonly words: string;
  readonly predicted: Pair;
  /** a factor beside it is looked for as well */
  readonly scalable: boolean;
  /** an index of which it says nothing */
  readonly free?: number;
}

interface Pair {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

const LARGEST = 1 << 19; // values: half a second
const TIGHT = 1e-6; // of the largest value: numbers that agree by chance do not come so near
const CLEAR = 1e-2; // of the largest value: what a slip must move to be worth naming

/**
 * The slip behind wrong numbers, in words for the learner, or undefined when none is certain.
 *
 * @param actual - numbers found
 * @param expected - right numbers, as many
 * @param setting - shape, and the tolerance that `actual` missed
 */
export function diagnose(actual: Complex, expected: Complex, setting: Setting): string | undefined {
  if (expected.re.length > LARGEST) return undefined;
  const e = pair(expected);
  const a = pair(actual);
  const scale = largest(e);
  const complex = expected.im !== undefined;
  if (!finite(e) || !finite(a) || largest(a) === 0 || !isRich(e, scale)) return undefined;

  const single = singlePrecision(a, e, scale, setting.tolerance);
  if (single !== undefined) return single;

  const found = new Map<string, string>();
  const note = (family: string, words: string) => {
    if (!found.has(family)) found.set(family, words);
  };
  const n = e.re.length;
  for (const { family, words, predicted, scalable, free } of slips(e, setting.shape, complex)) {
    if (free !== undefined) {
      predicted.re[free] = a.re[free];
      predicted.im[free] = a.im[free];
    }
    const size = largest(predicted);
    if (size === 0) continue;
    const moved = distance(predicted, e) > Math.max(CLEAR * scale, 10 * setting.tolerance);
    if (moved && family !== "" && distance(a, predicted) <= limit(size, setting.tolerance)) note(family, words);
    if (!scalable || (!moved && family !== "")) continue;
    const factor = ratio(a, predicted);
    if (!Number.isFinite(factor) || Math.abs(factor) < 1e-12) continue;
    const scaled = { re: predicted.re.map((v) => v * factor), im: predicted.im.map((v) => v * factor) };
    if (distance(a, scaled) > limit(size * Math.abs(factor), setting.tolerance)) continue;
    if (distance(scaled, e) <= Math.max(CLEAR * scale, 10 * setting.tolerance)) continue;
    const name = nameFactor(factor, n);
    if (family === "") note("factor", name.words);
    else if (name.known && Math.abs(factor - 1) > CLEAR) note(family, `${words}, and ${name.words}`);
  }
  // a factor alone is the simplest cause: a shift that "also" needs a factor is not a rival
  return found.size === 1 ? [...found.values()][0] : undefined;
}

function* slips(e: Pair, shape: readonly number[], complex: boolean): Generator<Slip> {
  const n = e.re.length;
  yield { family: "", words: "", predicted: e, scalable: true };

  const sign = "check the sign of the exponent";
  if (complex) {
    const conjugated = { re: e.re, im: e.im.map((v) => -v) };
    yield { family: "sign", words: `the values are conjugated: ${sign}`, predicted: conjugated, scalable: true };
    const negated = move(e, shape, (k, extent) => (extent - k) % extent);
    yield { family: "sign", words: `indices k and −k are exchanged: ${sign}`, predicted: negated, scalable: true };
    yield {
      family: "real",
      words: "the imaginary part is missing, the real part is right",
      predicted: { re: e.re, im: new Float64Array(n) },
      scalable: false,
    };
    const power = e.re.map((re, i) => re * re + e.im[i] * e.im[i]);
    const none = new Float64Array(n);
    yield {
      family: "power",
      words: "these are squared moduli, the values themselves are asked",
      predicted: { re: power, im: none },
      scalable: false,
    };
    yield {
      family: "modulus",
      words: "these are moduli, the values themselves are asked",
      predicted: { re: power.map(Math.sqrt), im: none },
      scalable: false,
    };
  } else {
    const im = e.im;
    yield {
      family: "square",
      words: "the values are the squares of the right ones",
      predicted: { re: e.re.map((v) => v * v), im },
      scalable: false,
    };
    yield {
      family: "modulus",
      words: "the sign is lost: these are absolute values",
      predicted: { re: e.re.map(Math.abs), im },
      scalable: false,
    };
    if (e.re.every((v) => v >= 0))
      yield {
        family: "root",
        words: "the values are the square roots of the right ones",
        predicted: { re: e.re.map(Math.sqrt), im },
        scalable: false,
      };
  }

  const reversed = move(e, [n], (k, extent) => extent - 1 - k);
  yield { family: "reversed", words: "the order is reversed", predicted: reversed, scalable: true };
  if (!complex) {
    const negated = move(e, shape, (k, extent) => (extent - k) % extent);
    yield { family: "reversed", words: "indices k and −k are exchanged", predicted: negated, scalable: true };
  }

  const grid = shape.length > 0 && shape.reduce((p, m) => p * m, 1) === n ? shape : [n];
  for (const step of [1, -1]) {
    const odd = grid.every((extent) => extent % 2 === 1) ? ", or fftshift stands for ifftshift" : "";
    const words = `everything sits one place off: count from 0, or the centre is one off${odd}`;
    const everywhere = move(e, grid, (k, extent) => modulo(k + step, extent));
    yield { family: `step ${step}`, words, predicted: everywhere, scalable: false };
    for (let axis = 0; grid.length > 1 && axis < grid.length; axis++) {
      const along = move(e, grid, (k, extent, a) => (a === axis ? modulo(k + step, extent) : k));
      yield {
        family: `step ${step} along ${axis}`,
        words: `${words} (axis ${axis} only)`,
        predicted: along,
        scalable: false,
      };
    }
  }
  const half = "everything is shifted by half the length: a missing or extra fftshift (where is index 0?)";
  for (const round of [Math.floor, Math.ceil]) {
    const shifted = move(e, grid, (k, extent) => (k + round(extent / 2)) % extent);
    yield { family: "half", words: half, predicted: shifted, scalable: true };
  }
  for (let first = 0; first < grid.length; first++)
    for (let second = first + 1; second < grid.length; second++) {
      const words =
        grid.length === 2
          ? "rows and columns are exchanged"
          : `axes ${first} and ${second} are exchanged (x and y, or z?)`;
      yield { family: "transposed", words, predicted: exchanged(e, grid, first, second), scalable: true };
    }
  const last = grid.at(-1);
  if (grid.length === 2 && (last === 2 || last === 3) && grid[0] > 3) {
    const swapped = move(e, grid, (k, _, axis) => (axis === 1 && k < 2 ? 1 - k : k));
    yield { family: "columns", words: "x and y are exchanged in every row", predicted: swapped, scalable: true };
  }
  if (!complex && grid.length === 1)
    for (const step of [1, -1]) {
      // at the end there is no neighbour: what stands there is not judged
      const end = step === 1 ? n - 1 : 0;
      const predicted = move(e, grid, (k) => (k === end ? k : k + step));
      const words = "every value sits one place off, the last aside: shells or bins are counted one off";
      yield { family: `step ${step}`, words, predicted, scalable: false, free: end };
    }
}

/** The array with two axes exchanged, as it lies in memory. */
function exchanged(e: Pair, grid: readonly number[], first: number, second: number): Pair {
  const order = grid.map((_, axis) => (axis === first ? second : axis === second ? first : axis));
  const strides = grid.map((_, axis) => grid.slice(axis + 1).reduce((p, m) => p * m, 1));
  const turned = { re: new Float64Array(e.re.length), im: new Float64Array(e.re.length) };
  for (let i = 0; i < e.re.length; i++) {
    let rest = i;
    let source = 0;
    for (let axis = order.length - 1; axis >= 0; axis--) {
      const extent = grid[order[axis]];
      source += strides[order[axis]] * (rest % extent);
      rest = Math.floor(rest / extent);
    }
    turned.re[i] = e.re[source];
    turned.im[i] = e.im[source];
  }
  return turned;
}

/** Values of the expected array at places that each axis renames: result[k] = e[from(k)]. */
function move(e: Pair, shape: readonly number[], from: (k: number, extent: number, axis: number) => number): Pair {
  const n = e.re.length;
  const grid = shape.length > 0 && shape.reduce((p, m) => p * m, 1) === n ? shape : [n];
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let rest = i;
    let source = 0;
    for (let axis = grid.length - 1, stride = 1; axis >= 0; axis--) {
      const extent = grid[axis];
      source += stride * from(rest % extent, extent, axis);
      rest = Math.floor(rest / extent);
      stride *= extent;
    }
    re[i] = e.re[source];
    im[i] = e.im[source];
  }
  return { re, im };
}

/** Claimed only when every number found is a single-precision number and the expected ones are not. */
function singlePrecision(a: Pair, e: Pair, scale: number, tolerance: number): string | undefined {
  const isSingle = ({ re, im }: Pair) => re.every(fits) && im.every(fits);
  const fits = (v: number) => Math.fround(v) === v;
  const far = distance(a, e);
  if (far <= tolerance || far > 1e-6 * scale || !isSingle(a) || isSingle(e)) return undefined;
  return "right to about 7 digits only: somewhere the values pass through single precision (Float32Array, Math.fround)";
}

function nameFactor(factor: number, n: number): { words: string; known: boolean } {
  const is = (value: number) => Math.abs(factor - value) <= 1e-6 * Math.abs(value);
  const simple: readonly (readonly [number, string])[] = [
    [-1, "every value has the opposite sign"],
    [2, "every value is twice too large"],
    [1 / 2, "every value is half of what is due"],
    [1, ""],
  ];
  for (const [value, words] of simple) if (is(value)) return { words, known: true };
  if (is(180 / Math.PI)) return { words: "every value is in degrees where radians are due", known: true };
  if (is(Math.PI / 180)) return { words: "every value is in radians where degrees are due", known: true };
  // with few values n, √n and plain factors are the same numbers
  if (n >= 5) {
    const byLength: readonly (readonly [number, string])[] = [
      [n, "a factor n too large (n values): 1/n is missing, or n is extra"],
      [1 / n, "a factor n too small (n values): 1/n is extra or doubled, or n is missing"],
      [Math.sqrt(n), "a factor √n too large (n values)"],
      [1 / Math.sqrt(n), "a factor √n too small (n values)"],
    ];
    for (const [value, words] of byLength) if (is(value)) return { words, known: true };
  }
  return { words: `every value is off by one constant factor, about ${Number(factor.toPrecision(2))}`, known: false };
}

/** At least three moduli that are not zero and differ: enough to tell slips from each other. */
function isRich(e: Pair, scale: number): boolean {
  const sizes: number[] = [];
  for (let i = 0; i < e.re.length; i++) {
    const size = Math.hypot(e.re[i], e.im[i]);
    if (size > 1e-3 * scale) sizes.push(size);
  }
  sizes.sort((p, q) => p - q);
  let different = sizes.length === 0 ? 0 : 1;
  for (let i = 1, last = sizes[0]; i < sizes.length; i++)
    if (sizes[i] - last > 1e-2 * scale) {
      different++;
      last = sizes[i];
    }
  return different >= 3;
}

/** The real factor c that brings c·b nearest to a. */
function ratio(a: Pair, b: Pair): number {
  let ab = 0;
  let bb = 0;
  for (let i = 0; i < b.re.length; i++) {
    ab += a.re[i] * b.re[i] + a.im[i] * b.im[i];
    bb += b.re[i] * b.re[i] + b.im[i] * b.im[i];
  }
  return ab / bb;
}

/** How near a prediction must come: as near as the test asks, and never farther than TIGHT; at least rounding. */
function limit(size: number, tolerance: number): number {
  return Math.min(Math.max(tolerance, 1e-10 * size), TIGHT * size);
}

function distance(a: Pair, b: Pair): number {
  let worst = 0;
  for (let i = 0; i < a.re.length; i++) worst = Math.max(worst, Math.hypot(a.re[i] - b.re[i], a.im[i] - b.im[i]));
  return worst;
}

function largest({ re, im }: Pair): number {
  let m = 0;
  for (let i = 0; i < re.length; i++) m = Math.max(m, Math.hypot(re[i], im[i]));
  return m;
}

function finite({ re, im }: Pair): boolean {
  return re.every(Number.isFinite) && im.every(Number.isFinite);
}

function pair({ re, im }: Complex): Pair {
  return { re: Float64Array.from(re), im: im === undefined ? new Float64Array(re.length) : Float64Array.from(im) };
}

function modulo(k: number, n: number): number {
  return ((k % n) + n) % n;
}
