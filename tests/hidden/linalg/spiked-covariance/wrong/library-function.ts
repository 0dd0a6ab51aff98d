// Calls the library's own functions instead of writing them.
import { linalg } from "@cryolab/lib";

export function spikedEigenvalue(lambda: number, noise: number, gamma: number): number {
  return linalg.spikedEigenvalue(lambda, noise, gamma);
}

export function bulkEdge(noise: number, gamma: number): number {
  return linalg.bulkEdge(noise, gamma);
}

// canary eac37e913f5d1cc8a9e4098ea63acd91
