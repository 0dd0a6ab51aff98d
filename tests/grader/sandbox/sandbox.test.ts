import { bundle } from "@cryolab/grader/internal/bundle/index";
import { InfrastructureError, type Probed } from "@cryolab/grader/internal/sandbox/index";
import {
  childLauncher,
  guestArguments,
  type Launcher,
  permissionFlag,
} from "@cryolab/grader/internal/sandbox/launcher";
import { openBehind } from "@cryolab/grader/internal/sandbox/open";
import { random } from "@cryolab/lib";
import { expect } from "chai";
import { extracted, notebook } from "../submission/notebook.js";
import { atEachLevel, closeAll, errorOf, guest, value } from "./guests.js";

atEachLevel("a sandbox", (level) => {
  afterEach(closeAll);

  it("lists the functions and classes that the module exports", async () => {
    const { exports, isolation } = await guest(
      "export const b = () => 1, n = 5; export function a() {} export class C {}",
    );
    expect(exports).to.deep.equal(["C", "a", "b"]);
    expect(isolation).to.equal(level);
  });
  it("tells what the module throws while it loads, and where", async () => {
    const error = await errorOf(guest('throw new RangeError("not today")'));
    expect(error.status).to.equal("threw");
    expect(error.message).to.equal("RangeError: not today");
    expect(error.detail).to.deep.equal({ name: "RangeError", message: "not today" });
  });
  it("tells of a module that does not parse", async () => {
    expect((await errorOf(guest("export const f = ("))).detail).to.deep.equal({
      name: "SyntaxError",
      message: "Unexpected end of input",
    });
  });
  it("waits for a module that awaits", async () => {
    expect(await value("const k = await new Promise((r) => setTimeout(r, 5, 7)); export const f = () => k")).to.equal(
      7,
    );
  });
  it("is an infrastructure error when no guest starts", async () => {
    const missing: Launcher = (options) => {
      const launched = childLauncher(options);
      launched.child.kill("SIGKILL");
      return launched;
    };
    const error = await openBehind(missing, { code: "" }).catch((e: unknown) => e);
    expect(error).to.be.instanceOf(InfrastructureError);
    expect((error as Error).message).to.match(/^the sandbox did not start \(SIGKILL\)/);
  });
});

atEachLevel("call", () => {
  afterEach(closeAll);

  it("carries values in and out", async () => {
    const box = await guest("export const f = (...args) => args");
    const args = [
      1,
      -0,
      Number.NaN,
      "é",
      null,
      undefined,
      12n,
      { shape: [2], data: Float64Array.of(1, 2) },
      new Uint8Array(0),
    ];
    expect(await box.call("f", args)).to.deep.equal(args);
  });
  it("never changes an argument", async () => {
    const x = Float64Array.of(1, 2);
    const box = await guest("export const f = (x) => { x[0] = 9; return x }");
    expect(await box.call("f", [x])).to.deep.equal(Float64Array.of(9, 2));
    expect(x).to.deep.equal(Float64Array.of(1, 2));
  });
  it("carries an Rng: the guest draws what the library draws", async () => {
    const answer = extracted(
      notebook("%%exercise x/y\nconst f = (rng) => [cryo.random.uniform(rng), cryo.random.normal(rng)]"),
    );
    const made = await bundle(answer, { uses: ["random.uniform", "random.normal"], exports: ["f"] });
    const box = await guest((made as { code: string }).code);
    const rng = random.rng("ada");
    expect(await box.call("f", [random.rng("ada")])).to.deep.equal([random.uniform(rng), random.normal(rng)]);
  });
  it("awaits promises and other thenables", async () => {
    expect(await value("export const f = async () => { await null; return 3 }")).to.equal(3);
    expect(await value("export const f = () => ({ then(r) { r(4); r(5); throw 6 } })")).to.equal(4);
    expect((await errorOf(value('export const f = async () => { throw new TypeError("no") }'))).message).to.equal(
      "TypeError: no",
    );
  });
  it("answers one call after the other, in order", async () => {
    const box = await guest(
      "let n = 0; export const f = async (ms) => { const k = n++; await new Promise((r) => setTimeout(r, ms)); return k }",
    );
    expect(await Promise.all([20, 0, 10].map((ms) => box.call("f", [ms])))).to.deep.equal([0, 1, 2]);
  });
  it("runs nothing of the learner's between two calls", async () => {
    const box = await guest(
      "let n = 0; export const f = () => { setTimeout(() => n++, 0); Promise.resolve().then(() => n++); return n }; export const g = () => n",
    );
    await box.call("f", []);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(await box.call("g", [])).to.equal(0);
  });
  it("says what is not a function, or cannot be an argument", async () => {
    const box = await guest("export const n = 5");
    expect((await errorOf(box.call("f", []))).message).to.equal("TypeError: f is not a function");
    expect((await errorOf(box.call("n", []))).message).to.equal("TypeError: n is not a function");
    const wrong = await box.call("f", [new Map()]).catch((e: unknown) => e);
    expect(wrong).to.be.instanceOf(TypeError);
    expect((wrong as Error).message).to.equal(
      "f: an argument cannot cross: it holds an instance of a class; pass plain records",
    );
  });

  it("tells what was thrown, with the place in the assembled source and the byte offset", async () => {
    const answer = extracted(
      notebook(
        '\nfunction h(x: number): never {\n  throw Object.assign(new RangeError("bad " + x), { offset: 1024 });\n}',
        "%%exercise x/y\ninterface T { a: 1 }\n\nfunction f() { return h(3) }",
      ),
    );
    const made = await bundle(answer, { uses: [], exports: ["f"] });
    const { status, detail } = await errorOf((await guest((made as { code: string }).code)).call("f", []));
    expect(status).to.equal("threw");
    expect(detail).to.deep.equal({ name: "RangeError", message: "bad 3", where: "2:23", offset: 1024 });
    expect(answer.locate(Number.parseInt(detail.where ?? "", 10))).to.deep.equal({ label: "cell 1", line: 3 });
  });
  it("finds the learner's line when the library throws", async () => {
    const answer = extracted(notebook("%%exercise x/y\nfunction f() {\n  return cryo.core.product([-1]);\n}"));
    const made = await bundle(answer, { uses: ["core.product"], exports: ["f"] });
    const { detail } = await errorOf((await guest((made as { code: string }).code)).call("f", []));
    expect(detail.message).to.equal("product: extents must be whole and >= 0, got [-1]");
    expect(detail.where).to.match(/^3:/);
  });
  for (const [what, [thrown, text]] of Object.entries({
    "a text": ['"plain"', "Error: thrown: plain"],
    undefined: ["undefined", "Error: thrown: undefined"],
    "a symbol": ['Symbol("s")', "Error: thrown: Symbol(s)"],
    "an object": ["{ message: 3 }", "Error: "],
    "a proxy that throws": ["new Proxy({}, { get() { throw 1 }, getPrototypeOf() { throw 2 } })", "Error: "],
    "an error with a getter": [
      'Object.defineProperty(new TypeError("x"), "message", { get() { throw 1 } })',
      "TypeError: ",
    ],
    "an error of one's own": [
      'new (class MrcFormatError extends Error { name = "MrcFormatError" })("m")',
      "MrcFormatError: m",
    ],
    "a very long message": ['new Error("m".repeat(1e6))', `Error: ${"m".repeat(4000)}`],
  }))
    it(`tells of ${what} thrown, and goes on`, async () => {
      const box = await guest(`export const f = () => { throw ${thrown} }; export const g = () => 1`);
      const error = await errorOf(box.call("f", []));
      expect([error.status, error.message]).to.deep.equal(["threw", text]);
      expect(await box.call("g", [])).to.equal(1);
    });

  it("ends a call that takes too long, and the sandbox with it", async () => {
    const box = await guest("export const f = () => { for (;;); }");
    const error = await errorOf(box.call("f", [], { timeoutMs: 150 }));
    expect([error.status, error.detail.message]).to.deep.equal(["timeout", "f: no answer within 150 ms"]);
    const after = await errorOf(box.call("f", []));
    expect([after.status, after.detail.message]).to.deep.equal([
      "died",
      "the sandbox is gone (Error: f: no answer within 150 ms)",
    ]);
  });
  it("does not blame the learner when the grader itself was busy", async () => {
    const box = await guest("export const f = () => 1");
    const answer = box.call("f", [], { timeoutMs: 100 });
    await Promise.resolve(); // the call is under way
    const end = performance.now() + 400;
    while (performance.now() < end);
    expect(await answer).to.equal(1);
  });
  it("keeps what was printed, in order and up to its place", async () => {
    const box = await guest(
      'console.log("load", [1], { a: 2 }); export const f = () => { console.error("%s!", "é"); console.table([1]); console.time("t"); console.timeEnd("t"); console.count(); console.assert(false, "x"); console.group("g"); console.groupEnd(); console.dir(1) }',
    );
    await box.call("f", []);
    expect(box.stdout.replace(/[\d.]+ ms/, "1 ms")).to.equal(
      "load [ 1 ] { a: 2 }\né!\n[ 1 ]\nt: 1 ms\ndefault: 1\nAssertion failed x\ng\n1\n",
    );
  });
  it("keeps what was printed before a loop without end", async () => {
    const box = await guest('export const f = () => { console.log("here"); for (;;); }');
    await errorOf(box.call("f", [], { timeoutMs: 150 }));
    expect(box.stdout).to.equal("here\n");
  });
  it("gives the same Math.random at every grading", async () => {
    const draw = (): Promise<unknown> => value("export const f = () => [Math.random(), Math.random()]");
    expect(await draw()).to.deep.equal(await draw());
  });
});

atEachLevel("call with probe", () => {
  afterEach(closeAll);
  const probe = async (body: string, ...args: unknown[]): Promise<Probed> => {
    const box = await guest(`export const f = ${body}`);
    return (await box.call("f", args, { probe: true })) as Probed;
  };

  it("gives the arguments as they are after the call", async () => {
    const found = await probe("(x, o) => { x[1] = 7; o.extra = 1; return 3 }", Float64Array.of(1, 2), { a: 1 });
    expect(found).to.deep.equal({ value: 3, args: [Float64Array.of(1, 7), { a: 1, extra: 1 }], shares: false });
  });
  const x = Float64Array.of(1, 2, 3);
  for (const [body, shares] of [
    ["(x) => x", true],
    ["(x) => x.subarray(1)", true],
    ["(x) => new Uint8Array(x.buffer)", true],
    ["(x) => ({ shape: [3], data: x })", true],
    ["(x) => { const s = x.slice(); return s }", false],
    ["(x, o) => o.deep[0].data", true],
    ["(x, o) => { const y = o.deep[0].data; o.deep = []; return y }", true],
    ["(x, o) => { o.mine = new Float64Array(2); return o.mine }", true],
    ["(x) => x.map((v) => v)", false],
    ["async (x) => x", true],
    ["() => 1", false],
  ] as const)
    it(`${shares ? "sees" : "sees no"} shared memory: ${body}`, async () => {
      expect((await probe(body, x, { deep: [{ data: x }] })).shares).to.equal(shares);
    });
});

atEachLevel("functions across the wall", () => {
  afterEach(closeAll);

  it("are called by the learner's code, synchronously", async () => {
    const box = await guest("export const f = (A, x) => A(A(x)).map((v) => v + 1)");
    let calls = 0;
    const twice = (v: Float64Array): Float64Array => {
      calls++;
      return v.map((t) => 2 * t);
    };
    expect(await box.call("f", [twice, Float64Array.of(1, 2)])).to.deep.equal(Float64Array.of(5, 9));
    expect(calls).to.equal(2);
  });
  it("solve a linear system through an operator that lives in the grader", async () => {
    const box = await guest(`export function cg(A, b) {
      const n = b.length, x = new Float64Array(n); let r = b.slice(), p = r.slice(), rr = r.reduce((s, v) => s + v * v, 0);
      for (let k = 0; k < 200 && rr > 1e-22; k++) {
        const q = A(p); let pq = 0; for (let i = 0; i < n; i++) pq += p[i] * q[i];
        const a = rr / pq; for (let i = 0; i < n; i++) { x[i] += a * p[i]; r[i] -= a * q[i]; }
        const next = r.reduce((s, v) => s + v * v, 0); for (let i = 0; i < n; i++) p[i] = r[i] + (next / rr) * p[i]; rr = next;
      }
      return x;
    }`);
    const laplace = (v: Float64Array): Float64Array => v.map((t, i) => 2.5 * t - (v[i - 1] ?? 0) - (v[i + 1] ?? 0));
    const b = Float64Array.from({ length: 64 }, (_, i) => Math.sin(i));
    const found = laplace((await box.call("cg", [laplace, b])) as Float64Array);
    // the loop stops when the squared residual is below 1e-22
    for (let i = 0; i < 64; i++) expect(found[i]).to.be.closeTo(b[i], 1e-10);
  });
  it("may be asynchronous in the grader, and may throw", async () => {
    const box = await guest(
      "export const f = (g) => { try { return g() } catch (e) { return [e.name, e.message, e instanceof Error] } }",
    );
    expect(await box.call("f", [async () => 5])).to.equal(5);
    const fail = (): never => {
      throw new RangeError("off the grid");
    };
    expect(await box.call("f", [fail])).to.deep.equal(["RangeError", "off the grid", true]);
    expect(await box.call("f", [() => Symbol("s")])).to.deep.equal(["NotAValue", "it holds a symbol", true]);
  });
  it("keep their identity when they come back", async () => {
    const box = await guest("export const f = (g, h) => [g, g === h]");
    const g = (): number => 1;
    expect(await box.call("f", [g, g])).to.deep.equal([g, true]);
  });
  it("cannot call back into a sandbox that waits for them", async () => {
    const box = await guest(
      "export const f = (g) => { try { return g() } catch (e) { return e.message } }; export const h = () => 1",
    );
    expect(await box.call("f", [() => box.call("h", [])])).to.equal(
      "h: a function given to the sandbox cannot call back into it while it runs",
    );
    expect(await box.call("h", [])).to.equal(1);
  });
  it("count on the same clock", async () => {
    const box = await guest("export const f = (g) => g()");
    expect((await errorOf(box.call("f", [() => new Promise(() => {})], { timeoutMs: 100 }))).status).to.equal(
      "timeout",
    );
  });

  it("come back as functions that can be called, here and there", async () => {
    const box = await guest(
      "export const scaler = (k) => (x) => x.map((v) => v * k); export const use = (g, x) => g(x); export const same = (a, b) => a === b",
    );
    const triple = (await box.call("scaler", [3])) as (x: Float64Array) => Promise<Float64Array>;
    expect(await triple(Float64Array.of(1, 2))).to.deep.equal(Float64Array.of(3, 6));
    expect(await box.call("use", [triple, Float64Array.of(1)])).to.deep.equal(Float64Array.of(3));
    expect(await box.call("same", [triple, triple])).to.equal(true);
  });
  it("come back inside records: an operator and its adjoint", async () => {
    const box = await guest("export const make = (k) => ({ forward: (x) => k * x, adjoint: async (y) => y / k, k })");
    const { forward, adjoint, k } = (await box.call("make", [4])) as Record<string, (x: number) => Promise<number>>;
    expect([await forward(2), await adjoint(8), k]).to.deep.equal([8, 2, 4]);
  });
  it("come back as instances, with fields to read and methods to call", async () => {
    const box =
      await guest(`export class Volume { #calls = 0; constructor(n) { this.n = n; this.data = new Float32Array(n) }
      set(i, v) { this.data[i] = v; return this } get(i) { this.#calls++; return this.data[i] } classify() { return this.#calls } fail() { throw new RangeError("no") } }
      export const sum = (v) => v.data.reduce((a, b) => a + b, 0) + (v instanceof Volume ? 0 : 1000)`);
    type Volume = { n: number; data: Float32Array } & Record<
      "set" | "get" | "classify" | "fail",
      (...args: number[]) => Promise<unknown>
    >;
    const volume = (await box.call("Volume", [3])) as Volume;
    expect(volume).to.deep.equal({ n: 3, data: new Float32Array(3) });
    expect(await volume.set(1, 5)).to.deep.equal({ n: 3, data: Float32Array.of(0, 5, 0) });
    expect([await volume.get(1), await volume.classify()]).to.deep.equal([5, 1]);
    expect(await box.call("sum", [volume])).to.equal(5);
    expect((await errorOf(volume.fail())).message).to.equal("RangeError: no");
  });
});

atEachLevel("close", () => {
  it("ends the process, and a call under way with it", async () => {
    const box = await guest("export const f = () => { for (;;); }");
    const call = errorOf(box.call("f", []));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await box.close();
    expect((await call).detail.message).to.equal("it was closed");
    await box.close();
    expect((await errorOf(box.call("f", []))).status).to.equal("died");
  });
});

describe("the launcher", () => {
  it("knows the name of the permission flag", () => {
    const settled = ["22.13.0", "22.23.3", "23.5.0", "24.0.0", "26.1.0"];
    const experimental = ["20.19.0", "20.20.2", "22.12.0", "23.4.0"];
    for (const version of settled) expect(permissionFlag(version), version).to.equal("--permission");
    for (const version of experimental) expect(permissionFlag(version), version).to.equal("--experimental-permission");
  });
  it("gives a guest no environment, and no folder of ours", () => {
    const flags = guestArguments(64);
    expect(flags).to.include.members([
      "--disallow-code-generation-from-strings",
      "--disable-proto=delete",
      "--max-old-space-size=64",
    ]);
    expect(flags.filter((flag) => flag.includes("allow"))).to.deep.equal(["--disallow-code-generation-from-strings"]);
  });
});
