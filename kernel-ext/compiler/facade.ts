/**
 * @file TypeScript 5.9 in the place of the fork that tslab was built on. tslab imports `@tslab/typescript-for-tslab`; the
 * module cache is filled with this facade first. It sets the options, supplies the fork's six additions, finds the
 * library from any folder, and keeps what tslab throws away: diagnostics as TypeScript made them, and source maps.
 * The fork itself stays as a fall-back, for the day that a TypeScript no longer fits: then only its options are set.
 */

import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, posix } from "node:path";
import type ts from "typescript";
import { parseWithoutComments } from "./comments.ts";
import { withoutExports } from "./live.ts";
import { quickInfo } from "./quick-info.ts";
import { relativeImports } from "./relative-imports.ts";
import { expandShorthand } from "./shorthand.ts";
import { stoppable } from "./stopping.ts";
import { readTsconfig } from "./tsconfig.ts";
import { compiler } from "./typescript.ts";

/** TypeScript's own parts that its declarations do not show; each is held by a test of the compiler. */
interface Internals {
  readonly nullTransformationContext: ts.TransformationContext;
  readonly Completions: { getCompletionsAtPosition(...args: readonly unknown[]): ts.CompletionInfo | undefined };
}

/** Which TypeScript compiles: ours, or the fork that tslab brings. */
export type Base = "typescript" | "tslab";

/** What a facade is made for. */
export interface FacadeOptions {
  readonly base: Base;
  /** folder of the notebook */
  readonly directory: string;
  /** declaration files of modules that exist in any folder, by name */
  readonly modules: Readonly<Record<string, string>>;
  /** texts that stand for files, by path */
  readonly files: Readonly<Record<string, string>>;
  /** what the first cell will find declared: read at the start, so that the first cell need not */
  readonly declarations: string;
}

/** What the rest of the kernel asks of the facade. */
export interface Facade {
  /** version of TypeScript */
  readonly version: string;
  /** what is wrong with the `tsconfig.json` of the folder */
  readonly fault: string | undefined;
  /** Looks for local files that changed on disk; called before each update of the program. */
  refresh(): void;
  /** The diagnostics of the latest compilation. */
  diagnostics(): readonly ts.Diagnostic[];
  /** The source maps of the latest compilation, last step first. */
  maps(): readonly string[];
  /** Whether tslab shall find the names of a cell by itself, which takes a compilation more. */
  bindEarly(early: boolean): void;
  /** Names of the next cell that later cells do not get as copies. */
  keepLocal(names: readonly string[]): void;
  /** Names of the latest cell that later cells get as copies. */
  exported(): readonly string[];
  /** A local TypeScript file that runs, by the path of its JavaScript, which is nowhere but in stack frames. */
  localFile(path: string): LocalFile | undefined;
}

/** A local file, as it was compiled. */
export interface LocalFile {
  readonly path: string;
  readonly text: string;
  /** last step first */
  readonly maps: readonly string[];
}

const ourLib = ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts", "lib.decorators.d.ts"];

const require = createRequire(import.meta.url);
const internals = compiler as unknown as Internals;

const inlineMap = /\n\/\/# sourceMappingURL=data:application\/json;base64,(\S+)\s*$/;

/** Puts the facade in the place of tslab's compiler. Call it before tslab is loaded. */
export function installFacade(options: FacadeOptions): Facade {
  const id = require.resolve("@tslab/typescript-for-tslab", { paths: [dirname(require.resolve("tslab"))] });
  delete require.cache[id];
  const { declarations } = options;
  const { options: folder, fault } = readTsconfig(options.directory);
  const isFork = options.base === "tslab";
  const base = isFork ? (require(id) as typeof ts) : compiler;
  // TypeScript names files with slashes, on Windows too.
  const slashes = (path: string): string => path.replaceAll("\\", "/");
  const directory = slashes(options.directory);
  const modules = Object.entries(options.modules).map(([name, file]) => [name, slashes(file)] as const);
  const files = new Map(Object.entries(options.files).map(([file, text]) => [slashes(file), text]));

  let diagnostics: readonly ts.Diagnostic[] = [];
  let maps: readonly string[] = [];
  let local: readonly string[] = [];
  let exported: readonly string[] = [];
  let emitting: ts.SourceFile | undefined;
  let bindEarly = false;
  let starting = true;
  const localFiles = new Map<string, LocalFile>();

  // Only local sources can change while a kernel runs: no watcher of the system, one look before each cell.
  const watched = new Map<string, { readonly changed: ts.FileWatcherCallback; seen: number }>();
  const fixed = modules.map(([, file]) => `${posix.dirname(file)}/`);
  const mayChange = (path: string): boolean =>
    !path.includes("/node_modules/") && !fixed.some((folder) => path.startsWith(folder));
  const modified = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

  const system: ts.System = {
    ...compiler.sys,
    getCurrentDirectory: () => directory,
    readFile: (path, encoding) => files.get(path) ?? compiler.sys.readFile(path, encoding),
    fileExists: (path) => files.has(path) || compiler.sys.fileExists(path),
    watchFile(path, changed) {
      if (mayChange(path)) watched.set(path, { changed, seen: modified(path) });
      return { close: () => watched.delete(path) };
    },
    watchDirectory: () => ({ close: () => {} }),
  };

  const earlier = posix.join(directory, "__prev__.d.ts"); // where tslab keeps the declarations of earlier cells

  // What tslab asks for is a builder that knows what a change affects, by hashes of everything; it never asks for that.
  const createProgram: ts.CreateProgram<ts.BuilderProgram> = (...args) => {
    if (isFork) {
      const create: unknown = base.createEmitAndSemanticDiagnosticsBuilderProgram;
      return keepingFile((create as ts.CreateProgram<ts.BuilderProgram>)(...args));
    }
    if (args[2] !== undefined) parseWithoutComments(args[2]);
    const builder = compiler.createAbstractBuilder(...args);
    if (bindEarly) builder.getProgram().getTypeChecker();
    builder.getAllDependencies = (source) => localSources(builder.getProgram(), source);
    const { emit } = builder;
    builder.emit = (file, write, token, onlyTypes, transformers = {}) => {
      const checker = builder.getProgram().getTypeChecker();
      const before = expandShorthand(checker, (source) => source.fileName === earlier);
      return emit(file, write, token, onlyTypes, {
        ...transformers,
        before: [relativeImports(checker), before, stoppable(options.directory)],
      });
    };
    return keepingFile(builder);
  };

  /** The first program of all: with the declarations that the first cell will find, and bound, for they never change. */
  const createFirst: typeof createProgram = (...args) => {
    const builder = createProgram(...args);
    if (starting) builder.getProgram().getTypeChecker();
    starting = false;
    return builder;
  };

  /** A builder that says which file it emits. */
  function keepingFile(builder: ts.BuilderProgram): ts.BuilderProgram {
    const { emit } = builder;
    builder.emit = (file, ...rest) => {
      emitting = file;
      try {
        return emit(file, ...rest);
      } finally {
        emitting = undefined;
      }
    };
    return builder;
  }

  const facade = {
    __esModule: true, // so that tslab's __importStar takes it as it is
    sys: system,

    createWatchCompilerHost(roots: string[], options: ts.CompilerOptions, system: ts.System, ...rest: unknown[]) {
      const { noImplicitUseStrict: _, disableTopLevelAwait: __, ...kept } = options; // unknown to TypeScript 5.9
      const [, reportDiagnostic, reportStatus] = rest as [unknown, ts.DiagnosticReporter, ts.WatchStatusReporter];
      const { readFile } = system;
      system.readFile = (path, encoding) => {
        const text = readFile.call(system, path, encoding);
        return starting && path === earlier ? `${text}${declarations}` : text;
      };
      const common: ts.CompilerOptions = {
        ...(isFork ? options : kept),
        strict: true,
        ...(isFork ? {} : folder),
        types: ["node", ...(folder.types ?? [])],
        // The copy that came with the kernel, not what a folder happens to hold.
        typeRoots: [dirname(dirname(require.resolve("@types/node/package.json")))],
        paths: { ...folder.paths, ...Object.fromEntries(modules.map(([name, file]) => [name, [file]])) },
        inlineSourceMap: true,
      };
      return base.createWatchCompilerHost(
        roots,
        isFork
          ? common
          : {
              ...common,
              target: compiler.ScriptTarget.ES2022,
              lib: [...new Set([...ourLib, ...(folder.lib ?? [])])],
              moduleResolution: compiler.ModuleResolutionKind.Bundler,
              rewriteRelativeImportExtensions: true,
              experimentalDecorators: folder.experimentalDecorators ?? false,
            },
        system,
        createFirst,
        reportDiagnostic,
        reportStatus,
      );
    },

    /**
     * tslab's second step, to CommonJS: of a local file while that is emitted, of the cell at the end. Both maps are kept,
     * and taken out of the text.
     */
    transpileModule(text: string, options: ts.TranspileOptions): ts.TranspileOutput {
      const first = inlineMap.exec(text);
      const { noImplicitUseStrict: _, ...kept } = options.compilerOptions ?? {};
      let module = text.replace(inlineMap, "\n");
      if (emitting === undefined) ({ text: module, exported } = withoutExports(module, local));
      const output = base.transpileModule(module, {
        ...options,
        compilerOptions: { ...(isFork ? options.compilerOptions : kept), sourceMap: true },
      });
      if (first !== null && output.sourceMapText !== undefined) {
        const both = [output.sourceMapText, Buffer.from(first[1], "base64").toString("utf8")];
        if (emitting === undefined) maps = both;
        else {
          const { fileName: path, text } = emitting;
          localFiles.set(path.replace(/\.([cm]?)tsx?$/, ".$1js"), { path, text, maps: both });
        }
      }
      return { ...output, outputText: output.outputText.replace(/\n\/\/# sourceMappingURL=\S+\s*$/, "\n") };
    },

    getPreEmitDiagnosticsOfFiles(program: ts.Program, sources: readonly ts.SourceFile[]): readonly ts.Diagnostic[] {
      const found: ts.Diagnostic[] = [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()];
      for (const source of sources)
        found.push(
          ...program.getSyntacticDiagnostics(source),
          ...program.getSemanticDiagnostics(source),
          ...(program.getDeclarationDiagnostics(source) as readonly ts.Diagnostic[]),
        );
      diagnostics = compiler.sortAndDeduplicateDiagnostics(found);
      return diagnostics;
    },

    getNullTransformationContext: () => internals.nullTransformationContext,
    getDefaultTypeRoots: () => [],

    getQuickInfoAtPosition: (file: ts.SourceFile, checker: ts.TypeChecker, _token: unknown, position: number) =>
      quickInfo(file, checker, position),

    Completions: {
      getCompletionsAtPositionForTslab: (...args: unknown[]) =>
        internals.Completions.getCompletionsAtPosition(...args, undefined),
    },
  };

  const { __esModule, sys, createWatchCompilerHost, transpileModule } = facade;
  const forked = {
    ...{ __esModule, sys, createWatchCompilerHost, transpileModule },
    getPreEmitDiagnosticsOfFiles(...args: Parameters<typeof facade.getPreEmitDiagnosticsOfFiles>) {
      diagnostics = (base as unknown as typeof facade).getPreEmitDiagnosticsOfFiles(...args);
      return diagnostics;
    },
  };
  const exports: unknown = Object.setPrototypeOf(isFork ? forked : facade, base);
  require.cache[id] = { id, filename: id, loaded: true, exports, children: [], paths: [] } as unknown as NodeJS.Module;

  return {
    version: base.version,
    fault,
    refresh() {
      for (const [path, file] of watched) {
        const now = modified(path);
        if (now === file.seen) continue;
        file.seen = now;
        file.changed(path, now === 0 ? compiler.FileWatcherEventKind.Deleted : compiler.FileWatcherEventKind.Changed);
      }
    },
    diagnostics: () => diagnostics,
    maps: () => maps,
    bindEarly(early) {
      bindEarly = early;
    },
    keepLocal(names) {
      local = names;
    },
    exported: () => exported,
    localFile: (path) => localFiles.get(path),
  };
}

/**
 * A source and the sources that it imports, directly or not; declaration files are none. tslab would sort out all but `.ts`
 * and `.js`; here `.tsx` stays.
 */
function localSources(program: ts.Program, source: ts.SourceFile): string[] {
  const checker = program.getTypeChecker();
  const found = new Set([source]);
  for (const file of found) {
    const { imports } = file as unknown as { readonly imports: readonly ts.StringLiteralLike[] };
    for (const specifier of imports)
      for (const declaration of checker.getSymbolAtLocation(specifier)?.declarations ?? []) {
        const imported = declaration.getSourceFile();
        if (!imported.isDeclarationFile) found.add(imported);
      }
  }
  const names = [...found].map(({ fileName }) => fileName).filter((name) => /\.[jt]sx?$/.test(name));
  return Object.assign(names, { filter: () => names });
}

/** Where the types of a workspace's package are, and where its code is. */
export function packageFiles(name: string): { readonly types: string; readonly main: string } {
  const manifest = require.resolve(`${name}/package.json`);
  const { types, main } = require(manifest) as { types: string; main: string };
  return { types: join(dirname(manifest), types), main: join(dirname(manifest), main) };
}
