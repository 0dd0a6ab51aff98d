import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { KernelClient } from "./client.ts";

describe("the language between cells, over ZeroMQ", function () {
  this.timeout(30_000);
  let kernel: KernelClient;
  before(async () => {
    kernel = await KernelClient.start();
  });
  after(async () => {
    await kernel.kill();
  });

  describe("a variable that a function closes over", () => {
    it("is one variable in all cells: assigned later, the function sees it, and the other way", async () => {
      await kernel.execute("let cnt = 0;\nfunction inc(): number { return ++cnt; }");
      expect(await kernel.text("cnt = 10; inc()")).to.equal("11");
      expect(await kernel.text("inc(); cnt")).to.equal("12");
      expect(
        await kernel.text("cnt++; ({ cnt } = { cnt: cnt * 2 }); const reset = () => { cnt = 0 }; [cnt, inc()]"),
      ).to.equal("[ 26, 27 ]");
      expect(await kernel.text("reset(); inc()")).to.equal("1");
    });
    it("stays with its function when a later cell declares the name anew, of whatever kind", async () => {
      await kernel.execute("let state = 1; const read = () => state;");
      expect(await kernel.text("let state = 'other'; const readOther = () => state; [read(), readOther()]")).to.equal(
        "[ 1, 'other' ]",
      );
      expect(await kernel.text("state = 'changed'; [read(), readOther(), state]")).to.equal(
        "[ 1, 'changed', 'changed' ]",
      );
      expect(await kernel.text("const state = [3]; [read(), readOther(), state]")).to.equal("[ 1, 'changed', [ 3 ] ]");
      expect(await kernel.text("[read(), readOther(), state]")).to.equal("[ 1, 'changed', [ 3 ] ]");
      expect(await kernel.text("let state = 5; state += 1; [read(), state]")).to.equal("[ 1, 6 ]");
      expect(await kernel.text("state += 1; [read(), state]")).to.equal("[ 1, 7 ]");
    });
    it("works after an await, in a class, in a pattern, in a timer, and keeps places of errors", async () => {
      await kernel.execute(
        "await null;\nlet { low, high } = { low: 1, high: 2 };\nclass Range { span() { return high - low; } }\nlet ticks = 0; setInterval(() => ticks++, 2).unref();",
      );
      expect(await kernel.text("high = 10; new Range().span()")).to.equal("9");
      expect(
        await kernel.text("ticks = -1000; await new Promise((r) => setTimeout(r, 30)); ticks > -1000 && ticks < 0"),
      ).to.equal("true");
      expect(await kernel.text("let bad = 0;\nfunction fail() {\n  throw new Error('b' + bad);\n}\nfail()")).to.match(
        /line 3:9\)\n {4}at cell \[\d+\], line 5:1$/,
      );
    });
    it("is silent: nothing is written to stderr, with or without closures", async () => {
      expect(await kernel.text("let quiet = 1; function q() { return quiet; }")).to.equal("");
      expect(await kernel.text("quiet = 2; let plainly = 3; plainly = 4; undefined")).to.equal("");
      expect(await kernel.text("plainly = 5; [q(), plainly]")).to.equal("[ 2, 5 ]");
    });
  });

  describe("a namespace", () => {
    it("stays in all later cells, until one declares the name anew", async () => {
      await kernel.execute(
        "namespace Optics { export const cs = 2.7; export interface Lens { f: number } export let k = 1 }",
      );
      for (const code of ["1", "const between = 2", "Optics.cs", "interface Optics { a: 1 }"])
        await kernel.execute(code);
      expect(await kernel.text("const lens: Optics.Lens = { f: Optics.cs }; Optics.k++; [lens, Optics.k]")).to.equal(
        "[ { f: 2.7 }, 2 ]",
      );
      expect((await kernel.complete("Optics.")).matches).to.include("cs");
      await kernel.execute("const Optics = 'text'");
      await kernel.execute("1");
      expect(await kernel.text("Optics.length")).to.equal("4");
    });
  });

  describe("the names of a cell", () => {
    it("are those of all that it declares at its top: patterns, imports, types, enums, nothing of inner scopes", async () => {
      await kernel.execute(
        [
          'import { basename as base } from "node:path";',
          "for (var step = 0; step < 2; step++) { const inner = 1; let inner2 = inner; }",
          "const { a, b: [c, ...rest] } = { a: 1, b: [2, 3, 4] };",
          "enum Kind { lens, stage }",
          "type Alias = number; interface Shape { n: Alias } abstract class Base { n = 1 }",
          "function* numbers() { yield 1; }",
        ].join("\n"),
      );
      expect(
        await kernel.text(
          "const shape: Shape = { n: a }; [base('/x/y'), shape, c, rest, Kind.stage, [...numbers()], Base.name]",
        ),
      ).to.equal("[ 'y', { n: 1 }, 2, [ 3, 4 ], 1, [ 1 ], 'Base' ]");
      expect(await kernel.text("inner")).to.contain("TS2304");
    });
    it("may be the one that tslab would use for the value", async () => {
      expect(await kernel.text("const tsLastExpr = 1; let tsLastExpr0 = 5; tsLastExpr + 2")).to.equal("3");
      expect(await kernel.text("tsLastExpr0")).to.equal("5");
    });
    it("stay when the same cell runs again and again, and after one that fails", async () => {
      for (let i = 0; i < 3; i++)
        expect(await kernel.text("const again = [1]; class Twice { x = again[0] } new Twice().x")).to.equal("1");
      expect(await kernel.text("const failed: string = 1;")).to.contain("TS2322");
      expect(await kernel.text("const failed: string = 1;")).to.contain("TS2322");
      expect(await kernel.text("again.push(2); [again, new Twice()]")).to.equal("[ [ 1, 2 ], Twice { x: 1 } ]");
    });
  });

  describe("doc comments of the language and of Node", () => {
    it("are read when they are asked for", async () => {
      const inspect = async (code: string): Promise<string> =>
        (await kernel.request("inspect_request", { code, cursor_pos: code.length, detail_level: 0 })).reply.data[
          "text/plain"
        ];
      expect(await inspect("Math.max")).to.contain(
        "Returns the larger of a set of supplied numeric expressions.\n\n@param values",
      );
      expect(await inspect("process.cwd")).to.contain("current working directory");
      await kernel.execute("/** Twice the focus. */\nfunction twice(x: number): number { return 2 * x; }");
      expect(await inspect("twice")).to.contain("Twice the focus.");
      expect(await inspect("Math.max")).to.contain("Returns the larger");
    });
  });

  describe("an error in an imported local file", () => {
    it("shows the file, its own TypeScript lines, and then the cell", async () => {
      writeFileSync(
        join(kernel.cwd, "lens.ts"),
        "interface Gone {\n  a: number;\n}\n\nexport function focus(x: Gone): never {\n  const { a } = x;\n  throw new RangeError('a is ' + a);\n}\n",
      );
      expect(await kernel.text('import { focus } from "./lens";\nfocus({ a: 1 })')).to.match(
        new RegExp(
          [
            "^RangeError: a is 1",
            "  5 \\| export function focus.*",
            "  6 \\|   const .*",
            "> 7 \\|   throw new RangeError.*",
            "    \\|         \\^",
            "  8 \\| }",
            "  9 \\|",
            "    at focus \\(lens\\.ts, line 7:9\\)",
            "    at cell \\[\\d+\\], line 2:\\d$",
          ].join("\n"),
        ),
      );
    });
  });

  describe("standard decorators", () => {
    it("decorate classes, methods and accessors, here and in later cells, with their types", async () => {
      await kernel.execute(
        [
          "const calls: string[] = [];",
          "function logged<T, A extends unknown[], R>(method: (this: T, ...args: A) => R, context: ClassMethodDecoratorContext<T>) {",
          "  return function (this: T, ...args: A): R { calls.push(String(context.name)); return method.apply(this, args); };",
          "}",
          "class Lens { accessor defocus = 1; @logged focus(by: number): number { return (this.defocus += by); } }",
        ].join("\n"),
      );
      expect(await kernel.text("const lens = new Lens(); [lens.focus(2), lens.defocus, calls]")).to.equal(
        "[ 3, 3, [ 'focus' ] ]",
      );
      expect(
        await kernel.text(
          "class Other { @logged sum(a: number, b: number) { return a + b; } }\nnew Other().sum(1, 2) + calls.length",
        ),
      ).to.equal("5");
      expect(await kernel.text("new Lens().focus('far')")).to.contain("TS2345");
    });
  });
});
