import { draws, expectNumber, expectThat, submission } from "@cryolab/grader/testing";
import { type Rng, random } from "@cryolab/lib";
import type * as answer from "./spiked-covariance.ts";

const { spikedEigenvalue, bulkEdge } = await submission<typeof answer>("linalg/spiked-covariance");

/**
 * The function that takes the inverse of m, the transform of the noise spectrum of Marchenko and Pastur, to eigenvalues:
 * z(u) = s²(u + 1)(1 + γ/u) in u = λ/s². A spike is seen at z(u), the edge is its least value over u > 0. Here the edge is
 * found by a search, no root of γ is taken: by golden section in ln u.
 */
function edgeBySearch(noise: number, gamma: number): { u: number; edge: number } {
  const z = (t: number) => (Math.exp(t) + 1) * (1 + gamma * Math.exp(-t));
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.log(gamma) / 2 - 9, Math.log(gamma) / 2 + 11];
  while (high - low > 1e-7) {
    const [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
    if (z(left) < z(right)) high = right;
    else low = left;
  }
  const t = (low + high) / 2;
  return { u: Math.exp(t), edge: noise * z(t) };
}

/** Where a spike above the threshold is seen: signal, noise, and two shares of what few samples add. */
function seenAt(lambda: number, noise: number, gamma: number): number {
  // the product multiplied out
  return lambda + noise + gamma * noise + (gamma * noise * noise) / lambda;
}

const between = (low: number, high: number, rng: Rng) =>
  Math.exp(Math.log(low) + Math.log(high / low) * random.uniform(rng));

/** A case of this learner's own: units from 1e-6 to 1e6, γ from 1/100 to 100. */
function scene(rng: Rng): { noise: number; gamma: number } {
  return { noise: between(1e-6, 1e6, rng), gamma: between(0.01, 100, rng) };
}

describe("linalg/spiked-covariance, hidden", () => {
  it("[3] has the edge where the map of the noise spectrum turns round, for γ below and above 1", async () => {
    const rng = draws("edges");
    for (let i = 0; i < 40; i++) {
      const { noise, gamma } = scene(rng);
      const says = "bulkEdge is not the largest eigenvalue of noise of variance s², γ = pixels/samples.";
      // a minimum found to 1e-7 is good to 1e-14
      expectNumber(await bulkEdge(noise, gamma), edgeBySearch(noise, gamma).edge, { rel: 1e-9, says });
    }
  });

  it("[3] shows a spike above the threshold too large by s²(1 + γ) and a little more", async () => {
    const rng = draws("seen");
    for (let i = 0; i < 60; i++) {
      const { noise, gamma } = scene(rng);
      const lambda = noise * edgeBySearch(noise, gamma).u * between(1.001, i % 2 === 0 ? 3 : 1e4, rng);
      const says = "Above the threshold s²√γ a spike is seen at (λ + s²)(1 + γ s²/λ).";
      expectNumber(await spikedEigenvalue(lambda, noise, gamma), seenAt(lambda, noise, gamma), { rel: 1e-9, says });
    }
  });

  it("[2] shows no spike at or below the threshold, down to λ = 0", async () => {
    const rng = draws("lost");
    for (let i = 0; i < 40; i++) {
      const { noise, gamma } = scene(rng);
      const { u, edge } = edgeBySearch(noise, gamma);
      const lambda = i % 8 === 0 ? 0 : noise * u * between(0.01, 0.999, rng);
      const says = "At and below the threshold only the edge of the noise is seen.";
      expectNumber(await spikedEigenvalue(lambda, noise, gamma), edge, { rel: 1e-9, says });
    }
    for (const [noise, root] of [
      [1, 2],
      [0.25, 0.5],
      [4, 3],
    ])
      expectNumber(await spikedEigenvalue(noise * root, noise, root * root), noise * (1 + root) ** 2, {
        rel: 1e-9,
        says: "At the threshold both formulas meet.",
      });
  });

  it("[1] is the truth without noise", async () => {
    const rng = draws("noiseless");
    for (const lambda of [0, between(1e-5, 1, rng), between(1, 1e5, rng)]) {
      const gamma = between(0.1, 20, rng);
      const says = "Without noise the eigenvalue is λ itself, and the edge 0.";
      expectNumber(await spikedEigenvalue(lambda, 0, gamma), lambda, { rel: 1e-9, says });
      expectNumber(await bulkEdge(0, gamma), 0, { says });
    }
  });

  it("[1] never falls as the spike grows, and scales with the unit", async () => {
    const rng = draws("growth");
    const { noise, gamma } = scene(rng);
    let before = 0;
    for (let i = 0; i <= 30; i++) {
      const lambda = (noise * Math.sqrt(gamma) * i) / 10;
      const found = (await spikedEigenvalue(lambda, noise, gamma)) as number;
      expectThat(found >= before * (1 - 1e-12), "The eigenvalue falls while the spike grows.");
      before = found;
      const large = await spikedEigenvalue(7 * lambda, 7 * noise, gamma);
      expectNumber(large, 7 * found, { rel: 1e-9, says: "With everything seven times larger the eigenvalue is not." });
    }
  });
});

// canary db408f1e64a0da705496b44619c5035d
