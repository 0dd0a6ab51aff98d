/**
 * @file Curves as short SVG paths: coordinates to a tenth of a pixel, relative, cut at the edges of the picture. A curve
 * with more points than the picture has columns keeps, of each column, its lowest and its highest point: what is left
 * out could not be seen, and no peak is lost.
 */

/** Margin around the picture within which lines are still drawn, so that their ends stay out of sight. */
const margin = 8;

/**
 * The path of a polyline.
 *
 * @param x - pixels from the left of a picture; NaN and ±∞ end a run
 * @param y - pixels from its top
 * @param width - of the picture
 * @param height - of the picture
 * @param columns - how many columns to thin to; every point is drawn if there are at most two a column
 */
export function polyline(x: Float64Array, y: Float64Array, width: number, height: number, columns: number): string {
  const to = pen();
  for (const [from, end] of runsOf(x, y)) runPath(to, x, y, thinned(x, y, from, end, width, columns), width, height);
  return to.path();
}

/** Stretches of finite points, as [from, to). */
export function runsOf(x: Float64Array, y: Float64Array): [number, number][] {
  const runs: [number, number][] = [];
  let from = -1;
  for (let i = 0; i <= x.length; i++) {
    const good = i < x.length && Number.isFinite(x[i]) && Number.isFinite(y[i]);
    if (good && from < 0) from = i;
    if (!good && from >= 0) {
      runs.push([from, i]);
      from = -1;
    }
  }
  return runs;
}

/**
 * Indices of the points of a run that are worth drawing: all of them, or of each column the lowest and the highest.
 * Only a run that never turns back along x is thinned by columns; any other loses only points that repeat a pixel.
 */
function thinned(x: Float64Array, y: Float64Array, from: number, to: number, width: number, columns: number): number[] {
  const keep: number[] = [];
  if (to - from <= 2 * columns) {
    for (let i = from; i < to; i++) keep.push(i);
    return keep;
  }
  if (!isMonotonic(x, from, to)) {
    for (let i = from, last = -1; i < to; i++) {
      if (last >= 0 && i < to - 1 && Math.abs(x[i] - x[last]) + Math.abs(y[i] - y[last]) < 1) continue;
      keep.push(i);
      last = i;
    }
    return keep;
  }
  const columnOf = (i: number): number => Math.min(columns, Math.max(-1, Math.floor((x[i] / width) * columns)));
  for (let i = from; i < to; ) {
    const column = columnOf(i);
    let [low, high] = [i, i];
    for (; i < to && columnOf(i) === column; i++) {
      if (y[i] < y[low]) low = i;
      if (y[i] > y[high]) high = i;
    }
    keep.push(Math.min(low, high));
    if (low !== high) keep.push(Math.max(low, high));
  }
  if (keep[0] !== from) keep.unshift(from);
  if (keep[keep.length - 1] !== to - 1) keep.push(to - 1);
  return keep;
}

function isMonotonic(x: Float64Array, from: number, to: number): boolean {
  const sign = x[to - 1] >= x[from] ? 1 : -1;
  for (let i = from + 1; i < to; i++) if (sign * (x[i] - x[i - 1]) < 0) return false;
  return true;
}

function runPath(
  to: Pen,
  x: Float64Array,
  y: Float64Array,
  keep: readonly number[],
  width: number,
  height: number,
): void {
  if (keep.length === 1) {
    const i = keep[0];
    if (isInside(x[i], y[i], width, height)) to.dot(x[i], y[i]);
    return;
  }
  for (let k = 1; k < keep.length; k++) {
    const cut = clipped(x[keep[k - 1]], y[keep[k - 1]], x[keep[k]], y[keep[k]], width, height);
    if (cut === undefined) continue;
    to.move(cut[0], cut[1]);
    to.line(cut[2], cut[3]);
  }
}

/** Whether a point is in the picture, its edges included. */
export function isInside(x: number, y: number, width: number, height: number): boolean {
  return x >= -0.5 && x <= width + 0.5 && y >= -0.5 && y <= height + 0.5;
}

/** The part of a segment within the picture and its margin (Liang & Barsky 1984). */
function clipped(x0: number, y0: number, x1: number, y1: number, width: number, height: number): number[] | undefined {
  const [dx, dy] = [x1 - x0, y1 - y0];
  let [enter, leave] = [0, 1];
  const edges = [
    [-dx, x0 + margin],
    [dx, width + margin - x0],
    [-dy, y0 + margin],
    [dy, height + margin - y0],
  ];
  for (const [direction, distance] of edges) {
    if (direction === 0) {
      if (distance < 0) return undefined;
    } else if (direction < 0) enter = Math.max(enter, distance / direction);
    else leave = Math.min(leave, distance / direction);
  }
  return enter > leave ? undefined : [x0 + enter * dx, y0 + enter * dy, x0 + leave * dx, y0 + leave * dy];
}

/** Writes a path in whole tenths of a pixel, relative to where it is, so that rounding never adds up. */
export interface Pen {
  /** goes to a point without drawing, unless it is there */
  readonly move: (x: number, y: number) => void;
  /** draws to a point, unless it is there */
  readonly line: (x: number, y: number) => void;
  /** a dot: a line of no length, for round ends */
  readonly dot: (x: number, y: number) => void;
  /** closes what was drawn since the last move */
  readonly close: () => void;
  /** what was written so far */
  readonly path: () => string;
}

/** A pen with nothing written. */
export function pen(): Pen {
  let path = "";
  let [atX, atY] = [Number.NaN, Number.NaN];
  return {
    move(x, y) {
      const [tx, ty] = [tenths(x), tenths(y)];
      if (tx === atX && ty === atY) return;
      path += `M${pair(tx, ty)}`;
      [atX, atY] = [tx, ty];
    },
    line(x, y) {
      const [tx, ty] = [tenths(x), tenths(y)];
      const [dx, dy] = [tx - atX, ty - atY];
      if (dx === 0 && dy === 0) return;
      if (dx === 0) path += `v${dy / 10}`;
      else if (dy === 0) path += `h${dx / 10}`;
      else path += `l${pair(dx, dy)}`;
      [atX, atY] = [tx, ty];
    },
    dot(x, y) {
      path += `M${pair(tenths(x), tenths(y))}h0`;
      atX = Number.NaN;
    },
    close() {
      path += "z";
      atX = Number.NaN;
    },
    path: () => path,
  };
}

function tenths(value: number): number {
  return Math.round(10 * value);
}

function pair(x: number, y: number): string {
  return y < 0 ? `${x / 10}${y / 10}` : `${x / 10} ${y / 10}`;
}
