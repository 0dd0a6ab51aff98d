/**
 * Digests of many draws, to hold the same numbers on every Node.
 *
 * Run after a build, from the root of the project, and compare: the three outputs must be equal to nodes.json.
 *
 *   node tests/golden/random/nodes.mjs
 *   npx -y -p node@22 node tests/golden/random/nodes.mjs
 *   npx -y -p node@24 node tests/golden/random/nodes.mjs
 *
 * Done with 20.20.2, 22.23.3 and 24.21.0 on x86-64 Linux: equal. The test does the same on the Node that runs it.
 *
 * Node for Apple silicon is compiled with fused multiply-add from 22.10 on (github.com/nodejs/node/issues/59095, read,
 * not run): there the last bit of Math.log and Math.cos may differ, and with it that of a normal number. So the digest
 * of "normal" holds on x86-64, and the mean square beside it, to 1e-12, everywhere. Whole numbers and roots are the
 * same on every machine, and a count changes with the last bit of a logarithm only once in 10¹⁴ draws.
 */
import { createHash } from "node:crypto";
import { random, rotations } from "@cryolab/lib";

/** SHA-256 of n draws as doubles, little-endian. */
function digest(n, draw) {
  const bytes = Buffer.alloc(8 * n);
  for (let i = 0; i < n; i++) bytes.writeDoubleLE(draw(), 8 * i);
  return createHash("sha256").update(bytes).digest("hex");
}

export function digests() {
  const result = {};
  const add = (name, n, draw) => {
    const rng = random.rng(`nodes/${name}`);
    result[name] = digest(n, () => draw(rng));
  };
  add("uniform", 100000, random.uniform);
  let squares = 0;
  add("normal", 400000, (rng) => {
    const x = random.normal(rng);
    squares += x * x;
    return x;
  });
  result.normalMeanSquare = squares / 400000;
  for (const mean of [0.01, 3, 9.5, 10, 30, 1e4, 1e9])
    add(`poisson ${mean}`, 50000, (rng) => random.poisson(rng, mean));
  const { data } = rotations.randomQuaternions(10000, random.rng("nodes/randomQuaternions"));
  let i = 0;
  result.randomQuaternions = digest(data.length, () => data[i++]);
  return result;
}

if (process.argv[1]?.endsWith("nodes.mjs")) process.stdout.write(`${JSON.stringify(digests(), null, 1)}\n`);
