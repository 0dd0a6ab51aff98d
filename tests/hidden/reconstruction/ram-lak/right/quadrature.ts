// The integral itself, by Gauss-Legendre nodes on pieces of half a turn.
export function ramLak(n: number, step: number): Float64Array {
  const { nodes, weights } = legendre(16);
  const top = 1 / (2 * step);
  const kernel = new Float64Array(2 * n + 1);
  for (let j = 0; j <= n; j++) {
    const pieces = j + 1;
    const half = top / pieces / 2;
    let sum = 0;
    for (let piece = 0; piece < pieces; piece++)
      for (let q = 0; q < nodes.length; q++) {
        const s = half * (2 * piece + 1 + nodes[q]);
        sum += 2 * half * weights[q] * s * Math.cos(2 * Math.PI * s * j * step);
      }
    kernel[n + j] = sum;
    kernel[n - j] = sum;
  }
  return kernel;
}

function legendre(m: number): { nodes: number[]; weights: number[] } {
  const nodes: number[] = [];
  const weights: number[] = [];
  for (let i = 0; i < m; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (m + 0.5));
    let slope = 1;
    for (let round = 0; round < 50; round++) {
      let [before, now] = [1, x];
      for (let k = 2; k <= m; k++) [before, now] = [now, ((2 * k - 1) * x * now - (k - 1) * before) / k];
      slope = (m * (x * now - before)) / (x * x - 1);
      x -= now / slope;
    }
    nodes.push(x);
    weights.push(2 / ((1 - x * x) * slope * slope));
  }
  return { nodes, weights };
}

// canary 1b987be8eb1011ac247d5ad9d4169332
