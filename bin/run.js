/**
 * @file The scripts of package.json: `node bin/run.js GOAL [options]`. Each goal is the set-up it needs, then a few
 * programs. `npm start -- --port 9999` hands its options to JupyterLab, `npm test -- --grep dft` to mocha.
 */

import { join } from "node:path";
import {
  checkNode,
  ensureBuild,
  ensureJupyter,
  ensureModules,
  jupyterPrefix,
  locked,
  main,
  root,
  run,
  SetupError,
  short,
  step,
} from "./setup.js";

const say = process.stdout;
const [goal, ...rest] = process.argv.slice(2);
const bin = (...path) => join(root, "node_modules", ...path);

/** Runs a Node program of node_modules and fails the goal unless it ends well. */
async function node(what, args, env = {}) {
  const { status } = await run(process.execPath, args, { env });
  if (status !== 0) throw new SetupError(`${what} failed (exit status ${status})`);
}

const mocha = (env, ...specs) =>
  node("mocha", ["--enable-source-maps", bin("mocha/bin/mocha.js"), "--no-config", "--exit", ...specs, ...rest], env);
const tsc = (project) => node(`tsc -p ${project}`, [bin("typescript/bin/tsc"), "-p", project, "--noEmit"]);
const built = () => ensureModules(say).then(() => ensureBuild(say));

/** Registers the kernel and the chart renderer where the given JupyterLab looks. */
async function registered(jupyter) {
  const { install } = await import("@cryolab/kernel/internal/installer");
  const prefix = jupyterPrefix(jupyter);
  await step("kernel", say, async () => `registered in ${short(install({ prefix }).prefix)}`);
  return prefix;
}

const goals = {
  async start() {
    const { jupyter, prefix } = await locked(say, async () => {
      await built();
      const jupyter = await ensureJupyter(say);
      return { jupyter, prefix: await registered(jupyter) };
    });
    const { labCommand } = await import("@cryolab/kernel/internal/launcher/lab");
    const lab = labCommand({
      jupyter,
      prefix,
      notebooks: join(root, "notebooks"),
      open: "01-fourier.ipynb",
      state: join(root, ".cryolab", "jupyter"),
      args: rest,
    });
    const { status } = await run(lab.program, lab.args, { env: lab.env });
    return status;
  },
  async build() {
    await locked(say, built);
  },
  async test() {
    await locked(say, built);
    await mocha({}, "tests/dist/{lib,grader,kernel-ext,repo}/**/*.test.js", "--ignore", "**/*.long.test.js");
  },
  async "test:long"() {
    const env = await locked(say, async () => {
      await built();
      const jupyter = await ensureJupyter(say);
      return { CRYOLAB_JUPYTER: jupyter, CRYOLAB_PREFIX: await registered(jupyter) };
    });
    await mocha(env, "tests/dist/**/*.long.test.js");
  },
  async check() {
    await locked(say, built);
    await node("biome", [bin("@biomejs/biome/bin/biome"), "check", "."]);
    await tsc("tsconfig.exercises.json");
    await tsc("tsconfig.solutions.json");
    await node("knip", [bin("knip/bin/knip.js")]);
    await mocha({}, "tests/dist/repo/**/*.test.js", "--ignore", "**/*.long.test.js");
  },
  async bench() {
    await locked(say, built);
    await node("bench", [join(root, "bench", "fft.js"), ...rest]);
  },
  async docs() {
    await locked(say, built);
    await node("typedoc", [bin("typedoc/bin/typedoc"), ...rest]);
  },
};

await main(async () => {
  if (!Object.hasOwn(goals, goal)) throw new SetupError(`usage: node bin/run.js ${Object.keys(goals).join(" | ")}`);
  checkNode();
  return (await goals[goal]()) ?? 0;
});
