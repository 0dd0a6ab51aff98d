/**
 * @file A test file made ready for the trusted process: TypeScript compiled, packages taken from this installation
 * (so that chai, fast-check and the door to the submission are the same instances as the runner's), and in a visible
 * test the import of the learner's file replaced by the walled functions. A test may import nothing else.
 */

import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin, stop } from "esbuild";
import { InfrastructureError } from "../sandbox/types.ts";

/** What a test file may find where it imports the exercise. */
export interface TestFile {
  readonly path: string;
  readonly exercise: string;
  readonly exports: readonly string[];
  readonly hidden: boolean;
}

/** Compiled texts by all that they depend on: a class asks for the same few again and again. */
const compiled = new Map<string, Promise<string>>();
const KEPT = 40;

/** The compiled text of a test file as it is now. */
function compileOnce(file: TestFile): Promise<string> {
  const key = JSON.stringify([readFileSync(file.path, "utf8"), file.path, file.exercise, file.exports, file.hidden]);
  const known = compiled.get(key) ?? compile(file);
  compiled.delete(key);
  compiled.set(key, known); // the one used last stays longest
  for (const old of compiled.keys()) {
    if (compiled.size <= KEPT) break;
    compiled.delete(old);
  }
  known.catch(() => compiled.delete(key));
  return known;
}

/**
 * Loads a test file, afresh each time: mocha's globals must be there, and nothing that the file keeps for itself outlives
 * a grading. Its compiled text is gone from the disk when it has loaded.
 */
export async function loadTestFile(file: TestFile): Promise<void> {
  const code = await compileOnce(file);
  const folder = await mkdtemp(join(tmpdir(), "cryolab-test-")); // readable by this user only
  try {
    const path = join(folder, "test.mjs");
    await writeFile(path, code, { mode: 0o600 });
    await import(pathToFileURL(path).href);
  } catch (error) {
    throw new InfrastructureError(`${basename(file.path)} cannot be loaded: ${(error as Error).message}`, {
      cause: error,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compile(file: TestFile): Promise<string> {
  try {
    const result = await build({
      entryPoints: [file.path],
      bundle: true,
      write: false,
      format: "esm",
      platform: "node",
      target: "node20",
      sourcemap: "inline",
      sourcesContent: false,
      logLevel: "silent",
      plugins: [imports(file)],
    });
    return result.outputFiles[0].text;
  } catch (error) {
    throw new InfrastructureError(`${basename(file.path)} cannot be compiled: ${(error as Error).message}`, {
      cause: error,
    });
  } finally {
    await stop();
  }
}

function imports({ path, exercise, exports, hidden }: TestFile): Plugin {
  const slug = exercise.split("/")[1];
  return {
    name: "exercise-test",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /.*/ }, ({ path: name, kind }) => {
        if (kind === "entry-point") return undefined;
        if (name.startsWith("node:")) return { path: name, external: true };
        if (/^[^./]/.test(name)) {
          try {
            return { path: import.meta.resolve(name), external: true };
          } catch {
            return { errors: [{ text: `no package ${name} among those of the grader` }] };
          }
        }
        if (!hidden && (name === `./${slug}.js` || name === `./${slug}.ts`))
          return { path: exercise, namespace: "walled" };
        const may = hidden ? "asks for the answer by submission()" : `may import ./${slug}.js`;
        return {
          errors: [
            {
              text: `${basename(path)} imports ${name}: a ${hidden ? "hidden" : "visible"} test ${may} and packages, no other file`,
            },
          ],
        };
      });
      onLoad({ filter: /.*/, namespace: "walled" }, () => ({
        contents: [
          'import { submission } from "@cryolab/grader/testing";',
          `const walled = await submission(${JSON.stringify(exercise)});`,
          ...exports.map((name) => `export const ${name} = walled[${JSON.stringify(name)}];`),
        ].join("\n"),
      }));
    },
  };
}
