/**
 * @file A race: our work and its peers take turns in one run, each sample after the machine has been quiet or a limit has passed, so
 * that only ratios count. A ratio is peer time / our time: the geometric mean of that of the least times and that of the medians.
 */

import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const quick = process.argv.includes("--quick");
const ROUNDS = quick ? 5 : 13;
const SAMPLE = quick ? 4 : 12; // ms
const PATIENCE = quick ? 0 : 3_000; // ms of waiting for quiet, in one race

export const quantile = (values, q) => values.toSorted((a, b) => a - b)[Math.round(q * (values.length - 1))];

/** Busy and all ticks of all processors; undefined where there is no /proc. */
function ticks() {
  try {
    const [, ...all] = /^cpu +(.*)$/m.exec(readFileSync("/proc/stat", "utf8"))[1].split(" ").map(Number).entries();
    const values = all.map(([, v]) => v);
    const total = values.reduce((sum, v) => sum + v, 0);
    return { idle: values[2] + values[3], total };
  } catch {
    return undefined;
  }
}

/** Waits until processors are nine tenths idle, at most `left` ms; how long that took. */
async function quiet(left) {
  const begin = performance.now();
  for (let before = ticks(); before && performance.now() - begin < left; ) {
    await sleep(60);
    const now = ticks();
    if (now.total > before.total && (now.idle - before.idle) / (now.total - before.total) > 0.9) break;
    before = now;
  }
  return performance.now() - begin;
}

/** A competitor that is a function in this process. `set` is called before each sample. */
export function here(work, { error, set = () => {} } = {}) {
  const time = (calls) => {
    set();
    const begin = performance.now();
    for (let i = 0; i < calls; i++) work();
    return (performance.now() - begin) / calls;
  };
  return { error, time };
}

/** How many calls make a sample, once everything is compiled. */
async function callsFor({ time }) {
  for (const begin = performance.now(); performance.now() - begin < (quick ? 40 : 200); ) await time(1);
  return Math.max(1, Math.min(100_000, Math.round(SAMPLE / (await time(3)))));
}

/**
 * Lets competitors take turns.
 *
 * @param ours - `{ time(calls) → ms of one, error }`
 * @param peers - the same by name, or `{ absent }`
 * @returns ms of ours; for each peer its ms, error, ratio and the middle half of the ratios
 */
export async function race(ours, peers) {
  const all = [["ours", ours], ...Object.entries(peers).filter(([, peer]) => !peer.absent)];
  const times = new Map(all.map(([name]) => [name, []]));
  const calls = new Map();
  for (const [name, one] of all) calls.set(name, await callsFor(one));
  let left = PATIENCE;
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, one] of round % 2 === 0 ? all : all.toReversed()) {
      left -= await quiet(left);
      times.get(name).push(await one.time(calls.get(name)));
    }
  const own = times.get("ours");
  const results = Object.entries(peers).map(([name, { absent, error }]) => {
    if (absent) return { name, absent };
    const theirs = times.get(name);
    const ratios = theirs.map((ms, i) => ms / own[i]);
    const ratio = Math.sqrt((Math.min(...theirs) / Math.min(...own)) * (quantile(theirs, 0.5) / quantile(own, 0.5)));
    return { name, error, ms: Math.min(...theirs), ratio, spread: [quantile(ratios, 0.25), quantile(ratios, 0.75)] };
  });
  return { ms: Math.min(...own), error: ours.error, peers: results };
}
