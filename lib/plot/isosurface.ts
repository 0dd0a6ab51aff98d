/**
 * @file The surface of a volume where its values pass a level, as triangles, by marching cubes. Which of two ways a face
 * with four cut edges is crossed is decided from the face's own four values (the asymptotic decider), so that the two
 * cubes of a face always agree and the surface has no hole; the rest follows from the 8 signs of a cube. No table is
 * copied: the loops around a cube are traced over its six faces, once for each kind of cube.
 * Source: Lorensen & Cline (1987), Comput. Graph. 21, 163; Nielson & Hamann (1991), Proc. Visualization 91, 83.
 */

import { check, checkFinite, type Points, type Volume } from "../core/index.ts";

/** A surface of triangles. */
export interface Mesh {
  /** points (x, y, z), in voxels; voxel (z, y, x) is at the point (x, y, z) */
  readonly vertices: Points;
  /** three vertices a triangle, anticlockwise when seen from where values are lower */
  readonly triangles: Uint32Array;
}

/**
 * The surface on which a volume has a given value; values above the level are inside.
 *
 * Between neighbouring voxels a and b the surface lies at a + (level − a)/(b − a). It is closed (every edge belongs to two
 * triangles) unless it meets the border of the volume, where it is cut off. A voxel whose value is the level is outside.
 *
 * @param volume - values, finite; at least 2 voxels along each axis for a surface to be there
 * @param level - value on the surface
 * @returns vertices in voxels and triangles; none if the level is nowhere passed
 * @throws RangeError if a value or the level is not finite
 * @example
 * isosurface(volume, 100).triangles.length // 0
 * @see Lorensen & Cline (1987), doi:10.1145/37402.37422; Nielson & Hamann (1991), doi:10.1109/VISUAL.1991.175782
 */
export function isosurface(volume: Volume, level: number): Mesh {
  checkVolume("isosurface", volume);
  check(Number.isFinite(level), () => `isosurface: level must be finite, got ${level}`);
  checkFinite(volume.data, "isosurface: volume");
  const { data } = volume;
  const [nz, ny, nx] = volume.shape;
  const size = ny * nx;
  const points: number[] = [];
  const triangles: number[] = [];
  // the vertex on each cut edge: of the edges along x and y in the lower and the upper plane, along z between them
  let [lowX, lowY, highX, highY] = [1, 2, 3, 4].map(() => new Int32Array(size).fill(-1));
  const between = new Int32Array(size).fill(-1);
  const corner = new Float64Array(8);
  const local = new Int32Array(12);
  for (let z = 0; z + 1 < nz; z++) {
    for (let y = 0; y + 1 < ny; y++)
      for (let x = 0; x + 1 < nx; x++) {
        const origin = z * size + y * nx + x;
        let inside = 0;
        for (let v = 0; v < 8; v++) {
          corner[v] = data[origin + (v & 1) + (v & 2 ? nx : 0) + (v & 4 ? size : 0)] - level;
          if (corner[v] > 0) inside |= 1 << v;
        }
        if (inside === 0 || inside === 255) continue;
        const kind = kindOf(inside, corner);
        const here = y * nx + x;
        for (const edge of kind.edges) {
          const { axis, from, to } = cubeEdges[edge];
          const [dx, dy, dz] = [from & 1, (from >> 1) & 1, from >> 2];
          const at = here + dx + dy * nx;
          const plane = axis === 2 ? between : axis === 0 ? (dz ? highX : lowX) : dz ? highY : lowY;
          if (plane[at] < 0) {
            plane[at] = points.length / 3;
            // a difference of two doubles may overflow: halves do not
            const t = corner[from] / 2 / (corner[from] / 2 - corner[to] / 2);
            points.push(x + dx + (axis === 0 ? t : 0), y + dy + (axis === 1 ? t : 0), z + dz + (axis === 2 ? t : 0));
          }
          local[edge] = plane[at];
        }
        for (const loop of kind.loops) addLoop(loop, local, points, triangles);
      }
    [lowX, lowY, highX, highY] = [highX, highY, lowX, lowY];
    for (const plane of [highX, highY, between]) plane.fill(-1);
  }
  const vertices: Points = { shape: [points.length / 3, 3], data: Float64Array.from(points) };
  return { vertices, triangles: Uint32Array.from(triangles) };
}

/** A volume of three axes whose values fit its shape. */
export function checkVolume(who: string, volume: Volume): void {
  const { shape, data } = volume;
  check(shape?.length === 3, () => `${who}: the volume must have 3 axes, got shape [${shape}]`);
  check(
    shape[0] >= 1 && shape[1] >= 1 && shape[2] >= 1 && data?.length === shape[0] * shape[1] * shape[2],
    () => `${who}: shape [${shape}] does not fit ${data?.length} values`,
  );
}

/** One closed line around a cube: the edges that it passes, and from which of them it is filled by a fan. */
interface Loop {
  readonly edges: readonly number[];
  /** place of the fan's hub among the edges; undefined if the hub is a new point in the middle */
  readonly hub: number | undefined;
}

/** What a cube of some signs and faces looks like. */
interface Kind {
  readonly edges: readonly number[];
  readonly loops: readonly Loop[];
}

function addLoop({ edges, hub }: Loop, local: Int32Array, points: number[], triangles: number[]): void {
  const n = edges.length;
  if (hub !== undefined) {
    for (let i = 1; i + 1 < n; i++)
      triangles.push(local[edges[hub]], local[edges[(hub + i) % n]], local[edges[(hub + i + 1) % n]]);
    return;
  }
  const middle = points.length / 3;
  for (let axis = 0; axis < 3; axis++)
    points.push(edges.reduce((sum, edge) => sum + points[3 * local[edge] + axis], 0) / n);
  for (let i = 0; i < n; i++) triangles.push(middle, local[edges[i]], local[edges[(i + 1) % n]]);
}

/** An edge of the cube: corner v lies at (v & 1, v >> 1 & 1, v >> 2). */
interface CubeEdge {
  readonly axis: number;
  readonly from: number;
  readonly to: number;
}

const cubeEdges: readonly CubeEdge[] = [0, 1, 2].flatMap((axis) =>
  [0, 1, 2, 3, 4, 5, 6, 7]
    .filter((v) => (v & (1 << axis)) === 0)
    .map((from) => ({ axis, from, to: from | (1 << axis) })),
);

/** A face: its corners anticlockwise as seen from outside the cube; edge i joins corners i and i + 1. */
interface Face {
  readonly corners: readonly number[];
  readonly edges: readonly number[];
}

const faces: readonly Face[] = [0, 1, 2].flatMap((axis) => {
  const [b, c] = [1 << ((axis + 1) % 3), 1 << ((axis + 2) % 3)];
  return [0, 1].map((side) => {
    const turn = side === 1 ? [0, b, b | c, c] : [0, c, b | c, b];
    const corners = turn.map((v) => v | (side << axis));
    const edges = corners.map((v, i) => {
      const w = corners[(i + 1) % 4];
      return cubeEdges.findIndex(({ from, to }) => from === Math.min(v, w) && to === Math.max(v, w));
    });
    return { corners, edges };
  });
});

const kinds: Map<number, Kind> = new Map();

/** The kind of a cube by its signs and, where a face has inside corners across, by which corners the face joins. */
function kindOf(inside: number, corner: Float64Array): Kind {
  let key = inside;
  for (let f = 0; f < 6; f++) {
    const [p, q, r, s] = faces[f].corners;
    const signs = [p, q, r, s].map((v) => (inside >> v) & 1);
    if (signs[0] !== signs[2] || signs[1] !== signs[3] || signs[0] === signs[1]) continue;
    // the bilinear value at the saddle has the sign of (inside corners' product) − (outside corners' product)
    const [within, without] = signs[0]
      ? [corner[p] * corner[r], corner[q] * corner[s]]
      : [corner[q] * corner[s], corner[p] * corner[r]];
    if (within > without) key |= 256 << f;
  }
  let kind = kinds.get(key);
  if (kind === undefined) {
    kind = traced(inside, key >> 8);
    kinds.set(key, kind);
  }
  return kind;
}

/**
 * The loops of a cube. Along a face's border, anticlockwise, the surface is met at each change of sign; a segment runs to
 * where one leaves the inside from where one enters it. On a face with four such places it comes from the next one when
 * the inside corners are joined, and from the one before when they are not.
 */
function traced(inside: number, joined: number): Kind {
  const next = new Int32Array(12).fill(-1);
  faces.forEach(({ corners, edges }, f) => {
    const isIn = (i: number): boolean => ((inside >> corners[i % 4]) & 1) === 1;
    const enters = [0, 1, 2, 3].filter((i) => !isIn(i) && isIn(i + 1));
    for (let i = 0; i < 4; i++) {
      if (!isIn(i) || isIn(i + 1)) continue;
      const step = (joined >> f) & 1 ? 1 : 3;
      const to = enters.length === 1 ? enters[0] : (i + step) % 4;
      next[edges[to]] = edges[i];
    }
  });
  const loops: Loop[] = [];
  const seen = new Set<number>();
  for (let start = 0; start < 12; start++) {
    if (next[start] < 0 || seen.has(start)) continue;
    const edges: number[] = [];
    for (let edge = start; !seen.has(edge); edge = next[edge]) {
      seen.add(edge);
      edges.push(edge);
    }
    loops.push({ edges, hub: hubOf(edges) });
  }
  return { edges: [...seen], loops };
}

/**
 * Where a fan may start: none of its spokes may lie in a face of the cube, for the neighbour could have the same line and
 * four triangles would meet there.
 */
function hubOf(edges: readonly number[]): number | undefined {
  const n = edges.length;
  const share = (a: number, b: number): boolean =>
    faces.some((face) => face.edges.includes(a) && face.edges.includes(b));
  for (let hub = 0; hub < n; hub++) {
    let free = true;
    for (let i = 2; i + 1 < n; i++) if (share(edges[hub], edges[(hub + i) % n])) free = false;
    if (free) return hub;
  }
  return undefined;
}
