/**
 * @file Layer 5: figures as plotly data and as a small SVG of our own, without a DOM. Every function returns a Figure,
 * which a notebook shows.
 */

export { type FscCurve, type FscOptions, fsc } from "./fsc.ts";
export { type HeatmapOptions, heatmap } from "./heatmap.ts";
export { type HistogramOptions, histogram } from "./histogram.ts";
export { type ImageOptions, image, type MontageOptions, montage } from "./image.ts";
export { isosurface, type Mesh } from "./isosurface.ts";
export { bars, line, scatter, stems } from "./line.ts";
export { type Runner, race } from "./race.ts";
export { type SlicesOptions, slices } from "./slices.ts";
export { type SliderOptions, slider } from "./slider.ts";
export { type SpectrumOptions, spectrum } from "./spectrum.ts";
export { type SphereOptions, sphere } from "./sphere.ts";
export type * from "./types.ts";
export { type VolumeOptions, volume } from "./volume.ts";
