/**
 * @file esbuild as a short-lived process: one compilation, one process, a wall clock, and a limit on memory where there is
 * a shell to set it. Two kilobytes of enum make esbuild ask for gigabytes, and deep nesting overflows its stack; in a service shared
 * by all submissions that would be everybody's failure, here it is one text that does not compile.
 */

import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { InfrastructureError } from "../sandbox/types.ts";

const TIME_MS = 5000;
/** Processor time of all its threads. */
const CPU_SECONDS = 10;
/** Address space in KiB; a compilation of 128 KiB needs a tenth. */
const MEMORY_KIB = 2 << 20;
/** Bytes of output: a compiled module is about as long as its source. */
const OUTPUT_LIMIT = 8 << 20;

/** What esbuild made of a text. `line` is counted from 1; 0 means that no place is known. */
export type Compiled = { readonly code: string } | { readonly problem: string; readonly line: number };

let binary: string | undefined;
/** esbuild's own program for this machine. */
function esbuild(): string {
  if (binary !== undefined) return binary;
  const file = process.platform === "win32" ? "esbuild.exe" : "bin/esbuild";
  try {
    const own = createRequire(import.meta.url).resolve("esbuild/package.json");
    binary = createRequire(own).resolve(`@esbuild/${process.platform}-${process.arch}/${file}`);
  } catch (error) {
    throw new InfrastructureError(`esbuild: no program for ${process.platform}-${process.arch}; run npm ci`, {
      cause: error,
    });
  }
  return binary;
}

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs esbuild once. Resolves whatever becomes of it, unless it cannot be started. */
function run(input: string, args: readonly string[], cwd: string): Promise<Ended> {
  const options = ["--log-level=error", "--log-limit=1", "--color=false", ...args];
  const shell = ["/bin/sh", "-c", `ulimit -v ${MEMORY_KIB} 2>/dev/null; ulimit -t ${CPU_SECONDS}; exec "$0" "$@"`];
  const [command, ...rest] = [...(process.platform === "win32" ? [] : shell), esbuild(), ...options];
  return new Promise((resolve, reject) => {
    const child = spawn(command, rest, { cwd, env: {}, stdio: "pipe", windowsHide: true });
    const timer = setTimeout(() => child.kill("SIGKILL"), TIME_MS);
    const collect = (stream: NodeJS.ReadableStream): (() => string) => {
      const chunks: Buffer[] = [];
      let length = 0;
      stream.on("data", (chunk: Buffer) => {
        length += chunk.length;
        if (length > OUTPUT_LIMIT) child.kill("SIGKILL");
        else chunks.push(chunk);
      });
      return () => Buffer.concat(chunks).toString("utf8");
    };
    const stdout = collect(child.stdout);
    const stderr = collect(child.stderr);
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(new InfrastructureError(`esbuild: cannot be started (${error.message})`, { cause: error }));
    });
    child.on("close", (status) => {
      clearTimeout(timer);
      resolve({ status, stdout: stdout(), stderr: stderr() });
    });
    child.stdin.on("error", () => {}); // it died before it had read everything: "close" tells
    child.stdin.end(input);
  });
}

/**
 * Compiles a text with esbuild.
 *
 * @param input - the text, on esbuild's standard input
 * @param args - esbuild's options
 * @param cwd - folder in which a text that imports would be resolved
 * @throws InfrastructureError if esbuild does not work at all
 */
export async function compile(input: string, args: readonly string[], cwd = "/"): Promise<Compiled> {
  const { status, stdout, stderr } = await run(input, args, cwd);
  if (status === 0) return { code: stdout };
  const error = /\[ERROR\] (.*)(?:\s+<stdin>:(\d+):\d+:)?/.exec(stderr);
  if (error) return { problem: error[1], line: Number(error[2] ?? 0) };

  // no message: it died of this text, or it cannot live here
  const canary = await run("export {};", ["--loader=ts"], cwd);
  if (canary.status !== 0) throw new InfrastructureError(`esbuild: does not run here: ${canary.stderr.slice(0, 500)}`);
  return { problem: "compiling it takes too long or too much memory", line: 0 };
}
