/**
 * @file Surfaces as pictures without a graphics card: an orthographic view with a depth for every pixel, so that what is
 * behind is hidden, shaded by the angle between the surface and the light. Normals are those of the triangles, averaged
 * at their corners.
 */

import type { Mesh } from "./isosurface.ts";

/** Directions of a view, unit vectors: x to the right, y up, z towards the viewer. */
export interface View {
  readonly right: readonly number[];
  readonly up: readonly number[];
  readonly towards: readonly number[];
}

/** The view from a place, z upward in the picture; along z itself, y is upward. */
export function viewFrom(eye: readonly [number, number, number]): View {
  const towards = unit(eye);
  const flat = Math.hypot(towards[0], towards[1]) < 1e-9;
  const right = flat ? [1, 0, 0] : unit([-towards[1], towards[0], 0]);
  return { right, up: cross(towards, right), towards };
}

const dot = (a: readonly number[], b: readonly number[]): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: readonly number[], b: readonly number[]): number[] => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

function unit(v: readonly number[]): number[] {
  const length = Math.hypot(...v);
  return v.map((x) => x / length);
}

/** A picture to draw into. */
export interface Canvas {
  /** pixels along both sides */
  readonly side: number;
  /** pixels per unit of length */
  readonly scale: number;
  /** point that is drawn in the middle */
  readonly centre: readonly [number, number, number];
  readonly view: View;
}

/**
 * Brightness of a surface, pixel by pixel: 0 where it faces away from the light, 1 where it faces it, NaN where it is not.
 *
 * @param mesh - surface
 * @param canvas - size, scale and view
 */
export function shaded(mesh: Mesh, { side, scale, centre, view }: Canvas): Float64Array {
  const { data } = mesh.vertices;
  const count = data.length / 3;
  const normals = cornerNormals(mesh);
  const light = unit([0, 1, 2].map((k) => view.towards[k] + 0.5 * view.up[k] - 0.4 * view.right[k]));
  const [px, py, depth, shade] = [0, 1, 2, 3].map(() => new Float64Array(count));
  for (let i = 0; i < count; i++) {
    const from = [0, 1, 2].map((k) => data[3 * i + k] - centre[k]);
    px[i] = side / 2 + scale * dot(from, view.right);
    py[i] = side / 2 - scale * dot(from, view.up);
    depth[i] = dot(from, view.towards);
    const normal = normals.subarray(3 * i, 3 * i + 3);
    // both sides of an open surface are seen
    const facing = dot([...normal], view.towards) < 0 ? -1 : 1;
    shade[i] = Math.max(0, facing * dot([...normal], light));
  }
  const picture = new Float64Array(side * side).fill(Number.NaN);
  const nearest = new Float64Array(side * side).fill(Number.NEGATIVE_INFINITY);
  const { triangles } = mesh;
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [triangles[t], triangles[t + 1], triangles[t + 2]];
    const turn = (px[b] - px[a]) * (py[c] - py[a]) - (px[c] - px[a]) * (py[b] - py[a]);
    if (turn === 0) continue;
    const [x0, x1] = pixelsOf(px[a], px[b], px[c], side);
    const [y0, y1] = pixelsOf(py[a], py[b], py[c], side);
    for (let y = y0; y <= y1; y++)
      for (let x = x0; x <= x1; x++) {
        // shares of the corners at the middle of the pixel
        const [u, v] = [x + 0.5, y + 0.5];
        const wb = ((u - px[a]) * (py[c] - py[a]) - (px[c] - px[a]) * (v - py[a])) / turn;
        const wc = ((px[b] - px[a]) * (v - py[a]) - (u - px[a]) * (py[b] - py[a])) / turn;
        const wa = 1 - wb - wc;
        if (wa < 0 || wb < 0 || wc < 0) continue;
        const d = wa * depth[a] + wb * depth[b] + wc * depth[c];
        const at = y * side + x;
        if (d <= nearest[at]) continue;
        nearest[at] = d;
        picture[at] = wa * shade[a] + wb * shade[b] + wc * shade[c];
      }
  }
  return picture;
}

/** First and last pixel whose middle may lie among three places. */
function pixelsOf(a: number, b: number, c: number, side: number): [number, number] {
  return [Math.max(0, Math.ceil(Math.min(a, b, c) - 0.5)), Math.min(side - 1, Math.floor(Math.max(a, b, c) - 0.5))];
}

/** A unit normal at each vertex: the sum over its triangles, each by its area. */
function cornerNormals({ vertices: { data }, triangles }: Mesh): Float64Array {
  const normals = new Float64Array(data.length);
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [3 * triangles[t], 3 * triangles[t + 1], 3 * triangles[t + 2]];
    const [ux, uy, uz] = [data[b] - data[a], data[b + 1] - data[a + 1], data[b + 2] - data[a + 2]];
    const [vx, vy, vz] = [data[c] - data[a], data[c + 1] - data[a + 1], data[c + 2] - data[a + 2]];
    const normal = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    for (const corner of [a, b, c]) for (let k = 0; k < 3; k++) normals[corner + k] += normal[k];
  }
  for (let i = 0; i < normals.length; i += 3) {
    const length = Math.hypot(normals[i], normals[i + 1], normals[i + 2]) || 1;
    for (let k = 0; k < 3; k++) normals[i + k] /= length;
  }
  return normals;
}
