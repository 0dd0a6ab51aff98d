/**
 * @file Compiles and runs cells: tslab's converter and executor behind the facade, with the way back from a stack frame to
 * the cell's own line.
 */

import { relative } from "node:path";
import type ts from "typescript";
import type { GuardState } from "../guard-state.ts";
import { phase } from "../guard-state.ts";
import { type Moment, now } from "../timing.ts";
import { type CellSource, prepareCell } from "./cell-source.ts";
import { type Base, installFacade, packageFiles } from "./facade.ts";
import { shareable, sharedVariables, sharingCode } from "./live.ts";
import { esModules, findOurs } from "./modules.ts";
import { keptNamespaces } from "./namespaces.ts";
import type { Info } from "./quick-info.ts";
import { type Place, sourceOf } from "./source-map.ts";
import { importingCode, installHook } from "./stopping.ts";
import { type Candidates, type Converted, type Converter, loadTslab, type Tslab } from "./tslab.ts";
import { compiler } from "./typescript.ts";

/** A type error, or a text that does not parse. */
export interface Problem {
  /** local file it is in, from the notebook's folder; absent for the cell */
  readonly file?: string;
  /** text of the cell or the file */
  readonly text: string;
  /** counted from 0 */
  readonly start: Place;
  readonly length: number;
  readonly code: number;
  /** with the chain of reasons, indented */
  readonly message: string;
}

/** How the run of a cell ended. */
export type Outcome =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "problems"; readonly problems: readonly Problem[] }
  | { readonly kind: "thrown"; readonly error: unknown };

/** A cell that was run, as stack frames name it. */
export interface RunCell {
  /** what the learner sees: "cell [3]", or the path of a local file */
  readonly label: string;
  readonly code: string;
}

/** Thrown in the place of a cell that the learner stopped before it ran. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/** Thrown in the place of a cell that filled the heap. */
export class OutOfMemory extends Error {
  override readonly name = "OutOfMemory";

  constructor(heapLimit: number) {
    const megabytes = Math.round(heapLimit / 2 ** 20);
    super(
      `the cell was stopped: it filled the ${megabytes} MB that the kernel may use; the variables of earlier cells are kept`,
    );
    this.stack = `${this.name}: ${this.message}`; // it has no place: the cell was ended wherever it was
  }
}

/** What an engine is made for. */
export interface EngineOptions {
  /** which TypeScript compiles */
  readonly base?: Base;
  /** folder of the notebook */
  readonly directory: string;
  /** packages that exist in any folder */
  readonly packages: readonly string[];
  /** texts that stand for files, by path */
  readonly files?: Readonly<Record<string, string>>;
  /** the hidden first cell: imports, whose names all cells have */
  readonly preload: string;
  /** told what the engine does, asked whether to stop */
  readonly state: GuardState;
}

/** Compiles and runs the cells of one session. */
export interface Engine {
  readonly typescript: string;
  /** what is wrong with the `tsconfig.json` of the folder, if anything is */
  readonly fault: string | undefined;
  readonly display: Tslab["jupyter"];
  /** when the code of the latest cell began to run, compiled; undefined if it never ran */
  readonly began: Moment | undefined;
  /** Runs the hidden first cell. */
  preload(): Promise<Outcome>;
  run(code: string, label: string): Promise<Outcome>;
  /** Lets go of a cell that is awaiting. */
  interrupt(): void;
  complete(code: string, position: number): Candidates;
  inspect(code: string, position: number): Info | undefined;
  /** the cells that ran to their end */
  readonly ran: readonly RunCell[];
  /** The cell or local file and the place, counted from 0, of a place in running code, counted from 1. */
  locate(script: string, line: number, column: number): { readonly cell: RunCell; readonly place: Place } | undefined;
  close(): void;
}

/** Name of a cell's script in stack frames. */
const scriptName = (run: number): string => `cryolab-cell-${run}`;

/** A cell of imports that is known to be right, as the converter would give it, but without compiling all that it imports. */
function preloaded(code: string, names: readonly string[]): Converted {
  const { outputText: output } = compiler.transpileModule(`${code}\nexport {${names.join(", ")}};`, {
    compilerOptions: {
      module: compiler.ModuleKind.CommonJS,
      target: compiler.ScriptTarget.ES2022,
      esModuleInterop: true,
    },
  });
  return { output, declOutput: `${code}\n`, diagnostics: [], hasToplevelAwait: false };
}

const sideTexts = ({ sideOutputs = [] }: Converted): string[] => sideOutputs.map(({ data }) => data);

/** Starts a compiler; it takes a second or two. */
export function createEngine({
  base = "typescript",
  directory,
  packages,
  files = {},
  preload,
  state,
}: EngineOptions): Engine {
  const found = packages.map((name) => [name, packageFiles(name)] as const);
  findOurs(found.map(([name, { main }]) => [name, main]));
  const facade = installFacade({
    base,
    directory,
    modules: Object.fromEntries(found.map(([name, { types }]) => [name, types])),
    files,
    declarations: preload,
  });
  const tslab = loadTslab();
  installHook();

  interface Script extends RunCell {
    readonly sourceOf: (place: Place) => Place | undefined;
    /** characters that the executor puts before the first line */
    readonly prefix: number;
  }
  const scripts = new Map<string, Script>();
  let runs = 0;
  const ran: RunCell[] = [];
  let current: RunCell & { readonly source: CellSource } = { label: "", code: "", source: prepareCell("") };
  let problems: readonly Problem[] = [];
  let unresolved = false;
  let turn = false;
  let preloading = false;
  let began: Moment | undefined;

  const converter: Converter = tslab.createConverter({ isJS: false, isBrowser: false });
  const converting: Converter = {
    ...converter,
    convert(previous, source) {
      if (preloading) return preloaded(preload, current.source.names);
      facade.refresh();
      // A module that was not found is remembered until the cell imports something else.
      if (unresolved) compiling(() => converter.inspect(previous, 'import "node:path";', 0));
      const { awaits, file, names } = current.source;
      const shared = sharedVariables(file);
      facade.keepLocal(shared);
      const converted = compiling(() => converter.convert(previous, source + exporting(names)));
      const codes = new Set(converted.diagnostics.map(({ code }) => code));
      problems = describe(
        facade
          .diagnostics()
          .filter(({ code, messageText }) => codes.has(typeof messageText === "string" ? code : messageText.code)),
      );
      unresolved = problems.some(({ code }) => code === 2307 || code === 2792); // "Cannot find module"
      if (state.takeInterrupt()) throw new Interrupted("interrupted before it ran");
      const declOutput = (converted.declOutput ?? "") + keptNamespaces(previous, file);
      if (converted.output === undefined) return { ...converted, declOutput };
      began = now();
      for (const name of facade.exported()) unshare(name);
      const imported = esModules(directory, [converted.output, ...sideTexts(converted)].join("\n"));
      const isAsync = awaits || imported.length > 0;
      const importing = imported.length === 0 ? "" : importingCode(directory, imported);
      const name = scriptName(++runs);
      scripts.set(name, {
        label: current.label,
        code: current.code,
        sourceOf: sourceOf(facade.maps()),
        prefix: `(${isAsync ? "async " : ""}function(exports, require) { ${importing}`.length,
      });
      const output = `${importing}${converted.output}${sharingCode(shared)}\n//# sourceURL=${name}`;
      return { ...converted, declOutput, hasToplevelAwait: isAsync, output };
    },
  };

  /**
   * The statement by which later cells get the names of a cell. tslab would find the names, add it, and compile again; with a
   * program that is not bound it finds none, and once is enough. But it must know of a name that it would use itself.
   */
  function exporting(names: readonly string[]): string {
    if (base === "tslab") return "";
    const clash = names.some((name) => name.startsWith("tsLastExpr"));
    facade.bindEarly(clash);
    turn = !turn; // a text like the one before would not be compiled anew
    return `${turn ? " " : ""}${clash || names.length === 0 ? "" : `\nexport {${names.join(", ")}}`}`;
  }

  /** Calls the compiler, which an interrupt must not end half-way. */
  function compiling<T>(call: () => T): T {
    const before = state.phase;
    if (before !== phase.starting) state.phase = phase.compiling;
    try {
      return call();
    } finally {
      state.phase = before;
    }
  }

  /** What the compiler found, in the terms of the cell. */
  function describe(diagnostics: readonly ts.Diagnostic[]): Problem[] {
    const described: Problem[] = [];
    for (const { file, start = 0, length = 0, code, messageText } of diagnostics) {
      if (file === undefined) continue;
      const inCell = file.fileName.endsWith("/__tslab__.ts");
      const name = relative(directory, file.fileName);
      if (name.startsWith("..") || name === "__prev__.d.ts") continue;
      const at = file.getLineAndCharacterOfPosition(start);
      described.push({
        ...(inCell ? {} : { file: name }),
        text: inCell ? current.code : file.text,
        start: { line: at.line - (inCell ? 1 : 0), column: at.character }, // tslab puts one line before a cell
        length,
        code,
        message: compiler.flattenDiagnosticMessageText(messageText, "\n"),
      });
    }
    return described;
  }

  let value: unknown;
  let thrown: { readonly error: unknown } | undefined;
  const executor = tslab.createExecutor(
    directory,
    { node: converting, browser: converting, close: () => converter.close() },
    {
      log: (result) => {
        value = result;
      },
      error: (...values) => {
        // Diagnostics come as a format and its values; they are kept as problems already.
        if (values.length === 1) thrown = { error: values[0] };
      },
    },
  );

  const unshare = shareable(executor.locals);

  return {
    typescript: facade.version,
    fault: facade.fault,
    display: tslab.jupyter,
    ran,
    get began() {
      return began;
    },

    async run(code, label) {
      current = { label, code, source: compiling(() => prepareCell(code)) };
      value = thrown = began = undefined;
      problems = [];
      try {
        if (await executor.execute(current.source.text)) {
          ran.push({ label, code });
          return { kind: "value", value };
        }
      } catch (error) {
        return { kind: "thrown", error };
      }
      if (problems.length > 0) return { kind: "problems", problems };
      return { kind: "thrown", error: (thrown as { readonly error: unknown } | undefined)?.error };
    },

    async preload() {
      preloading = true;
      const outcome = await this.run(preload, "preload");
      ran.pop(); // it is not the learner's
      preloading = false;
      return outcome;
    },

    interrupt: () => executor.interrupt(),
    complete: (code, position) => compiling(() => executor.complete(prepareCell(code).text, position)),
    inspect(code, position) {
      const info = compiling(() => executor.inspect(prepareCell(code).text, position));
      return info && { ...info, members: info.members ?? [] }; // the fork tells of none
    },

    locate(name, line, column) {
      const script = scripts.get(name);
      if (script === undefined) {
        const file = facade.localFile(name);
        const place = file && sourceOf(file.maps)({ line: line - 1, column: column - 1 });
        return place && { cell: { label: relative(directory, file.path), code: file.text }, place };
      }
      const place = script.sourceOf({ line: line - 1, column: column - 1 - (line === 1 ? script.prefix : 0) });
      return place && { cell: script, place: { line: place.line - 1, column: place.column } };
    },

    close: () => executor.close(),
  };
}
