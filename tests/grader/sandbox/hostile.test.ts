import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { bundle } from "@cryolab/grader/internal/bundle/index";
import { Encoder } from "@cryolab/grader/internal/sandbox/guest/encoder";
import { availableGlobals } from "@cryolab/grader/internal/sandbox/guest/globals";
import type { Handles } from "@cryolab/grader/internal/sandbox/guest/wire";
import { childLauncher, type Launcher } from "@cryolab/grader/internal/sandbox/launcher";
import { openBehind } from "@cryolab/grader/internal/sandbox/open";
import { expect } from "chai";
import { extracted, file } from "../submission/notebook.js";
import { atEachLevel, closeAll, errorOf, guest, value } from "./guests.js";

const never: Handles = {
  keep: () => 1,
  kept: () => undefined,
  returned: () => undefined,
  callable: () => ({}),
  instance: () => ({}),
};
const frame = (...values: unknown[]): Uint8Array => {
  const encoder = new Encoder(never);
  encoder.write(values);
  return encoder.frame();
};

atEachLevel("a hostile module", (level) => {
  afterEach(closeAll);

  describe("in its realm", () => {
    it("finds the globals of ECMAScript and a few more, and no other", async () => {
      const names = (await value("export const f = () => Reflect.ownKeys(globalThis).map(String)")) as string[];
      const allowed = new Set([...availableGlobals, "Symbol(Symbol.toStringTag)"]);
      // by these Deno knows its own global object
      if (level === "B") for (const name of ["Symbol([[webidl.brand]])", "Symbol()"]) allowed.add(name);
      expect(names.filter((name) => !allowed.has(name))).to.deep.equal([]);
      expect(names).to.include.members(["console", "Float64Array", "Intl", "structuredClone", "setTimeout"]);
    });
    it("finds nothing of Node by walking from the global object", async () => {
      const found = (await value(`export const f = () => {
        const seen = new Set(), found = [];
        const walk = (o, path) => {
          if ((typeof o !== "object" && typeof o !== "function") || o === null || seen.has(o)) return;
          seen.add(o);
          for (const k of Reflect.ownKeys(o)) {
            const d = Object.getOwnPropertyDescriptor(o, k);
            if (/^(?:process|require|mainModule|binding|_?stdout|_?stderr|_handle|constrainedMemory|_linkedBinding|getBuiltinModule|dlopen)$/.test(String(k))) found.push(path + "." + String(k));
            walk(d.value, path + "." + String(k)); walk(d.get, path + ".get"); walk(d.set, path + ".set");
          }
          walk(Object.getPrototypeOf(o), path + ".__proto__");
        };
        walk(globalThis, "g"); walk(setTimeout(() => 1, 1), "timer"); walk(new Error().stack, "stack"); walk(new TextDecoder(), "decoder");
        try { structuredClone(() => 1) } catch (e) { walk(e, "clone") }
        return [seen.size, found];
      }`)) as [number, string[]];
      expect(found[1]).to.deep.equal([]);
      expect(found[0]).to.be.greaterThan(500);
    });
    it("makes no code from texts", async () => {
      const results = await value(`export const f = () => [
        () => eval("1"), () => (0, eval)("1"), () => Function("return 1")(), () => new Function("return 1"),
        () => (0).constructor.constructor("return 1")(), () => (async () => {}).constructor("return 1"), () => (function* () {}).constructor("yield 1"),
        () => Reflect.construct(Function, ["return 1"]), () => setTimeout("1", 0), () => Object.getPrototypeOf(async function* () {}).constructor("1"),
      ].map((g) => { try { g(); return "ran" } catch (e) { return e.name } })`);
      expect(results).to.deep.equal([...Array(8).fill("EvalError"), "TypeError", "EvalError"]);
    });
    it("learns nothing from the stack but file names", async () => {
      const source = (
        wrap: string,
      ): string => `export const f = () => new Promise((done) => { const look = function () {
        Error.prepareStackTrace = (e, sites) => sites.map((s) => [typeof s.getThis(), typeof s.getFunction()].join());
        const found = [typeof this, ...new Error().stack]; done(found); }; ${wrap} })`;
      for (const wrap of [
        "look()",
        "setTimeout(look, 1)",
        "queueMicrotask(look)",
        "console.log({ get [Symbol.toStringTag]() { look(); return 'x' } })",
        "[1].forEach(look)",
      ])
        for (const seen of ((await value(source(wrap))) as string[]).slice(1))
          expect(seen, wrap).to.equal("undefined,undefined");
    });
    it("is not handed Node's inspector by console.log", async () => {
      const source = `export const f = () => { let got = "never called"; console.log({ [Symbol.for("nodejs.util.inspect.custom")](depth, options, inspect) { got = typeof inspect; return "x" } }); return got }`;
      expect(await value(source)).to.equal("never called");
    });
  });

  describe("reaching for files, solutions, secrets, the network", () => {
    const target = fileURLToPath(new URL("../../../../package.json", import.meta.url));
    for (const [how, code, outcome] of [
      ["an import of Node", 'import fs from "node:fs"; export const f = () => fs', /a bundle imports nothing/],
      [
        "an import of a path",
        `import x from ${JSON.stringify(target)}; export const f = () => x`,
        /a bundle imports nothing/,
      ],
      [
        "an import of a data: URL",
        'import x from "data:text/javascript,export default 1"; export const f = () => x',
        /a bundle imports nothing/,
      ],
      ["import() of Node", 'export const f = () => import("node:fs")', /dynamic import callback/],
      [
        "import() of a path",
        `export const f = () => import(${JSON.stringify(target)}, { with: { type: "json" } })`,
        /dynamic import callback/,
      ],
      [
        "import() of a file: URL",
        `export const f = () => import(${JSON.stringify(new URL(`file://${target}`).href)})`,
        /dynamic import callback/,
      ],
      [
        "import() of a data: URL",
        `export const f = () => import("data:text/javascript,import fs from 'node:fs'; export default fs")`,
        /dynamic import callback/,
      ],
      ["import() at load", 'await import("node:fs"); export const f = 1', /dynamic import callback/],
      ["require", 'export const f = () => require("fs")', /require is not defined/],
      ["process.getBuiltinModule", 'export const f = () => process.getBuiltinModule("fs")', /process is not defined/],
      ["process.binding", 'export const f = () => globalThis.process.binding("fs")', /undefined/],
      ["module.createRequire", "export const f = () => module.createRequire(import.meta.url)", /module is not defined/],
      ["import.meta.url", "export const f = () => new URL(import.meta.url)", /URL is not defined/],
      ["a worker", 'export const f = () => new Worker("data:text/javascript,1")', /Worker is not defined/],
      ["WebAssembly", "export const f = () => new WebAssembly.Memory({ initial: 1 })", /WebAssembly is not defined/],
      ["fetch", 'export const f = () => fetch("http://127.0.0.1:1/")', /fetch is not defined/],
      ["WebSocket", 'export const f = () => new WebSocket("ws://127.0.0.1:1/")', /WebSocket is not defined/],
      ["EventSource", 'export const f = () => new EventSource("http://127.0.0.1:1/")', /EventSource is not defined/],
    ] as const)
      it(`gets nothing by ${how}`, async () => {
        const error = await errorOf(value(code));
        expect(error.status).to.equal("threw");
        expect(error.detail.message).to.match(outcome);
      });
    it("sees no environment: there is none to see", async () => {
      process.env.CRYOLAB_TEST_SECRET = "hunter2";
      try {
        const others = new Set(children(process.pid));
        const box = await guest("export const f = () => typeof process");
        expect(await box.call("f", [])).to.equal("undefined");
        if (!existsSync("/proc/self/environ")) return; // only Linux shows the environment of a process
        const guests = children(process.pid).filter((pid) => !others.has(pid));
        expect(guests).to.have.length(1);
        expect(readFileSync(`/proc/${guests[0]}/environ`, "utf8")).to.not.include("hunter2");
      } finally {
        delete process.env.CRYOLAB_TEST_SECRET;
      }
    });
    it("makes no connection", async () => {
      let connections = 0;
      const server = createServer(() => connections++).listen(0, "127.0.0.1");
      await new Promise((resolve) => server.once("listening", resolve));
      const { port } = server.address() as { port: number };
      await errorOf(
        value(
          `const u = "http://127.0.0.1:${port}/"; export const f = async () => { for (const g of ["fetch", "XMLHttpRequest", "WebSocket"]) try { await globalThis[g](u) } catch {} throw 1 }`,
        ),
      );
      server.close();
      expect(connections).to.equal(0);
    });
  });

  describe("taking too much", () => {
    for (const [what, code, status, message] of [
      ["loops at load", "for (;;);", "timeout", "loading: no answer within 300 ms"],
      [
        "awaits for ever at load",
        "await new Promise(() => {}); export const f = 1",
        "timeout",
        "loading: the promise is never settled, nothing is left that could",
      ],
    ] as const)
      it(`is ended when it ${what}`, async () => {
        const error = await errorOf(guest(code, { loadTimeoutMs: 300 }));
        expect([error.status, error.detail.message]).to.deep.equal([status, message]);
      });
    const late = "f: no answer within 300 ms";
    const stuck = "f: the promise is never settled, nothing is left that could";
    const big = "the result cannot be used: it is larger than 64 MB";
    const deep = "the result cannot be used: it is nested deeper than 32, or holds itself";
    const full = "the memory of the sandbox is used up";
    // levels A and B bound arrays too, so that there is no such answer
    const bounds = "Array buffer allocation failed";
    const tooBig = level === "D" ? (["bad-value", big] as const) : (["memory", bounds] as const);
    const tooMany = level === "D" ? tooBig : (["memory", level === "A" ? full : bounds] as const);
    for (const [what, body, status, message] of [
      ["loops", "{ for (;;); }", "timeout", late],
      ["spins in microtasks", "new Promise(() => { const g = () => Promise.resolve().then(g); g() })", "timeout", late],
      ["spins in timers", "new Promise(() => setInterval(() => 1, 0))", "timeout", late],
      ["returns a promise that never settles", "new Promise(() => {})", "timeout", stuck],
      ["returns a thenable that never settles", "({ then() {} })", "timeout", stuck],
      ["searches without end", '/^(a+)+$/.test("a".repeat(40) + "b")', "timeout", late],
      ["waits on an atomic", "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)", "timeout", late],
      ["has a getter that loops", "({ get x() { for (;;); } })", "timeout", late],
      ["asks for the heap", "{ const a = []; for (;;) a.push(new Array(1e6).fill(1.5)); }", "memory", full],
      ["asks for one huge array", '[...".".repeat(5e8)]', "memory", full],
      [
        "makes an array of an invalid size",
        "{ const a = new Array(1e7).fill(0); for (;;) a.push(...a.slice(0, 1e4)); }",
        "memory",
        full,
      ],
      ["answers with a gigabyte", "new Float64Array(1.3e8)", ...tooBig],
      ["answers with many megabytes", "Array.from({ length: 80 }, () => new Uint8Array(1 << 20))", ...tooMany],
      [
        "answers with a million values",
        "Array.from({ length: 1e6 }, () => 1)",
        "bad-value",
        "the result cannot be used: it holds more than 200000 values; use typed arrays",
      ],
      [
        "answers with an array of claims",
        "new Array(2 ** 32 - 1)",
        "bad-value",
        "the result cannot be used: it holds more than 200000 values; use typed arrays",
      ],
      ["answers 200 000 deep", "{ let x = []; for (let i = 0; i < 2e5; i++) x = [x]; return x }", "bad-value", deep],
      [
        "answers with an endless proxy",
        "(function p() { return new Proxy({}, { get: p, ownKeys: () => ['a'], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 1 }) }) })()",
        "bad-value",
        deep,
      ],
      [
        "gives away functions without end",
        "Array.from({ length: 20000 }, () => () => 1)",
        "bad-value",
        "the result cannot be used: more than 10000 functions and instances have left",
      ],
      ["recurses", "f()", "threw", "Maximum call stack size exceeded"],
      ["recurses over the protocol", "({ get a() { return f() } }).a", "threw", "Maximum call stack size exceeded"],
      ["asks for an array beyond what there is", "new Array(2 ** 32)", "threw", "Invalid array length"],
      ["asks for a text beyond what there is", '"x".repeat(2 ** 30)', "threw", "Invalid string length"],
    ] as const)
      it(`is ended or refused when it ${what}`, async () => {
        const timeoutMs = status === "timeout" ? 300 : 10_000;
        const box = await guest(`export const f = () => ${body}`, { memoryMb: 96 });
        const error = await errorOf(box.call("f", [], { timeoutMs }));
        expect([error.status, error.detail.message]).to.deep.equal([status, message]);
      }).timeout(20_000);
    it("does not crowd the grader with prints", async () => {
      const box = await guest('export const f = () => { for (;;) console.log("x".repeat(1e5)) }; ');
      const before = process.memoryUsage().rss;
      expect((await errorOf(box.call("f", [], { timeoutMs: 1000 }))).status).to.equal("timeout");
      expect(box.stdout.length).to.be.within(256 << 10, 300 << 10);
      expect(process.memoryUsage().rss - before).to.be.below(100 << 20);
    });
    it("is given a little memory more than once: a sandbox that dies leaves the next one whole", async () => {
      await errorOf(value("export const f = () => { const a = []; for (;;) a.push(new Array(1e6).fill(1.5)) }"));
      expect(await value("export const f = () => 1")).to.equal(1);
    }).timeout(20_000);
  });

  describe("lying", () => {
    it("breaks nothing by replacing built-ins at load", async () => {
      const code = `
        const made = new Float64Array([1, 2]), part = new Uint8Array([7, 8]);
        const T = Object.getPrototypeOf(Uint8Array.prototype);
        const pairs = [Array.prototype, Symbol.iterator, Array.prototype, "push", Array.prototype, "map", Array.prototype, "join", Map.prototype, "get", Map.prototype, "set", WeakMap.prototype, "get", WeakMap.prototype, "set", T, "set", T, "subarray", T, "slice", T, "fill", JSON, "stringify", JSON, "parse", Function.prototype, "toString", Function.prototype, Symbol.toPrimitive, Reflect, "apply", Reflect, "ownKeys", Reflect, "construct", Reflect, "getPrototypeOf", Reflect, "getOwnPropertyDescriptor", Object, "keys", Object, "is", Object, "freeze", Promise.prototype, "then", Promise, "resolve", String.prototype, "slice", String.prototype, "charCodeAt", String, "fromCharCode", DataView.prototype, "setUint32", DataView.prototype, "getUint32", DataView.prototype, "setFloat64", DataView.prototype, "getFloat64", Array, "isArray", ArrayBuffer, "isView", RegExp.prototype, "exec", TextDecoder.prototype, "decode", Atomics, "wait", BigInt.prototype, "toString", Error.prototype, "toString", Object.prototype, "propertyIsEnumerable", Object.prototype, "hasOwnProperty", Function.prototype, "call", Function.prototype, "apply", Function.prototype, "bind", Reflect, "defineProperty"];
        const boom = () => { throw new Error("patched") };
        const define = Object.defineProperty;
        for (let i = 0; i < pairs.length; i += 2) pairs[i][pairs[i + 1]] = boom;
        const names = ["Array", "Map", "WeakMap", "Uint8Array", "Float64Array", "DataView", "Error", "TypeError", "RangeError", "String", "BigInt", "Reflect", "Object", "Function", "Promise", "Symbol", "TextDecoder", "TextEncoder", "ArrayBuffer", "Atomics", "Proxy", "JSON", "Int32Array", "SharedArrayBuffer"];
        class Broken { constructor() { boom() } }
        for (let i = 0; i < names.length; i++) globalThis[names[i]] = Broken;
        const accessor = (o, k, get, set) => define(o, k, { __proto__: null, get, set, configurable: true });
        accessor(T, "length", () => 5e8); accessor(T, "buffer", () => null); accessor(T, "byteOffset", () => 7); accessor(T, "byteLength", () => 9);
        class A { m() { return 5 } }
        const a = new A();
        for (const k in { 0: 1, 1: 1, 2: 1, 3: 1 }) accessor([].__proto__ ?? pairs[0], k, () => 666, boom);
        const base = ({}).constructor?.prototype;
        accessor(base ?? {}, "get", () => boom, boom); accessor(base ?? {}, "value", () => 666, boom); accessor(base ?? {}, "writable", () => 666, boom); accessor(base ?? {}, "code", () => "EAGAIN", boom);
        export const f = async (g, x) => [1.5, "text", 12n, null, { made, part }, await 3, g(x), a, () => 4, true];
        export const fail = () => { throw { name: "Own", message: "mine" } };`;
      const box = await guest(code);
      const double = (x: Float64Array): Float64Array => x.map((v) => 2 * v);
      const result = (await box.call("f", [double, Float64Array.of(1, 2)])) as unknown[];
      const record = { made: Float64Array.of(1, 2), part: Uint8Array.of(7, 8) };
      expect(result.slice(0, 7)).to.deep.equal([1.5, "text", 12n, null, record, 3, Float64Array.of(2, 4)]);
      expect(await (result[7] as { m(): Promise<number> }).m()).to.equal(5);
      expect(await (result[8] as () => Promise<number>)()).to.equal(4);
      expect((await errorOf(box.call("fail", []))).message).to.equal("Own: mine");
    });
    it("makes every object a thenable, and only fools itself", async () => {
      expect(await value("Object.prototype.then = function (r) { r(7) }; export const f = () => ({})")).to.equal(7);
    });
    it("gets only its own values across: proxies, getters, lengths, shared memory, keys", async () => {
      expect(await value("export const f = () => new Proxy({ a: 1 }, { get: (t, k) => 2 })")).to.deep.equal({ a: 2 });
      expect(await value("export const f = () => new Proxy([1, 2], {})")).to.deep.equal([1, 2]);
      expect(await value("let n = 0; export const f = () => ({ get x() { return n++ } })")).to.deep.equal({ x: 0 });
      expect(
        await value('export const f = () => Object.defineProperty(new Float64Array(2), "length", { value: 1e9 })'),
      ).to.deep.equal(new Float64Array(2));
      expect(await value("export const f = () => new Float64Array(new SharedArrayBuffer(16))")).to.deep.equal(
        new Float64Array(2),
      );
      expect(
        await value(
          "export const f = () => { const b = new ArrayBuffer(8, { maxByteLength: 16 }); const x = new Uint8Array(b); return { x, get y() { b.resize(0); return 1 }, z: x } }",
        ),
      ).to.deep.equal({
        x: new Uint8Array(8),
        y: 1,
        z: new Uint8Array(0),
      });
      const own = (await value(
        'export const f = () => Object.defineProperty({}, "__proto__", { value: { x: 1 }, enumerable: true })',
      )) as object;
      expect(Object.keys(own)).to.deep.equal(["__proto__"]);
      expect(({} as { x?: number }).x).to.equal(undefined);
    });
    for (const [what, body, message] of [
      ["a symbol", "Symbol()", "it holds a symbol"],
      ["a buffer", "new ArrayBuffer(8)", "it holds a DataView or an ArrayBuffer; use typed arrays"],
      ["bigints of 64 bits", "new BigInt64Array(1)", "it holds a BigInt64Array"],
      ["a thenable inside", "({ a: { then: () => 1 } })", "it holds a function named then"],
      [
        "an array with a length of its own",
        "new Proxy([], { get: (t, k) => (k === 'length' ? -1 : 0) })",
        "it holds an array without a length",
      ],
    ])
      it(`is told that ${what} is no value, and goes on`, async () => {
        const box = await guest(`export const f = () => ${body}; export const g = () => 1`);
        const error = await errorOf(box.call("f", []));
        expect([error.status, error.detail.message]).to.deep.equal([
          "bad-value",
          `the result cannot be used: ${message}`,
        ]);
        expect(await box.call("g", [])).to.equal(1);
      });
    it("catches nobody off guard with floating promises and late errors", async () => {
      const box = await guest(
        'export const f = () => { Promise.reject(new Error("floating")); setTimeout(() => { throw new TypeError("late") }, 1); return new Promise((r) => setTimeout(r, 30, "fine")) }',
      );
      expect(await box.call("f", [])).to.equal("fine");
      expect(box.stdout).to.equal("nobody caught Error: floating\nnobody caught TypeError: late\n");
    });
  });

  describe("whose whole process is hostile", () => {
    const from = (bytes: Uint8Array): string => `Buffer.from("${Buffer.from(bytes).toString("base64")}", "base64")`;
    /** A launcher of a program that reads what a guest reads, and writes what it likes to descriptor 3. */
    const program =
      (script: string): Launcher =>
      () => ({
        isolation: "D",
        child: spawn(
          process.execPath,
          [
            "-e",
            `const fs = require("fs"); const w = (b) => fs.writeSync(3, b);
            const read = (n) => { const b = Buffer.alloc(n); for (let at = 0; at < n; ) at += fs.readSync(0, b, at, n - at, null); return b };
            const next = () => read(read(4).readUInt32LE(0));
            next(); w(${from(frame("hello"))}); next(); ${script}; setTimeout(() => {}, 1e5)`,
          ],
          { env: {}, stdio: ["pipe", "pipe", "pipe", "pipe"] },
        ),
      });
    for (const [what, script, status] of [
      ["writes garbage", 'w(Buffer.from("HTTP/1.1 200 OK\\r\\n\\r\\n"))', "died"],
      ["claims four gigabytes", "w(Buffer.from([255, 255, 255, 255]))", "died"],
      ["sends an empty frame", "w(Buffer.alloc(4))", "died"],
      ["sends a value that is no message", `w(${from(frame(1, 2))})`, "died"],
      ["sends a bare text", `w(Buffer.from([5, 0, 0, 0, 4, 0, 0, 0, 0]))`, "died"],
      ["calls back what it was never given", `w(${from(frame("callback", 99, []))})`, "died"],
      ["says that it is ready with something else", `w(${from(frame("ready", "f"))})`, "died"],
      ["tells of an error that is none", `w(${from(frame("error", "pass", 1, 2))})`, "died"],
      [
        "floods its output",
        'const b = Buffer.alloc(1 << 20, "x"); for (let i = 0; i < 64; i++) fs.writeSync(1, b)',
        "died",
      ],
      ["exits as if all were well", "process.exit(0)", "died"],
      ["kills itself", 'process.kill(process.pid, "SIGKILL")', "died"],
      ["sends half a frame and leaves", "w(Buffer.from([9, 0, 0, 0, 1])); process.exit(0)", "died"],
    ] as const)
      it(`is ended, and the grader unharmed, when it ${what}`, async () => {
        const opening = openBehind(program(script), { code: "" }, { loadTimeoutMs: 5000 });
        expect((await errorOf(opening)).status).to.equal(status);
      }).timeout(10_000);
    it("can only say what a value is: a forged answer is a wrong answer", async () => {
      const box = await openBehind(
        program(`w(${from(frame("ready", ["f"]))}); next(); w(${from(frame("result", { pass: true, points: 100 }))})`),
        { code: "" },
      );
      expect(await box.call("f", [])).to.deep.equal({ pass: true, points: 100 });
      await box.close();
    });
  });

  describe("through the front door", () => {
    it("exits at the first line: nothing is loaded, and it is told why", async () => {
      const made = await bundle(extracted(file("export const f = () => 1\n")), { uses: [], exports: ["f"] });
      expect(made).to.have.property("code");
      const { extract } = await import("@cryolab/grader/internal/submission/index");
      expect(extract(file("process.exit(0)\nexport const f = 1"), "x/y", ["f"])).to.deep.equal({
        status: "not-gradable",
        message:
          "`process` in f.ts, line 1 is not available when graded: an answer is computed from its arguments alone",
      });
    });
  });
});

/** What follows the name in the kernel's line on a process, such as "S 1 …": its state and its parent; none if it is gone. */
function status(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "");
  } catch {
    return undefined;
  }
}

/** Process ids of the living children of a process (Linux). */
function children(parent: number): number[] {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return all.map(Number).filter((pid) => new RegExp(`^[^Z] ${parent} `).test(status(pid) ?? ""));
}

/** The living children of a process, theirs, and so on. */
function descendants(root: number): number[] {
  return children(root).flatMap((pid) => [pid, ...descendants(pid)]);
}

describe("the belt under the guest: Node's permission model", () => {
  it("denies files, processes, workers and addons even to a program that has all of Node", async () => {
    const script = `
      const tries = {
        read: () => require("fs").readFileSync(${JSON.stringify(fileURLToPath(import.meta.url))}),
        list: () => require("fs").readdirSync("/"),
        write: () => require("fs").writeFileSync("/tmp/cryolab-belt", "x"),
        spawn: () => require("child_process").spawnSync("true").error ?? "spawned",
        worker: () => new (require("worker_threads").Worker)("1", { eval: true }),
        addon: () => process.dlopen({ exports: {} }, "/nowhere.node"),
        eval: () => eval("1"),
      };
      const seen = { env: Object.keys(process.env).join(), cwd: process.cwd() };
      for (const name of Object.keys(tries)) try { const r = tries[name](); seen[name] = r && r.code ? r.code : "done" } catch (e) { seen[name] = e.code ?? e.name }
      require("fs").writeSync(3, JSON.stringify(seen)); process.exit(0);`;
    const { child } = childLauncher({ memoryMb: 64 });
    const text = Buffer.from(script);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(text.length);
    child.stdin?.write(Buffer.concat([length, text]));
    let seen = "";
    child.stdio[3]?.on("data", (chunk: Buffer) => {
      seen += chunk.toString();
    });
    await new Promise((resolve) => child.once("close", resolve));
    const { env, cwd, addon, ...others } = JSON.parse(seen);
    expect(env).to.be.oneOf(["", "PWD"]); // a shell may say that the folder is "/"
    expect(cwd).to.equal("/");
    expect(addon).to.match(/ERR_DLOPEN/);
    for (const name of ["read", "list", "write", "spawn", "worker"])
      expect(others[name], name).to.equal("ERR_ACCESS_DENIED");
    expect(others.eval).to.equal("EvalError");
  });
});

atEachLevel("a grader that is killed", (level) => {
  for (const [what, code] of [
    ["idle", "export const f = () => 1"],
    ["in an endless loop", "export const f = () => { for (;;); }"],
  ])
    it(`leaves no guest behind, even one ${what}`, async function () {
      if (process.platform !== "linux") this.skip(); // elsewhere a spinning guest ends with its processor time
      const host = fileURLToPath(new URL("../../../../grader/dist/sandbox/index.js", import.meta.url));
      const script = `import { openSandbox } from ${JSON.stringify(host)};
        const box = await openSandbox({ code: ${JSON.stringify(code)} });
        box.call("f", [], { timeoutMs: 1e8 }).catch(() => {}); console.log("up"); setInterval(() => {}, 1e6);`;
      const grader: ChildProcess = spawn(process.execPath, ["--input-type=module", "-e", script], {
        env: { ...process.env, CRYOLAB_ISOLATION: level },
        stdio: ["ignore", "pipe", "inherit"],
      });
      await new Promise((resolve) => grader.stdout?.once("data", resolve));
      await new Promise((resolve) => setTimeout(resolve, 100));
      const guests = descendants(grader.pid ?? 0);
      // bubblewrap outside, bubblewrap inside, and Node
      expect(guests).to.have.length(level === "A" ? 3 : 1);
      grader.kill("SIGKILL");
      await new Promise((resolve) => grader.once("exit", resolve));
      const gone = (): boolean => guests.every((pid) => /^Z|^$/.test(status(pid) ?? ""));
      for (let i = 0; i < 50 && !gone(); i++) await new Promise((resolve) => setTimeout(resolve, 20));
      expect(gone()).to.equal(true);
    }).timeout(10_000);
  it("may also just end: an open sandbox does not keep it alive", async () => {
    const host = fileURLToPath(new URL("../../../../grader/dist/sandbox/index.js", import.meta.url));
    const script = `import { openSandbox } from ${JSON.stringify(host)}; const box = await openSandbox({ code: "export const f = () => 1" }); console.log(await box.call("f", []));`;
    expect(
      execFileSync(process.execPath, ["--input-type=module", "-e", script], {
        env: { ...process.env, CRYOLAB_ISOLATION: level },
        timeout: 8000,
      }).toString(),
    ).to.equal("1\n");
  }).timeout(10_000);
});
