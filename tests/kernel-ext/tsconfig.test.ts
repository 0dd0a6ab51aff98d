import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { honoured } from "@cryolab/kernel/internal/compiler/tsconfig";
import { expect } from "chai";
import { KernelClient } from "./client.ts";

/** A kernel in a folder with these files. */
async function kernelIn(
  files: Readonly<Record<string, string>>,
  run: (kernel: KernelClient) => Promise<void>,
): Promise<void> {
  const cwd = mkdtempSync(join(tmpdir(), "cryolab-tsconfig-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(cwd, name, ".."), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  const kernel = await KernelClient.start({ cwd });
  try {
    await run(kernel);
  } finally {
    await kernel.kill();
    rmSync(cwd, { recursive: true });
  }
}

describe("a tsconfig.json beside the notebook", function () {
  this.timeout(30_000);

  it("says how strict, which names there are, where local files lie and how tsx is written", () =>
    kernelIn(
      {
        "tsconfig.json": `{
  // a comment, as TypeScript allows
  "extends": "./base.json",
  "compilerOptions": {
    "noImplicitAny": false, "noUncheckedIndexedAccess": true, "lib": ["dom"], "jsx": "react", "jsxFactory": "h",
    "paths": { "@lens/*": ["./src/lens/*"] },
    // how cells are compiled is not theirs to say:
    "module": "commonjs", "target": "es5", "outDir": "out", "noEmit": true, "types": [], "noUnusedLocals": true, "isolatedModules": true
  }
}`,
        "base.json": '{ "compilerOptions": { "experimentalDecorators": true } }',
        "src/lens/focus.ts":
          'import { half } from "@lens/inner/half";\nexport const focus = (x: number): number => half(x) + 1;\n',
        "src/lens/inner/half.ts": "export const half = (x: number): number => x / 2;\n",
        "view.tsx":
          "declare global { namespace JSX { interface IntrinsicElements { b: object } type Element = string } }\nconst h = (name: string, _: unknown, text: string): string => '<' + name + '>' + text + '</' + name + '>';\nexport const bold = (text: string): string => <b>{text}</b>;\n",
      },
      async (kernel) => {
        expect(await kernel.text("function untyped(x) { return x; } untyped(1)")).to.equal("1");
        expect(await kernel.text("const first: number = [1][0];")).to.contain("TS2322"); // perhaps undefined
        expect(await kernel.text("let s: string = null")).to.contain("TS2322"); // what it does not name stays strict
        expect(await kernel.text("const of = (e: HTMLElement): string => e.tagName; typeof of")).to.equal("'function'");
        expect(await kernel.text("[3, 1].toSorted()")).to.equal("[ 1, 3 ]"); // lib is added to ours
        expect(await kernel.text('import { focus } from "@lens/focus"; focus(4)')).to.equal("3");
        expect(await kernel.text('(await import("@lens/inner/half")).half(4)')).to.equal("2");
        expect(await kernel.text('import { bold } from "./view"; bold("x")')).to.equal("'<b>x</b>'");
        expect(
          await kernel.text(
            "function mark(_: object, name: string): void { console.log(name); }\nclass A { @mark b(): void {} }\n0",
          ),
        ).to.equal("b\n0");
        expect(await kernel.text("class P { #x = 1; get x(): number { return this.#x; } } await new P().x")).to.equal(
          "1",
        );
        expect(await kernel.text("cryo.core.zeros([1])")).to.equal("RealArray [1] Float64Array(1) [0]");
      },
    ));

  it("that is broken is told once, under the first cell, and cells are compiled as if it were not there", async () => {
    await kernelIn(
      { "tsconfig.json": '{\n  "compilerOptions": { "strict": false "lib": [] }\n}\n' },
      async (kernel) => {
        const { outputs } = await kernel.execute("1");
        expect(outputs.map(({ type }) => type)).to.deep.equal(["execute_input", "stream", "execute_result"]);
        expect(outputs[1].content).to.deep.equal({
          name: "stderr",
          text: "tsconfig.json, line 2:40: ',' expected. Cells are compiled as if it were not there.\n",
        });
        expect(await kernel.text("2")).to.equal("2");
        expect(await kernel.text("let s: string = null")).to.contain("TS2322");
      },
    );
    await kernelIn({ "tsconfig.json": '{ "compilerOptions": { "strikt": true, "jsx": "no" } }' }, async (kernel) => {
      expect(await kernel.text("1")).to.match(/^tsconfig\.json.*strikt.*as if it were not there\.\n1$/);
    });
  });

  it("is honoured in what docs/kernel.md lists", () => {
    const text = readFileSync(fileURLToPath(new URL("../../../docs/kernel.md", import.meta.url)), "utf8");
    const missing = honoured.filter((name) => name !== "pathsBasePath" && !text.includes(`\`${name}\``));
    expect(missing).to.deep.equal([]);
  });
});
