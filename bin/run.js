/**
 * @file The scripts of package.json: `node bin/run.js GOAL [options]`. Each goal is the set-up it needs, then a few
 * programs. `npm start -- --port 9999` hands its options to JupyterLab, `npm test -- --grep dft` to mocha.
 */

import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { main, root, run, SetupError } from "./child.js";
import { build, jupyter, modules, setUp } from "./setup.js";

const say = process.stdout;
const [goal, ...rest] = process.argv.slice(2);
const bin = (...path) => join(root, "node_modules", ...path);

/** Runs a Node program of node_modules and fails the goal unless it ends well. */
async function node(what, args, env = {}) {
  const { status } = await run(process.execPath, args, { env });
  if (status !== 0) throw new SetupError(`${what} failed (exit status ${status})`);
}

/** Ten seconds a test unless it says otherwise: two is little where the machine has other work. */
const mocha = (env, ...specs) => {
  const settings = ["--no-config", "--exit", "--timeout", "10000"];
  return node("mocha", ["--enable-source-maps", bin("mocha/bin/mocha.js"), ...settings, ...specs, ...rest], env);
};
const tsc = (project) => node(`tsc -p ${project}`, [bin("typescript/bin/tsc"), "-p", project, "--noEmit"]);

/** Registers the kernel and the chart renderer where JupyterLab looks; each time, since Node may be another one now. */
const kernel = {
  name: "kernel",
  ready: () => undefined,
  async work() {
    const { installKernel } = await import("@cryolab/kernel/internal/installer");
    installKernel({ prefix: jupyter.prefix });
    return `registered in ${relative(root, jupyter.prefix)}`;
  },
};

const goals = {
  async start() {
    await setUp(say, [modules, build, jupyter, kernel]);
    const { labCommand } = await import("@cryolab/kernel/internal/launcher/lab");
    const lab = labCommand({
      jupyter: jupyter.command,
      prefix: jupyter.prefix,
      notebooks: join(root, "notebooks"),
      open: "01-fourier.ipynb",
      state: join(root, ".cryolab", "jupyter"),
      args: ["--KernelManager.shutdown_wait_time=0.5", ...rest], // Ctrl-C does not wait for kernels that are busy
    });
    const { status } = await run(lab.program, lab.args, { env: lab.env, untilStopped: true });
    return status;
  },
  async build() {
    await setUp(say, [modules, build]);
  },
  async test() {
    await setUp(say, [modules, build]);
    await mocha({}, "tests/dist/{lib,grader,kernel-ext,repo}/**/*.test.js", "--ignore", "**/*.long.test.js");
  },
  async "test:long"() {
    await setUp(say, [modules, build, jupyter, kernel]);
    await mocha({ CRYOLAB_JUPYTER: jupyter.command, CRYOLAB_PREFIX: jupyter.prefix }, "tests/dist/**/*.long.test.js");
  },
  async conformance() {
    await setUp(say, [modules, build]);
    await node("conformance", [join(root, "tests", "dist", "kernel-ext", "conformance", "run.js")]);
  },
  async check() {
    await setUp(say, [modules, build]);
    await node("biome", [bin("@biomejs/biome/bin/biome"), "check", "."]);
    await tsc("tsconfig.exercises.json");
    await tsc("tsconfig.solutions.json");
    await node("knip", [bin("knip/bin/knip.js")]);
    await node("typedoc", [bin("typedoc/bin/typedoc"), "--emit", "none"]);
    await mocha({}, "tests/dist/repo/**/*.test.js", "--ignore", "**/*.long.test.js");
  },
  async bench() {
    await setUp(say, [modules, build]);
    const all = readdirSync(join(root, "bench")).flatMap((file) => (file.endsWith(".js") ? [file.slice(0, -3)] : []));
    const [first, ...others] = rest;
    if (first !== undefined && !first.startsWith("-") && !all.includes(first))
      throw new SetupError(`bench: there is ${all.join(", ")}, got ${first}`);
    const one = first !== undefined && all.includes(first);
    // the class of a thousand takes long and has no peer: it runs when it is named
    for (const name of one ? [first] : all.filter((file) => file !== "class"))
      await node(`bench ${name}`, [join(root, "bench", `${name}.js`), ...(one ? others : rest)]);
    if (one && !first.startsWith("fft-")) return;
    const { writeResults } = await import("../bench/harness/report.js");
    writeResults();
  },
  async docs() {
    await setUp(say, [modules, build, jupyter, kernel]);
    await node("typedoc", [bin("typedoc/bin/typedoc")]);
    await node("docs", [join(root, "site", "dist", "main.js"), root, jupyter.command, jupyter.prefix]);
  },
};

await main(async () => {
  if (!Object.hasOwn(goals, goal)) throw new SetupError(`usage: node bin/run.js ${Object.keys(goals).join(" | ")}`);
  return (await goals[goal]()) ?? 0;
});
