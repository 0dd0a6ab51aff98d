/** @file Surfaces as a plotly figure of three dimensions: `mesh3d`, equal lengths along the axes, one view to begin with. */

import { fontSize, wrapped } from "./layout.ts";
import { ink, literal, none, packed } from "./plotly.ts";
import { formatNumber } from "./scale.ts";
import type { JsonRecord, PlotlyFigure } from "./types.ts";
import type { Picture, Surface } from "./volume.ts";

/** The plotly figure of a volume's surfaces. */
export function volumeScene({ title, alt, surfaces, extent, eye, lengthUnit }: Picture): PlotlyFigure {
  const lines = wrapped(title, 1.12 * fontSize.title, 560);
  const length = Math.hypot(...eye) / 2.15; // far enough for the labels of the axes
  const axis = (k: number): JsonRecord => ({
    title: { text: `${"xyz"[k]} (${lengthUnit})` },
    range: [0, extent[k]],
    color: ink,
    gridcolor: "#9a9a9a", // opaque: WebGL draws a clear line on white as white
    zeroline: false,
    showbackground: false,
    showspikes: false,
    nticks: 6,
  });
  return {
    // the inner surface first: a clear one shows what was drawn before it
    data: surfaces.toReversed().map(surfaceTrace),
    layout: {
      title: { text: lines.map(literal).join("<br>"), x: 0.5, xanchor: "center", font: { size: fontSize.title } },
      height: 480,
      margin: { l: 10, r: 10, t: 20 + 20 * lines.length, b: 10 },
      paper_bgcolor: none,
      font: { color: ink, size: fontSize.text },
      showlegend: surfaces.length > 1,
      legend: { orientation: "h", x: 0, y: 1, yanchor: "bottom", bgcolor: none, itemsizing: "constant" },
      meta: { alt },
      scene: {
        aspectmode: "data",
        dragmode: "orbit",
        bgcolor: none,
        xaxis: axis(0),
        yaxis: axis(1),
        zaxis: axis(2),
        camera: {
          eye: { x: eye[0] / length, y: eye[1] / length, z: eye[2] / length },
          center: { x: 0, y: 0, z: -0.12 },
        },
      },
    },
    config: { responsive: true, displaylogo: false },
  };
}

function surfaceTrace({ mesh: { vertices, triangles }, level, colour, opacity }: Surface): JsonRecord {
  const count = vertices.shape[0];
  const along = (axis: number): Float64Array =>
    Float64Array.from({ length: count }, (_, i) => vertices.data[3 * i + axis]);
  const corner = (k: number): Uint32Array =>
    Uint32Array.from({ length: triangles.length / 3 }, (_, t) => triangles[3 * t + k]);
  const size = count <= 65536 ? 2 : 4;
  return {
    type: "mesh3d",
    x: packed(along(0)),
    y: packed(along(1)),
    z: packed(along(2)),
    i: packed(corner(0), size),
    j: packed(corner(1), size),
    k: packed(corner(2), size),
    color: colour,
    opacity,
    name: formatNumber(level),
    showlegend: true,
    hoverinfo: "skip",
    flatshading: false,
    lighting: { ambient: 0.45, diffuse: 0.75, specular: 0.15, roughness: 0.6, fresnel: 0.1 },
    lightposition: { x: 1000, y: -2000, z: 3000 },
  };
}
