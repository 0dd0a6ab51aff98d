/** @file Which kernels run, how that is chosen, and how they came to be; threads that fail. */

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { kernels } from "@cryolab/lib";
import { expect } from "chai";
import { readText, root } from "../../support/root.js";
import { kinds } from "./each-engine.js";

const url = (path: string) => JSON.stringify(pathToFileURL(join(root, "lib", "dist", path)).href);

/** What a module of its own process prints. */
function child(source: string, env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", source], {
    env: { ...process.env, CRYOLAB_KERNELS: "", CRYOLAB_THREADS: "", ...env },
    encoding: "utf8",
  });
  return { status, stdout: stdout.trim(), stderr };
}

const say = `import { kernels, fourier } from ${url("index.js")};
  fourier.fft({ shape: [8], re: new Float64Array(8), im: new Float64Array(8) });
  const { kind, reason, threads } = kernels.engine(); console.log(JSON.stringify({ kind, reason, threads }));`;

describe("engine, setEngine", () => {
  it("run WebAssembly on this machine, and TypeScript when told", () => {
    expect(kinds).to.include.members(["simd", "plain"]);
    const before = kernels.engine().kind;
    expect(kernels.setEngine("plain")).to.include({ kind: "plain", reason: "plain was asked for", threads: 1 });
    expect(kernels.setEngine("simd")).to.include({ kind: "simd", reason: "simd was asked for" });
    expect(kernels.setEngine("fma").kind).to.equal(before);
    expect(() => kernels.setEngine("fast" as "fma")).to.throw(
      RangeError,
      "setEngine: kind must be one of fma, simd, plain, got fast",
    );
  });

  it("listen to the environment", () => {
    const simd = child(say, { CRYOLAB_KERNELS: "simd", CRYOLAB_THREADS: "3" });
    expect(JSON.parse(simd.stdout)).to.deep.equal({ kind: "simd", reason: "simd was asked for", threads: 3 });
    expect(child(say, { CRYOLAB_KERNELS: "plain" }).stdout).to.include('"plain"');
    const wrong = child(say, { CRYOLAB_KERNELS: "quick" });
    expect(wrong.stderr).to.include('CRYOLAB_KERNELS must be fma, simd, plain or empty, got "quick"');
    expect(child(say, { CRYOLAB_THREADS: "0" }).stderr).to.include(
      "CRYOLAB_THREADS must be a whole number from 1 to 64, got 0",
    );
  }).timeout(30000);

  it("fall back to TypeScript where there is no WebAssembly, no Node, or too little address space, without a word", () => {
    const without = (what: string) => child(say.replace("fourier.fft(", `${what};\n  fourier.fft(`));
    for (const what of [
      "delete globalThis.WebAssembly",
      "delete globalThis.SharedArrayBuffer",
      "const keep = process.getBuiltinModule; process.getBuiltinModule = undefined",
      'WebAssembly.Memory = class { constructor() { throw new RangeError("no room"); } }',
    ]) {
      const { stdout, stderr, status } = without(what);
      expect(JSON.parse(stdout), what).to.include({ kind: "plain", threads: 1 });
      expect([status, stderr], what).to.deep.equal([0, ""]);
    }
  }).timeout(30000);

  it("print nothing about flags, whatever the version of Node", () => {
    const { stderr, stdout } = child(say);
    expect(stderr).to.equal("");
    expect(JSON.parse(stdout).kind).to.equal(kinds[0]);
  });
});

describe("threads of the kernels", () => {
  /** Four threads, one job, seen from inside: the task is one that does not exist, so that it fails where it runs. */
  const inside = `
    import { kernels } from ${url("kernels/engine.js")};
    import { sharedMemory, allocate } from ${url("kernels/memory.js")};
    import { doPieces, runningThreads, setThreads } from ${url("kernels/threads.js")};
    import { fftStack } from ${url("kernels/stack.js")};
    const k = kernels(), memory = sharedMemory(), job = allocate(64);
    const stack = { shape: [200, 64, 64], data: new Float32Array(200 * 4096).fill(1) };
    setThreads(3);`;

  it("end with the process, and leave it free to end", () => {
    const { status, stdout } = child(`${inside} fftStack(stack); console.log(runningThreads());`);
    expect([status, stdout]).to.deep.equal([0, "2"]);
  }).timeout(30000);

  it("turn what fails in one of them into an error, and work again afterwards", () => {
    const { stdout } = child(`${inside}
      fftStack(stack);
      await new Promise((done) => setTimeout(done, 500)); // until the threads are there
      const lazy = { module: k.module, run() { for (const end = performance.now() + 300; performance.now() < end; ); } };
      try { doPieces(lazy, memory, 99, job, 6, true); console.log("nothing thrown"); } catch (error) { console.log(error.message); }
      console.log(fftStack(stack).re[0], runningThreads());`);
    expect(stdout).to.match(/^kernels: a thread failed at piece \d; the work it was part of is lost\n4096 2$/);
  }).timeout(30000);

  it("are not waited for when they have died between jobs", () => {
    const { stdout } = child(`${inside}
      import { Worker } from "node:worker_threads";
      const made = [];
      const on = Worker.prototype.on;
      Worker.prototype.on = function (...args) { if (!made.includes(this)) made.push(this); return on.apply(this, args); };
      fftStack(stack);
      await Promise.all(made.map((worker) => worker.terminate()));
      console.log(fftStack(stack).re[0], runningThreads());`);
    expect(stdout).to.equal("4096 0");
  }).timeout(30000);

  it("are counted as asked", () => {
    const before = kernels.engine().threads;
    kernels.setThreads(3);
    expect(kernels.engine().threads).to.equal(3);
    kernels.setThreads(before);
    expect(() => kernels.setThreads(1.5)).to.throw(
      RangeError,
      "setThreads: n must be a whole number from 1 to 64, got 1.5",
    );
  });
});

describe("lib/kernels/binary.ts", () => {
  it("is made from the sources that are here, by the compiler that is here (npm run kernels makes it anew)", () => {
    const { stdout } = spawnSync(process.execPath, [join(root, "bin/kernels.js"), "--digest"], { encoding: "utf8" });
    expect(stdout.trim()).to.match(/^[0-9a-f]{64}$/);
    expect(readText("lib/kernels/binary.ts")).to.include(stdout.trim());
  });
});
