import { existsSync } from "node:fs";
import { bundle } from "@cryolab/grader/internal/bundle/index";
import { InfrastructureError } from "@cryolab/grader/internal/sandbox/types";
import { expect } from "chai";
import { closeAll, value } from "../sandbox/guests.js";
import { extracted, file, notebook, run } from "../submission/notebook.js";

const X = "%%exercise x/y\n";
const answer = (source: string): ReturnType<typeof extracted> => extracted(notebook("1", X + source));

/** What bundling says of a source that is extracted. */
async function refusal(source: string, uses: readonly string[] = []): Promise<{ status: string; message: string }> {
  const made = await bundle(answer(source), { uses, exports: ["f"] });
  if (!("status" in made)) throw new Error(`bundled: …${made.code.slice(-300)}`);
  return made;
}

const alone = "is not available when graded: an answer is computed from its arguments alone";
const only = 'only "@cryolab/lib" can be imported';

/** A source that breaks the import rule, and what is said of it. */
const broken: Record<string, readonly [source: string, message: string]> = {
  "a module of Node": [
    'import fs from "node:fs"; const f = fs',
    `the import of "node:fs" in cell 2, line 2 is not allowed: ${only}`,
  ],
  "a module of Node, for its types": [
    'import type { Stats } from "fs"\nconst f = 1',
    `the import of "fs" in cell 2, line 2 is not allowed: ${only}`,
  ],
  "a module for its effect": [
    'import "chai"\nconst f = 1',
    `the import of "chai" in cell 2, line 2 is not allowed: ${only}`,
  ],
  "a relative path": [
    '\nimport { f as g } from "../../solutions/fourier/dft/dft.ts"\nconst f = g',
    `the import of "../../solutions/fourier/dft/dft.ts" in cell 2, line 3 is not allowed: ${only}`,
  ],
  "an absolute path": [
    "import { f as g } from '/etc/f.ts'\nconst f = g",
    `the import of '/etc/f.ts' in cell 2, line 2 is not allowed: ${only}`,
  ],
  "a file: URL": [
    'import { f } from "file:///f.ts"\nexport { f }',
    `the import of "file:///f.ts" in cell 2, line 2 is not allowed: ${only}`,
  ],
  "a data: URL": [
    'import f from "data:text/javascript,export default 1"\nexport { f }',
    `the import of "data:text/javascript,export default 1" in cell 2, line 2 is not allowed: ${only}`,
  ],
  "a path of the library": [
    'import { fft } from "@cryolab/lib/dist/fourier/index.js"\nconst f = fft',
    `the import of "@cryolab/lib/dist/fourier/index.js" in cell 2, line 2 is not allowed: ${only}`,
  ],
  "an attribute": [
    'import t from "@cryolab/lib" with { type: "text" }\nconst f = t',
    "`with` in an import (cell 2, line 2) is not allowed",
  ],
  "a deferred import": [
    'import defer * as cryo from "@cryolab/lib"\nconst f = cryo',
    "`import defer` in cell 2, line 2 is not allowed",
  ],
  "a default import": [
    'import cryo from "@cryolab/lib"\nconst f = cryo',
    '"@cryolab/lib" has no default export (cell 2, line 2); write `import * as cryo from "@cryolab/lib"`',
  ],
  "an export of another module": [
    'export * from "node:fs"\nconst f = 1',
    "`export … from` in cell 2, line 2 is not allowed: export what you define",
  ],
  "an export of one name": [
    'export { fft as f } from "@cryolab/lib"',
    "`export … from` in cell 2, line 2 is not allowed: export what you define",
  ],
  "import()": [
    'const f = async () =>\n  (await import("node:fs")).readFileSync',
    `\`import()\` in cell 2, line 3 is not allowed: ${only}`,
  ],
  "import() of a computed name": [
    'const f = (x) => import("node:" + x)',
    `\`import()\` in cell 2, line 2 is not allowed: ${only}`,
  ],
  "import.meta": ["const f = () => import.meta.url", `\`import.meta\` in cell 2, line 2 ${alone}`],
  "import = require": [
    'import fs = require("fs")\nconst f = fs',
    `\`require\` in cell 2, line 2 is not allowed: ${only}`,
  ],
  eval: ['const f = () => eval("1")', `\`eval\` in cell 2, line 2 ${alone}`],
  "indirect eval": ['const f = () => (0, eval)("1")', `\`eval\` in cell 2, line 2 ${alone}`],
  Function: ['const f = () => Function("return 1")()', `\`Function\` in cell 2, line 2 ${alone}`],
  "new Function": ['const f = new Function("return 1")', `\`Function\` in cell 2, line 2 ${alone}`],
  "eval as a property in shorthand": ["const f = { eval }", `\`eval\` in cell 2, line 2 ${alone}`],
  "a member of globalThis": [
    "const f = () => globalThis.process.exit(0)",
    `\`globalThis.process\` in cell 2, line 2 ${alone}`,
  ],
  "a quoted member of globalThis": [
    "const f = (globalThis as any)!['process']",
    `\`globalThis.process\` in cell 2, line 2 ${alone}`,
  ],
  "eval through globalThis": ["const f = globalThis?.eval", `\`globalThis.eval\` in cell 2, line 2 ${alone}`],
  "eval written with an escape": ['const f = () => ev\\u0061l("1")', `\`eval\` in cell 2, line 2 ${alone}`],
  "a class that extends Function": [
    'const f = new (class extends Function { constructor() { super("return 1") } })()',
    `\`Function\` in cell 2, line 2 ${alone}`,
  ],
  "a name that only the compiler puts together": [
    'const f = globalThis["pro" + "cess"]',
    `\`globalThis.process\` in the compiled answer ${alone}`,
  ],
  "the library's own function": [
    "\nconst f = (x) => cryo.fourier.fft(x)",
    "`cryo.fourier.fft` in cell 2, line 3 is not available in this exercise, which offers no function of cryo",
  ],
  "a function by quoted names": [
    'const f = cryo["fourier"]!?.["fft"]',
    "`cryo.fourier.fft` in cell 2, line 2 is not available in this exercise, which offers no function of cryo",
  ],
  "a room": [
    "const f = cryo.fourier",
    "`cryo.fourier` in cell 2, line 2 is not available in this exercise, which offers no function of cryo",
  ],
};

describe("bundle, the import rule", () => {
  for (const [what, [source, message]] of Object.entries(broken))
    it(`refuses ${what}`, async () => {
      expect(await refusal(source)).to.deep.equal({ status: "not-gradable", message });
    });

  const offers = "is not available in this exercise, which offers `cryo.random.rng`, `cryo.core.product`";
  for (const [source, path] of [
    ["const f = cryo.random.uniform", "cryo.random.uniform"],
    ["const { rng, uniform: f } = cryo.random", "cryo.random.uniform"],
    ["const { random: { rng, normal } } = cryo; const f = rng", "cryo.random.normal"],
    ["const { fourier } = cryo; const f = fourier", "cryo.fourier"],
    ['import { random } from "@cryolab/lib"; const f = random.normal', "cryo.random.normal"],
    ['import { random as r } from "@cryolab/lib"; const f = r["normal"]', "cryo.random.normal"],
    ['import * as c from "@cryolab/lib"; const f = c.random.normal', "cryo.random.normal"],
    ['import { plot } from "@cryolab/lib"; const f = plot.line', "cryo.plot.line"],
    ["import R = cryo.fourier; const f = () => R.fft", "cryo.fourier"],
    ["import R = cryo.random.uniform; const f = R", "cryo.random.uniform"],
  ])
    it(`names what the exercise offers: ${source}`, async () => {
      const { status, message } = await refusal(source, ["random.rng", "core.product"]);
      expect(status).to.equal("not-gradable");
      expect(message).to.equal(`\`${path}\` in cell 2, line 2 ${offers}`);
    });

  it("refuses in a borrowed cell, and names that cell", async () => {
    const made = await bundle(extracted(notebook("\nconst h = () => import('fs')", `${X}const f = h`)), {
      uses: [],
      exports: ["f"],
    });
    expect(made).to.have.property("message", `\`import()\` in cell 1, line 2 is not allowed: ${only}`);
  });
  it("does not mind an import that is not borrowed", async () => {
    expect(await run(extracted(notebook('import fs from "node:fs"', `${X}const f = () => 1`)))).to.equal(1);
  });
  it("says the first of several, in the order of the text", async () => {
    expect((await refusal('const a = () => eval("1")\nimport "fs"\nconst f = 1')).message).to.match(/^`eval`/);
  });
  it("leaves to the sandbox what is out of reach of the syntax tree: there is nothing to find", async () => {
    for (const source of [
      "(0, globalThis).process",
      "((g) => g.process)(globalThis)",
      'globalThis["p" + `rocess`.slice(0)]',
    ]) {
      const made = await bundle(answer(`const f = () => ${source} === undefined`), { uses: [], exports: ["f"] });
      expect(await value((made as { code: string }).code), source).to.equal(true);
    }
    await closeAll();
  });
  it("lets names be: one's own, of members, of types, in texts and comments", async () => {
    const source = `/// <reference path="../../solutions/x.ts" />
      // import("fs"), eval, require("fs")
      function f(process = 1, module = { eval: 2, require: () => 3, import: 4 }) {
        const require = module.require;
        let g: Function | undefined;
        return [process, module.eval, require(), module.import, "import('fs')", typeof g, globalThis.Math === Math];
      }`;
    expect(await run(answer(source))).to.deep.equal([1, 2, 3, 4, "import('fs')", "undefined", true]);
  });
});

describe("bundle, what is offered", () => {
  const uses = ["random.rng", "random.uniform"];
  for (const [how, source] of Object.entries({
    "cryo without an import": "const f = () => cryo.random.uniform(cryo.random.rng(7))",
    "import * as": 'import * as c from "@cryolab/lib"\nconst f = () => c.random.uniform(c.random.rng(7))',
    "import of a room": 'import { random } from "@cryolab/lib"\nconst f = () => random.uniform(random.rng(7))',
    "import under another name":
      'import { random as r, type Rng } from "@cryolab/lib"\nconst f = (g: Rng = r.rng(7)) => r.uniform(g)',
    "an import at the end": 'const f = () => random.uniform(random.rng(7))\nimport { random } from "@cryolab/lib"',
    destructuring: "const { random: { rng, uniform } } = cryo\nconst f = () => uniform(rng(7))",
    "computed names": 'const f = () => { const r = cryo["ran" + "dom"]; return r["uni" + "form"](r.rng(7)) }',
    "an alias": "import R = cryo.random\nconst f = () => R.uniform(R.rng(7))",
  }))
    it(`can be reached by ${how}`, async () => {
      const { random } = await import("@cryolab/lib");
      expect(await run(answer(source), uses)).to.equal(random.uniform(random.rng(7)));
    });

  it("imports types without asking, with or without `type`", async () => {
    expect(
      await run(
        answer(
          'import { Image, type Volume } from "@cryolab/lib"\nimport type { Rng } from "@cryolab/lib"\nconst f = (i?: Image, v?: Volume, r?: Rng, c?: cryo.Line) => 1',
        ),
      ),
    ).to.equal(1);
  });
  it("throws the same message at run time, for what the syntax tree cannot see", async () => {
    const message = "`cryo.random.normal` is not available in this exercise, which offers `cryo.random.rng`";
    const source = 'function f() { try { return cryo["random"]["nor" + "mal"] } catch (e) { return e.message } }';
    expect(await run(answer(source), ["random.rng"])).to.equal(message);
    expect(
      await run(
        answer('function f() { const k = "fourier"; try { return cryo[k].fft } catch (e) { return e.message } }'),
      ),
    ).to.match(/^`cryo\.fourier` is not available in this exercise, .* offers no function of cryo$/);
  });
  it("answers what the language asks of any object", async () => {
    const source =
      'const f = async () => [String(await cryo), JSON.stringify(cryo), "fft" in cryo.random, Object.keys(cryo.random), cryo.random.hasOwnProperty("rng")]';
    expect(await run(answer(source), ["random.rng"])).to.deep.equal([
      "[object Object]",
      '{"random":{}}',
      false,
      ["rng"],
      true,
    ]);
  });
  it("cannot be changed", async () => {
    const source =
      'const f = () => { const out = []; for (const g of [() => { cryo.random.rng = 1 }, () => { cryo.random = 1 }, () => { cryo["x" + 1] = 1 }]) try { g(); out.push("no") } catch (e) { out.push(e.name) } return out }';
    expect(await run(answer(source), ["random.rng"])).to.deep.equal(["TypeError", "TypeError", "TypeError"]);
  });
  it("brings no code of other functions than the offered ones and what they need", async () => {
    const made = await bundle(answer("const f = () => cryo.random.rng(1)"), { uses: ["random.rng"], exports: ["f"] });
    const { code } = made as { code: string };
    expect(code).to.include("function expand").and.include("function rng");
    for (const other of [
      "function uniform",
      "function normal",
      "function stream",
      "electronWavelength",
      "complexArray",
    ])
      expect(code, other).to.not.include(other);
  });
  it("gives no way from an offered object to the rest of its room", async () => {
    const source = `const f = () => {
      const seen = new Set(), names = [];
      const walk = (o) => {
        if ((typeof o !== "object" && typeof o !== "function") || o === null || seen.has(o)) return;
        seen.add(o);
        for (const k of Reflect.ownKeys(o)) { names.push(String(k)); walk(Object.getOwnPropertyDescriptor(o, k).value) }
        const p = Object.getPrototypeOf(o); if (p !== Function.prototype && p !== Object.prototype) walk(p);
      };
      walk(cryo); return names;
    }`.replaceAll("Function.prototype", "Object.getPrototypeOf(() => 1)");
    const names = (await run(answer(source), ["random.rng"])) as string[];
    expect(names).to.include("rng").and.not.include.members(["uniform"]);
    for (const name of ["uniform", "normal", "stream"]) expect(names).to.not.include(name);
  });
  it("is an infrastructure error when the manifest offers what the library has not", async () => {
    for (const use of ["random.nothing", "nowhere.rng", "rng", "random.rng.state", "../core.check"]) {
      const error = await bundle(answer("const f = 1"), { uses: [use], exports: ["f"] }).catch((e: unknown) => e);
      expect(error, use).to.be.instanceOf(InfrastructureError);
      expect((error as Error).message).to.match(/^uses: /);
    }
  });
});

describe("bundle, compiling", () => {
  it("says where esbuild finds what the parser does not", async () => {
    expect(await refusal("const f = 1\nfunction g() { await h }\nfunction h() {}")).to.deep.equal({
      status: "unparsable",
      message: 'cell 2, line 3: "await" can only be used inside an "async" function',
    });
    expect((await refusal("let f\nlet f")).message).to.equal(
      'cell 2, line 3: The symbol "f" has already been declared',
    );
    expect(
      (await refusal('import { random } from "@cryolab/lib"\nconst random = 1\nconst f = random', ["random.rng"]))
        .message,
    ).to.match(/^cell 2, line \d: The symbol "random" has already been declared$/);
  });
  it("says that a name is missing which the module should export", async () => {
    const made = await bundle(answer("const f = 1"), { uses: [], exports: ["f", "g"] });
    expect(made).to.deep.equal({ status: "missing", message: "the answer does not export g" });
  });
  for (const [what, join] of Object.entries({
    sums: (a: string) => `${a} + ${a}`,
    templates: (a: string) => `\`\${${a}}\${${a}}\``,
  }))
    it(`survives an enum that doubles a text by ${what}`, async () => {
      const members = Array.from({ length: 50 }, (_, i) => `a${i + 1} = ${join(`a${i}`)}`);
      expect(await refusal(`enum E { a0 = "${"x".repeat(1000)}", ${members.join(", ")} }\nconst f = E`)).to.deep.equal({
        status: "unparsable",
        message: "compiling it takes too long or too much memory",
      });
      expect(await run(answer("const f = () => 1"))).to.equal(1);
    }).timeout(20_000);
  it("compiles many answers at once, bombs among them", async () => {
    const members = Array.from({ length: 50 }, (_, i) => `a${i + 1} = a${i} + a${i}`);
    const bomb = `enum E { a0 = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", ${members.join(", ")} }\nconst f = E`;
    const results = await Promise.all(
      [1, 2, 3, 4].map((i) => (i === 2 ? refusal(bomb) : run(answer(`const f = () => ${i}`)))),
    );
    expect(results[0]).to.equal(1);
    expect(results[1]).to.have.property("status", "unparsable");
    expect(results.slice(2)).to.deep.equal([3, 4]);
  }).timeout(20_000);
  it("reads nothing beside the source", async () => {
    expect(existsSync("tsconfig.json")).to.equal(true); // one lies in the current folder and says nothing here
    expect(await run(extracted(file('/// <reference types="nowhere" />\nexport const f = () => 1')))).to.equal(1);
  });
  it("keeps names apart from ours", async () => {
    expect(
      await run(
        answer(
          "const cryolab = 5, cryolab$ = 6, library = 7\nconst f = () => [cryolab, cryolab$, library, cryo.random.rng(1).state.length]",
        ),
        ["random.rng"],
      ),
    ).to.deep.equal([5, 6, 7, 4]);
  });
  it("takes a text that looks like a source map", async () => {
    expect(await run(answer('const f = () => "//# sourceMappingURL=data:application/json;base64,AAAA"'))).to.match(
      /AAAA$/,
    );
  });
  it("maps each line back to the source", async () => {
    const { splitMap, original } = await import("@cryolab/grader/internal/sandbox/trace");
    const source = answer(
      "interface A { a: 1 }\n\nenum B { b }\n\nfunction f(x: number): number {\n  const marker = x;\n  return marker + B.b;\n}",
    );
    const made = (await bundle(source, { uses: ["random.rng"], exports: ["f"] })) as { code: string };
    const { code, map } = splitMap(made.code);
    const line = code.split("\n").findIndex((text) => text.includes("return marker")) + 1;
    expect(line).to.be.greaterThan(10);
    expect(original(map!, line, 3)).to.deep.equal({ line: 8, column: 3 });
    expect(source.locate(8)).to.deep.equal({ label: "cell 2", line: 8 });
    expect(original(map!, 2, 3)).to.equal(undefined);
  });
});
