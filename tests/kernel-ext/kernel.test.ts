import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { type Answer, executeContent, KernelClient, plain, type Received } from "./client.ts";

/** The traceback of an answer, without colours. */
const traceback = ({ outputs }: Answer): string =>
  plain(outputs.find(({ type }) => type === "error")?.content.traceback.join("\n") ?? "no error");
const types = (outputs: readonly Received[]): string[] => outputs.map(({ type }) => type);

describe("the kernel, over ZeroMQ, in an empty folder", function () {
  this.timeout(30_000);
  let kernel: KernelClient;
  before(async () => {
    kernel = await KernelClient.start();
    expect(readdirSync(kernel.cwd)).to.deep.equal([]);
  });
  after(async () => {
    await kernel.kill();
  });

  describe("messages", () => {
    it("says what it is", async () => {
      const { reply } = await kernel.request("kernel_info_request", {});
      expect(reply).to.include({ status: "ok", protocol_version: "5.4", implementation: "cryolab" });
      expect(reply.language_info).to.include({ name: "typescript", version: "5.9.3", file_extension: ".ts" });
    });
    it("sends input, streams, a display and a result, each under its request, between busy and idle", async () => {
      const { reply, outputs } = await kernel.execute(
        'console.log("a"); console.error("b"); display({ "text/html": "<b>c</b>" }); 1 + 1',
      );
      expect(reply).to.include({ status: "ok" });
      expect(types(outputs)).to.deep.equal(["execute_input", "stream", "stream", "display_data", "execute_result"]);
      expect(outputs[1].content).to.deep.equal({ name: "stdout", text: "a\n" });
      expect(outputs[2].content).to.deep.equal({ name: "stderr", text: "b\n" });
      expect(outputs[4].content.data).to.deep.equal({ "text/plain": "2" });
      expect(outputs[4].content.execution_count).to.equal(reply.execution_count);
    });
    it("runs a silent cell without output and without a count", async () => {
      const before = (await kernel.execute("1")).reply.execution_count;
      const silent = await kernel.request("execute_request", executeContent("const s = 5; s", { silent: true }));
      expect(types(silent.outputs)).to.deep.equal([]);
      const after = await kernel.execute("s");
      expect(after.reply.execution_count).to.equal(before + 1);
      expect(after.outputs[1].content.data["text/plain"]).to.equal("5");
    });
    it("judges whether a line is complete", async () => {
      const status = async (code: string): Promise<unknown> =>
        (await kernel.request("is_complete_request", { code })).reply;
      expect(await status("1")).to.deep.equal({ status: "complete" });
      expect(await status("function f() {")).to.deep.equal({ status: "incomplete", indent: "  " });
      expect(await status("const const = 1")).to.deep.equal({ status: "invalid" });
    });
    it("remembers inputs", async () => {
      await kernel.execute("const remembered = 1");
      const { reply } = await kernel.request("history_request", { hist_access_type: "tail", n: 1, output: false });
      expect(reply.history).to.have.length(1);
      expect(reply.history[0][2]).to.equal("const remembered = 1");
    });
    it("closes a comm for nobody, lists none, and refuses what it does not know", async () => {
      const id = await kernel.send("comm_open", { comm_id: "c1", target_name: "nobody", data: {} });
      await kernel.until(id, ({ type }) => type === "comm_close", 3000, "comm_close");
      expect((await kernel.request("comm_info_request", {})).reply).to.deep.equal({ status: "ok", comms: {} });
      const { reply } = await kernel.request("usage_request", {});
      expect(reply).to.include({ status: "error", evalue: "usage_request: this kernel does not answer it" });
    });
    it("ignores a bad signature and broken frames, and goes on", async () => {
      const id = await kernel.send("execute_request", executeContent("globalThis.forged = 1"), {
        signature: "0".repeat(64),
      });
      await kernel.sendRaw(["<IDS|MSG>", "", "{"]);
      await kernel.sendRaw(["nothing"]);
      expect(await kernel.text("'forged' in globalThis")).to.equal("false");
      await kernel
        .until(id, () => true, 100, "answer")
        .then(
          () => expect.fail("the forged request was answered"),
          () => {},
        );
      expect(kernel.log).to.contain("shell: message: the signature is wrong");
    });
  });

  describe("the preload", () => {
    it("is there without import, and the folder stays empty", async () => {
      expect(await kernel.text("[typeof cryo.core.zeros, typeof check, typeof hint, typeof display]")).to.equal(
        "[ 'function', 'function', 'function', 'function' ]",
      );
      expect(readdirSync(kernel.cwd)).to.deep.equal([]);
    });
    it("loads no heavy package before a cell asks for it", async () => {
      const heavy =
        "Object.keys(require.cache).filter((path) => /danfojs|tensorflow|plotly|esbuild|mocha/.test(path)).length";
      expect(await kernel.text(heavy)).to.equal("0");
    });
    it("completes names, rooms and functions", async () => {
      expect((await kernel.complete("cryo.")).matches).to.include.members(["core", "random"]);
      const { matches, cursor_start, cursor_end } = await kernel.complete("cryo.random.n");
      expect([matches[0], cursor_start, cursor_end]).to.deep.equal(["normal", 12, 13]);
      expect((await kernel.complete("chec")).matches).to.include("check");
    });
    it("completes inside a magic cell, counting in code points", async () => {
      const code = "%%exercise fourier/dft\nconst smile = '😀'; cryo.random.unif";
      const points = [...code].length;
      const { matches, cursor_start, cursor_end } = await kernel.complete(code, points);
      expect([matches, cursor_start, cursor_end]).to.deep.equal([["uniform"], points - 4, points]);
    });
    it("inspects with the doc comment, in an open call too, and lists a room", async () => {
      const inspect = async (code: string, cursor_pos: number): Promise<string> =>
        (await kernel.request("inspect_request", { code, cursor_pos, detail_level: 0 })).reply.data["text/plain"];
      expect(await inspect("cryo.random.normal", 18)).to.match(
        /^function normal\(rng: cryo\.Rng\): number\n\nA normal number .*\n\n@param rng - generator/,
      );
      expect(await inspect("cryo.random.rng(", 16)).to.match(/^rng\(seed: number \| string\): cryo\.Rng/);
      expect(await inspect("cryo.random", 8)).to.match(/^namespace random\n\n.*normal, .*uniform/);
      const nothing = await kernel.request("inspect_request", { code: "1 + 1", cursor_pos: 2, detail_level: 0 });
      expect(nothing.reply).to.deep.equal({ status: "ok", found: false, data: {}, metadata: {} });
    });
    it("knows Node and the library of the language, and types across packages", async () => {
      expect(await kernel.text('import { basename } from "node:path"; basename("/a/b")')).to.equal("'b'");
      expect(await kernel.text("[3, 1].toSorted()")).to.equal("[ 1, 3 ]");
      expect(
        await kernel.text(
          'import type { Line, LineSpectrum } from "@cryolab/lib"; const line: Line = cryo.core.zeros([2]); line',
        ),
      ).to.equal("RealArray [2] Float64Array(2) [0, 0]");
      expect(await kernel.text("const text: string = line.data;")).to.contain(
        "Type 'Float64Array' is not assignable to type 'string'.",
      );
    });
    it("checks an answer through the real grader, and completes the exercises of the course", async () => {
      expect((await kernel.complete('check("four')).matches).to.include("fourier/dft");
      const root = fileURLToPath(new URL("../../../", import.meta.url));
      const solution = readFileSync(join(root, "solutions/fourier/dft/dft.ts"), "utf8");
      await kernel.execute(`%%exercise fourier/dft\n${solution}`);
      const { outputs } = await kernel.execute('check("fourier/dft")');
      const result = outputs.at(-1)?.content.data["application/vnd.cryolab.result+json"];
      expect(result).to.include({ exercise: "fourier/dft", status: "graded", points: 2, max: 2 });
    });
    it("lets a learner's own variable take the place of a name", async () => {
      await kernel.execute("const hint = 3");
      expect(await kernel.text("hint + 1")).to.equal("4");
    });
  });

  describe("cells", () => {
    it("run with %%exercise and export, and are used by later cells", async () => {
      await kernel.execute("%%exercise fourier/dft\nexport function twice(x: number): number {\n  return 2 * x;\n}");
      expect(await kernel.text("twice(21)")).to.equal("42");
      await kernel.execute("export interface Lens { cs: number }\nexport default class Box { lens?: Lens }");
      expect(await kernel.text("const box = new Box(); box.lens = { cs: 2.7 }; box.lens.cs")).to.equal("2.7");
    });
    it("use variables of earlier cells in shorthand, patterns and assignments", async () => {
      await kernel.execute("const pixelSize = 1.5; let n = 1; const lens = { cs: 2 };");
      expect(await kernel.text("({ pixelSize, n })")).to.equal("{ pixelSize: 1.5, n: 1 }");
      expect(await kernel.text("({ n } = { n: 7 }); n")).to.equal("7");
      expect(await kernel.text("({ n = 9 } = {} as { n?: number }); n")).to.equal("9");
    });
    it("await, loop with for await, use `using`, and show a promised value", async () => {
      expect(await kernel.text("await Promise.resolve(7)")).to.equal("7");
      expect(await kernel.text("for await (const x of [Promise.resolve(1)]) console.log(x)")).to.equal("1\n");
      expect(await kernel.text("{ using d = { [Symbol.dispose]: () => console.log('disposed') }; }")).to.equal(
        "disposed\n",
      );
      expect(await kernel.text("new Promise((resolve) => setTimeout(() => resolve(5), 30))")).to.equal("5");
    });
    it("import local files, see them change, and see one that was missing appear", async () => {
      expect(await kernel.text('import { x } from "./local"; x')).to.contain("Cannot find module './local'");
      const path = join(kernel.cwd, "local.ts");
      writeFileSync(path, "export const x: number = 1;\n");
      expect(await kernel.text('import { x } from "./local"; x')).to.equal("1");
      writeFileSync(path, "export const x: number = 22;\n");
      expect(await kernel.text('import { x } from "./local.ts"; x')).to.equal("22");
      writeFileSync(path, "export const x: number = 'bad';\n");
      expect(await kernel.text('import { x } from "./local"; x')).to.contain("local.ts, line 1:14 - TS2322");
      expect(existsSync(path.replace(".ts", ".js"))).to.equal(false);
    });
  });

  describe("errors", () => {
    it("of types: headline, code, place in the cell, chain of reasons, and the lines", async () => {
      const answer = await kernel.execute(
        "// one\nconst a = 1;\nconst b: { c: string } = { c: a };\nlet d: string = a;",
      );
      expect(answer.reply).to.include({
        status: "error",
        ename: "TypeScriptError",
        evalue: "Type 'number' is not assignable to type 'string'.",
      });
      const count = answer.reply.execution_count;
      expect(traceback(answer)).to.equal(
        [
          "TypeScriptError: Type 'number' is not assignable to type 'string'. (and 1 more)",
          `cell [${count}], line 3:28 - TS2322: Type 'number' is not assignable to type 'string'.`,
          "  1 | // one",
          "  2 | const a = 1;",
          "> 3 | const b: { c: string } = { c: a };",
          "    |                            ^",
          "  4 | let d: string = a;",
          `cell [${count}], line 4:5 - TS2322: Type 'number' is not assignable to type 'string'.`,
          "  2 | const a = 1;",
          "  3 | const b: { c: string } = { c: a };",
          "> 4 | let d: string = a;",
          "    |     ^",
        ].join("\n"),
      );
    });
    it("strict: implicit any, null, and a text that does not parse", async () => {
      expect(await kernel.text("function f(x) { return x }")).to.contain("TS7006");
      expect(await kernel.text("let s: string = null")).to.contain("TS2322");
      expect(await kernel.text("const const = 1")).to.contain("TypeScriptError");
      expect(await kernel.text("missingName")).to.contain("Was the cell that declares it run?");
    });
    it("at run time: the cells' own lines, innermost first, and no frame of ours, tslab's or Node's", async () => {
      const first = await kernel.execute(
        "interface Gone { a: number }\n// a comment\nfunction thrower(n: number): number {\n  if (n > 2)\n    throw new RangeError('n is ' + n);\n  return n;\n}",
      );
      const second = await kernel.execute("type Skip = { x: 1 };\n\nthrower(\n  5)");
      const [a, b] = [first.reply.execution_count, second.reply.execution_count];
      expect(second.reply).to.include({ ename: "RangeError", evalue: "n is 5" });
      expect(traceback(second)).to.equal(
        [
          "RangeError: n is 5",
          "  3 | function thrower(n: number): number {",
          "  4 |   if (n > 2)",
          "> 5 |     throw new RangeError('n is ' + n);",
          "    |           ^",
          "  6 |   return n;",
          "  7 | }",
          `    at thrower (cell [${a}], line 5:11)`,
          `    at cell [${b}], line 3:1`,
        ].join("\n"),
      );
    });
    it("after an await, with a cause, through the library, and of a value that is no Error", async () => {
      const { reply } = await kernel.execute("1");
      const next = reply.execution_count + 1;
      const text = await kernel.text("await null;\nthrow new TypeError('outer', { cause: new Error('inner') });");
      expect(text).to.contain(`TypeError: outer`).and.contain(`at cell [${next}], line 2:7`);
      expect(text).to.contain("Caused by:\nError: inner");
      expect(await kernel.text("cryo.core.zeros([-1])")).to.match(
        /RangeError: product: .*got \[-1\]\n[\s\S]* {4}at zeros \(@cryolab\/lib core\/arrays\)\n {4}at cell \[\d+\], line 1:11$/,
      );
      expect(await kernel.text("throw 'text'")).to.contain("Thrown: 'text'");
    });
    it("of a recursion without end fold their equal frames", async () => {
      const text = await kernel.text("function deeper(n: number): number {\n  return 1 + deeper(n + 1);\n}\ndeeper(0)");
      expect(text).to.match(/^RangeError: Maximum call stack size exceeded\n[\s\S]* {4}… \d\d more of these$/);
    });
    it("of a value that cannot be sent are the cell's", async () => {
      const text = await kernel.text("({ [Symbol.for('Jupyter.display')]: () => ({ 'application/json': 1n }) })");
      expect(text).to.contain("TypeError: Do not know how to serialize a BigInt");
    });
    it("that no cell catches go to stderr with their place", async () => {
      const text = await kernel.text(
        "setTimeout(() => { throw new Error('late') }, 1);\nPromise.reject(new Error('left alone'));\nawait new Promise<void>((r) => setTimeout(r, 50))",
      );
      expect(text).to.match(/Uncaught Error: late\n[\s\S]*line 1:26/);
      expect(text).to.match(/Unhandled rejection: Error: left alone\n[\s\S]*line 2:16/);
    });
    it("of an unknown magic name the known ones", async () => {
      expect(await kernel.text("%%timeit\n1")).to.match(
        /^MagicError: %%timeit: no such magic; there are: %%exercise <id>: .*; %%time: .*; %%file <path>: /,
      );
    });
  });

  describe("the queue after an error", () => {
    const queue = async (codes: readonly string[], options: object = {}): Promise<Answer[]> => {
      const ids: string[] = [];
      for (const code of codes) ids.push(await kernel.send("execute_request", executeContent(code, options)));
      const answers: Answer[] = [];
      for (const id of ids) answers.push(await kernel.answer(id));
      return answers;
    };
    it("aborts what was waiting, without a count and without output, and runs what comes later", async () => {
      const answers = await queue(["await null; throw new Error('first')", "'second'", "'third'"]);
      expect(answers.map(({ reply }) => reply.status)).to.deep.equal(["error", "aborted", "aborted"]);
      expect(answers[1].reply).to.deep.equal({ status: "aborted" });
      expect(answers[1].outputs).to.deep.equal([]);
      // At once: no timer decides.
      expect(await kernel.text("'later'")).to.equal("'later'");
    });
    it("aborts what came while a loop kept the kernel busy", async () => {
      const spin = "const until = Date.now() + 300; while (Date.now() < until); throw new Error('first')";
      const first = await kernel.send("execute_request", executeContent(spin));
      await sleep(100);
      const second = await kernel.send("execute_request", executeContent("'second'"));
      expect((await kernel.answer(first)).reply.status).to.equal("error");
      expect((await kernel.answer(second)).reply.status).to.equal("aborted");
    });
    it("runs all of it when stop_on_error is false", async () => {
      const answers = await queue(["throw new Error('first')", "'second'"], { stop_on_error: false });
      expect(answers.map(({ reply }) => reply.status)).to.deep.equal(["error", "ok"]);
    });
  });

  describe("much output", () => {
    it("20,000 prints arrive whole, in few messages", async () => {
      const { outputs } = await kernel.execute("for (let i = 0; i < 20000; i++) console.log(i)");
      const text = outputs.filter(({ type }) => type === "stream").map(({ content }) => content.text);
      expect(text.join("")).to.equal(Array.from({ length: 20000 }, (_, i) => `${i}\n`).join(""));
      expect(text.length).to.be.lessThan(30);
    });
    it("20,000 displays arrive whole, in order", async () => {
      const { outputs } = await kernel.execute("for (let i = 0; i < 20000; i++) display(i)");
      const values = outputs
        .filter(({ type }) => type === "display_data")
        .map(({ content }) => Number(content.data["text/plain"]));
      expect(values).to.deep.equal(Array.from({ length: 20000 }, (_, i) => i));
    });
    it("8 MB in one display arrive whole", async () => {
      const { outputs } = await kernel.execute("display({ 'text/plain': 'x'.repeat(8e6) });");
      expect(outputs[1].content.data["text/plain"]).to.have.length(8e6);
    });
    it("shows what a loop prints while it runs", async () => {
      const id = await kernel.send(
        "execute_request",
        executeContent(
          "for (let i = 0; i < 8; i++) { console.log(i); const t = Date.now() + 100; while (Date.now() < t); }",
        ),
      );
      const { content } = await kernel.until(id, ({ type }) => type === "stream", 600, "stream");
      expect(content.text).to.match(/^0\n/);
      await kernel.answer(id);
    });
  });

  describe("display", () => {
    it("sends a figure's bundle as the value of a cell, JSON as JSON and bytes as base 64", async () => {
      const { outputs } = await kernel.execute(
        `const figure = { [Symbol.for("Jupyter.display")]: () => ({
          "application/vnd.plotly.v1+json": { data: [{ y: [1, 3, 2] }], layout: {} },
          "image/svg+xml": "<svg/>",
          "image/png": Uint8Array.of(1, 2, 3),
          "text/plain": "[chart]",
        }) };
        figure`,
      );
      expect(outputs[1].type).to.equal("execute_result");
      expect(outputs[1].content.data).to.deep.equal({
        "application/vnd.plotly.v1+json": { data: [{ y: [1, 3, 2] }], layout: {} },
        "image/svg+xml": "<svg/>",
        "image/png": "AQID",
        "text/plain": "[chart]",
      });
    });
    it("updates in place, from a later cell too, and clears", async () => {
      const { outputs } = await kernel.execute("const bar = display('0 of 2'); bar.update('1 of 2');");
      const [, shown, updated] = outputs;
      expect([shown.type, updated.type]).to.deep.equal(["display_data", "update_display_data"]);
      const id = shown.content.transient.display_id;
      expect(updated.content.transient.display_id).to.equal(id);
      const later = await kernel.execute("bar.update('2 of 2')");
      expect(later.outputs[1].content).to.deep.equal({
        data: { "text/plain": "2 of 2" },
        metadata: {},
        transient: { display_id: id },
      });
      const cleared = await kernel.execute("display('gone'); clearOutput(true); display('stays'); clearOutput();");
      expect(types(cleared.outputs)).to.deep.equal([
        "execute_input",
        "display_data",
        "clear_output",
        "display_data",
        "clear_output",
      ]);
      expect([cleared.outputs[2].content, cleared.outputs[4].content]).to.deep.equal([{ wait: true }, { wait: false }]);
    });
    it("gives a display an id of the learner's choice, by which another display takes its place", async () => {
      await kernel.execute("display('first', { id: 'mine' });");
      const { outputs } = await kernel.execute(
        "const handle = display({ 'text/html': '<b>x</b>' }, { id: 'mine' }); handle.update(cryo.core.zeros([1])); handle.id",
      );
      expect(outputs.slice(1, 3).map(({ type, content }) => [type, content.transient.display_id])).to.deep.equal([
        ["display_data", "mine"],
        ["update_display_data", "mine"],
      ]);
      expect(outputs[2].content.data["text/plain"]).to.contain("RealArray [1]");
      expect(outputs[3].content.data["text/plain"]).to.equal("'mine'");
    });
    it("takes a promised bundle, and says so when a bundle is none", async () => {
      expect(
        await kernel.text("({ async [Symbol.for('Jupyter.display')]() { return { 'text/plain': 'later' } } })"),
      ).to.equal("later");
      expect(await kernel.text("({ [Symbol.for('Jupyter.display')]: () => 5 })")).to.contain(
        "must return an object by MIME type, got 5",
      );
    });
    it("keeps tslab's own displays alive", async () => {
      const { outputs } = await kernel.execute("import * as tslab from 'tslab'; tslab.display.html('<b>x</b>')");
      expect(outputs[1].content.data).to.deep.equal({ "text/html": "<b>x</b>" });
    });
  });

  describe("interrupt", () => {
    before(() => kernel.execute("const keep = 41;"));
    const situations = {
      "a loop": "while (true) {}",
      "a cell that awaits for ever": "await new Promise(() => {})",
      "a loop after an await": "await new Promise<void>((r) => setTimeout(r, 20)); while (true) {}",
      "a loop inside a timer": "setTimeout(() => { while (true) {} }, 10); await new Promise(() => {})",
      "a value that draws itself for ever": "({ [Symbol.for('Jupyter.display')]() { while (true) {} } })",
      "a cell in the compiler": Array.from(
        { length: 700 },
        (_, i) => `const v${i} = [${i}, 2, 3].map((x) => ({ x, y: [x * ${i}] })).filter((p) => p.x > 1);`,
      ).join("\n"),
    };
    for (const [name, code] of Object.entries(situations))
      it(`stops ${name} within a second and keeps every variable`, async () => {
        const id = await kernel.send("execute_request", executeContent(code));
        await sleep(300);
        const start = performance.now();
        await kernel.interrupt();
        const { reply, outputs } = await kernel.answer(id);
        // The compiler is let finish.
        if (!name.includes("compiler")) expect(performance.now() - start).to.be.lessThan(1000);
        expect(reply).to.include({ status: "error", ename: "Interrupted" });
        expect(traceback({ reply, outputs, ms: 0 })).to.match(/^Interrupted: the cell was stopped.*$/);
        expect(await kernel.text("await new Promise<void>((r) => setTimeout(r, 5)); keep + 1")).to.equal("42");
      });
    it("does nothing to an idle kernel", async () => {
      await kernel.interrupt();
      expect(await kernel.text("keep")).to.equal("41");
    });
    it("leaves the heartbeat alone: under 10 ms while a cell computes", async () => {
      const id = await kernel.send(
        "execute_request",
        executeContent("const end = Date.now() + 700; while (Date.now() < end);"),
      );
      await sleep(200);
      const beats = [await kernel.heartbeat(), await kernel.heartbeat(), await kernel.heartbeat()];
      expect(Math.min(...beats)).to.be.lessThan(10);
      await kernel.answer(id);
    });
  });

  describe("the end", () => {
    it("comes by shutdown, with status 0 and nothing of its own on stderr", async () => {
      kernel.log = "";
      expect(await kernel.shutdown()).to.equal(0);
      expect(kernel.log).to.equal("");
    });
  });
});

describe("another end of a kernel", function () {
  this.timeout(30_000);
  it("comes when the front end is gone, to one that the command line runs", async () => {
    const program = [
      'import { kernelCommands } from "@cryolab/kernel/internal/commands";',
      'import { Command } from "commander";',
      "const program = new Command();",
      "kernelCommands(program);",
      'await program.parseAsync(["kernel", "run", "--connection", FILE], { from: "user" });',
    ].join("\n");
    const parent = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    const kernel = await KernelClient.start({
      cwd: fileURLToPath(new URL("../../../", import.meta.url)),
      env: { JPY_PARENT_PID: String(parent.pid) },
      args: (file) => ["--input-type=module", "-e", program.replace("FILE", JSON.stringify(file))],
    });
    expect(await kernel.text("1 + 1")).to.equal("2");
    parent.kill("SIGKILL");
    const start = performance.now();
    await kernel.exited;
    expect(performance.now() - start).to.be.lessThan(5000);
    await kernel.kill();
  });
  it("comes by shutdown within 2.5 s while a cell loops", async () => {
    const kernel = await KernelClient.start();
    await kernel.send("execute_request", executeContent("while (true) {}"));
    await sleep(300);
    const start = performance.now();
    await kernel.shutdown();
    expect(performance.now() - start).to.be.lessThan(2500);
  });
  it("comes by process.exit, after what was printed arrived and the notebook said so", async () => {
    const kernel = await KernelClient.start();
    const id = await kernel.send("execute_request", executeContent("console.log('last'); process.exit(3)"));
    const { content } = await kernel.until(
      id,
      (message) => message.type === "stream" && message.content.name === "stderr",
      3000,
      "last word",
    );
    expect(content.text).to.equal("The cell ended the kernel: process.exit(3).\n");
    expect(await kernel.exited).to.equal(3);
    await kernel.kill();
  });
});
