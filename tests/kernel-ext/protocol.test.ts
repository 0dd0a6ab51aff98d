import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type Answer, executeContent, KernelClient, plain } from "./client.ts";

describe("requests and magics, over ZeroMQ", function () {
  this.timeout(30_000);
  let kernel: KernelClient;
  before(async () => {
    kernel = await KernelClient.start();
  });
  after(async () => {
    await kernel.kill();
  });

  const execute = (code: string, options: object): Promise<Answer> =>
    kernel.request("execute_request", executeContent(code, options));
  const types = ({ outputs }: Answer): string[] => outputs.map(({ type }) => type);

  describe("user_expressions", () => {
    it("are evaluated after the cell, each to a bundle or to an error of its own", async () => {
      const { reply, outputs } = await execute("const sigma = 2; let object = { a: 1 };", {
        user_expressions: {
          sum: "sigma + 1 // a comment",
          object: "{ a: object.a }",
          promised: "await Promise.resolve('p')",
          nothing: "undefined",
          type: "sigma.length",
          thrown: "(() => { throw new RangeError('bad') })()",
        },
      });
      expect(outputs.map(({ type }) => type)).to.deep.equal(["execute_input"]);
      const { sum, object, promised, nothing, type, thrown } = reply.user_expressions;
      expect(sum).to.deep.equal({ status: "ok", data: { "text/plain": "3" }, metadata: {} });
      expect(object.data["text/plain"]).to.equal("{ a: 1 }");
      expect(promised.data["text/plain"]).to.equal("'p'");
      expect(nothing.data["text/plain"]).to.equal("null or undefined");
      expect(type).to.include({ status: "error", ename: "TypeScriptError" });
      expect(thrown).to.include({ status: "error", ename: "RangeError", evalue: "bad" });
      expect(plain(thrown.traceback.at(-1))).to.contain("expression thrown, line 1");
    });
    it("are left alone when the cell fails", async () => {
      const { reply } = await execute("throw new Error('x')", { user_expressions: { a: "globalThis.asked = 1" } });
      expect(reply).not.to.have.property("user_expressions");
      expect(await kernel.text("'asked' in globalThis")).to.equal("false");
    });
  });

  describe("silent and store_history", () => {
    const tail = async (): Promise<string> =>
      (await kernel.request("history_request", { hist_access_type: "tail", n: 1 })).reply.history[0][2];

    it("silent publishes nothing, counts nothing and remembers nothing, whatever the cell does", async () => {
      const before = await execute("'before'", {});
      const silent = await execute("console.log(1); console.error(2); display(3); throw new Error('4')", {
        silent: true,
        store_history: true,
      });
      expect(types(silent)).to.deep.equal([]);
      expect(silent.reply).to.include({ status: "error", evalue: "4", execution_count: before.reply.execution_count });
      expect(await tail()).to.equal("'before'");
      expect(await kernel.text("console.log('loud again')")).to.equal("loud again\n");
    });
    it("store_history: false shows its output, without a number of its own", async () => {
      const before = await execute("'counted'", {});
      const unstored = await execute("console.log('seen'); 5", { store_history: false });
      expect(types(unstored)).to.deep.equal(["execute_input", "stream", "execute_result"]);
      expect(unstored.reply.execution_count).to.equal(before.reply.execution_count);
      expect(await tail()).to.equal("'counted'");
      const failed = await execute("throw new Error('x')", { store_history: false });
      expect(plain(failed.outputs.at(-1)?.content.traceback.at(-1))).to.equal("    at code without a number, line 1:7");
      expect((await execute("1", {})).reply.execution_count).to.equal(before.reply.execution_count + 1);
    });
  });

  describe("inspect", () => {
    const inspect = async (code: string, detail_level: number, cursor_pos: number = code.length): Promise<string> =>
      (await kernel.request("inspect_request", { code, cursor_pos, detail_level })).reply.data["text/plain"];

    it("at level 1 shows the source of a learner's own name, of the latest cell that ran", async () => {
      await kernel.execute("/** Twice. */\nfunction scale(x: number): number {\n  return 2 * x;\n}");
      const { reply } = await kernel.execute("function scale(x: number): number {\n  return 3 * x; // thrice\n}\n1");
      await kernel.execute("function scale(x: number): string { throw_away }");
      const shown = "function scale(x: number): number {\n  return 3 * x; // thrice\n}";
      expect(await inspect("scale(", 1)).to.equal(
        `function scale(x: number): number\n\nSource, cell [${reply.execution_count}]\n${shown}`,
      );
      expect(await inspect("scale(", 0)).to.equal("function scale(x: number): number");
      expect(await inspect("const o = { scale: 1 }; o.scale", 1)).not.to.contain("thrice");
      expect(await inspect("(scale: number) => scale + 1", 1, 3)).not.to.contain("thrice");
      expect(await inspect("const fresh = 1; fresh", 1)).to.match(/Source, this cell\nconst fresh = 1;$/);
    });
    it("at level 1 shows what a type holds", async () => {
      await kernel.execute(
        "interface Lens { cs: number; name?: string }\nconst lens: Lens = { cs: 2 };\ntype Kind = 'a' | 'b';",
      );
      expect(await inspect("lens", 1)).to.match(
        /^const lens: Lens\n\nMembers\ncs: number\nname\?: string( \| undefined)?\n\nSource, cell \[\d+\]\nconst lens: Lens = { cs: 2 };$/,
      );
      expect(await inspect("let k: Kind", 1)).to.contain('Members\n"a" | "b"\n\nSource');
      expect(await inspect("cryo.core.zeros([2])", 1, 12)).not.to.contain("Source");
      expect(await inspect("let line: cryo.Line", 1)).to.match(/Members\n(.*\n)*data: Float64Array/);
      expect(await inspect("lens", 0)).to.equal("const lens: Lens");
    });
  });

  describe("%%time", () => {
    const line = /^Wall time (\d[\d.]*) (µs|ms|s), CPU time .* \(user .*, system .*\)\n$/;
    it("says after the value how long the cell took, without the compiler", async () => {
      const answer = await execute("%%time\nawait new Promise((r) => setTimeout(r, 120)); 42", {});
      expect(types(answer)).to.deep.equal(["execute_input", "execute_result", "stream"]);
      const [, number, unit] = line.exec(answer.outputs[2].content.text) ?? [];
      expect(unit).to.equal("ms");
      expect(Number(number)).to.be.within(115, 400);
    });
    it("keeps positions, and times a cell that throws but not one that does not compile", async () => {
      const thrown = await execute("%%time\n\nthrow new Error('x')", {});
      expect(types(thrown)).to.deep.equal(["execute_input", "error", "stream"]);
      expect(plain(thrown.outputs[1].content.traceback.at(-1))).to.match(/line 3:7$/);
      const wrong = await execute("%%time\nlet s: string = 1;", {});
      expect(types(wrong)).to.deep.equal(["execute_input", "error"]);
      expect(plain(wrong.outputs[1].content.traceback[1])).to.contain("line 2:5 - TS2322");
    });
  });

  describe("%%file", () => {
    it("writes the cell beside the notebook, does not run it, and the next cell imports it", async () => {
      const code = "export const focus = (mm: number): number => mm * 2;\nthrow_if_run();\n";
      expect(await kernel.text(`%%file optics/lens.ts\n${code}`)).to.equal("Wrote optics/lens.ts (2 lines)\n");
      expect(readFileSync(join(kernel.cwd, "optics/lens.ts"), "utf8")).to.equal(code);
      expect(await kernel.text(`%%file optics/lens.ts\n${code.split("\n")[0]}`)).to.equal(
        "Replaced optics/lens.ts (1 line)\n",
      );
      expect(await kernel.text('import { focus } from "./optics/lens"; focus(4)')).to.equal("8");
    });
    it("refuses a path that leaves the folder", async () => {
      expect(await kernel.text("%%file ../x.ts\n1")).to.match(/^MagicError: %%file: \.\.\/x\.ts leaves the folder/);
      expect(await kernel.text("%%file /tmp/x.ts\n1")).to.match(/^MagicError: %%file: \/tmp\/x\.ts is absolute/);
    });
    it("holds any text, and is complete", async () => {
      const { reply } = await kernel.request("is_complete_request", { code: "%%file notes.md\n# (" });
      expect(reply).to.deep.equal({ status: "complete" });
      expect(await kernel.text("%%file notes.md\n# (")).to.equal("Wrote notes.md (1 line)\n");
    });
  });
});
