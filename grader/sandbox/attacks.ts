/**
 * @file Attacks on the sandbox, as data. A `module` is what a learner may hand in, past the import rule: it fails if its `f`
 * can return the text "got". A `program` is what a learner could run after an escape out of the engine: it has all of Node, at
 * level A without the permission model, so that nothing but the walls stands in its way. It fails if it returns, which says
 * what it got, or leaves a trace outside. A `guest` is such a program in the place of ours, which talks to the grader.
 */

import { Encoder } from "./guest/encoder.ts";
import type { Handles } from "./guest/wire.ts";
import type { Isolation } from "./types.ts";

const noHandles: Handles = {
  keep: () => 0,
  kept: () => undefined,
  returned: () => undefined,
  callable: () => ({}),
  instance: () => ({}),
};

/** A frame of plain values. */
export function frameOf(values: readonly unknown[]): Uint8Array {
  const message = new Encoder(noHandles);
  message.write(values);
  return message.frame();
}

/** What an attack is after. */
export type AttackClass = "secrets" | "files" | "network" | "processes" | "memory" | "time" | "lies" | "protocol";

/** One attack. */
export interface Attack {
  readonly name: string;
  readonly class: AttackClass;
  readonly kind: "module" | "program" | "guest";
  /** the weakest level that contains it */
  readonly from: Isolation;
  readonly code: string;
}

/** What a program finds in its variable `ctx`: things outside that it may not reach. */
export interface Targets {
  /** a file with a secret */
  readonly secret: string;
  /** an empty folder that everybody may write to */
  readonly folder: string;
  /** a port of 127.0.0.1 that somebody listens to */
  readonly port: number;
  /** a process of the same user */
  readonly decoy: number;
}

const attack =
  (kind: Attack["kind"]) =>
  (kindOf: AttackClass, from: Isolation, name: string, code: string): Attack => ({
    name,
    class: kindOf,
    kind,
    from,
    code,
  });
const program = attack("program");
const module_ = attack("module");
const guest = attack("guest");

/** The body of a loop over ways: the first that works is what was got. */
const anyOf = (ways: string): string =>
  `for (const way of [${ways}]) try { const got = await way(); if (got) return got } catch {}; throw new Error("refused")`;

const fill = (make: string): string => `const a = []; for (let i = 0; i < 16; i++) a.push(${make}); return "1 GB"`;

/** What a guest writes to say something, in a frame as ours are. */
const says = (...values: unknown[]): string =>
  `write(Buffer.from("${Buffer.from(frameOf(values)).toString("base64")}", "base64"))`;

/** The corpus. */
export const attacks: readonly Attack[] = [
  program("secrets", "D", "read a file of the grader", 'return require("node:fs").readFileSync(ctx.secret, "utf8")'),
  program(
    "secrets",
    "D",
    "list the folders of the machine",
    anyOf(
      '"/etc", "/home", "/tmp", "/usr/bin", "/proc", "/sys"'.replace(
        /"[^"]+"/g,
        (path) => `() => require("node:fs").readdirSync(${path}).join()`,
      ),
    ),
  ),
  program(
    "secrets",
    "D",
    "read the environment, memory and root of other processes",
    anyOf(
      '"environ", "mem", "maps", "cmdline"'.replace(
        /"(\w+)"/g,
        (_, name) =>
          `() => [ctx.decoy, process.ppid, 1].map((pid) => require("node:fs").openSync("/proc/" + pid + "/${name}", "r")).join()`,
      ),
    ),
  ),
  program(
    "secrets",
    "D",
    "read a secret in the environment",
    'const names = Object.keys(process.env).filter((name) => name !== "PWD"); if (names.length) return names.join(); throw new Error("none")',
  ),
  program(
    "secrets",
    "C",
    "read a file by a database",
    'const { DatabaseSync } = require("node:sqlite"); new DatabaseSync(ctx.folder + "/x.db").exec("create table t (x)"); return "a table"',
  ),
  program(
    "secrets",
    "C",
    "find out who and where it is",
    'const os = require("node:os"); const told = [process.getuid() !== 65534 && "user " + process.getuid(), Object.keys(os.networkInterfaces()).some((n) => n !== "lo") && "the network", os.hostname() !== "sandbox" && os.hostname()].filter(Boolean); if (told.length) return told.join(); throw new Error("nothing")',
  ),
  program(
    "secrets",
    "D",
    "read a file by another name",
    anyOf(
      '"/proc/self/root", "/proc/1/root", "/proc/self/cwd/..", "/dev/fd/.."'.replace(
        /"[^"]+"/g,
        (root) => `() => require("node:fs").readFileSync(${root} + ctx.secret, "utf8")`,
      ),
    ),
  ),
  program("secrets", "D", "read a file as a blob", 'return (await require("node:fs").openAsBlob(ctx.secret)).text()'),
  program(
    "secrets",
    "D",
    "load a file as a module",
    'try { require("node:module").createRequire("file:///")(ctx.secret); return "loaded" } catch (error) { if (error.name === "SyntaxError") return "it was read"; throw error }',
  ),
  program(
    "secrets",
    "D",
    "read a file from a thread",
    `const { Worker } = require("node:worker_threads");
    return await new Promise((resolve, reject) => new Worker(
      'require("node:worker_threads").parentPort.postMessage(require("node:fs").readFileSync(' + JSON.stringify(ctx.secret) + ', "utf8"))',
      { eval: true, execArgv: [], env: {} },
    ).on("message", resolve).on("error", reject).on("exit", () => reject(new Error("it ended"))))`,
  ),
  program(
    "secrets",
    "D",
    "read a file by Node's insides",
    'const fs = process.binding("fs"); return "descriptor " + fs.open(ctx.secret, 0, 0, undefined, { })',
  ),
  program(
    "files",
    "D",
    "write a file",
    anyOf(
      ["ctx.folder", '"/tmp"', '"/dev/shm"', '"/dev"', '"/"', '"/var/tmp"']
        .map(
          (folder) =>
            `() => { const path = ${folder} + "/cryolab-attack"; require("node:fs").writeFileSync(path, "x"); return path }`,
        )
        .join(),
    ),
  ),
  program(
    "files",
    "D",
    "make a folder or a link",
    anyOf(
      '() => { require("node:fs").mkdirSync(ctx.folder + "/d"); return "folder" }, () => { require("node:fs").symlinkSync("/", ctx.folder + "/l"); return "link" }',
    ),
  ),
  program(
    "files",
    "D",
    "write a report or a snapshot",
    anyOf(
      '() => { process.report.writeReport(ctx.folder + "/report.json"); return require("node:fs").existsSync(ctx.folder + "/report.json") }, () => require("node:v8").writeHeapSnapshot(ctx.folder + "/heap")',
    ),
  ),
  program(
    "files",
    "D",
    "keep a note for the next answer",
    anyOf(
      '() => { localStorage.setItem("note", "x"); return "a note" }, async () => { await (await caches.open("note")).put("http://x/", new Response("x")); return "a cache" }',
    ),
  ),
  program(
    "files",
    "C",
    "listen to a socket with a file",
    'await new Promise((resolve, reject) => require("node:net").createServer().listen(ctx.folder + "/socket", resolve).on("error", reject)); return "a socket"',
  ),
  program(
    "files",
    "C",
    "change Node itself",
    anyOf(
      '"/node", process.execPath'.replace(
        /[^, ]+/g,
        (path) =>
          `() => { require("node:fs").closeSync(require("node:fs").openSync(${path}, "r+")); return "Node can be written" }`,
      ),
    ),
  ),
  program(
    "files",
    "C",
    "hold many files open",
    'for (let i = 0; i < 200; i++) require("node:fs").openSync("/dev/null"); return "200 files"',
  ),
  program(
    "network",
    "C",
    "connect to a port of this machine",
    'await new Promise((resolve, reject) => require("node:net").connect(ctx.port, "127.0.0.1", resolve).on("error", reject)); return "a connection"',
  ),
  program("network", "C", "fetch", 'await fetch("http://127.0.0.1:" + ctx.port); return "an answer"'),
  program(
    "network",
    "C",
    "listen to a port",
    'await new Promise((resolve, reject) => require("node:net").createServer().listen(0, resolve).on("error", reject)); return "a port"',
  ),
  program(
    "network",
    "C",
    "listen to a socket without a file",
    'await new Promise((resolve, reject) => require("node:net").createServer().listen("\\0cryolab-attack", resolve).on("error", reject)); return "a socket"',
  ),
  program(
    "network",
    "C",
    "send a datagram",
    'await new Promise((resolve, reject) => require("node:dgram").createSocket("udp4").on("error", reject).send("x", ctx.port, "127.0.0.1", (error) => (error ? reject(error) : resolve()))); return "sent"',
  ),
  program(
    "network",
    "C",
    "open the inspector",
    'require("node:inspector").open(0, "127.0.0.1"); const url = require("node:inspector").url(); if (url) return url; throw new Error("closed")',
  ),
  program(
    "processes",
    "D",
    "start a process",
    'for (const path of [process.execPath, "/node", "/bin/sh"]) { const { pid } = require("node:child_process").spawnSync(path, ["--version"]); if (pid) return "process " + pid } throw new Error("refused")',
  ),
  program("processes", "C", "see another process", 'process.kill(ctx.decoy, 0); return "it lives"'),
  program("processes", "C", "end another process", 'process.kill(ctx.decoy, "SIGKILL"); return "ended"'),
  program("processes", "C", "open the inspector of another process", 'process._debugProcess(ctx.decoy); return "open"'),
  program(
    "processes",
    "C",
    "become root",
    anyOf(
      '() => { process.setuid(0); return "root" }, () => { process.setgid(0); return "group 0" }, () => { process.setgroups([0]); return "groups" }',
    ),
  ),
  program(
    "processes",
    "B",
    "make a hundred threads",
    `const { Worker } = require("node:worker_threads"); let online = 0;
    for (let i = 0; i < 100; i++) new Worker("setInterval(() => {}, 1e6)", { eval: true }).on("online", () => online++).on("error", () => {});
    for (let i = 0; i < 40 && online < 100; i++) await new Promise((resolve) => setTimeout(resolve, 50));
    if (online === 100) return "100 threads"; throw new Error(online + " threads")`,
  ),
  program("memory", "B", "fill the memory with arrays", fill("new ArrayBuffer(64 << 20)")),
  program("memory", "B", "fill the memory with buffers", fill("Buffer.allocUnsafeSlow(64 << 20)")),
  program("memory", "B", "fill the memory with shared arrays", fill("new SharedArrayBuffer(64 << 20)")),
  program(
    "memory",
    "B",
    "grow an array",
    'new ArrayBuffer(8, { maxByteLength: 2 ** 30 }).resize(2 ** 30); return "1 GB"',
  ),
  program("memory", "B", "fill the memory by WebAssembly", fill("new WebAssembly.Memory({ initial: 1024 })")),
  program(
    "memory",
    "B",
    "grow the memory of WebAssembly",
    'new WebAssembly.Memory({ initial: 1 }).grow(16383); return "1 GB"',
  ),
  program(
    "memory",
    "B",
    "lift the limit of the heap and fill it",
    'require("node:v8").setFlagsFromString("--max-old-space-size=8192"); const a = []; while (require("node:v8").getHeapStatistics().used_heap_size < 1e9) a.push(new Array(1e6).fill(1.5)); return "1 GB"',
  ),

  module_(
    "memory",
    "D",
    "fill the heap",
    "export const f = () => { const a = []; for (;;) a.push(new Array(1e6).fill(1.5)) }",
  ),
  module_("memory", "D", "ask for one huge array", 'export const f = () => [...".".repeat(5e8)]'),
  module_("time", "D", "loop", "export const f = () => { for (;;); }"),
  module_("time", "D", "loop at load", "for (;;);"),
  module_("time", "D", "never settle", "export const f = () => new Promise(() => {})"),
  module_(
    "time",
    "D",
    "spin in microtasks",
    "export const f = () => new Promise(() => { const g = () => Promise.resolve().then(g); g() })",
  ),
  module_("time", "D", "search without end", 'export const f = () => /^(a+)+$/.test("a".repeat(40) + "b")'),
  module_(
    "time",
    "D",
    "wait on an atomic",
    "export const f = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)",
  ),
  module_("secrets", "D", "import Node", 'import fs from "node:fs"; export const f = () => "got"'),
  module_("secrets", "D", "import Node later", 'export const f = () => import("node:fs").then(() => "got")'),
  module_(
    "secrets",
    "D",
    "reach Node by names",
    'export const f = () => { for (const name of ["process", "require", "module", "WebAssembly", "Worker", "fetch", "Buffer"]) if (globalThis[name] !== undefined) return "got" }',
  ),
  module_(
    "secrets",
    "D",
    "make code of a text",
    'export const f = () => { try { return f.constructor("return 1")() && "got" } catch { return (0, eval)("1") && "got" } }',
  ),
  module_(
    "lies",
    "D",
    "answer 200 000 deep",
    "export const f = () => { let x = []; for (let i = 0; i < 2e5; i++) x = [x]; return x }",
  ),
  module_(
    "lies",
    "D",
    "answer with an endless proxy",
    '{ const p = () => new Proxy({}, { get: p, ownKeys: () => ["a"], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 1 }) }); globalThis.p = p } export const f = () => p()',
  ),
  module_("lies", "D", "print without end", 'export const f = () => { for (;;) console.log("x".repeat(1e5)) }'),

  module_("lies", "D", "print half a gigabyte at once", 'export const f = () => console.log("x".repeat(5e8))'),
  module_("lies", "D", "answer with a getter that never ends", "export const f = () => ({ get a() { for (;;); } })"),
  module_("lies", "D", "answer with four billion holes", "export const f = () => new Array(2 ** 32 - 1)"),
  module_("lies", "D", "answer with a gigabyte", "export const f = () => new Float64Array(1 << 27)"),
  module_(
    "lies",
    "D",
    "answer with a proxy that lies about its length",
    'export const f = () => new Proxy([], { get: (_, key) => (key === "length" ? 2 ** 53 : "got") })',
  ),
  module_(
    "lies",
    "D",
    "change what the guest is made of",
    'for (const kind of [Array, Map, WeakMap, Uint8Array, DataView, String, Function, Promise]) for (const key of Reflect.ownKeys(kind.prototype)) if (key !== "constructor") try { kind.prototype[key] = () => { throw "got" } } catch {} export const f = () => 1',
  ),
  module_(
    "memory",
    "C",
    "fill the memory with arrays in an answer",
    "export const f = () => { const a = []; for (;;) a.push(new Float64Array(1 << 20).fill(1)) }",
  ),
  module_(
    "memory",
    "D",
    "grow a text without end",
    'export const f = () => { let s = "x"; for (;;) s += s + s.length }',
  ),

  guest("protocol", "D", "write garbage", 'write(Buffer.from("HTTP/1.1 200 OK\\r\\n\\r\\n"))'),
  guest("protocol", "D", "claim four gigabytes", "write(Buffer.from([255, 255, 255, 255]))"),
  guest(
    "protocol",
    "D",
    "flood the output",
    'const b = Buffer.alloc(1 << 20, "x"); for (let i = 0; i < 64; i++) require("node:fs").writeSync(1, b)',
  ),
  guest(
    "protocol",
    "D",
    "leave as if all were well",
    'require("node:fs").writeSync(1, "10 of 10 points\\n"); process.exit(0)',
  ),
  guest("protocol", "D", "send half a frame and leave", "write(Buffer.from([9, 0, 0, 0, 1])); process.exit(0)"),
  guest(
    "protocol",
    "D",
    "flood the complaints",
    'const b = Buffer.alloc(1 << 20, "x"); for (let i = 0; i < 64; i++) require("node:fs").writeSync(2, b)',
  ),
  guest("protocol", "D", "answer before it is asked", says("result", 10)),
  guest("protocol", "D", "call back a function that it was not given", says("callback", 99, [])),
  guest("protocol", "D", "call its exports by numbers", says("ready", [1, 2])),
  guest("protocol", "D", "fail in a way that there is not", says("error", "pass", "Error", "all is well")),
];
