/**
 * @file What a workload has found: printed line by line, and kept in .cryolab/bench-results, from which `npm run bench` writes
 * bench/RESULTS.md.
 */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as cryo from "@cryolab/lib";
import { endPython, pythonVersions } from "./python.js";

const folder = fileURLToPath(new URL("../../.cryolab/bench-results", import.meta.url));
const target = fileURLToPath(new URL("../RESULTS.md", import.meta.url));
const show = (value, digits = 2) => (value === undefined ? "" : value.toFixed(digits));
const power = (value) => (value === undefined ? "" : value.toExponential(1));

/** "met", "floor" or "missed"; nothing where there is no goal. */
const verdict = ({ ratio, goal, floor }) =>
  goal === undefined ? "" : ratio >= goal ? "met" : ratio >= floor ? "floor" : "missed";

/** The machine and what runs on it, as one line each. */
async function conditions() {
  const { python, ...packages } = await pythonVersions();
  const peers = Object.entries(packages).map(([name, version]) => `${name} ${version ?? "absent"}`);
  const { kind, threads } = cryo.kernels.engine();
  return [
    `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB, load ${loadavg()[0].toFixed(1)} at the start`,
    `Node ${process.version} (V8 ${process.versions.v8}), kernels ${kind}, ${threads} threads unless a row says otherwise`,
    python ? `Python ${python}, ${peers.join(", ")}` : "no peers in Python: run bench/setup",
  ];
}

/**
 * Runs the races of a workload, prints them and keeps them.
 *
 * @param title - what is raced
 * @param rows - a generator of `{ what, result, goals }`: `goals` by name of the peer, `{ goal, floor }`
 */
export async function workload(name, title, rows) {
  const found = { title, conditions: await conditions(), rows: [] };
  console.log(`${title}\n${found.conditions.join("\n")}\n`);
  for await (const { what, result, goals = {} } of rows())
    for (const peer of result.peers) {
      const row = { what, peer: peer.name, ms: result.ms, error: result.error, ...goals[peer.name] };
      if (peer.absent) row.absent = peer.absent;
      else Object.assign(row, { theirs: peer.ms, ratio: peer.ratio, spread: peer.spread, theirError: peer.error });
      row.verdict = peer.absent ? "absent" : verdict(row);
      found.rows.push(row);
      console.log(
        `${row.what.padEnd(22)}${row.peer.padEnd(22)}${peer.absent ? `absent: ${peer.absent}` : `${show(row.ratio).padStart(7)} (${row.spread.map((v) => show(v)).join("–")})  goal ${show(row.goal, 1)}  ${row.verdict}  error ${power(row.error)}, peer's ${power(row.theirError)}`}`,
      );
    }
  found.load = loadavg()[0];
  console.log(`load ${found.load.toFixed(1)} at the end\n`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(found, null, 1));
  endPython();
}

/** Writes RESULTS.md from what the workloads have kept. */
export function writeResults() {
  const out = [
    "# Measured",
    "",
    "Written by `npm run bench`. Ratio: time of the peer / ours, in one run, in turns; the middle half",
  ];
  out.push(
    "of the rounds beside it. `met`: the goal; `floor`: what the first prototype saw; `missed`: neither. Error: relative L2, ours from the",
  );
  out.push(
    "twin in double precision, which is 2e-16 to 5e-16 off itself (tests/lib/kernels holds ours to 3e-16 of the exact sum), the peer's from long double.",
    "",
  );
  for (const file of readdirSync(folder).sort()) {
    const { title, conditions: lines, load, rows } = JSON.parse(readFileSync(join(folder, file), "utf8"));
    out.push(`## ${title}`, "", ...lines.map((text) => `- ${text}`), `- load ${load.toFixed(1)} at the end`, "");
    out.push("| what | peer | ours, ms | ratio | middle half | goal | floor | | error | peer's error |");
    out.push("|---|---|---|---|---|---|---|---|---|---|");
    for (const r of rows)
      out.push(
        `| ${r.what} | ${r.peer} | ${r.ms.toPrecision(3)} | ${show(r.ratio)} | ${r.spread?.map((v) => show(v)).join("–") ?? r.absent} | ${r.goal ?? ""} | ${r.floor ?? ""} | ${r.verdict} | ${power(r.error)} | ${power(r.theirError)} |`,
      );
    out.push("");
  }
  writeFileSync(target, out.join("\n"));
}
