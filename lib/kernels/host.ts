/**
 * @file What the place where we run offers beyond the language, asked for when it is needed and never imported: in the
 * grader's sandbox there is neither WebAssembly nor Node, and this file says so.
 */

/** A shared memory of WebAssembly. */
export interface WasmMemory {
  readonly buffer: ArrayBufferLike;
  grow(pages: number): number;
}

/** The part of the WebAssembly object that is used; TypeScript knows it only with the browser's library. */
interface WasmApi {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Record<string, unknown> };
  readonly Memory: new (limits: { initial: number; maximum: number; shared: boolean }) => WasmMemory;
}

/** WebAssembly with shared memory, if there is such a thing here. */
export function webAssembly(): WasmApi | undefined {
  const { WebAssembly: wasm, SharedArrayBuffer: shared } = globalThis as { WebAssembly?: WasmApi } & Record<
    string,
    unknown
  >;
  return shared ? wasm : undefined;
}

/** A module of Node, if this is Node and lets us have it. */
export function nodeModule<T>(name: "os" | "v8" | "worker_threads" | "zlib"): T | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?: (id: string) => unknown } };
  return process?.getBuiltinModule?.(`node:${name}`) as T | undefined;
}

/** A variable of the environment, empty if there is none. */
export function environment(name: string): string {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.[name] ?? "";
}
