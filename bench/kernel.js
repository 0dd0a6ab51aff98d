/**
 * @file `node bench/kernel.js`: this kernel beside stock tslab 1.0.22, both as a front end sees them, over ZeroMQ, in one
 * run, taking turns, so that what disturbs the machine disturbs both. Only ratios mean anything on a machine that is not
 * alone. `--quick` for a short run; `--only` for this kernel without tslab. Build first (`npm run build`).
 */

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { KernelClient } from "../tests/dist/kernel-ext/client.js";

const require = createRequire(new URL("../kernel-ext/package.json", import.meta.url));
const tslab = join(dirname(require.resolve("tslab/package.json")), "bin", "tslab");

const quick = process.argv.includes("--quick");
const starts = quick ? 3 : 7;
const cells = quick ? 100 : 400;

const ours = { name: "cryolab", options: {} };
const stock = { name: "tslab", options: { args: (file) => [tslab, "kernel", "--config-path", file] } };
const kinds = process.argv.includes("--only") ? [ours] : [ours, stock];

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Resident megabytes of a process and of those it started; undefined where there is no /proc. */
function memory(pid) {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean),
    );
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return Number(kilobytes) / 1024 + children.reduce((sum, child) => sum + (memory(child) ?? 0), 0);
  } catch {
    return undefined;
  }
}

/** Milliseconds until a cell is answered. What it publishes is not waited for: tslab can lose the last of it. */
async function timed(kernel, code) {
  const start = performance.now();
  const { reply } = await kernel.execute(code, { timeout: 60_000, outputs: false });
  if (reply.status !== "ok") throw new Error(`${code}: ${JSON.stringify(reply)}`);
  return performance.now() - start;
}

const measured = new Map(kinds.map(({ name }) => [name, new Map()]));
const note = ({ name }, what, value) => {
  const of = measured.get(name);
  of.set(what, [...(of.get(what) ?? []), value]);
};

const scratch = mkdtempSync(join(tmpdir(), "cryolab-bench-"));
let folders = 0;
const nodeTypes = dirname(require.resolve("@types/node/package.json"));
const start = (kind) => {
  const cwd = join(scratch, String(++folders));
  // With Node's types, or stock tslab would not know `console`; ours brings its own.
  mkdirSync(join(cwd, "node_modules", "@types"), { recursive: true });
  symlinkSync(nodeTypes, join(cwd, "node_modules", "@types", "node"), "junction");
  return KernelClient.start({ cwd, ...kind.options });
};

/** Starts of one kernel and the other. */
async function startUp() {
  for (let round = 0; round < starts; round++)
    for (const kind of round % 2 === 0 ? kinds : kinds.toReversed()) {
      const kernel = await start(kind);
      note(kind, "ready", kernel.ready);
      note(kind, "memory when ready", memory(kernel.process.pid));
      note(kind, "first cell", await timed(kernel, "1 + 1"));
      await kernel.kill();
    }
}

const texts = ["Math.", "process.", '"text".', "[1, 2].m", "conso", "c1.to", "new Map<string, number>().", "Float64A"];

/** Cells, completions and loops in two kernels that live side by side. */
async function work() {
  const pairs = [];
  for (const kind of kinds) pairs.push([kind, await start(kind)]);
  const inTurns = async (count, batch, call) => {
    for (let from = 0; from < count; from += batch)
      for (const [kind, kernel] of pairs)
        for (let i = from; i < Math.min(count, from + batch); i++) await call(kind, kernel, i);
  };
  await inTurns(cells, 20, async (kind, kernel, i) => {
    const ms = await timed(kernel, `const c${i} = ${i} * 2; c${i}`);
    note(kind, "cell", ms);
    if (i >= cells - 100) note(kind, "last cells", ms);
  });
  for (const [kind, kernel] of pairs) note(kind, "memory after cells", memory(kernel.process.pid));
  await inTurns(quick ? 8 : 40, 4, async (kind, kernel, i) => {
    const begin = performance.now();
    const code = texts[i % texts.length];
    await kernel.request("complete_request", { code, cursor_pos: code.length }, { outputs: false });
    note(kind, "completion", performance.now() - begin);
  });
  await inTurns(quick ? 2 : 6, 1, async (kind, kernel) => {
    await timed(kernel, "function f(x: number) { return { y: x, z: [x, 2 * x] }; } interface Lens { cs: number }");
    note(kind, "cell with a function", await timed(kernel, "const lens: Lens = { cs: f(2).z[1] }; class A { b = 1 }"));
    const busy = "let s = 0; for (let i = 0; i < 1e8; i++) s += i % 7; s";
    note(kind, "loop, 1e8 steps", await timed(kernel, `(() => { ${busy} })()`));
    note(kind, "loop with await, 1e6", await timed(kernel, "for (let i = 0; i < 1e6; i++) await null;"));
  });
  for (const [, kernel] of pairs) await kernel.kill();
}

/** From a slider that moves to the new plot, through the wire. */
async function sliders() {
  const kernel = await start(ours);
  const { outputs } = await kernel.execute(
    "interact({ f: [1, 20, 0.01] }, ({ f }) => plot.line(Array.from({ length: 500 }, (_, x) => Math.sin((f * x) / 500))));",
  );
  const { comm_id } = outputs.find((m) => m.type === "comm_open" && m.content.data.state.description === "f").content;
  for (let i = 0; i < (quick ? 5 : 40); i++) {
    const begin = performance.now();
    const data = { method: "update", state: { value: 1 + i / 10 }, buffer_paths: [] };
    const id = await kernel.send("comm_msg", { comm_id, data });
    await kernel.until(id, (m) => m.type === "update_display_data", 5000, "picture");
    note(ours, "slider to plot", performance.now() - begin);
    await sleep(20);
  }
  await kernel.kill();
}

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB, load ${loadavg()[0].toFixed(1)}; medians of ${starts} starts and ${cells} cells`,
);
try {
  await startUp();
  await work();
  await sliders();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`load at the end ${loadavg()[0].toFixed(1)}\n`);

const rows = [
  ["ready", "ms", "at most 1 of tslab's"],
  ["first cell", "ms", "under 150 ms"],
  ["cell", "ms", "at most 1.5 of tslab's"],
  ["last cells", "ms", ""],
  ["cell with a function", "ms", ""],
  ["completion", "ms", "under 50 ms"],
  ["memory when ready", "MB", "at most 1.2 of tslab's"],
  ["memory after cells", "MB", "at most 1.6 of tslab's"],
  ["slider to plot", "ms", "under 100 ms"],
  ["loop, 1e8 steps", "ms", "as tslab"],
  ["loop with await, 1e6", "ms", ""],
];
const widths = [24, 12, 12, 10, 26];
const line = (...texts) =>
  console.log(texts.map((text, i) => (i === 0 ? text.padEnd(widths[i]) : text.padStart(widths[i]))).join(""));
line("", ours.name, stock.name, "ratio", "goal");
for (const [what, unit, goal] of rows) {
  const [a, b] = [ours, stock].map(({ name }) => {
    const values =
      measured
        .get(name)
        ?.get(what)
        ?.filter((value) => value !== undefined) ?? [];
    return values.length === 0 ? undefined : median(values);
  });
  const show = (value) => (value === undefined ? "" : `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`);
  line(what, show(a), show(b), a === undefined || b === undefined ? "" : (a / b).toFixed(2), goal);
}
